#!/usr/bin/env python3
"""Non-interference: stores and reports depend on multisets, never on who has which value, on the order
of records, on threads or on block sizes."""
import json
import os
import random
import sqlite3
import subprocess

import sunder_case
from sunder_case import SunderCase


class InvarianceTest(SunderCase):
    def split_tree(self, rows, name):
        """Splits a table as `c.csv` in a folder of its own: files and stdout."""
        self.write_csv(f"{name}/c.csv", rows)
        done = subprocess.run([sunder_case.SUNDER, "split", "c.csv", "--to", "out"],
                              capture_output=True, cwd=self.path(name), env=self.environment(),
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return self.tree(self.path(name, "out")), done.stdout

    def test_order_of_records_does_not_show(self):
        rows = self.customers(religions=sunder_case.RELIGIONS + ["Zoroastrian"])
        header, body = rows[:1], rows[1:]
        shuffled = body[:]
        random.Random(5).shuffle(shuffled)
        outcomes = [self.split_tree(header + body, "own"),
                    self.split_tree(header + shuffled, "shuffled"),
                    self.split_tree(header + sorted(body, key=lambda row: row[4]), "sorted")]
        self.assertEqual(outcomes[0], outcomes[1])
        self.assertEqual(outcomes[0], outcomes[2])

    def test_values_given_to_other_persons_do_not_show(self):
        values = [row[4] for row in self.customers()[1:]]
        first = self.split_tree(self.customers(values=values), "p0")
        for number in range(1, 4):
            random.Random(number).shuffle(values)
            self.assertEqual(self.split_tree(self.customers(values=values), f"p{number}"), first)

    def test_values_in_other_formats_do_not_show(self):
        values = [row[4] for row in self.customers()[1:]]
        outcomes = []
        for number in range(3):
            random.Random(number).shuffle(values)
            people = self.customers(values=values)[1:]
            folder = self.path(f"f{number}")
            os.makedirs(os.path.join(folder, "d"))
            with open(os.path.join(folder, "d/p.jsonl"), "w", encoding="utf-8") as file:
                for row in people:
                    about = {"religion": row[4]} if row[4] else {}
                    file.write(json.dumps({"name": row[1], "email": row[2], "about": about}) + "\n")
            database = sqlite3.connect(os.path.join(folder, "d/p.sqlite"))
            database.execute("CREATE TABLE p (id INTEGER, name TEXT, email TEXT, religion TEXT)")
            database.executemany("INSERT INTO p VALUES (?,?,?,?)",
                                 [(int(row[0]), row[1], row[2], row[4] or None) for row in people])
            database.commit()
            database.close()
            done = subprocess.run([sunder_case.SUNDER, "split", "d", "--to", "out"],
                                  capture_output=True, cwd=folder, env=self.environment(),
                                  check=False)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            outcomes.append((self.tree(os.path.join(folder, "out")), done.stdout))
        self.assertEqual(outcomes[0], outcomes[1])
        self.assertEqual(outcomes[0], outcomes[2])

    def test_a_changed_multiset_does_show(self):
        """The comparison can fail: another multiset gives another segregated store."""
        values = [row[4] for row in self.customers()[1:]]
        first = self.split_tree(self.customers(values=values), "p0")
        values[values.index("Catholic")] = "Muslim"
        other = self.split_tree(self.customers(values=values), "p1")
        self.assertNotEqual(first[0]["segregated/segregated.sqlite"],
                            other[0]["segregated/segregated.sqlite"])
        self.assertEqual(first[0]["identity/c.csv"], other[0]["identity/c.csv"])

    def test_statements_given_to_other_persons_do_not_show(self):
        """Whole statements of a text column, as well as who has none."""
        notes = (["She is a devout Catholic and asked for a visit."] * 300 +
                 ["He is a Muslim and asked for a quiet room."] * 300 + [""] * 1900)
        trees = []
        for number in range(3):
            random.Random(number).shuffle(notes)
            rows = self.customers()
            rows[0][4] = "notes"
            for row, note in zip(rows[1:], notes):
                row[4] = f"Called about the newsletter last week. {note}".strip()
            self.write_csv(f"n{number}/c.csv", rows)
            done = subprocess.run([sunder_case.SUNDER, "split", "c.csv", "--to", "out",
                                   "--recipient", self.recipient()], capture_output=True,
                                  cwd=self.path(f"n{number}"), env=self.environment(), check=False)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            trees.append((self.tree(self.path(f"n{number}/out")), done.stdout))
        self.assertEqual(trees[0], trees[1])
        self.assertEqual(trees[0], trees[2])

    def test_threads_and_block_sizes_give_the_same_report(self):
        rows = self.customers(4000)
        for number, row in enumerate(rows[1:]):
            if number % 50 == 0:
                row[1] += ", who said \"I am a Buddhist\"\nand left"
        self.write_csv("d/c.csv", rows)
        with open(self.path("d/t.txt"), "w", encoding="utf-8") as file:
            for row in rows[1:200]:
                file.write(f"{row[1]} wrote from {row[2]}.\nShe is a Catholic.\n\n")
        outcomes = set()
        for threads in (1, 2, 8):
            for block in ("1", "97", "4KiB", "256KiB", "8MiB"):
                outcomes.add(self.run_sunder("scan", "d", "--format", "json", "--threads", threads,
                                             "--block-size", block, code=1).out)
        self.assertEqual(len(outcomes), 1)

    def test_threads_give_the_same_stores(self):
        self.write_csv("c.csv", self.customers(6000))
        trees = []
        for threads in (1, 2, 8):
            to = f"out{threads}"
            self.run_sunder("split", "c.csv", "--to", to, "--threads", threads, "--memory", "16MiB",
                            "--block-size", 1000 * threads, code=0)
            trees.append(self.tree(self.path(to)))
        self.assertEqual(trees[0], trees[1])
        self.assertEqual(trees[0], trees[2])


if __name__ == "__main__":
    sunder_case.main()
