#!/usr/bin/env python3
"""Requests of one person: found everywhere, erased, corrected, and nobody else touched."""
import csv
import json
import os
import sqlite3

import sunder_case
from sunder_case import SunderCase

REQUEST = """
[identifier]
email_address = "maria@example.com"
customer_id = "C-7"
[verified]
by = "Privacy desk"
how = "answered a mail"
"""


class SubjectTest(SunderCase):
    def setUp(self):
        super().setUp()
        self.rows = [["customer_id", "email", "phone", "note"]]
        for number in range(50):
            email = "Maria@Example.com" if number == 7 else f"p{number}@example.com"
            note = "knows maria@example.com" if number == 9 else ""
            self.rows.append([f"C-{number}", email, "555-0100", note])
        self.write_csv("c.csv", self.rows)
        with open(self.path("a.jsonl"), "w", encoding="utf-8") as file:
            for number in range(20):
                record = {"id": number, "mail": "maria@example.com" if number in (3, 4) else "x@example.com"}
                file.write(json.dumps(record) + "\n")
            file.write(json.dumps({"team": [{"mail": "maria@example.com"}, {"mail": "y@example.com"}]}) + "\n")
        database = sqlite3.connect(self.path("b.sqlite"))
        with database:
            database.execute("CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id TEXT, item TEXT)")
            database.executemany("INSERT INTO orders VALUES(?,?,?)",
                                 [(n, f"C-{n % 10}", f"item {n}") for n in range(100)])
        database.close()
        self.write_request(REQUEST)
        self.sources = ["c.csv", "a.jsonl", "b.sqlite"]

    def write_request(self, text):
        with open(self.path("who.toml"), "w", encoding="utf-8") as file:
            file.write(text)

    def subject(self, action, *arguments, code=0):
        return self.run_sunder("subject", action, *arguments, "--request", "who.toml", code=code)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def test_find_names_places_and_copies_the_records(self):
        before = [self.read(name) for name in self.sources]
        done = self.subject("find", *self.sources, "--copies", "copies.jsonl")
        self.assertIn("c.csv: 1 record (customer_id, email); mentioned in 1 other record (note)", done.out)
        self.assertIn("a.jsonl: 2 records (mail); mentioned in 1 other record (team[].mail)", done.out)
        self.assertIn("b.sqlite/orders: 10 records (customer_id)", done.out)
        self.assertIn("Art. 11(2)", done.out)
        self.assertNotIn("maria", done.out.lower())
        copies = [json.loads(line) for line in self.read("copies.jsonl").splitlines()]
        self.assertEqual(len(copies), 13)
        self.assertEqual(os.stat(self.path("copies.jsonl")).st_mode & 0o777, 0o600)
        self.assertEqual(before, [self.read(name) for name in self.sources])

    def test_erase_takes_the_persons_records_and_no_others(self):
        before = [self.read(name) for name in self.sources]
        self.assertIn("Nothing was changed", self.subject("erase", *self.sources).out)
        self.assertEqual(before, [self.read(name) for name in self.sources])
        self.subject("erase", *self.sources, "--yes")
        with open(self.path("c.csv"), newline="", encoding="utf-8") as file:
            self.assertEqual(list(csv.reader(file)), self.rows[:8] + self.rows[9:])
        lines = before[1].splitlines(keepends=True)
        self.assertEqual([json.loads(line) for line in self.read("a.jsonl").splitlines()],
                         [json.loads(line) for line in lines[:3] + lines[5:]])
        database = sqlite3.connect(self.path("b.sqlite"))
        left = database.execute("SELECT id, customer_id FROM orders ORDER BY id").fetchall()
        database.close()
        self.assertEqual(left, [(n, f"C-{n % 10}") for n in range(100) if n % 10 != 7])
        self.assertNotIn(b"C-7", self.read("b.sqlite"))
        self.assertIn("mentioned in", self.subject("find", *self.sources).out)
        self.assertFalse([name for name in os.listdir(self.path("")) if name.startswith(".sunder")])

    def test_correct_changes_the_persons_fields_only(self):
        self.write_request(REQUEST + '[correct]\nPhone = "555-0199"\n')
        self.subject("correct", "c.csv", "--yes")
        with open(self.path("c.csv"), newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        expected = [list(row) for row in self.rows]
        expected[8][2] = "555-0199"
        self.assertEqual(rows, expected)

    def test_every_request_stands_in_the_ledger_without_the_person(self):
        self.subject("find", "c.csv")
        self.subject("erase", "c.csv", "--yes")
        ledger = []
        for folder, _, files in os.walk(self.path("")):
            ledger += [os.path.join(folder, name) for name in files if name == "subject-ledger.jsonl"]
        self.assertEqual(len(ledger), 1)
        with open(ledger[0], encoding="utf-8") as file:
            text = file.read()
        entries = [json.loads(line) for line in text.splitlines()]
        self.assertEqual([entry["action"] for entry in entries], ["subject find", "subject erase"])
        self.assertIn("Privacy desk", entries[0]["reason"])
        self.assertNotIn("maria", text.lower())

    def test_an_unfinished_split_in_place_is_left_its_way_back(self):
        os.link(self.path("a.jsonl"), self.path("kept"))
        os.rename(self.path("kept"), self.path(".sunder-old.c.csv"))
        before = self.read("c.csv"), self.read(".sunder-old.c.csv")
        done = self.subject("erase", "c.csv", "--yes", code=2)
        self.assertIn("run that split again first", done.err)
        self.assertEqual(before, (self.read("c.csv"), self.read(".sunder-old.c.csv")))

    def test_nothing_is_done_that_cannot_be_noted(self):
        before = self.read("c.csv")
        with open(self.path("state"), "w", encoding="utf-8"):
            pass  # a file where the folder of the ledger would be
        for arguments in (["find", "--copies", "copies.jsonl"], ["erase", "--yes"]):
            self.subject(arguments[0], "c.csv", *arguments[1:], code=3)
        self.assertEqual(self.read("c.csv"), before)
        self.assertFalse(os.path.exists(self.path("copies.jsonl")))

    def test_what_cannot_be_answered_whole_is_an_error(self):
        with open(self.path("bad.jsonl"), "w", encoding="utf-8") as file:
            file.write('{"mail":"maria@example.com"}\n{"mail":"maria@exa\n')
        self.subject("find", "bad.jsonl", code=3)
        self.write_request('[identifier]\nperson_name = "Maria Keller"\n[verified]\nby="x"\nhow="y"\n')
        self.assertNotIn("Keller", self.subject("find", "c.csv", code=2).err)
        self.write_request(REQUEST)
        os.link(self.path("c.csv"), self.path("second.csv"))
        self.subject("erase", "c.csv", "--yes", code=2)

    def test_a_split_still_verifies_after_an_erasure(self):
        self.write_csv("s.csv", self.customers())
        self.run_sunder("split", "s.csv", "--to", "out", code=0)
        self.run_sunder("verify", "out", code=0)
        with open(self.path("out/identity/s.csv"), newline="", encoding="utf-8") as file:
            email = list(csv.reader(file))[5][2]
        self.write_request(REQUEST.replace("maria@example.com", email).replace('customer_id = "C-7"', ""))
        self.subject("erase", "out/identity", "--yes")
        self.run_sunder("verify", "out", code=0)


if __name__ == "__main__":
    sunder_case.main()
