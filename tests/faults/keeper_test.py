#!/usr/bin/env python3
"""Kills `sunder quarantine discard` and `rotate` before and after every call by which they change the
quarantine, and looks at it: each batch is old or new; the next command that changes something makes
them all old or all new, and leaves nothing beside them.

$SUNDER is the program, $SUNDER_FAULT_SHIM the library that counts its calls (fault_shim.c).
"""
import collections
import os
import shutil
import subprocess
import sys
import tempfile

import disk

view = disk.view
SUNDER = os.environ.get("SUNDER", "sunder")
COMMON = ("out", "--reason", "test")


class Trial:
    """One change of a quarantine. `keys` are those that may open it at all."""

    def __init__(self, folder, name, arguments, keys):
        self.folder, self.name, self.arguments, self.keys = folder, name, arguments, keys
        self.box = os.path.join(folder, "box")
        self.quarantine = os.path.join(self.box, "out", "quarantine")
        self.complaints = []
        self.tally = collections.Counter()
        self.reset()
        self.old = self.content()
        trace = os.path.join(folder, name + ".trace")
        assert self.run(FAULT_TRACE=trace).returncode == 0
        self.new = self.content()
        assert self.new != self.old and self.shape() == self.shape_of("template")
        with open(trace, encoding="utf-8") as file:
            self.calls = [line.split("\t")[0] for line in file]

    def reset(self):
        shutil.rmtree(self.box, ignore_errors=True)
        shutil.copytree(os.path.join(self.folder, "template"), self.box)

    def run(self, **faults):
        if faults:
            faults.update(FAULT_UNDER=self.quarantine, LD_PRELOAD=os.environ["SUNDER_FAULT_SHIM"])
        return view.run(SUNDER, self.box, "quarantine", *self.arguments,
                        **{key: str(value) for key, value in faults.items()})

    def content(self):
        """{batch: [(key that opens it, its items)]}, as Debian's `age` reads them."""
        found = {}
        for name in sorted(os.listdir(self.quarantine)):
            if not name.endswith(".age"):
                continue
            for key in self.keys:
                done = subprocess.run(["age", "-d", "-i", key, os.path.join(self.quarantine, name)],
                                      capture_output=True, check=False)
                if done.returncode == 0:
                    lines = sorted(line.strip() for line in done.stdout.splitlines())
                    found.setdefault(name, []).append((key, lines))
        return found

    def shape_of(self, box):
        return view.entries(os.path.join(self.folder, box, "out", "quarantine"))

    def shape(self):
        shape = self.shape_of("box")
        shape["."] = self.shape_of("template")["."]
        return shape

    def kill_at(self, number, action):
        self.reset()
        done = self.run(FAULT_AT=number, FAULT_ACTION=action)
        what = f"{self.name}, {action} call {number} ({self.calls[number - 1]})"
        if done.returncode != -9:
            self.complaints.append(f"{what}: not killed: exit {done.returncode}")
            return
        found = self.content()
        for batch in self.old:
            if found.get(batch) not in (self.old[batch], self.new[batch]):
                self.complaints.append(f"{what}: a batch is neither old nor new")
        # It clears up, and has nothing to do.
        keys = [flag for key in self.keys for flag in ("--key", key)]
        done = view.run(SUNDER, self.box, "quarantine", "discard", *COMMON, *keys, "--field", "none")
        if done.returncode != 2:
            self.complaints.append(f"{what}: cleared up with exit {done.returncode}")
        found = self.content()
        if found not in (self.old, self.new):
            self.complaints.append(f"{what}: cleared up, and batches are old and new")
        self.tally["new" if found == self.new else "old"] += 1
        if self.shape() != self.shape_of("template"):
            self.complaints.append(f"{what}: cleared up, and something stands beside the batches")

    def kill_everywhere(self):
        for number in range(1, len(self.calls) + 1):
            for action in ("kill_before", "kill_after"):
                self.kill_at(number, action)
        if not self.tally["old"] or not self.tally["new"]:
            self.complaints.append(f"{self.name}: kills end in one way only: {dict(self.tally)}")
        print(f"{self.name}: {len(self.calls)} calls, ends {dict(self.tally)}", flush=True)
        return self.complaints


def keygen(path):
    subprocess.run(["age-keygen", "-o", path], capture_output=True, check=True)
    return subprocess.run(["age-keygen", "-y", path], capture_output=True, check=True,
                          text=True).stdout.strip()


def main():
    folder = tempfile.mkdtemp(prefix="sunder-keeper-")
    complaints = []
    try:
        old_key, new_key = (os.path.join(folder, name) for name in ("old.key", "new.key"))
        recipient, other = keygen(old_key), keygen(new_key)
        template = os.path.join(folder, "template")
        disk.marked_population(disk.SOURCES["tables"]).write(os.path.join(template, "d"))
        done = view.run(SUNDER, template, "split", "d", "--to", "out", "--min-cohort", "100",
                        "--recipient", recipient)
        assert done.returncode == 0, done.stderr
        with_old = ("--key", old_key)
        for name, arguments in (
                ("discard", ("discard", *COMMON, *with_old, "--all")),
                ("rotate", ("rotate", *COMMON, *with_old, "--to", other))):
            complaints += Trial(folder, name, arguments, (old_key, new_key)).kill_everywhere()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(complaints))
    print(f"{len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
