#!/usr/bin/env python3
"""The keeper's commands: keys, looking into quarantine, discarding, retention, rotation; Debian's
`age` is the independent reader and writer."""
import hashlib
import json
import os
import pty
import shutil
import subprocess
import time

import sunder_case
from sunder_case import SunderCase

LATER = "1798761600"  # 2027-01-01


class QuarantineTest(SunderCase):
    def setUp(self):
        super().setUp()
        self.key = self.path("keys/q.key")
        os.mkdir(self.path("keys"))

    def quarantine(self, *arguments, code=0, **more):
        return self.run_sunder("quarantine", *arguments, code=code, **more)

    def keygen(self, path=None, *arguments):
        return self.quarantine("keygen", "--out", path or self.key, *arguments).out.strip()

    def age_public(self, path):
        return subprocess.run(["age-keygen", "-y", path], capture_output=True, check=True,
                              text=True).stdout.strip()

    def texts(self, count=400):
        rows = self.customers(count)
        rows[0][4:] = ["notes", "memo"]
        for number, row in enumerate(rows[1:]):
            row[4:] = ["She is a devout Catholic. Wants a letter." if number % 4 == 0 else "Called.",
                       "He is a Muslim and asked for a room." if number % 80 == 0 else "-"]
        return rows

    def split(self, *recipients, to="out"):
        self.write_csv("c.csv", self.texts())
        flags = [flag for recipient in recipients for flag in ("--recipient", recipient)]
        self.run_sunder("split", "c.csv", "--to", to, "--min-cohort", "100", *flags, code=0)
        return self.path(to, "quarantine")

    def opened(self, *arguments, key=None, code=0, **more):
        """The items, through -o FILE."""
        target = self.path("opened.jsonl")
        done = self.quarantine("open", "out", "--key", key or self.key, "--reason", "complaint 7",
                               "-o", target, *arguments, code=code, **more)
        if code != 0:
            self.assertFalse(os.path.exists(target), "something was released")
            self.assertFalse(os.path.exists(target + ".unfinished"))
            return done
        self.assertEqual(os.stat(target).st_mode & 0o777, 0o600)
        with open(target, encoding="utf-8") as file:
            items = [json.loads(line) for line in file]
        os.remove(target)
        return items

    def age_items(self, folder, key):
        """The items as Debian's `age` reads them; None: it cannot."""
        items = []
        for name in sorted(os.listdir(folder)):
            done = subprocess.run(["age", "-d", "-i", key, os.path.join(folder, name)],
                                  capture_output=True, check=False)
            if done.returncode != 0:
                return None
            items += [json.loads(line) for line in done.stdout.splitlines()]
        return [item for item in items if item]

    def ledger(self):
        with open(self.path("state/sunder/quarantine-ledger.jsonl"), "rb") as file:
            lines = file.read().splitlines()
        previous = "0" * 64
        for line in lines:
            self.assertEqual(json.loads(line)["previous"], previous)
            previous = hashlib.sha256(line).hexdigest()
        return [json.loads(line) for line in lines]

    @staticmethod
    def by_place(items):
        return sorted((item["field"], item["record"], item["text"]) for item in items)

    def test_keygen(self):
        recipient = self.keygen(None, "--keep-days", "90")
        self.assertEqual(recipient, self.age_public(self.key))
        self.assertEqual(os.stat(self.key).st_mode & 0o777, 0o600)
        with open(self.key, encoding="utf-8") as file:
            content = file.read()
        self.assertIn("# created: 2026-01-01\n# expires: 2026-04-01\n", content)
        secret = content.splitlines()[-1]
        for arguments in (["--out", self.key], ["--out", self.path("a"), "--keep-days", "0"],
                          ["--out", self.path("a"), "--expires", "2025-12-31"],
                          ["--out", self.path("a"), "--expires", "2026-02-30"],
                          ["--out", self.path("a"), "--expires", "2026-05-01", "--keep-days", "1"],
                          ["--out", self.path("none/a")], []):
            done = self.quarantine("keygen", *arguments, code=2)
            self.assertNotIn(secret, done.out + done.err)
        with open(self.key, encoding="utf-8") as file:
            self.assertEqual(file.read(), content)
        self.split(recipient)
        for place in ("out", "out/identity", "out/quarantine"):
            self.quarantine("keygen", "--out", self.path(place, "k"), code=2)
            self.assertFalse(os.path.exists(self.path(place, "k")))

    def test_list_tells_shapes_and_with_a_key_counts_never_texts(self):
        self.split(self.keygen())
        plain = self.quarantine("list", "out").out
        self.assertIn("2 batches, 128 item slots", plain)
        self.assertIn("2 of 64 KiB", plain)
        self.assertNotIn("notes", plain)
        listed = self.quarantine("list", "out/quarantine", "--key", self.key).out
        self.assertRegex(listed, r"100  c\.csv, field notes")
        self.assertRegex(listed, r"<11  c\.csv, field memo")
        self.assertNotIn("Catholic", listed)
        by_setting = self.quarantine("list", "out", SUNDER_QUARANTINE_KEY=self.key).out
        self.assertIn("notes", by_setting)
        with open(self.key, "rb") as file:
            self.assertIn("notes",
                          self.quarantine("list", "out", "--key", "-", stdin=file.read()).out)
        self.quarantine("list", "gone", code=3)

    def test_open_gives_what_age_gives_and_writes_the_ledger(self):
        folder = self.split(self.keygen())
        items = self.opened()
        self.assertEqual(self.by_place(items), self.by_place(self.age_items(folder, self.key)))
        self.assertEqual(len(items), 105)
        self.assertEqual(len(self.opened("--field", "memo", "--object", "c.csv")), 5)
        record = items[0]["record"]
        self.assertEqual({item["record"] for item in self.opened("--record", str(record))}, {record})
        entries = self.ledger()
        self.assertEqual([entry["items"] for entry in entries], ["100-999", "<11", "<11"])
        self.assertEqual({(entry["action"], entry["reason"], entry["day"]) for entry in entries},
                         {("open", "complaint 7", "2026-01-01")})
        self.assertNotIn("memo", json.dumps(entries))

    def test_open_is_refused(self):
        self.split(self.keygen())
        self.keygen(self.path("keys/stranger.key"))
        self.opened(key=self.path("keys/stranger.key"), code=3)
        self.opened("--field", "none", code=2)
        self.opened(key=self.path("keys/gone.key"), code=3)
        common = ["open", "out", "--key", self.key]
        self.quarantine(*common, "-o", "x", code=2)  # no reason
        self.quarantine(*common, "-o", "x", "--reason", " ", code=2)
        self.quarantine("open", "out", "--reason", "r", "-o", "x", code=2)  # no key
        done = self.quarantine(*common, "--reason", "r", code=2)  # a pipe
        self.assertIn("-o FILE", done.err)
        self.assertNotIn("Catholic", done.out)
        self.quarantine(*common, "--reason", "r", "-o", self.path("out/identity/x"), code=2)
        self.write("there", "mine")
        self.quarantine(*common, "--reason", "r", "-o", "there", code=2)
        os.chmod(self.key, 0o640)
        self.assertIn("chmod 600", self.opened(code=2).err)
        self.assertFalse(os.path.exists(self.path("state/sunder/quarantine-ledger.jsonl")))
        self.assertFalse(os.path.exists(self.path("x")))

    def test_no_opening_without_a_ledger(self):
        self.split(self.keygen())
        self.opened()
        path = self.path("state/sunder/quarantine-ledger.jsonl")
        with open(path, encoding="utf-8") as file:
            line = file.read()
        self.write("state/sunder/quarantine-ledger.jsonl", line.replace("complaint", "curiosity") * 2)
        self.assertIn("ledger", self.opened(code=3).err)
        os.remove(path)
        os.mkdir(path)
        self.opened(code=3)

    def test_a_terminal_shows_items(self):
        self.split(self.keygen())
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            [sunder_case.SUNDER, "quarantine", "open", "out", "--key", self.key, "--reason", "r",
             "--field", "memo"], stdout=follower, cwd=self.folder, env=self.environment())
        os.close(follower)
        shown = b""
        while True:
            try:
                shown += os.read(leader, 65536)
            except OSError:
                break
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(shown.count(b"asked for a room"), 5)

    def test_damage_is_an_error_and_shows_nothing(self):
        folder = self.split(self.keygen())
        path = os.path.join(folder, "batch-000002.age")
        with open(path, "rb") as file:
            good = file.read()
        middle = bytearray(good)
        middle[len(good) // 2] ^= 1
        for bad in (bytes(middle), good[:-1], good[:-5000], good + b"x", b"", good[:150]):
            self.write("out/quarantine/batch-000002.age", bad)
            self.assertIn("batch-000002.age", self.opened(code=3).err)
        header = good[:good.index(b"\n", good.index(b"\n--- ") + 1) + 1]
        for bad in (header, header + good[len(header):][:20]):
            self.write("out/quarantine/batch-000002.age", bad)
            self.assertIn("end is missing", self.quarantine("list", "out", code=3).err)
        os.remove(path)
        os.symlink(self.key, path)
        self.opened(code=3)
        self.assertFalse(os.path.exists(self.path("state/sunder/quarantine-ledger.jsonl")))

    def test_discard(self):
        other = self.path("keys/other.key")
        folder = self.split(self.keygen(), self.keygen(other))
        shutil.copytree(folder, self.path("backup"))
        before, items = self.tree(folder), self.opened()
        common = ["discard", "out", "--key", self.key]
        self.quarantine(*common, "--reason", "r", code=2)
        self.quarantine(*common, "--reason", "r", "--all", "--field", "memo", code=2)
        self.quarantine(*common, "--reason", "r", "--field", "none", code=2)
        self.quarantine(*common, "--field", "memo", code=2)
        self.assertEqual(self.by_place(self.opened()), self.by_place(items))
        self.quarantine(*common, "--reason", "decided", "--field", "memo")
        rest = [item for item in items if item["field"] == "notes"]
        self.assertEqual(self.by_place(self.opened()), self.by_place(rest))
        self.assertEqual(self.by_place(self.age_items(folder, other)), self.by_place(rest))
        self.assertEqual(self.tree(folder), before)
        self.run_sunder("verify", "out", code=0)
        self.quarantine(*common, "--reason", "over", "--all")
        self.assertEqual(self.age_items(folder, other), [])
        self.assertEqual(self.tree(folder), before)
        self.assertIn("no items", self.quarantine("list", "out", "--key", other).out)
        self.assertEqual(len(self.age_items(self.path("backup"), self.key)), 105)
        actions = [entry["action"] for entry in self.ledger()]
        self.assertEqual(actions.count("discard"), 2)

    def test_rotate(self):
        old, other = self.keygen(), self.path("keys/other.key")
        folder = self.split(old, self.keygen(other))
        before, items = self.tree(folder), self.by_place(self.opened())
        with open(os.path.join(folder, "batch-000001.age"), "rb") as file:
            payload = file.read()[-60000:]
        new = self.path("keys/new.key")
        recipient = self.keygen(new)
        stranger = self.path("keys/stranger.key")
        self.keygen(stranger)
        self.quarantine("rotate", "out", "--key", stranger, "--to", recipient, code=3)
        self.quarantine("rotate", "out", "--key", self.key, "--to", "age1x", code=2)
        self.quarantine("rotate", "out", "--key", self.key, code=2)
        with open(new, encoding="utf-8") as file:
            secret = file.read().splitlines()[-1]
        done = self.quarantine("rotate", "out", "--key", self.key, "--to", secret, code=2)
        self.assertNotIn(secret, done.out + done.err)
        self.assertEqual(self.by_place(self.opened()), items)
        self.quarantine("rotate", "out", "--key", self.key, "--to", recipient)
        self.assertEqual(self.tree(folder), before)
        with open(os.path.join(folder, "batch-000001.age"), "rb") as file:
            self.assertEqual(file.read()[-60000:], payload)
        self.assertIsNone(self.age_items(folder, self.key))
        self.assertEqual(self.by_place(self.age_items(folder, new)), items)
        self.assertEqual(self.by_place(self.age_items(folder, other)), items)
        self.run_sunder("verify", "out", code=0)
        self.quarantine("rotate", "out", "--key", new, "--to", recipient, "--drop-others")
        self.assertIsNone(self.age_items(folder, other))
        self.assertEqual(self.by_place(self.age_items(folder, new)), items)

    def test_expired_keys_are_destroyed_and_no_copy_opens(self):
        folder = self.split(self.keygen(None, "--expires", "2026-06-30"))
        kept = self.path("keys/kept.key")
        self.keygen(kept)
        shutil.copytree(folder, self.path("backup"))
        common = ["expire", "out", "--keys", "keys"]
        self.assertIn("0 batches removed", self.quarantine(*common).out)
        self.assertEqual(len(self.opened()), 105)
        self.assertIn("expired", self.opened(code=2, SOURCE_DATE_EPOCH=LATER).err)
        dry = self.quarantine(*common, "--dry-run", SOURCE_DATE_EPOCH=LATER).out
        self.assertIn("2 batches would be removed", dry)
        self.assertEqual(len(self.age_items(folder, self.key)), 105)
        self.quarantine(*common, SOURCE_DATE_EPOCH=LATER)
        self.assertEqual(sorted(os.listdir(self.path("keys"))), ["kept.key"])
        self.assertEqual(os.listdir(folder), [])
        for name in os.listdir(self.path("keys")):
            self.assertIsNone(self.age_items(self.path("backup"), self.path("keys", name)))
        self.assertEqual([entry["action"] for entry in self.ledger()],
                         ["open", "destroy key", "remove batches"])
        self.run_sunder("verify", "out", code=0)

    def test_batches_that_somebody_may_open_stay(self):
        other = self.path("keys/other.key")
        folder = self.split(self.keygen(None, "--expires", "2026-06-30"), self.keygen(other))
        done = self.quarantine("expire", "out", "--key", self.key, SOURCE_DATE_EPOCH=LATER)
        self.assertIn("2 batches were sealed to a key that is not given", done.out)
        self.assertFalse(os.path.exists(self.key))
        self.assertEqual(len(self.age_items(folder, other)), 105)
        self.quarantine("expire", "out", "--key", other, "--unopenable", SOURCE_DATE_EPOCH=LATER)
        self.assertEqual(len(self.age_items(folder, other)), 105)
        stranger = self.path("keys/stranger.key")
        self.keygen(stranger)
        self.quarantine("expire", "out", "--key", stranger, "--unopenable", SOURCE_DATE_EPOCH=LATER)
        self.assertEqual(os.listdir(folder), [])
        self.quarantine("expire", "out", code=2)

    def test_batches_of_age_itself(self):
        """A batch sealed by Debian's `age` opens; one that holds something else is an error."""
        recipient = self.keygen()
        item = {"object": "a.csv", "table": "", "field": "f", "record": 3, "text": "t"}
        lines = json.dumps(item, separators=(",", ":")) + "\n{}\n"
        for content, code in ((lines, 0), ("hello\n", 3)):
            self.write("plain", content)
            os.makedirs(self.path("out"), exist_ok=True)
            subprocess.run(["age", "-r", recipient, "-o", self.path("out/batch-000001.age"),
                            self.path("plain")], check=True)
            opened = self.opened(code=code)
            if code == 0:
                self.assertEqual(opened, [item])

    def test_no_core_dump_of_what_handles_keys_and_originals(self):
        self.split(self.keygen())
        reader = subprocess.Popen([sunder_case.SUNDER, "quarantine", "list", "out", "--key", "-"],
                                  stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, cwd=self.folder, env=self.environment())
        try:
            for _ in range(100):  # it waits for the key
                with open(f"/proc/{reader.pid}/limits", encoding="ascii") as file:
                    limit = next(line for line in file if line.startswith("Max core file size"))
                if limit.split()[4:6] == ["0", "0"]:
                    break
                time.sleep(0.05)
            self.assertEqual(limit.split()[4:6], ["0", "0"])
        finally:
            reader.communicate(b"")


if __name__ == "__main__":
    sunder_case.main()
