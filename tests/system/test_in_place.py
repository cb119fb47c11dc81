#!/usr/bin/env python3
"""A split in place: what takes the sources' place, what is refused, what a kill leaves."""
import base64
import csv
import gzip
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import time
import urllib.parse
import zlib

import sunder_case
from sunder_case import SunderCase, SUNDER

DAY = int(sunder_case.DAY)


class InPlaceCase(SunderCase):
    def split(self, *arguments, code=0, to="out", **more):
        return self.run_sunder("split", *arguments, "--in-place", "--to", to, code=code, **more)

    def read_csv(self, name):
        with open(self.path(name), newline="", encoding="utf-8") as file:
            return list(csv.reader(file))

    def bytes_of(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def database(self, name="x.db", statements=(), rows=None, journal="delete"):
        """A table of people with a religion, and whatever the statements add."""
        rows = rows or self.customers()
        database = sqlite3.connect(self.path(name))
        database.execute(f"PRAGMA journal_mode={journal}")
        database.execute("CREATE TABLE people(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, "
                         "email TEXT COLLATE NOCASE UNIQUE, phone TEXT CHECK(length(phone) > 3), "
                         "religion TEXT)")
        database.executemany("INSERT INTO people VALUES(?,?,?,?,?)", rows[1:])
        for statement in statements:
            database.execute(statement)
        database.commit()
        return database

    def query(self, sql, name="x.db"):
        database = sqlite3.connect(self.path(name))
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def assert_nothing_beside(self, folder=""):
        left = [name for name in os.listdir(self.path(folder)) if ".sunder-" in name]
        self.assertEqual(left, [])


class FilesTest(InPlaceCase):
    def test_the_source_is_rewritten_and_only_the_other_stores_appear(self):
        rows = self.customers()
        self.write_csv("c.csv", rows)
        os.chmod(self.path("c.csv"), 0o640)
        done = self.split("c.csv")
        self.assertIn("Rewritten in place: c.csv", done.out)
        self.assertNotIn("still holds both", done.out)
        now = self.read_csv("c.csv")
        self.assertEqual(now[0], ["customer_id", "full_name", "email", "phone"])
        self.assertEqual(sorted(now[1:]), sorted(row[:4] for row in rows[1:]))
        self.assertEqual(sorted(os.listdir(self.path("out"))),
                         ["evidence", "quarantine", "segregated"])
        self.assertEqual(sum(self.published(self.path("out"))["religion"].values()), 2500)
        state = os.stat(self.path("c.csv"))
        self.assertEqual((state.st_mode & 0o7777, state.st_mtime), (0o640, DAY))
        self.assert_nothing_beside()
        self.run_sunder("verify", "out", "--identity", "c.csv", code=0)

    def test_every_object_of_the_run_is_rewritten_alike(self):
        letters = ("Mr. Ivo Keller wrote to ivo{0}@example.org last week.\n\nHe asked about the "
                   "opening hours and the newsletter. {1}Please answer him soon.\n\n")
        for number in range(250):
            said = "He is a devout Catholic and asked for a chapel. " if number % 2 else ""
            self.write(f"d/{number}.txt", letters.format(number, said))
        with gzip.open(self.path("d/p.jsonl.gz"), "wt", encoding="utf-8") as file:
            for row in self.customers()[1:]:
                file.write(json.dumps({"name": row[1], "email": row[2], "religion": row[4]}) + "\n")
        self.write("d/picture.png", b"\x89PNG\r\n\x1a\n\0\0")
        self.split("d", "--recipient", self.recipient(), "--min-cohort", "100")
        for number in range(250):
            with open(self.path(f"d/{number}.txt"), encoding="utf-8") as file:
                self.assertEqual(file.read(), letters.format(number, ""))
            self.assertEqual(os.stat(self.path(f"d/{number}.txt")).st_mtime, DAY)
        with gzip.open(self.path("d/p.jsonl.gz"), "rt", encoding="utf-8") as file:
            self.assertTrue(all(set(json.loads(line)) == {"name", "email"} for line in file))
        self.assertEqual(self.bytes_of("d/picture.png"), b"\x89PNG\r\n\x1a\n\0\0")
        self.assert_nothing_beside("d")

    def test_again_is_nothing_to_do(self):
        self.write_csv("c.csv", self.customers())
        self.split("c.csv")
        before = self.tree(self.folder)
        self.assertIn("Nothing to do", self.split("c.csv").out)
        state = self.path("state")
        os.rename(state, state + "-away")
        self.assertIn("Nothing to split", self.split("c.csv").out)
        self.assertIn("Nothing to split", self.split("c.csv", to="other").out)
        os.rename(state + "-away", state)
        self.assertEqual(self.tree(self.folder), before)

    def test_dry_run_changes_nothing(self):
        self.write_csv("c.csv", self.customers())
        self.database(statements=["CREATE VIEW v AS SELECT id, name FROM people",
                                  "CREATE INDEX r ON people(religion)"]).close()
        self.write("notes.bin", b"\0\1\2")
        before = self.tree(self.folder)
        done = self.split(".", "--dry-run", to=self.path("../never"))
        for said in ("Would be rewritten: ./c.csv", "view `v` is carried over", "index `r`",
                     "Would stay as it is: notes.bin", "nothing was changed"):
            self.assertIn(said, done.out)
        done = self.run_sunder("split", "c.csv", "--dry-run", "--to", "out", code=0)
        self.assertTrue(done.out.startswith("Dry run, nothing was changed"), done.out)
        self.assertIn("WHAT WOULD BE DONE", done.out)
        self.assertIn("Would be split: c.csv", done.out)
        self.assertEqual(self.tree(self.folder), before)


class RefusalTest(InPlaceCase):
    def refused(self, *arguments, code=2, says=""):
        before = self.tree(self.folder)
        done = self.split(*arguments, code=code)
        self.assertIn(says, done.err)
        after = {name: data for name, data in self.tree(self.folder).items()
                 if not name.startswith("state/")}
        self.assertEqual(after, before)
        self.assertFalse(os.path.exists(self.path("out")))

    def test_what_has_no_place_of_its_own(self):
        self.write_csv("c.csv", self.customers())
        os.symlink("c.csv", self.path("l.csv"))
        self.refused("l.csv", says="symbolic link")
        os.link(self.path("c.csv"), self.path("h.csv"))
        self.refused("c.csv", says="hard links")
        os.remove(self.path("h.csv"))
        self.refused("-", says="standard input")
        self.refused("c.csv", "--replace", says="only copy")
        self.refused("c.csv", "--identity-to", "i", says="--identity-to")

    def test_cohorts_below_the_margin(self):
        self.write_csv("c.csv", self.customers(300))
        self.refused("c.csv", says="--min-cohort")

    def test_programs_that_have_the_source_open(self):
        self.write_csv("c.csv", self.customers())
        with open(self.path("c.csv"), "rb") as source:
            holder = subprocess.Popen(["sleep", "60"], stdin=source)
        try:
            self.refused("c.csv", code=3, says=f"process {holder.pid} (sleep)")
        finally:
            holder.kill()
            holder.wait()
        self.split("c.csv")

    def test_a_database_that_is_in_use(self):
        script = ("import sqlite3, sys\nd = sqlite3.connect('x.db')\n"
                  "d.execute('SELECT count(*) FROM people').fetchall()\nprint('open', flush=True)\n"
                  "sys.stdin.read()\n")
        for journal in ("delete", "wal"):
            self.database(f"{journal}.db", journal=journal).close()
            user = subprocess.Popen(["python3", "-c", script.replace("x.db", f"{journal}.db")],
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=self.folder)
            try:
                user.stdout.readline()
                done = self.split(f"{journal}.db", code=3)
                self.assertIn("stop that program", done.err)
                self.assertIn("religion", str(self.query("SELECT sql FROM sqlite_master",
                                                         f"{journal}.db")))
            finally:
                user.communicate(b"")
            self.split(f"{journal}.db", to=f"out-{journal}")

    def test_a_full_disk_leaves_the_source(self):
        if os.geteuid() != 0:
            self.skipTest("needs root for a small file system")
        small = self.path("small")
        os.mkdir(small)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", small],
                              capture_output=True, check=False)
        if done.returncode != 0:
            self.skipTest("no mount here")
        try:
            self.write_csv("small/c.csv", self.customers())
            before = self.bytes_of("small/c.csv")
            done = self.split("small/c.csv", code=3)
            self.assertIn("space", done.err)
            self.assertEqual(self.bytes_of("small/c.csv"), before)
            self.assertEqual(os.listdir(small), ["c.csv"])
            self.assert_no_store(self.path("out"))
        finally:
            subprocess.run(["umount", small], check=True)


