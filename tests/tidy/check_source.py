#!/usr/bin/env python3
"""Checks what a compiler does not: which folder may include which, and how long things may be.

usage: check_source.py REPOSITORY
"""
import os
import re
import sys

# folder -> folders it may include from (its own is always allowed). Longest prefix wins.
ALLOWED = {
    "core": [],
    "connectors/api": ["core"],
    "connectors/charset": ["core"],
    "connectors/decode": ["core", "connectors/api", "connectors/charset"],
    "connectors/markup": ["core", "connectors/api", "connectors/decode"],
    "connectors/conformance": ["core", "connectors/api", "connectors/decode"],
    "connectors/listing": ["core", "connectors/api", "connectors/charset", "connectors/decode"],
    "connectors": ["core", "connectors/api", "connectors/decode", "connectors/markup",
                   "connectors/conformance"],
    # Tables in documents and sheets name their columns as a CSV file does.
    "connectors/package": ["core", "connectors/api", "connectors/decode", "connectors/csv"],
    "connectors/spreadsheet": ["core", "connectors/api", "connectors/decode",
                               "connectors/conformance", "connectors/package", "connectors/csv"],
    "connectors/document": ["core", "connectors/api", "connectors/decode",
                            "connectors/conformance", "connectors/package"],
    # Cells that hold JSON.
    "connectors/csv": ["core", "connectors/api", "connectors/decode", "connectors/conformance",
                       "connectors/json"],
    "scanner/text": ["core"],
    "scanner/rules": ["core", "scanner/text"],
    "scanner/match/validators": ["core", "scanner/text"],
    "scanner/names": ["core", "scanner/text", "scanner/match/validators"],
    "scanner/match": ["core", "scanner/text", "scanner/rules", "scanner/names"],
    "scanner/context": ["core", "scanner/text", "scanner/rules", "scanner/names", "scanner/match"],
    # An opinion beside the judge's: it shares the rules' lists, and no code that reads texts.
    "scanner/second_look": ["core", "scanner/rules"],
    "scanner/profile": ["core", "scanner/text", "scanner/rules", "scanner/match",
                        "scanner/context"],
    "segregation": ["core", "connectors/api"],
    "segregation/keeper": ["core", "segregation"],
    "verifier": ["core", "connectors/api", "connectors/decode", "connectors/listing"],
    "reports": ["core"],
    "evaluation": ["core", "scanner", "reports"],
    "engine": ["core", "connectors/api", "connectors/decode", "connectors/listing", "scanner",
               "segregation"],
    "cli": ["core", "connectors/api", "connectors/charset", "connectors/decode", "engine", "scanner", "segregation",
            "verifier", "reports", "evaluation"],
    "bench": ["core", "connectors", "scanner", "reports", "engine"],
    "tests": ["core", "connectors", "scanner", "segregation", "verifier", "reports", "engine",
              "cli"],
}
# What opens quarantine is for the keeper's commands: nothing that scans or splits may include it.
ONLY_FROM = {"segregation/keeper": ["segregation/keeper", "cli", "tests"]}
# Third-party headers and the folders that may see them.
THIRD_PARTY = {
    r"unicode/": ["scanner/text", "scanner/second_look", "connectors/charset"],
    r"hs/|hs\.h": ["scanner/match", "scanner/rules", "bench"],
    r"re2/": ["scanner/match", "scanner/rules"],
    r"oneapi/|tbb/": ["engine"],
    r"gmime/": ["connectors/mail"],
    r"Poco/": ["cli"],
    r"CLI/": ["cli"],
}
LINE_COLUMNS_MAX = 100
FILE_LINES_MAX = 800
FUNCTION_LINES_MAX = 70
# A table of cases in a test is data that happens to stand in a function.
TEST_FUNCTION_LINES_MAX = 120
BANNED_NAMES = re.compile(r"(utils?|helpers?|common|manager)[_.]", re.I)


def folder_rules(path):
    best = ""
    for prefix in ALLOWED:
        if (path + "/").startswith(prefix + "/") and len(prefix) > len(best):
            best = prefix
    return best


