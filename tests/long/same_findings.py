#!/usr/bin/env python3
"""Whether two builds find the same: a change that only makes the scanner faster must pass.

usage: same_findings.py OLD NEW [--old-patterns FOLDER] [--size-mb N] [FILE_OR_FOLDER ...]

OLD and NEW are programs. Every text file is judged by both as paragraphs and, a part of it, as
lines and in upper case (`inspect`, every finding with its span, grade and confidence), and as a
file (`scan`). Without files: the corpus' sentences, tables and generated texts (never a part that
is held out), this source tree and the documentation of the system.
"""
import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
PLACES = ("corpus/sentences", "corpus/columns", "corpus/tables", "corpus/generated", "docs",
          "scanner", "engine", "tests", "/usr/share/doc", "/usr/lib/python3", "/usr/include",
          "/var/log")
FILE_SIZE_MAX = 400_000
PARAGRAPH_SIZE_MAX = 6000
LINES_EVERY = 7  # of the paragraphs, one in so many is judged by lines as well


def files_of(place):
    if os.path.isfile(place):
        yield place
    for folder, folders, names in sorted(os.walk(place)):
        folders[:] = sorted(name for name in folders if not name.startswith("test"))
        for name in sorted(names):
            if not name.startswith("test") or "corpus" not in folder:
                yield os.path.join(folder, name)


def text_of(path):
    try:
        if os.path.islink(path) or os.path.getsize(path) > (1 << 30):
            return None
        with open(path, "rb") as file:
            raw = file.read(FILE_SIZE_MAX)
    except OSError:
        return None
    if b"\0" in raw:
        return None
    return raw.decode("utf-8", "ignore") or None


def texts(places, size_bytes):
    """Files of all places in turn until there is enough."""
    rows = [files_of(place) for place in places]
    for paths in itertools.zip_longest(*rows):
        for path in paths:
            text = text_of(path) if path is not None else None
            if text is None:
                continue
            yield path, text
            size_bytes -= len(text)
            if size_bytes <= 0:
                return


def pieces(text):
    for number, paragraph in enumerate(text.split("\n\n")):
        for at in range(0, len(paragraph), PARAGRAPH_SIZE_MAX):
            piece = paragraph[at:at + PARAGRAPH_SIZE_MAX]
            yield piece
            if number % LINES_EVERY == 0:
                yield from (line for line in piece.split("\n") if line)
                yield piece.upper()


class Build:
    def __init__(self, program, patterns, cache):
        self.program = os.path.abspath(program)
        self.environment = dict(os.environ, SUNDER_CACHE_FOLDER=cache)
        self.environment["SUNDER_PATTERNS_ROOT"] = patterns

    def output(self, *arguments):
        done = subprocess.run([self.program, *arguments], env=self.environment, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode not in (0, 1):
            sys.exit(f"{self.program} {arguments[0]}: exit {done.returncode}: "
                     f"{done.stderr.decode(errors='replace')[:400]}")
        return done.stdout


def findings_of(line):
    """As texts, so that what differs can be told."""
    if not line.startswith(b'{"id"'):
        return [line.decode()]
    return [json.dumps(finding) for finding in json.loads(line)["findings"]]


def compare(what, old, new, described):
    """Prints what differs in the first lines that do; returns how many do."""
    differences = 0
    for before, after in itertools.zip_longest(old.split(b"\n"), new.split(b"\n"), fillvalue=b""):
        if before == after:
            continue
        differences += 1
        if differences > 3:
            continue
        lost, gained = findings_of(before), findings_of(after)
        lost, gained = ([f for f in lost if f not in gained], [f for f in gained if f not in lost])
        print(f"{what}: differs\n  only old: {lost}\n  only new: {gained}")
        described(before or after)
    return differences


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--old-patterns", default=os.path.join(ROOT, "patterns"))
    parser.add_argument("--size-mb", type=float, default=20)
    parser.add_argument("places", nargs="*")
    options = parser.parse_args()
    places = options.places or [place if place[0] == "/" else os.path.join(ROOT, place)
                                for place in PLACES]
    differences = 0
    with tempfile.TemporaryDirectory() as folder:
        old = Build(options.old, options.old_patterns, os.path.join(folder, "old"))
        new = Build(options.new, os.path.join(ROOT, "patterns"), os.path.join(folder, "new"))
        cells_path = os.path.join(folder, "cells.jsonl")
        text_path = os.path.join(folder, "text.txt")
        cells = {}
        with open(cells_path, "w", encoding="utf-8") as jsonl, \
                open(text_path, "w", encoding="utf-8") as whole:
            for path, text in texts(places, options.size_mb * 1e6):
                whole.write(text + "\n\n")
                for number, piece in enumerate(pieces(text)):
                    cell = f"{path}:{number}"
                    cells[cell] = piece
                    jsonl.write(json.dumps({"id": cell, "text": piece}) + "\n")

        def described(line):
            cell = json.loads(line).get("id") if line.startswith(b"{") else None
            if cell in cells:
                print(f"  text {cells[cell][:300]!r}")

        inspect = ("inspect", "--input", "jsonl", "--format", "jsonl", cells_path)
        before = old.output(*inspect)
        differences += compare("inspect", before, new.output(*inspect), described)
        scan = ("scan", "--threads", "1", "--format", "json", text_path)
        differences += compare("scan", old.output(*scan), new.output(*scan), described)
    found = before.count(b'"label"')
    print(f"{len(cells)} cells, {found} findings, {differences} lines differ")
    if found < len(cells) // 1000:
        sys.exit("too few findings to tell anything")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