class DatabaseTest(InPlaceCase):
    def test_everything_that_can_do_without_the_column_stays(self):
        rows = self.customers()
        for journal in ("delete", "wal"):
            name = f"{journal}.db"
            self.database(name, journal=journal, rows=rows, statements=[
                "PRAGMA user_version=7",
                "CREATE TABLE visits(person INTEGER REFERENCES people(id), day TEXT)",
                "INSERT INTO visits SELECT id, '2026-01-01' FROM people WHERE id % 10 = 0",
                "CREATE INDEX by_email ON people(email)",
                "CREATE INDEX by_religion ON people(religion)",
                "CREATE VIEW names AS SELECT id, name FROM people",
                "CREATE VIRTUAL TABLE words USING fts5(name, content='people', content_rowid='id')",
                "INSERT INTO words(words) VALUES('rebuild')",
                "CREATE TRIGGER added AFTER INSERT ON people BEGIN "
                "INSERT INTO words(rowid, name) VALUES(new.id, new.name); END"]).close()
            expected = self.query("SELECT count(*) FROM words WHERE words MATCH 'Ivo'", name)
            self.split(name, to=f"out-{journal}")
            schema = dict(self.query("SELECT name, sql FROM sqlite_master", name))
            self.assertNotIn("religion", str(schema))
            self.assertTrue({"by_email", "names", "words", "added", "visits"} <= set(schema))
            for kept in ("AUTOINCREMENT", "COLLATE NOCASE", "UNIQUE", "CHECK"):
                self.assertIn(kept, schema["people"])
            self.assertEqual(self.query("PRAGMA journal_mode", name), [(journal,)])
            self.assertEqual(self.query("PRAGMA user_version", name), [(7,)])
            self.assertEqual(self.query("PRAGMA integrity_check", name), [("ok",)])
            self.assertEqual(self.query("PRAGMA foreign_key_check", name), [])
            self.assertEqual(self.query("SELECT seq FROM sqlite_sequence", name), [(12499,)])
            self.assertEqual(
                self.query("SELECT count(*) FROM words WHERE words MATCH 'Ivo'", name), expected)
            self.assertEqual(sorted(self.query("SELECT * FROM people", name)),
                             sorted((int(row[0]), *row[1:4]) for row in rows[1:]))
            beside = [other for other in os.listdir(self.folder) if other.startswith(name + "-")]
            self.assertEqual(beside, [])

    def test_what_needs_the_column_is_named(self):
        cases = {
            "view `faiths`": "CREATE VIEW faiths AS SELECT religion, count(*) FROM people GROUP BY 1",
            "trigger `noted`": "CREATE TRIGGER noted AFTER UPDATE ON people WHEN new.religion = '' "
                               "BEGIN SELECT 1; END",
            "virtual table `words`": "CREATE VIRTUAL TABLE words USING fts5(name, religion, "
                                     "content='people', content_rowid='id')",
            "virtual table `own`": "CREATE VIRTUAL TABLE own USING fts5(body)",
            "table `people`": "ALTER TABLE people ADD COLUMN faith AS (upper(religion))",
        }
        for number, (named, statement) in enumerate(cases.items()):
            name = f"{number}.db"
            self.database(name, statements=[statement]).close()
            before = self.bytes_of(name)
            for more in ([], ["--dry-run"]):
                done = self.split(name, *more, code=2)
                self.assertIn(named, done.err)
            self.assertEqual(self.bytes_of(name), before)
            self.assert_no_store(self.path("out"))
            self.assert_nothing_beside()

    def test_all_that_needs_the_column_is_named_at_once(self):
        self.database(statements=["CREATE VIEW a AS SELECT religion FROM people",
                                  "CREATE VIEW b AS SELECT name, religion FROM people"]).close()
        done = self.split("x.db", code=2)
        self.assertIn("view `a`, view `b`", done.err)


