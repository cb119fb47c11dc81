#!/usr/bin/env python3
"""Writes the generated half of the corpus: whole tables with their associations, and logs, JSON and letters
with their spans. Seeded: the same bytes every time. Every person is invented.

usage: make_tables.py [FOLDER]      (default: the folder of this file)

  tables/<part>/NAME.csv, NAME.truth.json    {"associations":[{"column","label","grade"}]}
  generated/<part>/<language>.txt            the format of sentences/, carrier log, json or letter

A table's truth follows from its columns: a special category beside a direct identifier is `linked`, beside three
or more quasi-identifiers `linkable`, else nothing. The parts share no name, no special-category value within a
language, no header of a special category and no frame: see table_pools.py and text_frames.py.
"""
import csv
import io
import json
import os
import random
import re
import sys

import table_pools
import text_frames

PARTS = ("dev", "test")
SPECIAL = ("race", "ethnicity", "religion", "sexual_orientation", "political_affiliation")
DIRECT = {"name": "person_name", "given": "person_name", "email": "email_address", "phone": "phone_number",
          "address": "postal_address", "iban": "iban", "card": "payment_card", "ip": "ip_address",
          "username": "username"}
QUASI = {"dob": "date_of_birth", "postcode": "postal_code", "sex": "sex", "age": "age", "employer": "employer",
         "job": "job_title", "dept": "department"}
TEXTS_EACH = 40  # documents a carrier and part


def luhn_digit(digits):
    total = sum(sum(divmod(2 * int(d), 10)) if i % 2 == 0 else int(d) for i, d in enumerate(reversed(digits)))
    return str(-total % 10)


def card_number(rng):
    digits = "411111" + "".join(rng.choice("0123456789") for _ in range(9))  # prefix of the published test card
    return digits + luhn_digit(digits)


def iban(rng):
    account = "".join(rng.choice("0123456789") for _ in range(10))
    body = "37040044" + account  # DE, the bank of the published example
    check = 98 - int(body + "131400") % 97
    return f"DE{check:02d}{body}"


class Person:
    """One invented person; every column that asks for a person's data gets that of the same one."""

    def __init__(self, rng, part, language):
        pool = table_pools.PEOPLE[part]
        self.rng, self.language = rng, language
        self.given, self.surname = rng.choice(pool["given"]), rng.choice(pool["surnames"])
        self.year, self.month, self.day = rng.randrange(1944, 2006), rng.randrange(1, 13), rng.randrange(1, 29)
        self.number = rng.randrange(100)
        self.street = f"{rng.choice(pool['streets'])} {rng.randrange(1, 140)}"
        self.town = rng.choice(pool["towns"])
        self.zip = f"{rng.randrange(10000, 99999)}"
        self.pool = pool

    def cell(self, kind):
        rng = self.rng
        name = f"{self.given} {self.surname}"
        plain = re.sub("[^a-z.]", "", f"{self.given}.{self.surname}".lower())
        cells = {
            "name": name, "given": self.given,
            "email": f"{plain}{self.number}@example.{self.pool['domain']}",
            "phone": f"+1 {self.pool['area']}-555-01{self.number:02d}",
            "address": f"{self.street}, {self.zip} {self.town}", "postcode": self.zip,
            "username": f"{self.given.lower()}_{self.surname.lower()[:4]}{self.number}",
            "dob": f"{self.year}-{self.month:02d}-{self.day:02d}", "age": str(2026 - self.year),
            "sex": table_pools.SEX[self.language][self.number % 2],
            "employer": rng.choice(self.pool["employers"]), "job": rng.choice(table_pools.JOBS[self.language]),
            "dept": rng.choice(table_pools.DEPARTMENTS[self.language]),
            "ip": f"203.0.113.{rng.randrange(1, 255)}", "iban": iban(rng), "card": card_number(rng)}
        return cells[kind]


def filler(rng, kind, row):
    """Cells that say nothing of a person."""
    if kind == "id":
        return str(40000 + 7 * row)
    if kind == "count":
        return str(rng.randrange(0, 500))
    if kind == "money":
        return f"{rng.randrange(100, 90000) / 100:.2f}"
    if kind == "date":
        return f"2025-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
    if kind == "code":
        return f"{rng.choice('ABCDEFGH')}{rng.randrange(100, 999)}"
    if kind == "time":
        return f"{rng.randrange(6, 22):02d}:{rng.choice(('00', '15', '30', '45'))}"
    return None


def cell(rng, part, person, kind, row):
    if kind.startswith("="):
        return rng.choice(kind[1:].split("/"))
    name, _, label = kind.partition(":")
    if name in SPECIAL:
        # A fifth of the people did not answer.
        return "" if rng.random() < 0.2 else rng.choice(table_pools.VALUES[part][person.language][name])
    if name == "note":
        telling = label and rng.random() < 0.4
        source = table_pools.TELLING[part][label] if telling else table_pools.PLAIN[part]
        return rng.choice(source)
    made = filler(rng, name, row)
    return made if made is not None else person.cell(name)


