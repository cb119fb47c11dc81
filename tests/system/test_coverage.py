#!/usr/bin/env python3
"""What was read and what was not is said for every source, with a reason of the published list, and
nothing that lies in a folder makes a scan hang."""
import json
import os
import re
import socket
import subprocess
import time
import unittest

import sunder_case
from sunder_case import SunderCase

TABLE = "name,email\n" + "".join(f"Ada{i},ada{i}@example.org\n" for i in range(50))


def published_reasons():
    with open(os.path.join(sunder_case.SOURCE, "docs/coverage.md"), encoding="utf-8") as file:
        rows = re.findall(r"^\| `([a-z_]+)` \|[^|]*\| (yes|no|with `--strict`) \|", file.read(), re.M)
    return dict(rows)


class CoverageTest(SunderCase):
    def scan(self, *arguments, code, **more):
        done = self.run_sunder("scan", *arguments, "--format", "json", code=code, timeout=60, **more)
        return self.entries(done.out)

    def entries(self, report):
        entries = {}
        for entry in json.loads(report)["coverage"]:
            entries.setdefault(entry["object"], []).append(entry)
        return {name: (all_of[0] if len(all_of) == 1 else all_of)
                for name, all_of in entries.items()}

    def expect(self, entry, state, reason):
        self.assertEqual((entry["state"], entry["reason"]), (state, reason), entry)

    def hostile_folder(self):
        self.write("d/a.csv", TABLE)
        self.write("d/none", b"")
        self.write("d/x.bin", b"\x7fELF\0\0\0")
        self.write("d/notes.tmp", TABLE)
        self.write("d/.git/config", "[core]\n")
        os.mkfifo(self.path("d/pipe.csv"))
        os.symlink("nowhere", self.path("d/broken.csv"))
        os.symlink("..", self.path("d/loop"))
        os.symlink(".", self.path("d/self"))
        os.symlink("/dev/zero", self.path("d/zero.csv"))
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(self.path("d/socket.csv"))

    def test_every_kind_of_thing_in_a_folder(self):
        self.hostile_folder()
        entries = self.scan("d", "--ignore", "*.tmp", code=0)
        self.expect(entries["a.csv"], "COMPLETE", "")
        for name, reason in {"none": "empty", "x.bin": "unsupported", "notes.tmp": "ignored",
                             ".git": "ignored", "pipe.csv": "not_a_file", "broken.csv": "broken_link",
                             "self": "repeated", "zero.csv": "not_a_file",
                             "socket.csv": "not_a_file"}.items():
            self.expect(entries[name], "SKIPPED", reason)
        loops = [name for name in entries if name.startswith("loop")]
        self.assertTrue(loops)
        self.assertLess(len(entries), 40)  # the loop was entered once at most
        self.scan("d", "--strict", code=3)

    def test_the_list_is_published(self):
        published = published_reasons()
        with open(os.path.join(sunder_case.SOURCE, "docs/schema/scan-report.schema.json"),
                  encoding="utf-8") as file:
            names = json.load(file)["$defs"]["loss"]["properties"]["reason"]["enum"]
        self.assertEqual(sorted(names), sorted(published))
        with open(os.path.join(sunder_case.SOURCE, "core/ledger.cc"), encoding="utf-8") as file:
            rows = re.findall(r'\{"([a-z_]+)", Weight::k(\w+)\}', file.read())
        weights = {"yes": "Loss", "no": "NoLoss", "with `--strict`": "LossWhenStrict"}
        self.assertEqual({name: weights[loss] for name, loss in published.items()}, dict(rows))

    def test_states_stand_in_every_format(self):
        self.hostile_folder()
        for style in ("text", "json", "jsonl", "html", "csv"):
            out = self.run_sunder("scan", "d", "--format", style, code=0).out
            for word in ("COMPLETE", "SKIPPED", "not_a_file", "broken_link", "unsupported", "empty"):
                self.assertIn(word, out, style)

    def test_nothing_found_is_never_said_alone(self):
        self.write("d/a.csv", "weekday,opens\nMonday,9\n")
        whole = self.run_sunder("scan", "d", code=0).out
        self.assertIn("No association found in 1 table; the one source was read completely", whole)
        self.write("d/x.bin", b"\0\0\0\0")
        part = self.run_sunder("scan", "d", code=0).out
        self.assertIn("of 2 sources 1 was not read completely", part)
        os.remove(self.path("d/a.csv"))
        self.assertIn("Nothing was judged", self.run_sunder("scan", "d", code=0).out)

    def test_named_sources_that_cannot_be_read(self):
        self.write("a.csv", TABLE)
        os.mkfifo(self.path("pipe.csv"))
        entries = self.scan("a.csv", "gone.csv", "pipe.csv", "/dev/zero", code=3)
        self.expect(entries["a.csv"], "COMPLETE", "")
        self.expect(entries["gone.csv"], "SKIPPED", "missing")
        self.expect(entries["pipe.csv"], "SKIPPED", "unreadable")
        self.expect(entries["zero"], "SKIPPED", "unreadable")

    def test_named_twice(self):
        self.write("a.csv", TABLE)
        both = self.scan("a.csv", "a.csv", code=0)["a.csv"]
        self.assertEqual(sorted((entry["state"], entry["reason"]) for entry in both),
                         [("COMPLETE", ""), ("SKIPPED", "repeated")])

    @unittest.skipIf(os.geteuid() == 0 and not os.path.exists("/usr/bin/setpriv"), "root reads all")
    def test_unreadable_files_and_folders(self):
        self.write("d/a.csv", TABLE)
        self.write("d/locked.csv", TABLE)
        self.write("d/closed/b.csv", TABLE)
        os.chmod(self.folder, 0o755)
        os.chmod(self.path("d/locked.csv"), 0)
        os.chmod(self.path("d/closed"), 0)
        self.addCleanup(os.chmod, self.path("d/closed"), 0o755)
        command = [sunder_case.SUNDER, "scan", self.path("d"), "--format", "json"]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=65534", "--clear-groups"] + command
        done = subprocess.run(command, capture_output=True, cwd="/", check=False,
                              env=self.environment(XDG_CACHE_HOME="", XDG_STATE_HOME=""))
        if b"Permission denied" in done.stderr and not done.stdout:
            self.skipTest("the program itself cannot be run by another user here")
        self.assertEqual(done.returncode, 3, done.stderr)
        entries = self.entries(done.stdout)
        self.expect(entries["a.csv"], "COMPLETE", "")
        self.expect(entries["locked.csv"], "SKIPPED", "unreadable")
        self.expect(entries["closed"], "SKIPPED", "unreadable")

    def while_reading(self, disturb, code):
        """Scans t.csv behind standard input, and calls `disturb` when t.csv was listed and not read:
        listing waits for the first bytes of standard input."""
        self.write("t.csv", TABLE)
        with subprocess.Popen([sunder_case.SUNDER, "scan", "t.csv", "-", "--format", "json"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=self.folder,
                              env=self.environment()) as scan:
            # Both files open: rules are loaded and t.csv was looked at when it waits for its input.
            for _ in range(600):
                with open(f"/proc/{scan.pid}/syscall", encoding="ascii") as file:
                    if scan.poll() is not None or file.read().startswith("0 0x0 "):
                        break
                time.sleep(0.1)
            disturb(self.path("t.csv"))
            out, _ = scan.communicate(b"nothing to see here\n", timeout=60)
            self.assertEqual(scan.returncode, code)
        return self.entries(out)["t.csv"]

    def test_a_file_that_grows(self):
        def grow(path):
            with open(path, "a", encoding="utf-8") as file:
                file.write("Bea,bea@example.org\n")
        entry = self.while_reading(grow, 0)
        self.expect(entry, "PARTIAL", "grew")
        self.assertEqual(entry["ledger"]["losses"][0]["offset_bytes"], len(TABLE))

    def test_a_file_that_is_cut(self):
        self.expect(self.while_reading(lambda path: os.truncate(path, 500), 3), "PARTIAL", "changed")

    def test_a_file_that_is_rewritten(self):
        def rewrite(path):
            with open(path, "r+", encoding="utf-8") as file:
                file.write("eman")
        self.expect(self.while_reading(rewrite, 3), "PARTIAL", "changed")

    def test_a_file_that_vanishes(self):
        self.expect(self.while_reading(os.remove, 3), "SKIPPED", "vanished")

    def test_a_file_that_becomes_a_pipe(self):
        def replace(path):
            os.remove(path)
            os.mkfifo(path)
        self.expect(self.while_reading(replace, 3), "SKIPPED", "read_error")

    def test_split_names_what_it_leaves(self):
        self.write_csv("d/c.csv", self.customers(2100))
        self.write("d/x.bin", b"\0\0\0")
        done = self.run_sunder("split", "d", "--to", "out", "--recipient", self.recipient(), code=0)
        self.assertIn("x.bin", done.out)
        self.assertIn("unsupported", done.out)


if __name__ == "__main__":
    unittest.main()
