#!/usr/bin/env python3
"""Validates golden reports against the published JSON Schemas.

usage: check_schemas.py REPOSITORY
Exit code: 0 valid, 1 not valid, 77 skipped (no python3-jsonschema).
"""
import copy
import json
import pathlib
import sys

KINDS = ["scan", "segregation", "verification"]


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def broken_variants(report):
    """Reports that a useful schema must refuse."""
    extra = copy.deepcopy(report)
    extra["extra"] = 1
    yield "an unknown key", extra
    for key in report:
        missing = copy.deepcopy(report)
        del missing[key]
        yield f"no `{key}`", missing
    other = copy.deepcopy(report)
    other["format"] = 2
    yield "another format", other
    for number in (1, 10):
        for name, part in (("tables", "records"), ("identity", "records"), ("categories", "cohort")):
            if report.get(name):
                small = copy.deepcopy(report)
                small[name][0][part] = number
                yield f"a {name} count of {number}", small


def main():
    try:
        import jsonschema
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        return 77
    root = pathlib.Path(sys.argv[1])
    failures = 0
    for kind in KINDS:
        schema = load(root / "docs" / "schema" / f"{kind}-report.schema.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for name in (f"{kind}.json", f"{kind}_empty.json"):
            report = load(root / "reports" / "testdata" / name)
            for error in validator.iter_errors(report):
                print(f"{name}: {error.json_path}: {error.message}")
                failures += 1
        report = load(root / "reports" / "testdata" / f"{kind}.json")
        for what, variant in broken_variants(report):
            if validator.is_valid(variant):
                print(f"{kind}: the schema accepts a report with {what}")
                failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