def may_include(path, included):
    """`path` and `included` are folders relative to the repository."""
    for private, folders in ONLY_FROM.items():
        if (included + "/").startswith(private + "/"):
            return any((path + "/").startswith(folder + "/") for folder in folders)
    if (included + "/").startswith(path + "/") or included == path:
        return True
    rule = folder_rules(path)
    own = rule if rule != "connectors" else path
    if (included + "/").startswith(own + "/"):
        return True
    return any((included + "/").startswith(allowed + "/") for allowed in ALLOWED.get(rule, []))


def long_functions(lines, lines_max):
    """Functions at namespace or class level by clang-format's layout: a line that ends in `{` and
    is not indented more than a class member, up to the line that closes it at the same column."""
    start, column = None, 0
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        indent = len(line) - len(line.lstrip())
        if start is None:
            opens = stripped.endswith("{") and (stripped.endswith(") {") or stripped.endswith("const {")
                                                or stripped.endswith("override {"))
            control = re.match(r"(if|for|while|switch|else|do|\}|namespace|try)\b", stripped)
            if opens and not control and indent <= 4:
                start, column = number, indent
        elif stripped.startswith("}") and indent <= column:
            if number - start + 1 > lines_max:
                yield start, number - start + 1
            start = None


def check_file(repository, path):
    complaints = []
    with open(os.path.join(repository, path), encoding="utf-8") as file:
        lines = file.read().split("\n")
    if len(lines) > FILE_LINES_MAX:
        complaints.append(f"{path}: {len(lines)} lines, at most {FILE_LINES_MAX}")
    if BANNED_NAMES.search(os.path.basename(path)):
        complaints.append(f"{path}: name the idea, not a drawer")
    folder = os.path.dirname(path)
    is_test = path.endswith("_test.cc")
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_COLUMNS_MAX and "http" not in line:
            complaints.append(f"{path}:{number}: {len(line)} columns, at most {LINE_COLUMNS_MAX}")
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
            complaints.append(f"{path}:{number}: unfinished work is an issue, not a comment")
        own = re.match(r'#include "([^"]+)"', line)
        if own and not is_test and not may_include(folder, os.path.dirname(own.group(1))):
            complaints.append(f"{path}:{number}: {folder} must not include {own.group(1)}")
        foreign = re.match(r"#include <([^>]+)>", line)
        for pattern, folders in THIRD_PARTY.items():
            if foreign and re.match(pattern, foreign.group(1)):
                if not any((folder + "/").startswith(f + "/") for f in folders):
                    complaints.append(f"{path}:{number}: <{foreign.group(1)}> belongs to {folders}")
    function_lines_max = TEST_FUNCTION_LINES_MAX if is_test else FUNCTION_LINES_MAX
    complaints += [f"{path}:{line}: a function of {length} lines, at most {function_lines_max}"
                   for line, length in long_functions(lines, function_lines_max)]
    complaints += [f"{path}:{line}: {name} is searched by halves and must be in order"
                   for line, name in unsorted_lists(lines)]
    return complaints


def unsorted_lists(lines):
    """(line, name) of each list of words that is searched by halves and is not in order of bytes."""
    text = "".join(line + "\n" for line in lines)
    searched = set(re.findall(r"\bIsOneOf\([^;{}]*?,\s*(k\w+)\)", text))
    searched |= set(re.findall(r"\bbinary_search\(\s*(?:std::begin\()?(k\w+)", text))
    for found in re.finditer(r"\bstring_view (k\w+)\[\w*\] = \{(.*?)\};", text, re.DOTALL):
        words = [word.encode() for word in re.findall(r'"((?:[^"\\\\]|\\\\.)*)"', found.group(2))]
        if found.group(1) in searched and words != sorted(words):
            yield text.count("\n", 0, found.start()) + 1, found.group(1)


def sources(repository):
    for root, folders, files in os.walk(repository):
        folders[:] = sorted(f for f in folders if f not in (".git", "build"))
        for name in sorted(files):
            if name.endswith((".h", ".cc")):
                yield os.path.relpath(os.path.join(root, name), repository)


def main():
    repository = sys.argv[1]
    complaints = []
    count = 0
    for path in sources(repository):
        count += 1
        complaints += check_file(repository, path)
    print("\n".join(complaints) if complaints else f"{count} files in order")
    return 1 if complaints or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
