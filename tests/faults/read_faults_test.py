#!/usr/bin/env python3
"""Makes the n-th call that reads a source fail once, for every connector, archives, codecs, folders and
standard input; and the n-th call on what a scan puts aside in $TMPDIR. EINTR and a short count change
nothing. EIO and ENOSPC are told (exit 3), in a report whose ledgers balance; a split then leaves no
store.

usage: read_faults_test.py [--points N] [--only NAME ...] [--lie]
  --points N    N places of each kind in each source (default 6; 0: all)
  --only NAME   these files of the corpus alone
  --lie         no read says what is wrong with it: there must be complaints (controls_test.py)

$SUNDER is the program, $SUNDER_FAULT_SHIM the library that counts its calls (fault_shim.c).
"""
import argparse
import collections
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "../corpus_of_files")
sys.path.insert(0, CORPUS)
import make_files  # noqa: E402

ERRORS = {"read": ("EIO", "EINTR", "short"), "open": ("EIO", "EINTR"), "stat": ("EIO",),
          "folder": ("EIO",), "seek": ("EIO",), "map": ("EIO",),
          "write": ("ENOSPC", "EIO", "EINTR", "short"), "create": ("ENOSPC", "EIO", "EINTR"),
          "truncate": ("EIO", "EINTR")}
CHANGES_NOTHING = ("EINTR", "short")
# Beside two files a connector: ways in which any of them may lie.
WAYS = ["archives/plain.zip", "archives/plain.tar.gz", "archives/plain.7z", "archives/nested.zip",
        "archives/lzma.zip", "archives/xz.zip", "archives/database.zip", "packed/whole.csv.gz",
        "packed/whole.csv.bz2", "packed/whole.csv.xz", "packed/whole.csv.zst", "packed/whole.csv.lz4",
        "encodings/utf-16-le-mark.csv", "encodings/cp1251.csv", "places/folder.csv", "places/link.csv",
        "mail/maildir", "mail/letters.mbox", "mail/letters.mbox.gz", "mail/attached-archive.eml",
        "mail/attached-workbook.eml", "office/people.ods", "office/letter.odt", "texts/notes.md",
        "office/hidden-sheet.xlsx"]
# As standard input.
PIPED = ["tables/comma-lf.csv", "packed/whole.csv.gz", "packed/whole.csv.zst", "records/lines.jsonl",
         "texts/access.log", "texts/notes.txt", "pages/deep.html", "mail/letters.mbox",
         "mail/attached-archive.eml", "archives/plain.zip", "archives/plain.tar.gz",
         "archives/plain.7z"]
# What is put aside while it is read: entries, databases, visits.
SPOOLED = ["archives/plain.zip", "archives/plain.tar.gz", "archives/plain.7z", "archives/nested.zip",
           "archives/database.zip", "mail/attached-archive.eml", "databases/members.sqlite",
           "texts/access.log"]
SPLIT = ["tables/comma-lf.csv", "records/lines.jsonl", "records/blocks.txt", "databases/members.sqlite",
         "office/people.xlsx", "office/people.ods", "office/letter.docx", "office/letter.odt",
         "office/letter.pdf", "texts/notes.txt", "texts/notes.md", "texts/access.log",
         "pages/deep.html", "archives/plain.zip", "archives/plain.tar.gz", "archives/plain.7z",
         "mail/letters.mbox", "mail/letters.mbox.gz", "mail/attached-table.eml", "packed/whole.csv.gz",
         "packed/whole.csv.xz", "packed/whole.csv.zst", "places/folder.csv"]


def sources():
    """Two files a connector that the corpus reads whole, and the WAYS."""
    with open(os.path.join(CORPUS, "expected.toml"), "rb") as file:
        groups = tomllib.load(file)["file"]
    files = collections.defaultdict(list)
    for group in groups:
        is_whole = group["state"] == "COMPLETE" and group.get("records") != 0
        if not is_whole or group.get("long"):
            continue
        files[group["connector"]] += [name for name in group["names"]
                                      if name.isascii() and "!" not in name]
    names = [name for group in files.values() for name in {group[0]: 0, group[-1]: 0}]
    return sorted(files), names + WAYS


