#!/usr/bin/env python3
"""Plants leaks into the splitter, one at a time, and asks who catches each: the swap test, the order
test or `sunder verify`. One that nobody catches is a defect of those tests, and fails this one.

usage: mutations.py [--table FILE] [LEAK ...]     all leaks by default; --table writes a table

$SUNDER is the program, $SUNDER_LEAKY the one with the leaks.
"""
import json
import os
import shutil
import sys
import tempfile

import view
from population import Population

SUNDER = os.environ.get("SUNDER", "sunder")
LEAKY = os.environ.get("SUNDER_LEAKY", SUNDER + "_leaky")

# One of every connector that writes files of its own kind.
# A file of 155 persons seals about 64 texts, the items of a batch.
FILES = [("a.csv", "columns_first"), ("b.json", "columns_first"), ("e.sqlite", "columns_first"),
         ("f.jsonl", "texts_first"), ("letters.txt", "letters")]

LEAKS = {
    "source_order": "records in the order of the source, though canonical order is claimed",
    "order_of_blocks": "the workers' sorted blocks, one behind the other",
    "random_order": "records shuffled instead of sorted",
    "sorted_by_value": "records sorted by the value that leaves, then by themselves",
    "hash_in_identity": "an unsalted hash of the values behind each record of a text table",
    "length_in_identity": "a blank behind a record of a text table for each byte that left",
    "extra_column": "a column of numbers behind each record of a text table",
    "extra_key": "a key more in the JSON records of those who had a value",
    "quoted_cell": "quotes around a cell, where the values that left have an odd length",
    "bytes_behind": "a value behind the last page of a database",
    "empty_cells": "cells emptied instead of removed: a key is there for holders only",
    "withheld_marked": "a mark of the category where a text was withheld",
    "marker": "a marker where a sentence was dropped",
    "blanks": "a text filled up with blanks to its old length",
    "unpadded_items": "sealed items and batches of their own size",
    "batch_per_object": "a new sealed file for every source file, and no dummies",
    "named_batch": "the category of the last value in the name of a sealed file",
    "row_id_table": "segregated tables with row ids",
    "autoincrement": "a table with AUTOINCREMENT in the segregated store",
    "insertion_order": "segregated rows in the order in which values were met",
    "first_seen_spelling": "a value in the spelling that was met first",
    "record_numbers": "record numbers beside values in the segregated store",
    "hash_in_store": "unsalted hashes of value and record in the segregated store",
    "joint_table": "a table of two categories together",
    "source_name": "the name of a source in the segregated store",
    "commit_per_value": "commits of the segregated store that count records",
    "freed_pages": "a debugging table, dropped again: its pages stay",
    "log_line": "a line with a value on stderr",
    "value_in_error": "a value in the message of a refusal",
    "time_of_data": "a time of the stores that depends on data",
    "extended_attribute": "a value in an extended attribute",
    "mode": "modes of files that depend on data",
    "leftover_file": "a temporary file left in a store",
    "copy_elsewhere": "values left in the folder for temporary files",
    "per_file_count": "values counted per file in evidence and on stdout",
    "first_holder": "the record that first held a value, in evidence",
    "fine_time": "a time finer than a day in evidence",
    "exact_small_cell": "cells as small as one",
    "cell_under_k": "a cell of k-1",
}


class Trial:
    def __init__(self, folder, leak):
        self.folder = folder
        self.leak = leak
        self.recipient = view.recipient(folder)

    def split(self, name, change=lambda people: people, smallest_cohort=150):
        box = os.path.join(self.folder, name)
        change(Population(size=155, files=FILES)).write(os.path.join(box, "d"))
        done = view.run(LEAKY, box, "split", "d", "--to", "out", "--recipient", self.recipient,
                        "--min-cohort", smallest_cohort, "--threads", "2", "--block-size",
                        "8KiB", SUNDER_LEAK=self.leak)
        return view.view(box, done), box

    def verify(self, box):
        done = view.run(SUNDER, box, "verify", "out", "--format", "json")
        if done.returncode == 0:
            return []
        try:
            attacks = json.loads(done.stdout)["attacks"]
        except ValueError:
            return [f"exit {done.returncode}"]
        return [attack["name"] for attack in attacks if attack["verdict"] != "passed"]

    def caught_by(self):
        """{who: what it saw}"""
        first, box = self.split("first")
        if first["exit code"] != 0:
            sys.exit(f"{self.leak}: the split fails, which proves nothing: {first['stderr']}")
        caught = {"verify": self.verify(box)}
        for kind in ("holders", "presence"):
            swapped, _ = self.split(kind, lambda people, kind=kind: people.swap(1, kind))
            caught[f"swap of {kind}"] = view.differences(first, swapped)
        ordered, _ = self.split("ordered", lambda people: people.order("by_value"))
        caught["order"] = view.differences(first, ordered)
        if not any(caught.values()):
            refused = [self.split(f"refused{seed}", lambda people, seed=seed:
                                  people.swap(seed, "presence"), 1000000)[0]
                       for seed in range(3)]
            caught["swap when refused"] = (view.differences(refused[0], refused[1]) +
                                           view.differences(refused[0], refused[2]))
        return {who: what for who, what in caught.items() if what}


def caught_by(leak):
    folder = tempfile.mkdtemp(prefix="sunder-leak-")
    try:
        return Trial(folder, leak).caught_by()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def row(leak, caught):
    swaps = [who.removeprefix("swap ") for who in caught if who.startswith("swap")]
    return "| {} | {} | {} | {} | {} |".format(
        leak, LEAKS[leak], ", ".join(swaps) or "-", "yes" if "order" in caught else "-",
        ", ".join(caught.get("verify", [])) or "-")


def main(arguments):
    table = None
    if arguments[:1] == ["--table"]:
        table, arguments = arguments[1], arguments[2:]
    lines = ["| leak | what it does | swap test | order test | verify |", "|---|---|---|---|---|"]
    complaints = []
    clean = caught_by("")
    if clean:
        complaints.append(f"caught without a leak: {clean}")
    leaks = arguments or list(LEAKS)
    for leak in leaks:
        caught = caught_by(leak)
        lines.append(row(leak, caught))
        print(lines[-1], flush=True)
        if not caught:
            complaints.append(f"nobody catches {leak}")
    print(f"{len(leaks)} leaks, {len(complaints)} complaints")
    if table:
        with open(table, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
