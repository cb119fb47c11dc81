#!/usr/bin/env python3
"""Real public data, where it stands beside the checkout (or in $SUNDER_REAL_DATA). Checks the stores
with plain code that shares nothing with the program."""
import collections
import csv
import glob
import json
import os
import shutil
import sqlite3
import sys
import unittest

import sunder_case
from sunder_case import SunderCase

DATA = sunder_case.real_data()

# file -> column -> category, for the columns that stand beside an identity.
LINKED = {
    "congress/legislators-current.csv": {"party": "political_affiliation"},
    # An independent's caucus and a former party say as much as the party does.
    "congress/legislators-current.jsonl": {
        name: "political_affiliation" for name in (
            "terms[].party", "terms[].caucus", "terms[].party_affiliations[].party",
            "terms[].party_affiliations[].caucus")},
    "congress/executive.csv": {"party": "political_affiliation"},
    "fivethirtyeight/dc-wikia-data.csv": {"GSM": "sexual_orientation"},
    "fivethirtyeight/marvel-wikia-data.csv": {"GSM": "sexual_orientation"},
}
NOT_LINKED = ["congress/district-offices.csv", "congress/social-media.csv",
              "fivethirtyeight/bad-drivers.csv", "weblog/apache_access.log"]


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@unittest.skipIf(DATA is None, "the public data sets do not stand beside the checkout")
class RealDataTest(SunderCase):
    def scan(self, name):
        done = self.run_sunder("scan", os.path.join(DATA, name), "--format", "json")
        return done.returncode, json.loads(done.out)

    def test_special_columns_are_found_and_linked(self):
        for name, columns in LINKED.items():
            with self.subTest(name):
                code, report = self.scan(name)
                self.assertEqual(code, 1)
                (table,) = report["tables"]
                found = {a["field"]: a["label"] for a in table["associations"]
                         if a["strength"] == "linked"}
                self.assertEqual(found, columns)

    def test_tables_without_both_are_not_linked(self):
        for name in NOT_LINKED:
            with self.subTest(name):
                code, report = self.scan(name)
                self.assertEqual(code, 0)
                self.assertEqual([t["associations"] for t in report["tables"]],
                                 [[]] * len(report["tables"]))
                self.assertTrue(all(c["state"] == "COMPLETE" for c in report["coverage"]))

    def test_the_survey_holds_religion(self):
        """The answers name nobody, so the religion columns meet no identity; but one free-text answer
        says of a person by name what he believes, and that is an association in one value."""
        _, report = self.scan("fivethirtyeight/religion-survey-results.csv")
        (table,) = report["tables"]
        self.assertEqual(table["fields"][0]["label"], "religion")
        found = [(a["field"], a["carrier"], a["records_under"]) for a in table["associations"]]
        self.assertEqual(found, [("None of these", "value", 11)])

    def check_csv(self, name, special):
        source = rows_of(os.path.join(DATA, name))
        self.run_sunder("split", os.path.join(DATA, name), "--to", "out", "--min-cohort", "50",
                        code=0)
        self.run_sunder("verify", "out", code=0)
        identity = rows_of(self.path("out/identity", os.path.basename(name)))
        position = source[0].index(special)
        kept = [row[:position] + row[position + 1:] for row in source]
        self.assertEqual(identity[0], kept[0])
        self.assertEqual(sorted(identity[1:]), sorted(kept[1:]), "identity rows are not complete")
        values = collections.Counter(row[position] for row in source[1:])
        return values

    def test_legislators(self):
        values = self.check_csv("congress/legislators-current.csv", "party")
        cells = self.published(self.path("out"))["political_affiliation"]
        self.assertEqual(sum(cells.values()), sum(values.values()))
        big = sorted(count for count in values.values() if count >= 11)
        for count in big:
            self.assertTrue(any(count <= cell <= count + 10 for cell in cells.values()),
                            (values, cells))
        self.assertTrue(all(cell >= 11 for cell in cells.values()))

    def test_comic_characters(self):
        for name in ("dc-wikia-data.csv", "marvel-wikia-data.csv"):
            with self.subTest(name):
                values = self.check_csv("fivethirtyeight/" + name, "GSM")
                cells = self.published(self.path("out"))["sexual_orientation"]
                self.assertEqual(sum(cells.values()), sum(values.values()))
                self.assertTrue(all(cell >= 11 for cell in cells.values()), cells)
                self.run_sunder("report", "out", code=0)
                shutil.rmtree(self.path("out"))

    def test_nested_json(self):
        name = "congress/legislators-current.jsonl"
        self.run_sunder("split", os.path.join(DATA, name), "--to", "out", "--min-cohort", "50",
                        code=0)
        self.run_sunder("verify", "out", code=0)

        def without_party(line):
            record = json.loads(line)
            for term in record["terms"]:
                for part in [term] + term.get("party_affiliations", []):
                    part.pop("party", None)
                    part.pop("caucus", None)
            return json.dumps(record, sort_keys=True)

        with open(os.path.join(DATA, name), encoding="utf-8") as file:
            expected = sorted(without_party(line) for line in file if line.strip())
        with open(self.path("out/identity/legislators-current.jsonl"), encoding="utf-8") as file:
            text = file.read()
        self.assertNotIn('"party"', text)
        self.assertEqual(sorted(json.dumps(json.loads(line), sort_keys=True)
                                for line in text.splitlines()), expected)

    def test_a_database_made_of_the_files(self):
        path = self.path("all.sqlite")
        database = sqlite3.connect(path)
        for name in sorted(glob.glob(os.path.join(DATA, "*/*.csv"))):
            rows = rows_of(name)
            if "religion-survey" in name:
                continue
            table = os.path.basename(name)[:-4].replace("-", "_")
            header = ", ".join('"%s" TEXT' % column.replace('"', '""') for column in rows[0])
            database.execute(f'CREATE TABLE "{table}" ({header})')
            width = len(rows[0])
            database.executemany(f'INSERT INTO "{table}" VALUES ({",".join("?" * width)})',
                                 [row for row in rows[1:] if len(row) == width])
        database.commit()
        done = self.run_sunder("scan", "sqlite:///" + path, "--format", "json", code=1)
        linked = {(t["table"], a["field"]) for t in json.loads(done.out)["tables"]
                  for a in t["associations"] if a["strength"] == "linked"}
        self.assertEqual(linked, {("legislators_current", "party"), ("executive", "party"),
                                  ("dc_wikia_data", "GSM"), ("marvel_wikia_data", "GSM")})
        self.run_sunder("split", "sqlite:///" + path, "--to", "out", "--min-cohort", "50", code=0)
        self.run_sunder("verify", "out", code=0)
        out = sqlite3.connect(self.path("out/identity/all.sqlite"))
        for table, column in sorted(linked):
            columns = [row[1] for row in out.execute(f'PRAGMA table_info("{table}")')]
            self.assertNotIn(column, columns)
            listed = ", ".join(f'"{name}"' for name in columns)
            self.assertEqual(sorted(out.execute(f'SELECT {listed} FROM "{table}"')),
                             sorted(database.execute(f'SELECT {listed} FROM "{table}"')))
        out.close()
        database.close()


if __name__ == "__main__":
    if DATA is None:
        print("skipped: the public data sets do not stand beside the checkout")
        sys.exit(77)
    sunder_case.main()
