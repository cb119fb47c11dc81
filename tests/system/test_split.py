#!/usr/bin/env python3
"""The main job: what a split keeps, removes, counts and seals; plans, targets, exit codes."""
import collections
import csv
import gzip
import json
import os
import sqlite3
import subprocess

import sunder_case
from sunder_case import SunderCase


class SplitTest(SunderCase):
    def split(self, *arguments, code=0, to="out"):
        return self.run_sunder("split", *arguments, "--to", to, code=code)

    def read_csv(self, *parts):
        with open(self.path(*parts), newline="", encoding="utf-8") as file:
            return list(csv.reader(file))

    def test_csv_is_taken_apart(self):
        rows = self.customers()
        self.write_csv("c.csv", rows)
        done = self.split("c.csv")
        self.assertIn("The source still holds both: c.csv", done.out)
        identity = self.read_csv("out/identity/c.csv")
        self.assertEqual(identity[0], ["customer_id", "full_name", "email", "phone"])
        self.assertEqual(sorted(identity[1:]), sorted(row[:4] for row in rows[1:]))
        truth = collections.Counter(row[4] or "any or none" for row in rows[1:])
        self.assertEqual(self.published(self.path("out"))["religion"], dict(truth))
        self.run_sunder("verify", "out", code=0)
        with open(self.path("c.csv"), newline="", encoding="utf-8") as file:
            self.assertEqual(list(csv.reader(file)), rows, "the source was changed")

    def test_the_segregated_store_as_csv_too(self):
        self.write_csv("c.csv", self.customers())
        self.split("c.csv", "--segregated-csv")
        rows = self.read_csv("out/segregated/religion.csv")
        self.assertEqual(rows[0], ["parent", "value", "count"])
        self.assertEqual({row[1]: int(row[2]) for row in rows[1:]},
                         self.published(self.path("out"))["religion"])
        self.run_sunder("verify", "out", code=0)
        times = os.stat(self.path("out/segregated/religion.csv")).st_mtime_ns
        with open(self.path("out/segregated/religion.csv"), "a", encoding="utf-8") as file:
            file.write("x,y,11\n")
        os.utime(self.path("out/segregated/religion.csv"), ns=(times, times))
        done = self.run_sunder("verify", "out", code=1)
        self.assertIn("a CSV copy differs from", done.out)

    def test_small_cells_are_rolled_up(self):
        values = ["Catholic"] * 1500 + ["Methodist"] * 3 + ["Muslim"] * 700 + [""] * 297
        self.write_csv("c.csv", self.customers(values=values))
        self.split("c.csv")
        cells = self.published(self.path("out"))["religion"]
        self.assertNotIn("Methodist", cells)
        self.assertTrue(all(count >= 11 for count in cells.values()), cells)
        self.assertEqual(sum(cells.values()), 2500)

    def test_cohort_below_k_is_refused_unless_lowered(self):
        self.write_csv("c.csv", self.customers(300))
        done = self.split("c.csv", code=2)
        self.assertIn("--min-cohort", done.err)
        self.assert_no_store(self.path("out"))
        self.split("c.csv", "--min-cohort", "100")
        with open(self.path("out/evidence/evidence.json"), encoding="utf-8") as file:
            self.assertIn("--min-cohort 100", file.read())

    def notes(self, count=2500):
        rows = self.customers(count)
        rows[0][4] = "notes"
        for number, row in enumerate(rows[1:]):
            row[4] = ("Called about the newsletter last week. She is a devout Catholic and asked for "
                      "a visit. Wants a letter in the spring." if number % 20 == 0 else
                      "Called about the newsletter last week. Wants a letter in the spring.")
        return rows

    def test_free_text_loses_the_sentence_and_the_original_is_sealed(self):
        self.write_csv("c.csv", self.notes())
        done = self.split("c.csv", code=2)
        self.assertIn("sunder quarantine keygen", done.err)
        self.assert_no_store(self.path("out"))
        self.split("c.csv", "--recipient", self.recipient())
        notes = {row[4] for row in self.read_csv("out/identity/c.csv")[1:]}
        self.assertEqual(notes, {"Called about the newsletter last week. "
                                 "Wants a letter in the spring."})
        sealed = sorted(os.listdir(self.path("out/quarantine")))
        self.assertTrue(sealed)
        texts = []
        for name in sealed:
            opened = subprocess.run(["age", "-d", "-i", self.path("quarantine.key"),
                                     self.path("out/quarantine", name)], capture_output=True,
                                    check=True).stdout
            items = [json.loads(line) for line in opened.splitlines() if line.strip(b"\0 ")]
            texts += [item["text"] for item in items if item]
        self.assertEqual(len(texts), 125)
        self.assertTrue(all("devout Catholic" in text for text in texts))
        self.assertEqual(self.published(self.path("out"))["religion"],
                         {"Catholic": 125, "any or none": 2375})
        self.run_sunder("verify", "out", code=0)

    def test_texts_and_logs_keep_their_order(self):
        letters = "".join(
            f"Mr. Ivo Keller wrote to ivo{n}@example.org last week.\n\n"
            "He asked about the newsletter and the opening hours. " +
            ("He is a devout Catholic and asked for a chapel. " if n % 10 == 0 else "") +
            "Please answer him soon.\n\n" for n in range(1500))
        log = "".join(f"192.0.2.{n % 256} - - GET /?user=u{n}" +
                      ("&religion=muslim" if n % 3 == 0 else "") + " 200\n" for n in range(3000))
        self.write("d/letters.txt", letters)
        self.write("d/a.log", log)
        self.split("d", "--recipient", self.recipient())
        with open(self.path("out/identity/letters.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(),
                             letters.replace("He is a devout Catholic and asked for a chapel. ", ""))
        with open(self.path("out/identity/a.log"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "".join(line + "\n" for line in log.splitlines()
                                                  if "religion" not in line))
        self.run_sunder("verify", "out", code=0)

    def test_json_containers_left_empty_go_everywhere(self):
        lines = []
        for number, row in enumerate(self.customers()[1:]):
            person = {"id": number, "contact": {"name": row[1], "email": row[2]}, "about": {}}
            if row[4]:
                person["about"]["religion"] = row[4]
            lines.append(json.dumps(person))
        with gzip.open(self.path("p.jsonl.gz"), "wt", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        self.split("p.jsonl.gz")
        with gzip.open(self.path("out/identity/p.jsonl.gz"), "rt", encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
        self.assertEqual(len(records), 2500)
        self.assertTrue(all(set(record) == {"id", "contact"} for record in records))
        self.run_sunder("verify", "out", code=0)

    def test_sqlite_tables(self):
        database = sqlite3.connect(self.path("d.sqlite"))
        database.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL,"
                         " email TEXT, party TEXT, score REAL, photo BLOB)")
        database.execute("CREATE INDEX by_email ON person(email)")
        database.execute("CREATE TABLE town (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        rows = []
        for number, row in enumerate(self.customers()[1:]):
            rows.append((number, row[1], row[2], ["Democrat", "Republican", None][number % 3],
                         number / 7, bytes([number % 256, 255, 0])))
        database.executemany("INSERT INTO person VALUES (?,?,?,?,?,?)", rows)
        database.executemany("INSERT INTO town VALUES (?,?)", [("A", "Ashford"), ("B", "Milton")])
        database.commit()
        database.close()
        self.split("sqlite:///" + self.path("d.sqlite"))
        out = sqlite3.connect(self.path("out/identity/d.sqlite"))
        self.assertEqual(sorted(out.execute("SELECT id, full_name, email, score, photo FROM person")),
                         [row[:3] + row[4:] for row in rows])
        self.assertEqual(sorted(out.execute("SELECT * FROM town")),
                         [("A", "Ashford"), ("B", "Milton")])
        out.close()
        cells = self.published(self.path("out"))["political_affiliation"]
        self.assertEqual(sorted(cells.values()), [833, 833, 834])
        self.run_sunder("verify", "out", code=0)

    def test_plan_is_executed_exactly_and_can_be_edited(self):
        self.write_csv("c.csv", self.customers())
        self.run_sunder("plan", "c.csv", "-o", "plan.toml", code=0)
        self.split("c.csv", "--plan", "plan.toml")
        self.assertIn("religion", self.published(self.path("out")))
        with open(self.path("plan.toml"), encoding="utf-8") as file:
            plan = file.read()
        edited = plan.replace('label = "religion"', 'label = "none"')
        self.write("edited.toml", edited)
        self.assertIn("reason", self.split("c.csv", "--plan", "edited.toml", code=2, to="x").err)

    def test_stale_plan_is_refused(self):
        rows = self.customers()
        self.write_csv("c.csv", rows)
        self.run_sunder("plan", "c.csv", "-o", "plan.toml", code=0)
        self.write_csv("c.csv", [row + ["x"] for row in rows])
        self.split("c.csv", "--plan", "plan.toml", code=2)
        self.assert_no_store(self.path("out"))

    def test_targets(self):
        self.write_csv("c.csv", self.customers())
        self.split("c.csv")
        before = self.tree(self.path("out"))
        self.assertIn("Nothing to do", self.split("c.csv").out)
        self.assertEqual(self.tree(self.path("out")), before)
        self.write_csv("other.csv", self.customers(seed=2))
        self.split("other.csv", code=2)
        self.assertEqual(self.tree(self.path("out")), before)
        self.split("other.csv", "--replace")
        self.assertIn("identity/other.csv", self.tree(self.path("out")))
        self.write("full/letter.txt", "something of somebody else")
        self.split("c.csv", code=2, to="full")
        self.assertEqual(list(self.tree(self.path("full"))), ["letter.txt"])

    def test_stores_elsewhere(self):
        self.write_csv("c.csv", self.customers())
        self.split("c.csv", "--segregated-to", self.path("far/segregated"))
        self.assertTrue(os.path.exists(self.path("far/segregated/segregated.sqlite")))
        self.assertFalse(os.path.exists(self.path("out/segregated")))

    def test_already_apart_stays_unless_all(self):
        rows = [["answer", "religion"]] + [["yes", sunder_case.RELIGIONS[n % 6]] for n in range(2400)]
        self.write_csv("survey.csv", rows)
        self.split("survey.csv")
        self.assertEqual(self.read_csv("out/identity/survey.csv")[0], ["answer", "religion"])
        self.split("survey.csv", "--all", to="all")
        self.assertEqual(self.read_csv("all/identity/survey.csv")[0], ["answer"])

    def test_times_tell_nothing(self):
        self.write_csv("c.csv", self.customers())
        self.split("c.csv")
        times = set()
        for root, folders, files in os.walk(self.path("out")):
            times |= {os.stat(os.path.join(root, name)).st_mtime for name in files + folders}
        self.assertEqual(times, {float(sunder_case.DAY)})


class VerifyTest(SunderCase):
    """Leaks planted into finished stores: verify must catch each."""

    def setUp(self):
        super().setUp()
        self.rows = self.customers()
        self.write_csv("c.csv", self.rows)
        self.run_sunder("split", "c.csv", "--to", "out", code=0)

    def verdicts(self):
        done = self.run_sunder("verify", "out", "--format", "json")
        report = json.loads(done.out)
        return done.returncode, {attack["name"]: attack["verdict"] for attack in report["attacks"]}

    def test_clean_stores_pass(self):
        code, verdicts = self.verdicts()
        self.assertEqual(code, 0, verdicts)
        self.assertEqual(set(verdicts.values()), {"passed"})

    def assert_caught(self, name):
        code, verdicts = self.verdicts()
        self.assertEqual((code, verdicts[name]), (1, "failed"), verdicts)

    def rewrite_identity(self, rows):
        self.write_csv("out/identity/c.csv", rows)
        os.utime(self.path("out/identity/c.csv"), (int(sunder_case.DAY),) * 2)

    def test_source_sorted_by_value(self):
        by_value = sorted(self.rows[1:], key=lambda row: row[4])
        self.rewrite_identity([self.rows[0][:4]] + [row[:4] for row in by_value])
        self.assert_caught("row_order")

    def test_value_left_beside_the_name(self):
        self.rewrite_identity([self.rows[0]] + sorted(self.rows[1:]))
        self.assert_caught("rejudge")

    def change_store(self, *statements):
        path = self.path("out/segregated/segregated.sqlite")
        os.chmod(path, 0o600)
        database = sqlite3.connect(path)
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()
        os.utime(path, (int(sunder_case.DAY),) * 2)

    def test_shared_key(self):
        self.change_store("CREATE TABLE link (customer_id TEXT, religion TEXT)",
                          "INSERT INTO link VALUES ('10007', 'Catholic')",
                          "INSERT INTO link VALUES ('10008', 'Muslim')")
        code, verdicts = self.verdicts()
        self.assertEqual(code, 1)
        self.assertIn("failed", (verdicts["shared_values"], verdicts["store_shape"]))

    def test_small_cell(self):
        self.change_store("UPDATE religion SET count = 3 WHERE value = 'Hindu'")
        self.assert_caught("small_cells")

    def test_time(self):
        os.utime(self.path("out/identity/c.csv"), (1767225661, 1767225661))
        self.assert_caught("times")

    def test_marker(self):
        rows = [self.rows[0][:4] + ["notes"]] + sorted(
            row[:4] + ["Called. [RELIGION] Wants a letter." if n % 9 == 0 else "Called."]
            for n, row in enumerate(self.rows[1:]))
        self.rewrite_identity(rows)
        self.assert_caught("presence")

    def test_left_over_file(self):
        self.write("out/segregated/segregated.sqlite-journal", b"x")
        os.utime(self.path("out/segregated/segregated.sqlite-journal"), (int(sunder_case.DAY),) * 2)
        self.assert_caught("leftover_files")

    def assert_foreign(self, path):
        os.utime(self.path(path), (int(sunder_case.DAY),) * 2)
        self.assert_caught("leftover_files")
        if os.path.isdir(self.path(path)):
            os.rmdir(self.path(path))
        else:
            os.remove(self.path(path))

    def test_what_split_does_not_write(self):
        for name in ("z.bin", "z.csv", ".z"):
            self.write("out/identity/" + name, b"note,kind\nx,Methodist\n")
            self.assert_foreign("out/identity/" + name)
        os.mkdir(self.path("out/identity/Methodist"))
        self.assert_foreign("out/identity/Methodist")
        self.assertEqual(self.verdicts()[0], 0)

    def test_attribute(self):
        try:
            os.setxattr(self.path("out/identity/c.csv"), "user.note", b"Methodist")
        except OSError:
            self.skipTest("no extended attributes here")
        self.assert_caught("leftover_files")

    def test_added_column(self):
        kept = sorted(row[:4] for row in self.rows[1:])
        self.rewrite_identity([self.rows[0][:4] + ["q"]] +
                              [row + [str(n % 3)] for n, row in enumerate(kept)])
        self.assert_caught("identity_shape")

    def test_columns_by_number(self):
        self.write_csv("plain.csv", [row[4:5] + row[:4] for row in self.rows[1:]])
        self.run_sunder("split", "plain.csv", "--to", "plain", code=0)
        with open(self.path("plain/evidence/evidence.json"), encoding="utf-8") as file:
            self.assertIn('"column 1"', file.read())
        self.run_sunder("verify", "plain", code=0)


if __name__ == "__main__":
    sunder_case.main()
