#!/usr/bin/env python3
"""Writes train.jsonl, dev.jsonl and test.jsonl, byte for byte the same each time.

The columns are written by hand in train_special.py, train_identifiers.py, train_baits.py and so on: one line a column,
with its own header and its own values. Only the drawing of values from a column's pool is left to a seeded generator.
"""
import importlib
import json
import random
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = ("special", "identifiers", "baits")


def make_column(part, number, spec):
    label, language, table, header, make = spec
    name = f"{part}-{number:04}"
    rng = random.Random(f"{name} {table} {header}")
    return {"id": name, "table": table, "header": header, "values": make(rng, rng.randint(18, 52)),
            "label": label, "language": language, "bait": label == "none"}


def main():
    for part in ("train", "dev", "test"):
        specs = [spec for kind in KINDS for spec in importlib.import_module(f"{part}_{kind}").COLUMNS]
        random.Random(part).shuffle(specs)
        lines = [json.dumps(make_column(part, number, spec), ensure_ascii=False) + "\n"
                 for number, spec in enumerate(specs, 1)]
        (HERE / f"{part}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
