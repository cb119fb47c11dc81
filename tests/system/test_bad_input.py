#!/usr/bin/env python3
"""Input that is missing, broken or hostile, and machines that fail: a clear message, the right exit
code, nothing lost in silence, and no store that looks whole and is not."""
import gzip
import json
import os
import random
import signal
import sqlite3
import subprocess
import time
import unittest

import sunder_case
from sunder_case import SunderCase


class ScanTest(SunderCase):
    def coverage(self, *arguments, code):
        done = self.run_sunder("scan", *arguments, "--format", "json", code=code)
        return {entry["object"]: entry for entry in json.loads(done.out)["coverage"]}, done

    def test_missing(self):
        self.assertIn("gone.csv", self.run_sunder("scan", "gone.csv", code=3).err)

    @unittest.skipIf(os.geteuid() == 0 and not os.path.exists("/usr/bin/setpriv"), "root reads all")
    def test_unreadable(self):
        self.write("locked.csv", "a,b\n1,2\n")
        os.chmod(self.path("locked.csv"), 0)
        os.chmod(self.folder, 0o755)
        command = [sunder_case.SUNDER, "scan", self.path("locked.csv")]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=65534", "--clear-groups"] + command
        done = subprocess.run(command, capture_output=True, cwd="/", env=self.environment(),
                              check=False)
        if b"Permission denied" in done.stderr and b"locked.csv" not in done.stderr:
            self.skipTest("the program itself cannot be run by another user here")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn(b"locked.csv", done.stderr)

    def test_empty_file_is_complete(self):
        self.write("empty.csv", "")
        coverage, _ = self.coverage("empty.csv", code=0)
        self.assertEqual(coverage["empty.csv"]["state"], "COMPLETE")

    def test_header_only(self):
        self.write("h.csv", "name,email,religion\n")
        coverage, _ = self.coverage("h.csv", code=0)
        self.assertEqual(coverage["h.csv"]["state"], "COMPLETE")

    def test_binary_named_and_in_a_folder(self):
        junk = bytes(random.Random(1).randrange(256) for _ in range(5000)) + b"\0\0"
        self.write("d/x.bin", junk)
        self.write("d/a.csv", "a,b\n1,2\n")
        coverage, _ = self.coverage("d", code=0)
        self.assertEqual(coverage["x.bin"]["state"], "SKIPPED")
        self.coverage("d", "--strict", code=3)
        self.assertIn("x.bin", self.run_sunder("scan", "d/x.bin", code=3).err)

    def test_an_encoding_that_cannot_be_told_is_a_clear_error(self):
        """As docs/encodings.md says: by its name it is text, and loses records; without a name that
        tells it is not read at all."""
        for name in ("u.txt", "u"):
            self.write(name, b"Ada \xfe\xff Bea \xff\n")
        done = self.run_sunder("scan", "u.txt", code=3)
        self.assertIn("PARTIAL", done.out)
        self.assertIn("undecodable", done.out)
        self.assertIn("--encoding", done.out)
        done = self.run_sunder("scan", "u", code=3)
        self.assertIn("--encoding", done.err)
        self.assertIn("unknown_encoding", done.out)

    def test_truncated_gzip(self):
        whole = gzip.compress("\n".join(["name,email"] + [
            f"Ada Keller,ada{random.random()}@example.org" for _ in range(20000)]).encode())
        self.write("t.csv.gz", whole[:len(whole) // 2])
        coverage, _ = self.coverage("t.csv.gz", code=3)
        self.assertEqual(coverage["t.csv.gz"]["state"], "PARTIAL")
        self.assertGreater(coverage["t.csv.gz"]["records"] or 0, 1000)
        self.assertEqual(coverage["t.csv.gz"]["reason"], "truncated")

    def test_unclosed_quote(self):
        self.write("q.csv", 'name,note\nAda,"fine"\nBea,"never closed\nCarl,x\n')
        coverage, _ = self.coverage("q.csv", code=3)
        self.assertEqual(coverage["q.csv"]["state"], "PARTIAL")

    def test_invalid_utf8(self):
        self.write("b.csv", b"name,email\nAda,ada@example.org\nB\xff\xfea,b@example.org\n")
        coverage, _ = self.coverage("b.csv", code=3)
        self.assertEqual(coverage["b.csv"]["reason"], "undecodable")
        self.run_sunder("split", "b.csv", "--to", "out", code=3)
        self.assert_no_store(self.path("out"))

    def test_nul_bytes(self):
        """At the head a file with them is binary; far behind it they are data and are kept."""
        self.write("n.csv", b"name,email\nAda,ada@example.org\nB\0b,b@example.org\n")
        done = self.run_sunder("scan", "n.csv", code=3)
        self.assertIn("n.csv", done.err)
        self.assertIn("NUL", done.err)
        rows = "".join(f"Ada Keller,ada{n}@example.org,Catholic\n" for n in range(3000))
        self.write("late.csv", f"name,email,religion\n{rows}B\0b,b@example.org,\n")
        self.run_sunder("split", "late.csv", "--to", "out", code=0)
        with open(self.path("out/identity/late.csv"), "rb") as file:
            identity = file.read().splitlines()
        self.assertEqual(len(identity), 3002)
        self.assertIn(b"B\0b,b@example.org", identity)

    def test_duplicate_headers(self):
        rows = self.customers(2400)
        rows[0][3] = "email"
        self.write_csv("d.csv", rows)
        self.run_sunder("split", "d.csv", "--to", "out", code=0)
        with open(self.path("out/identity/d.csv"), encoding="utf-8") as file:
            self.assertEqual(file.readline().strip(), "customer_id,full_name,email,email")

    def test_folder_loop(self):
        self.write("d/a.csv", "a,b\n1,2\n")
        os.symlink("..", self.path("d/up"))
        done = self.run_sunder("scan", "d", code=0, timeout=20)
        self.assertIn("up", done.out)

    def test_locked_database(self):
        path = self.path("l.sqlite")
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("CREATE TABLE t (a)")
        database.execute("BEGIN EXCLUSIVE")
        database.execute("INSERT INTO t VALUES (1)")
        done = self.run_sunder("scan", "sqlite:///" + path, code=3, timeout=60)
        self.assertIn("l.sqlite", done.err + done.out)
        database.execute("ROLLBACK")
        database.close()

    def test_live_wal_database(self):
        path = self.path("w.sqlite")
        database = sqlite3.connect(path)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE t (name TEXT, email TEXT)")
        database.execute("INSERT INTO t VALUES ('Ada Keller', 'ada@example.org')")
        database.commit()
        coverage, _ = self.coverage("sqlite:///" + path, code=0)
        self.assertEqual(list(coverage.values())[0]["state"], "COMPLETE")
        database.close()

    def test_not_a_database(self):
        self.write("x.sqlite", "this is no database\n" * 100)
        done = self.run_sunder("scan", "sqlite:///" + self.path("x.sqlite"), code=3)
        self.assertIn("x.sqlite", done.err + done.out)


class SplitTest(SunderCase):
    def test_full_disk(self):
        disk = self.path("disk")
        os.mkdir(disk)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk],
                                 capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("cannot mount a small tmpfs here")
        self.addCleanup(subprocess.run, ["umount", disk], check=False)
        self.write_csv("c.csv", self.customers(20000))
        done = self.run_sunder("split", "c.csv", "--to", "disk/out", code=3)
        self.assertIn("space", done.err.lower())
        self.assert_no_store(self.path("disk/out"))

    def test_read_only_target(self):
        done = self.run_sunder("split", self.write_csv("c.csv", self.customers()), "--to",
                               "/proc/no-such-place/out", code=3)
        self.assertTrue(done.err)

    def start_split(self, to):
        return subprocess.Popen([sunder_case.SUNDER, "split", "c.csv", "--to", to, "--threads", "2"],
                                cwd=self.folder, env=self.environment(),
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def test_interrupt_leaves_nothing(self):
        self.write_csv("c.csv", self.customers(150000))
        for _ in range(10):
            process = self.start_split("out")
            # The moment that the run begins to write; a fast machine may still be through before.
            while process.poll() is None and not os.path.isdir(self.path("out/.sunder-run")):
                time.sleep(0.002)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
            if process.returncode == 130:
                self.assert_no_store(self.path("out"))
                return
            self.assertEqual(process.returncode, 0, err)
            subprocess.run(["rm", "-rf", self.path("out")], check=True)
        self.fail("no run could be interrupted")

    def test_twenty_kills(self):
        self.write_csv("c.csv", self.customers(12000))
        start = time.monotonic()
        self.run_sunder("split", "c.csv", "--to", "whole", code=0)
        duration = time.monotonic() - start
        expected = self.tree(self.path("whole"))
        rng = random.Random(7)
        killed = 0
        for _ in range(20):
            process = self.start_split("out")
            time.sleep(rng.uniform(0.1, 1.0) * duration)
            process.kill()
            process.communicate()
            if process.returncode != -signal.SIGKILL:
                subprocess.run(["rm", "-rf", self.path("out")], check=True)
                continue
            killed += 1
            if os.path.isdir(self.path("out/evidence")):
                self.assertTrue(os.path.isdir(self.path("out/.sunder-run")) or
                                self.tree(self.path("out")) == expected)
            for root, _, files in os.walk(self.path("out")):
                for name in files:
                    if "/.sunder-run" in root and name not in ("segregated.sqlite", "evidence.json"):
                        with open(os.path.join(root, name), "rb") as file:
                            self.assertNotIn(b"Methodist", file.read(), "a value in a temporary file")
        self.assertGreater(killed, 5)
        self.run_sunder("split", "c.csv", "--to", "out", "--replace", code=0)
        self.assertEqual(self.tree(self.path("out")), expected)


if __name__ == "__main__":
    sunder_case.main()
