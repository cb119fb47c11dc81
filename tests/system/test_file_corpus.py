#!/usr/bin/env python3
"""The corpus of files (tests/corpus_of_files/README.md): each file is read by whom and as its entry
says, together with all others and alone, and no file takes the program down.

--long: the large ones, too, and the same for other people."""
import concurrent.futures
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib

import sunder_case
from sunder_case import SunderCase

CORPUS = os.path.join(sunder_case.SOURCE, "tests/corpus_of_files")
sys.path.insert(0, CORPUS)
import make_files  # noqa: E402

WITH_LONG = "--long" in sys.argv or "SUNDER_LONG" in os.environ
SEVERAL = ("places/", "mail/maildir/")  # makers of these make more than one object
KEYS = ("state", "connector", "records", "reason", "encoding", "finds")
VALUES = (b"@example.org", b"Holloway", b"devout")


def shown_names():
    """How a report, which is UTF-8, shows the name of each file."""
    return {os.fsencode(name).decode(errors="replace"): name for name in make_files.MAKERS}


def expectations():
    with open(os.path.join(CORPUS, "expected.toml"), "rb") as file:
        return tomllib.load(file)["file"]


def observe(report, errors, name):
    """What a report says of one object, in the words of expected.toml."""
    coverage = {entry["object"]: entry for entry in report["coverage"]}
    if name not in coverage:
        if any(entry.startswith(name + "!") for entry in coverage):
            return {"state": "OPENED"}
        stated = any(name.rsplit("/", 1)[-1] in error for error in errors)
        return {"state": "ERROR" if stated else "ABSENT"}
    entry = coverage[name]
    seen = {key: entry[key] for key in ("state", "connector", "reason", "encoding")
            if entry.get(key)}
    if entry.get("connector"):
        seen["records"] = entry["records"] if entry["records"] is not None else "<11"
    finds = {association["label"] for table in report["tables"] if table["object"] == name
             for association in table["associations"]}
    if finds:
        seen["finds"] = sorted(finds)
    return seen


def compared(group, seen):
    """What an entry wants, and what was seen of that."""
    wanted = {"finds": None} | {key: group[key] for key in KEYS if key in group}
    return wanted, {key: seen.get(key) for key in wanted}


class FileCorpusTest(SunderCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.mkdtemp(prefix="sunder-corpus-")
        cls.addClassCleanup(shutil.rmtree, cls.shared, ignore_errors=True)
        cls.groups = [group for group in expectations() if WITH_LONG or not group.get("long")]
        make_files.make_all(cls.shared, with_long=WITH_LONG)

    def scan(self, source, corpus=None):
        """A scan that must end by itself, and its report."""
        done = subprocess.run([sunder_case.SUNDER, "scan", source, "--format", "json"],
                              capture_output=True, cwd=os.fsencode(corpus or self.shared),
                              env=self.environment(), timeout=900, check=False)
        self.assertIn(done.returncode, (0, 1, 3), (source, done.stderr[-2000:]))
        report = json.loads(done.stdout) if done.stdout else {"coverage": [], "tables": []}
        errors = report.get("errors", []) + [done.stderr.decode(errors="replace")]
        return done, report, errors

    def test_every_file_has_an_entry(self):
        make_files.load_families()
        made = {name for name in shown_names() if not name.startswith(SEVERAL)}
        entries = [name for group in expectations() for name in group["names"]]
        self.assertEqual(len(entries), len(set(entries)))
        told = {name.split("!")[0] for name in entries if not name.startswith(SEVERAL)}
        self.assertEqual(sorted(made ^ told), [])
        self.assertGreaterEqual(len(told), 150)

    def test_together(self):
        done, report, errors = self.scan(".")
        self.assertEqual(done.returncode, 3)
        for group in self.groups:
            for name in group["names"]:
                with self.subTest(name=name):
                    seen = observe(report, errors, name)
                    wanted, got = compared(group, seen)
                    self.assertEqual(got, wanted, seen)
        for coverage in report["coverage"]:
            ledger = coverage["ledger"]
            self.assertEqual(ledger["bytes_in"], ledger["bytes_delivered"] +
                             ledger["bytes_structure"] + ledger["bytes_lost"], coverage)
        for value in VALUES:
            self.assertNotIn(value, done.stderr)  # whatever is wrong with a file

    def test_alone(self):
        """The first file of each group."""
        names = shown_names()
        groups = [group for group in self.groups if "code" in group]
        paths = [b"./" + os.fsencode(names.get(group["names"][0], group["names"][0]))
                 for group in groups]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            scans = list(pool.map(self.scan, paths))
        for group, (done, report, errors) in zip(groups, scans):
            with self.subTest(name=group["names"][0]):
                self.assertEqual(done.returncode, group["code"], done.stderr[-1000:])
                if "alone" in group:
                    seen = observe(report, errors, group["names"][0].rsplit("/", 1)[-1])
                    wanted, got = compared(group["alone"], seen)
                    self.assertEqual(got, wanted, seen)
                for value in VALUES:
                    self.assertNotIn(value, done.stderr)

    def test_files_that_vanish(self):
        """Files go away between listing and reading: each is an error of its own."""
        folder = self.path("vanishing")
        os.makedirs(folder)
        for i in range(3000):
            with open(os.path.join(folder, f"{i:04d}.csv"), "w", encoding="utf-8") as file:
                file.write("a,b\n1,2\n")
        process = subprocess.Popen([sunder_case.SUNDER, "scan", folder, "--format", "json"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.environment())
        for i in range(2999, 0, -1):
            os.remove(os.path.join(folder, f"{i:04d}.csv"))
        out, err = process.communicate(timeout=300)
        self.assertIn(process.returncode, (0, 3), err[-1000:])
        self.assertNotEqual(process.returncode, -signal.SIGSEGV)
        for coverage in json.loads(out)["coverage"]:
            self.assertIn(coverage["state"], ("COMPLETE", "PARTIAL", "SKIPPED"))

    def test_other_people(self):
        """Other people, the same outcome."""
        if not WITH_LONG:
            self.skipTest("with --long")
        corpus = self.path("other")
        make_files.make_all(corpus, seed=2)
        _, report, errors = self.scan(".", corpus)
        for group in self.groups:
            if group.get("long"):
                continue
            for name in group["names"]:
                with self.subTest(name=name):
                    seen = observe(report, errors, name)
                    keys = ("state", "connector", "finds")
                    self.assertEqual([seen.get(key) for key in keys],
                                     [group.get(key) for key in keys])


if __name__ == "__main__":
    if "--long" in sys.argv:
        sys.argv.remove("--long")
    sunder_case.main()