def parse_spec(line):
    name, language, columns = (piece.strip() for piece in line.split("|"))
    return name, language, [tuple(piece.strip().split(":", 1)) for piece in columns.split(";")]


def truth_of(columns):
    kinds = [(header, kind.partition(":")) for header, kind in columns if not kind.startswith("=")]
    direct = any(name in DIRECT for _, (name, _, _) in kinds)
    quasi = {QUASI[name] for _, (name, _, _) in kinds if name in QUASI}
    grade = "linked" if direct else "linkable" if len(quasi) >= 3 else None
    if not grade:
        return []
    special = [(header, name if name in SPECIAL else label) for header, (name, _, label) in kinds
               if name in SPECIAL or name == "note" and label]
    return [{"column": header, "label": label, "grade": grade} for header, label in special]


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write(content)


def write_tables(folder, part):
    for line in table_pools.TABLES[part].strip().split("\n"):
        name, language, columns = parse_spec(line)
        rng = random.Random(f"{part}/{name}")
        text = io.StringIO()
        out = csv.writer(text, lineterminator="\n")
        out.writerow([header for header, _ in columns])
        for row in range(rng.randrange(60, 140)):
            person = Person(rng, part, language)
            out.writerow([cell(rng, part, person, kind, row) for _, kind in columns])
        write(os.path.join(folder, "tables", part, name + ".csv"), text.getvalue())
        truth = {"associations": truth_of(columns)}
        write(os.path.join(folder, "tables", part, name + ".truth.json"),
              json.dumps(truth, ensure_ascii=False, indent=1) + "\n")


def escape(text):
    return re.sub(r"([\[\]{}|\\])", r"\\\1", text).replace("\n", "\\n")


def slot(rng, part, person, inside):
    """What stands for <...> in a frame: a marked value, or a plain one."""
    if inside.startswith("!"):  # a trap: <!race:none|race>
        head, _, text = inside[1:].partition("|")
        return "{" + head + "|" + escape(text) + "}"
    label, _, grade = inside.partition(":")
    if label in SPECIAL:
        values = table_pools.VALUES[part][person.language][label]
        if grade != "declared":
            values = [value for value in values if value not in table_pools.FORM_ANSWERS]
        value = rng.choice(values)
        return f"[{label}:{grade}|{escape(value)}]"
    if label == "ts":
        return f"2026-0{rng.randrange(1, 10)}-{rng.randrange(10, 29)}T{rng.randrange(10, 24)}:{rng.randrange(10, 60)}:07Z"
    made = filler(rng, label, rng.randrange(1000))
    if made is not None:
        return made
    labels = {**DIRECT, **QUASI}
    return f"[{labels[label]}|{escape(person.cell(label))}]"


def fill(rng, part, language, frame):
    person = Person(rng, part, language)
    pieces = re.split(r"<([^<>]+)>", frame)
    return "".join(slot(rng, part, person, piece) if i % 2 else escape(piece) for i, piece in enumerate(pieces))


def write_texts(folder, part):
    for language, carriers in text_frames.FRAMES[part].items():
        lines = ["# Written by make_tables.py; change the frames there."]
        for carrier, frames in carriers.items():
            rng = random.Random(f"{part}/{language}/{carrier}")
            lines.append(f"@ carrier={carrier}")
            count = TEXTS_EACH if language == "en" else 2 * len(frames)
            lines += [fill(rng, part, language, frames[i % len(frames)]) for i in range(count)]
        write(os.path.join(folder, "generated", part, language + ".txt"), "\n".join(lines) + "\n")


def shared_by_parts():
    """What both parts use though they must not."""
    used = {}
    for part in PARTS:
        words = used[part] = set()
        for kind in ("given", "surnames", "streets", "towns", "employers"):
            words.update((kind, word) for word in table_pools.PEOPLE[part][kind])
        for language, labels in table_pools.VALUES[part].items():
            words.update((language, value.casefold()) for values in labels.values() for value in values)
        for line in table_pools.TABLES[part].strip().split("\n"):
            name, language, columns = parse_spec(line)
            words.add(("table", name))
            words.update((language, header.casefold()) for header, kind in columns if kind.split(":")[0] in SPECIAL)
        for language, carriers in text_frames.FRAMES[part].items():
            words.update((language, frame) for frames in carriers.values() for frame in frames)
    return sorted(used["dev"] & used["test"])


def main():
    if len(sys.argv) > 2 or sys.argv[1:2] and sys.argv[1].startswith("-"):
        sys.exit(__doc__.strip())
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    if shared_by_parts():
        sys.exit(f"both parts use {shared_by_parts()}")
    for part in PARTS:
        write_tables(folder, part)
        write_texts(folder, part)


if __name__ == "__main__":
    main()