def tree(folder):
    """Every file below a folder and what is in it; of sealed ones their size."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                data = file.read()
            path = os.path.relpath(os.path.join(place, name), folder)
            found[path] = len(data) if name.endswith(".age") else hashlib.sha256(data).hexdigest()
    return found


class Suite:
    def __init__(self, folder, points, lie):
        self.folder = folder
        self.points = points
        self.lie = {"FAULT_LIE": "1"} if lie else {}
        self.complaints = []
        self.tally = collections.Counter()
        os.makedirs(os.path.join(folder, "tmp"))
        self.key = os.path.join(folder, "key")
        subprocess.run(["age-keygen", "-o", self.key], capture_output=True, check=True)
        self.recipient = subprocess.run(["age-keygen", "-y", self.key], capture_output=True,
                                        check=True, text=True).stdout.strip()

    def run(self, command, under="corpus", piped=None, **faults):
        """`under`: whose calls fail. `piped`: a file of the corpus, as standard input."""
        environment = {key: value for key, value in os.environ.items()
                       if not key.startswith(("SUNDER_", "FAULT_"))}
        environment.update(LD_PRELOAD=os.environ["SUNDER_FAULT_SHIM"], FAULT_READS="1",
                           FAULT_UNDER=os.path.join(self.folder, under),
                           TMPDIR=os.path.join(self.folder, "tmp"),
                           XDG_CACHE_HOME=os.path.join(tempfile.gettempdir(), "sunder-test-cache"),
                           XDG_STATE_HOME=os.path.join(self.folder, "state"),
                           SOURCE_DATE_EPOCH="1767225600", **self.lie, **faults)
        with open(os.path.join(self.folder, "corpus", piped) if piped else os.devnull, "rb") as file:
            return subprocess.run([os.environ["SUNDER"], *command], stdin=file, capture_output=True,
                                  env=environment, timeout=300, check=False)

    def complain(self, what, complaint):
        self.complaints.append(f"{what}: {complaint}")
        print(self.complaints[-1], flush=True)

    def places(self, command, **how):
        """(call, error, number) of the faults for a command."""
        trace = os.path.join(self.folder, "trace")
        if os.path.exists(trace):
            os.remove(trace)
        whole = self.run(command, FAULT_TRACE=trace, **how)
        calls = collections.Counter()
        if os.path.exists(trace):
            with open(trace, encoding="utf-8", errors="replace") as file:
                calls.update(line.split("\t")[0] for line in file)
        places = []
        for call, errors in ERRORS.items():
            count = calls[call]
            numbers = range(1, count + 1)
            if self.points and count > self.points:
                numbers = sorted({1 + i * (count - 1) // (self.points - 1)
                                  for i in range(self.points)})
            places += [(call, error, number) for number in numbers for error in errors]
        return whole, places

    def check_scan(self, what, done, whole, error):
        self.tally[f"scan: exit {done.returncode} after {error}"] += 1
        is_same = done.returncode == whole.returncode and done.stdout == whole.stdout
        # What is read for a guess may be made good by another read.
        if is_same:
            return
        if error in CHANGES_NOTHING:
            return self.complain(what, f"exit {done.returncode}, or another report")
        if done.returncode != 3:
            self.complain(what, f"exit {done.returncode}")
        if b"example.org" in done.stderr:
            self.complain(what, "a value is printed")
        if not done.stdout:
            if not done.stderr.strip():
                self.complain(what, "no message")
            return
        report = json.loads(done.stdout)
        losses = 0
        for coverage in report["coverage"]:
            ledger = coverage["ledger"]
            losses += len(ledger["losses"])
            if ledger["bytes_in"] != (ledger["bytes_delivered"] + ledger["bytes_structure"] +
                                      ledger["bytes_lost"]):
                self.complain(what, "the ledger does not balance")
        if losses + len(report.get("errors", [])) == 0:
            self.complain(what, "no loss is told")

    def scans(self, name, under="corpus", is_piped=False):
        source = "-" if is_piped else os.path.join(self.folder, "corpus", name)
        command = ["scan", source, "--threads", "1", "--format", "json"]
        how = {"under": under, "piped": name if is_piped else None}
        whole, places = self.places(command, **how)
        if whole.returncode not in (0, 1):
            self.complain(name, f"cannot be read: {whole.stderr.decode()[-300:]}")
        if not places:
            self.complain(name, "no call was seen")
        for call, error, number in places:
            done = self.run(command, FAULT_CALLS=call, FAULT_AT=str(number), FAULT_ACTION=error, **how)
            self.check_scan(f"scan {source} {name} under {under}: {error} at {call} {number}", done,
                            whole, error)
            if os.listdir(os.path.join(self.folder, "tmp")):
                self.complain(name, f"something is left in $TMPDIR after {error} at {call} {number}")

    def splits(self, name):
        out = os.path.join(self.folder, "out")
        command = ["split", os.path.join(self.folder, "corpus", name), "--to", out, "--recipient",
                   self.recipient, "--min-cohort", "20", "--threads", "1"]
        whole, places = self.places(command)
        if whole.returncode != 0:
            self.complain(name, f"cannot be split: {whole.stderr.decode()[-300:]}")
        wanted = tree(out)
        for call, error, number in places:
            shutil.rmtree(out, ignore_errors=True)
            done = self.run(command, FAULT_CALLS=call, FAULT_AT=str(number), FAULT_ACTION=error)
            what = f"split {name}: {error} at {call} {number}"
            self.tally[f"split: exit {done.returncode} after {error}"] += 1
            left = tree(out)
            if done.returncode == 0:
                if left != wanted:
                    self.complain(what, "done, and yet other stores")
            elif error in CHANGES_NOTHING or done.returncode != 3:
                self.complain(what, f"exit {done.returncode}")
            elif left:
                self.complain(what, f"failed, and yet {sorted(left)[0]} stands")
            elif not done.stderr.strip():
                self.complain(what, "no message")
        shutil.rmtree(out, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", type=int, default=6)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--lie", action="store_true")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="sunder-read-faults-")
    try:
        suite = Suite(folder, options.points, options.lie)
        make_files.make_all(os.path.join(folder, "corpus"))
        connectors, names = sources()
        for name in options.only or names:
            suite.scans(name)
        for name in PIPED:
            if not options.only or name in options.only:
                suite.scans(name, is_piped=True)
        for name in SPOOLED:
            if not options.only or name in options.only:
                suite.scans(name, under="tmp")
        for name in SPLIT:
            if not options.only or name in options.only:
                suite.splits(name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(connectors)} connectors: {', '.join(connectors)}; " +
          ", ".join(f"{count} {what}" for what, count in sorted(suite.tally.items())))
    print(f"{len(suite.complaints)} complaints")
    return 1 if suite.complaints or len(connectors) < 11 else 0


if __name__ == "__main__":
    sys.exit(main())
