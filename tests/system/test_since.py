#!/usr/bin/env python3
"""`scan --since`: only what changed is read, and the answer is that of a full scan."""
import json
import os
import shutil
import sqlite3
import tarfile
import unittest
import zipfile

from sunder_case import SunderCase

CLEAN = "weekday,opens\n" + "".join(f"Monday,{hour}\n" for hour in range(30))


class SinceTest(SunderCase):
    def setUp(self):
        super().setUp()
        self.write_csv("d/people.csv", self.customers(300))
        self.write("d/hours.csv", CLEAN)
        self.write("d/notes.txt", "The shop opens at nine.\n")
        self.age("people.csv", "hours.csv", "notes.txt")

    def age(self, *names):
        """Long ago: a file written a moment ago is always read for its fingerprint."""
        for name in names:
            os.utime(self.path("d", name), (1700000000, 1700000000))

    def scan(self, *more, code, source="d"):
        done = self.run_sunder("scan", source, "--format", "json", *more, code=code)
        report = json.loads(done.out)
        return report, {entry["object"]: entry for entry in report["coverage"]}, done

    def first(self):
        return self.scan("--ledger", "l", code=1)[0]

    def test_nothing_changed(self):
        full = self.first()
        self.assertEqual(os.stat(self.path("l")).st_mode & 0o777, 0o600)
        again, coverage, _ = self.scan("--since", "l", code=1)
        self.assertEqual({entry["change"] for entry in coverage.values()}, {"unchanged"})
        self.assertEqual(again["tables"], full["tables"])
        self.assertEqual(again["summary"]["associations_linked"],
                         full["summary"]["associations_linked"])
        self.assertEqual(again["bytes"], 0)  # nothing was read
        self.assertEqual(again["since"], full["day"])
        text = self.run_sunder("scan", "d", "--since", "l", code=1).out
        self.assertIn("3 unchanged", text)
        self.assertNotIn("unchanged; unchanged", " ".join(text.split()))

    def test_new_gone_changed(self):
        self.first()
        self.write("d/new.csv", CLEAN)
        self.write("d/hours.csv", CLEAN + "Sunday,11\n")
        os.remove(self.path("d/notes.txt"))
        report, coverage, _ = self.scan("--since", "l", "--ledger", "l2", code=1)
        self.assertEqual({name: entry["change"] for name, entry in coverage.items()},
                         {"people.csv": "unchanged", "new.csv": "new", "hours.csv": "changed",
                          "notes.txt": "gone"})
        self.assertEqual(coverage["notes.txt"]["reason"], "gone")
        self.assertEqual(coverage["people.csv"]["reason"], "unchanged")
        self.assertEqual(coverage["hours.csv"]["records"], 31)
        full = self.scan(code=1)[0]
        self.assertEqual(report["tables"], full["tables"])
        # The ledger of the second scan knows it all; what is gone is not told twice.
        _, coverage, _ = self.scan("--since", "l2", code=1)
        self.assertEqual({entry["change"] for entry in coverage.values()}, {"unchanged"})
        self.assertEqual(set(coverage), {"people.csv", "new.csv", "hours.csv"})

    def test_the_exit_code_is_that_of_a_full_scan(self):
        self.first()
        os.remove(self.path("d/people.csv"))
        self.scan("--since", "l", code=0)
        self.write_csv("d/more.csv", self.customers(300))
        self.scan("--since", "l", code=1)

    def test_touched_and_forged(self):
        self.first()
        os.utime(self.path("d/hours.csv"))  # another time, the same content
        _, coverage, _ = self.scan("--since", "l", code=1)
        self.assertEqual(coverage["hours.csv"]["change"], "unchanged")
        self.write("d/hours.csv", CLEAN.replace("Monday,7", "Friday,7"))  # the same size and time
        self.age("hours.csv")
        _, coverage, _ = self.scan("--since", "l", code=1)
        self.assertEqual(coverage["hours.csv"]["change"], "unchanged")
        _, coverage, _ = self.scan("--since", "l", "--check-contents", code=1)
        self.assertEqual(coverage["hours.csv"]["change"], "changed")
        self.assertEqual(coverage["people.csv"]["change"], "unchanged")

    def test_a_write_in_the_same_moment_is_seen(self):
        self.write("d/fresh.csv", CLEAN)
        stamp = os.stat(self.path("d/fresh.csv")).st_mtime_ns
        self.first()
        self.write("d/fresh.csv", CLEAN.replace("Monday,7", "Friday,7"))
        os.utime(self.path("d/fresh.csv"), ns=(stamp, stamp))
        _, coverage, _ = self.scan("--since", "l", code=1)
        self.assertEqual(coverage["fresh.csv"]["change"], "changed")

    def test_what_was_not_read_whole_is_read_again(self):
        self.write("d/bad.csv", 'a,b\n1,"open\n')
        self.age("bad.csv")
        self.scan("--ledger", "l", code=3)
        _, coverage, _ = self.scan("--since", "l", code=3)
        self.assertEqual((coverage["bad.csv"]["change"], coverage["bad.csv"]["state"]),
                         ("unchanged", "PARTIAL"))
        self.write("d/bad.csv", 'a,b\n22,"open\n')
        self.age("bad.csv")
        _, coverage, _ = self.scan("--since", "l", code=3)
        self.assertEqual(coverage["bad.csv"]["change"], "changed")
        self.assertEqual(coverage["people.csv"]["change"], "unchanged")

    def test_entries_of_archives(self):
        def pack(clean):
            with zipfile.ZipFile(self.path("d/x.zip"), "w") as archive:
                archive.writestr("people.csv", self.customers_text)
                archive.writestr("hours.csv", clean)
                archive.writestr("../out.csv", clean)

        with open(self.path("d/people.csv"), encoding="utf-8") as file:
            self.customers_text = file.read()
        pack(CLEAN)
        full, _, _ = self.scan("--ledger", "l", code=3)
        again, coverage, _ = self.scan("--since", "l", "--ledger", "l", code=3)
        read = {name: entry["change"] for name, entry in coverage.items() if entry["change"]}
        self.assertEqual(set(read.values()), {"unchanged"})
        self.assertIn("x.zip!people.csv", read)
        self.assertEqual(again["tables"], full["tables"])
        pack(CLEAN.replace("Monday,7", "Friday,7"))
        _, coverage, _ = self.scan("--since", "l", code=3)
        self.assertEqual(coverage["x.zip!hours.csv"]["change"], "changed")
        self.assertEqual(coverage["x.zip!people.csv"]["change"], "unchanged")

    def test_a_damaged_archive(self):
        with zipfile.ZipFile(self.path("d/x.zip"), "w") as archive:
            archive.writestr("hours.csv", CLEAN)
        with tarfile.open(self.path("d/y.tar"), "w") as archive:
            archive.add(self.path("d/hours.csv"), "hours.csv")
        os.truncate(self.path("d/y.tar"), 1024 + 512)
        self.scan("--ledger", "l", code=3)
        _, coverage, _ = self.scan("--since", "l", code=3)
        self.assertEqual((coverage["y.tar"]["change"], coverage["y.tar"]["state"]),
                         ("unchanged", "PARTIAL"))

    def test_a_database_and_what_stands_beside_it(self):
        database = sqlite3.connect(self.path("d/x.db"))
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE t(a, b)")
        database.execute("INSERT INTO t VALUES ('x', 'y')")
        database.commit()
        self.scan("--ledger", "l", code=1)
        _, coverage, _ = self.scan("--since", "l", code=1)
        self.assertEqual(coverage["x.db"]["change"], "unchanged")
        database.execute("INSERT INTO t VALUES ('x2', 'y2')")
        database.commit()  # stands in x.db-wal alone
        _, coverage, _ = self.scan("--since", "l", code=1)
        self.assertEqual(coverage["x.db"]["change"], "changed")
        database.close()

    def test_other_settings_read_everything(self):
        self.first()
        report, coverage, done = self.scan("--since", "l", "--label", "gender_identity", code=1)
        self.assertEqual({entry["change"] for entry in coverage.values()}, {""})
        self.assertIn("everything is read", done.err)
        self.assertGreater(report["bytes"], 0)

    def test_a_ledger_that_was_changed_is_refused(self):
        self.first()
        with open(self.path("l"), encoding="utf-8") as file:
            ledger = file.read()
        self.write("l", ledger.replace("linked", "linkable"))
        self.assertIn("changed", self.run_sunder("scan", "d", "--since", "l", code=3).err)
        self.write("l", ledger)
        shutil.rmtree(self.path("state"))  # another key
        self.run_sunder("scan", "d", "--since", "l", code=3)
        self.write("l", "")
        self.run_sunder("scan", "d", "--since", "l", code=3)

    def test_the_first_sweep(self):
        self.run_sunder("scan", "d", "--since", "none", code=3)
        self.run_sunder("scan", "d", "--since", "n", "--ledger", "n", code=1)
        _, coverage, _ = self.scan("--since", "n", "--ledger", "n", code=1)
        self.assertEqual({entry["change"] for entry in coverage.values()}, {"unchanged"})
        _, coverage, _ = self.scan("--since", "n", "--ledger", "n", code=1)
        self.assertEqual({entry["change"] for entry in coverage.values()}, {"unchanged"})

    def test_a_sample_writes_no_ledger(self):
        self.assertIn("sample", self.run_sunder("scan", "d", "--sample", "--ledger", "l", code=2).err)

    def test_no_value_and_no_plain_path_fingerprint(self):
        self.first()
        with open(self.path("l"), encoding="utf-8") as file:
            ledger = file.read()
        with open(self.path("d/people.csv"), encoding="utf-8") as file:
            for line in file.read().split("\n")[1:20]:
                for value in line.split(",")[1:4]:
                    self.assertNotIn(value, ledger)


if __name__ == "__main__":
    unittest.main()