class KillTest(InPlaceCase):
    def split_command(self):
        return [SUNDER, "split", "c.csv", "x.db", "--in-place", "--to", "out"]

    def is_old(self):
        return ("religion" in self.read_csv("c.csv")[0],
                "religion" in str(self.query("SELECT sql FROM sqlite_master")))

    def test_killed_at_any_time_and_started_again(self):
        rng = random.Random(7)
        pristine = self.customers()
        self.write_csv("c.csv", pristine)
        self.database(rows=pristine).close()
        original = {name: self.bytes_of(name) for name in ("c.csv", "x.db")}
        begin = time.monotonic()
        self.split("c.csv", "x.db")
        duration = time.monotonic() - begin
        reached = 0
        for _ in range(40):
            subprocess.run(["rm", "-rf", self.path("out"), self.path("state")], check=True)
            for name, data in original.items():
                self.write(name, data)
            run = subprocess.Popen(self.split_command(), cwd=self.folder, env=self.environment(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0, duration))
            run.send_signal(signal.SIGKILL)
            reached += run.wait() == 0
            for name, data in original.items():
                self.assertGreater(os.path.getsize(self.path(name)), len(data) // 2, name)
            self.split("c.csv", "x.db")
            self.assertEqual(self.is_old(), (False, False))
            self.assertEqual(len(self.read_csv("c.csv")), 2501)
            self.assertEqual(self.query("SELECT count(*) FROM people"), [(2500,)])
            # Both hold the same persons: each counts once.
            self.assertEqual(sum(self.published(self.path("out"))["religion"].values()), 2500)
            self.assert_nothing_beside()
            self.assertEqual(sorted(os.listdir(self.path("out"))),
                             ["evidence", "quarantine", "segregated"])
        self.assertLess(reached, 40, "no run was killed")


class ResidueTest(InPlaceCase):
    """Values that occur nowhere else, planted beside the source in eleven encodings."""

    def marked(self):
        rows = self.customers(2400)
        for number, row in enumerate(rows):
            if number % 10 == 5:
                # Known words within a value that is nobody else's, and words that no list knows.
                sect = "Zurvanite" if number % 20 == 5 else "Quorvanite"
                row[4] = f"{sect} of the {number:05d} lamp"
        # Too few of these values are known for a label; a person has given it.
        self.write("sunder.toml", '[[field]]\nfield = "religion"\nlabel = "religion"\n'
                                  'reason = "a form asked for it"\n')
        return rows

    def encodings(self, text):
        plain = text.encode()
        return {
            "plain": plain,
            "UTF-16LE": text.encode("utf-16-le"),
            "UTF-16BE": b"x" + text.encode("utf-16-be"),
            "UTF-32": text.encode("utf-32-le") + b"end",
            "base64": b"data:," + base64.encodebytes(b"ab" + plain),
            "hex": plain.hex().upper().encode(),
            "percent": urllib.parse.quote(text).replace("a", "%61").encode(),
            "HTML entities": "".join(f"&#{ord(c)};" for c in text).encode(),
            "JSON escapes": "".join(f"\\u{ord(c):04x}" for c in text).encode(),
            "reversed": plain[::-1],
            "deflate": b"head" + zlib.compress(b"filler " * 40 + plain) + b"tail",
        }

    def found_in(self, data, text):
        """In which encodings `data` holds `text`; this search shares nothing with the program's."""
        found = []
        for encoding, planted in self.encodings(text).items():
            if encoding == "base64":
                # What three bytes before or behind share a letter with differs: those are left out.
                inner = [base64.b64encode(b"\0" * shift + text.encode() + b"\0" * 3)[4:-8]
                         for shift in range(3)]
                joined = re.sub(rb"\s", b"", data)
                is_there = any(letters in joined for letters in inner)
            elif encoding == "deflate":
                is_there = any(text.encode() in stream for stream in self.inflated(data))
            else:
                is_there = planted.strip(b"x").removesuffix(b"end") in data
            if is_there:
                found.append(encoding)
        return found

    @staticmethod
    def inflated(data):
        """What each place of `data` unpacks to that may begin a zlib stream (RFC 1950)."""
        for match in re.finditer(rb"(?=\x78[\x01\x5e\x9c\xda])", data):
            try:
                yield zlib.decompressobj().decompress(data[match.start():])
            except zlib.error:
                continue

    def test_the_search_of_this_test_finds_what_is_there(self):
        text = "Quorvanite of the 00105 lamp"
        for encoding, planted in self.encodings(text).items():
            self.assertIn(encoding, self.found_in(b"\0\xff padding " + planted + b" end", text))
        self.assertEqual(self.found_in(b"\0\xff padding Quorvanite of the 00106 lamp", text), [])

    def test_seeded_residue_is_found_in_every_encoding(self):
        rows = self.marked()
        self.write_csv("c.csv", rows)
        for number, (name, data) in enumerate(self.encodings(rows[105][4]).items()):
            self.write(f"c.csv.{number}", b"\0\xff padding " + data + b" padding")
        self.write("c.csv~", "nothing of it")
        done = self.split("c.csv", code=3)
        for number, name in enumerate(self.encodings("x" * 20)):
            self.assertRegex(" ".join(done.out.split()),
                             f"still there: [^ ]*c.csv.{number} .holds removed values .[^)]*{name}")
        self.assertRegex(done.out, "cleared: [^ ]*/c.csv ")
        self.assertRegex(done.out, "cleared: [^ ]*/c.csv~ ")

    def test_nothing_is_left_in_what_was_rewritten(self):
        rows = self.marked()
        self.write_csv("c.csv", rows)
        for journal in ("delete", "wal", "persist"):
            self.database(f"{journal}.db", journal=journal, rows=rows).close()
        done = self.split("c.csv", "delete.db", "wal.db", "persist.db", code=0)
        self.assertNotIn("still there", done.out)
        for name in os.listdir(self.folder):
            if not os.path.isfile(self.path(name)):
                continue
            data = self.bytes_of(name)
            for row in rows[5::50]:
                self.assertEqual(self.found_in(data, row[4]), [], name)

    def test_common_words_are_found_beside_their_person_only(self):
        rows = self.customers()
        self.write_csv("c.csv", rows)
        self.database(rows=rows).close()
        old = self.bytes_of("x.db")
        database = sqlite3.connect(self.path("x.db.bak"))
        database.execute("PRAGMA secure_delete=OFF")
        database.execute("CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT, email TEXT, "
                         "phone TEXT, religion TEXT)")
        database.executemany("INSERT INTO p VALUES(?,?,?,?,?)", rows[1:])
        database.commit()
        database.execute("DELETE FROM p")
        database.commit()
        database.close()
        self.write("x.db-wal-copy", b"\0" * 4000 + old[-8192:])
        self.write("c.csv.words", "\n".join(["Catholic", "Muslim", "Jewish"] * 1000))
        done = self.split("c.csv", "x.db", code=3)
        text = " ".join(done.out.split())
        self.assertRegex(text, "still there: [^ ]*x.db.bak ")
        self.assertRegex(text, "still there: [^ ]*x.db-wal-copy ")
        for clear in ("c.csv", "x.db", "c.csv.words"):
            self.assertRegex(text, f"cleared: [^ ]*/{clear} ")
        with open(self.path("out/evidence/evidence.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["residue"], [])

    def test_removed_sentences(self):
        rows = self.customers(2400)
        rows[0][4] = "notes"
        for number, row in enumerate(rows[1:]):
            row[4] = "Called about the newsletter last week. Wants a letter in the spring."
            if number % 20 == 0:
                row[4] = row[4].replace(". ", ". She is a devout Catholic and asked for a visit. ", 1)
        self.write_csv("c.csv", rows)
        self.write_csv("c.csv.old", rows)
        done = self.split("c.csv", "--recipient", self.recipient(), code=3)
        self.assertRegex(" ".join(done.out.split()), "still there: [^ ]*/c.csv.old ")
        os.remove(self.path("c.csv.old"))


if __name__ == "__main__":
    sunder_case.main()
