#!/usr/bin/env python3
"""Makes the corpus of files; README.md says what it is.

usage: make_files.py FOLDER [--seed N] [--long]
"""
import argparse
import importlib
import os
import pkgutil
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GIVEN = "Amara Bela Dalia Farah Hana Ivo Leila Marek Nadia Omar Adam Carl Dora Fiona Julia".split()
SURNAMES = "Brandt Castillo Dorsey Eklund Farrow Holloway Jansen Keller Norwood Whitaker".split()
RELIGIONS = ["Catholic", "Muslim", "Methodist", "Jewish", "Hindu", "Buddhist"]
HEADER = ["customer_id", "full_name", "email", "religion", "height"]

MAKERS = {}  # name -> (function, takes a path, is long)


def makes(*names, path=False, long=False):
    """The decorated function makes the files `names`: `make(people, name)` gives text or bytes, with
    `path` it is `make(people, path)` and makes the file itself."""
    def register(function):
        for name in names:
            assert name not in MAKERS, name
            MAKERS[name] = (function, path, long)
        return function
    return register


class People:
    """Invented people, the same for the same seed and file."""

    def __init__(self, seed, name):
        self.rng = random.Random(b"%d " % seed + os.fsencode(name))

    def rows(self, count=60):
        rows = []
        for number in range(count):
            given, surname = self.rng.choice(GIVEN), self.rng.choice(SURNAMES)
            rows.append([f"C{10000 + number}", f"{given} {surname}",
                         f"{given}.{surname}{number}@example.org".lower(),
                         self.rng.choice(RELIGIONS), str(self.rng.randint(150, 190))])
        return rows

    def lines(self, count=60, delimiter=",", end="\n", header=True):
        rows = ([HEADER] if header else []) + self.rows(count)
        return "".join(delimiter.join(row) + end for row in rows)


def load_families():
    sys.path.insert(0, HERE)
    # The families register with this module, not with a second copy of it.
    sys.modules.setdefault("make_files", sys.modules[__name__])
    for module in pkgutil.iter_modules([HERE]):
        if module.name.startswith("files_"):
            importlib.import_module(module.name)


def make_all(folder, seed=1, with_long=False):
    """Makes every file below `folder`; returns their names."""
    load_families()
    made = []
    for name, (function, takes_path, is_long) in sorted(MAKERS.items()):
        if is_long and not with_long:
            continue
        path = os.path.join(os.fsencode(folder), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        people = People(seed, name)
        if takes_path:
            function(people, os.fsdecode(path))
        else:
            content = function(people, name)
            with open(path, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
        made.append(name)
    return made


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    print(len(make_all(options.folder, options.seed, options.long)), "files")


if __name__ == "__main__":
    main()
