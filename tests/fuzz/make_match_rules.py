#!/usr/bin/env python3
"""Writes a small copy of the shipped rules: every rule, pattern, validator and code list, but of a few
languages and of each list of words only some. The whole set takes minutes to load under sanitizers.

usage: make_match_rules.py PATTERNS FOLDER
"""
import os
import re
import shutil
import sys

# Scripts with and without capitals, blanks and endings.
LANGUAGES = {"en", "de", "ru", "ar", "he", "hi", "zh", "tr", "mul"}
LINES_MAX = 12  # of a list, evenly; and as many of each kind of line
KINDS = (r"^!", r"\[", r"=", r"/", r"#", r" ", r"[-']", r"[^\x00-\x7f]")
# What the detector does not read.
LEFT_OUT = {"model", "proxy", "context"}


def evenly(lines, count):
    return {lines[i * len(lines) // count] for i in range(count)} if len(lines) > count else set(lines)


def thinned(lines):
    kept = evenly(lines, LINES_MAX) | {line for line in lines if line.startswith("@")}  # definitions
    for kind in KINDS:
        kept |= evenly([line for line in lines if re.search(kind, line)], LINES_MAX // 4)
    return [line for line in lines if line in kept]


def names_kept(names):
    """Of the files of a folder: those without a language, of LANGUAGES, and the first of a list that is
    in none of these."""
    kept, lists = set(), {}
    for name in sorted(names):
        match = re.fullmatch(r"(.+)\.([a-z]{2,3})\.txt", name)
        if match:
            lists.setdefault(match[1], []).append((match[2], name))
        else:
            kept.add(name)
    for files in lists.values():
        chosen = [name for language, name in files if language in LANGUAGES]
        kept.update(chosen or [files[0][1]])
    return kept


def main():
    patterns, target = sys.argv[1:3]
    shutil.rmtree(target, ignore_errors=True)
    for place, folders, names in os.walk(patterns):
        if place == patterns:
            folders[:] = [name for name in folders if name not in LEFT_OUT]
        made = os.path.join(target, os.path.relpath(place, patterns))
        os.makedirs(made, exist_ok=True)
        for name in names_kept(names):
            with open(os.path.join(place, name), encoding="utf-8") as file:
                text = file.read()
            if name.endswith(".txt"):
                text = "\n".join(thinned(text.splitlines())) + "\n"
            with open(os.path.join(made, name), "w", encoding="utf-8") as file:
                file.write(text)


if __name__ == "__main__":
    main()
