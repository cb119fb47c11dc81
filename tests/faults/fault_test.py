#!/usr/bin/env python3
"""Kills a split, or makes one of its calls fail, and looks at the disk.

usage: fault_test.py [--mode copy|replace|in_place] [--sources tables|documents|streams]
                     [--kills N [--only sync|rename]] [--random N] [--faults N] [--leak NAME]

--kills N: SIGKILL before and after calls that change the disk below --to, N in all, fsyncs and renames
first (0: all of them). --random N: SIGKILL at N random times. --faults N: N of all pairs of
a call and ENOSPC, EIO, EINTR or a short write (0: all). After each the disk must show no store that is
not whole and no removed value beside an identifier, and the same command must finish the work.
--sources documents: a mailbox, a page, a workbook and archives; streams: compressed files and a web
log. --leak plants a fault (with $SUNDER_LEAKY), to see the suite fail.

$SUNDER is the program, $SUNDER_FAULT_SHIM the library that counts its calls (fault_shim.c).
"""
import argparse
import collections
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

import disk

ERRORS = ("ENOSPC", "EIO", "EINTR", "short")


def evenly(items, count):
    """`count` of `items`, evenly; 0 or too many: all."""
    if count == 0 or count >= len(items):
        return list(items)
    return [items[i * len(items) // count] for i in range(count)]


class Suite:
    def __init__(self, box):
        self.box = box
        self.complaints = []
        self.tally = collections.Counter()

    def complain(self, what, found):
        for complaint in found:
            self.complaints.append(f"{what}: {complaint}")
            print(self.complaints[-1], flush=True)

    def kill_at(self, number, name, action):
        """`number` counts all calls."""
        self.box.reset()
        done = self.box.split(FAULT_AT=number, FAULT_ACTION=action)
        what = f"{action} call {number} ({name})"
        if done.returncode != -9:
            return self.complain(what, [f"not killed: exit {done.returncode}"])
        self.tally[f"killed at {name}"] += 1
        self.complain(what, self.box.complaints_on_disk())
        self.complain(what, self.box.complaints_after_restart())

    def kills(self, calls, count, only=None):
        kinds = [only] if only else ["sync", "rename"]
        first = [n for n, call in enumerate(calls, 1) if call[0] in kinds]
        points = [(n, action) for n in first for action in ("kill_before", "kill_after")]
        if not only and (count > len(points) or count == 0):
            points += [(n, action) for n in range(1, len(calls) + 1) if n not in set(first)
                       for action in ("kill_before", "kill_after")]
        else:
            points = evenly(points, count)
        for number, action in points:
            self.kill_at(number, calls[number - 1][0], action)

    def random_kills(self, count, seed=7):
        rng = random.Random(seed)
        begin = time.monotonic()
        self.box.reset()
        self.box.split()
        whole = time.monotonic() - begin
        for number in range(count):
            self.box.reset()
            process = self.box.start()
            try:
                process.wait(rng.uniform(0.2, 1.1) * whole)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            self.tally["killed at a random time" if process.returncode == -9 else "too late"] += 1
            self.complain(f"random kill {number}", self.box.complaints_on_disk())
            self.complain(f"random kill {number}", self.box.complaints_after_restart())

    def fail_at(self, number, name, error):
        self.box.reset()
        done = self.box.split(FAULT_AT=number, FAULT_ACTION=error)
        what = f"{error} at call {number} ({name})"
        self.tally[f"exit {done.returncode} after {error}"] += 1
        self.complain(what, self.box.complaints_on_disk())
        if disk.MARKER_PATTERN.search(done.stdout + done.stderr):
            self.complain(what, ["a dropped sentence is printed"])
        if done.returncode == 3:
            if not done.stderr.strip():
                self.complain(what, ["no message"])
            is_done = b"stores are whole" in done.stderr or b"split is done" in done.stderr
            if self.box.stores(self.box.box) != (self.box.new if is_done else self.box.old or {}):
                self.complain(what, ["failed, and yet stores changed"])
            if not is_done and self.box.sources(self.box.box) != self.box.old_sources:
                self.complain(what, ["failed, and yet sources changed"])
        elif done.returncode != 0 or error in ("ENOSPC", "EIO") and name == "sync":
            self.complain(what, [f"exit {done.returncode}"])
        self.complain(what, self.box.complaints_after_restart())

    def faults(self, calls, count):
        pairs = [(n, call[0], error) for n, call in enumerate(calls, 1) for error in ERRORS
                 if error != "short" or call[0] == "write"]
        for number, name, error in evenly(pairs, count):
            self.fail_at(number, name, error)

    def order(self, calls):
        """Power loss: what a rename makes visible must have been flushed before it, and the rename
        itself after it. Read from the calls of a whole run."""
        out = os.path.join(self.box.box, "out")
        renames = [n for n, call in enumerate(calls)
                   if call[0] == "rename" and call[1].startswith(out + "/.sunder-run/")
                   and os.path.dirname(call[2]) == out]
        self.tally["stores renamed"] += len(renames)
        if len(renames) != len(self.box.new):
            self.complain("order", [f"{len(renames)} renames of stores"])
        for n in renames:
            source = calls[n][1]
            self.complain("order", unflushed(calls[:n], source))
            after = {call[1] for call in following_syncs(calls, n)}
            for folder in {os.path.dirname(source), out}:
                if folder not in after:
                    self.complain("order", [f"{os.path.relpath(folder, out)} is not flushed after "
                                            "the rename of a store"])
        marker = out + "/.sunder-run/committing"
        self.complain("order", unflushed(calls[:renames[0]] if renames else calls, marker))
        if renames and ("unlink", marker) not in [call[:2] for call in calls[renames[-1]:]]:
            self.complain("order", ["the marker of the commit goes before the last rename"])


def following_syncs(calls, n):
    """The flushes between a rename and the next call that is none."""
    for call in calls[n + 1:]:
        if call[0] != "sync":
            return
        yield call


def unflushed(calls, root):
    """What was changed at or below `root` and not flushed afterwards: files written, folders in which
    something was made, renamed or removed."""
    dirty = {}
    for call in calls:
        name, path = call[0], call[-1]
        if name == "sync":
            dirty.pop(path, None)
        elif name in ("write", "truncate"):
            dirty[path] = "a file"
        else:
            dirty[os.path.dirname(path)] = "a folder"
            if name == "create":
                dirty[path] = "what was made"
            if name == "rename":
                dirty.pop(call[1], None)
                dirty[os.path.dirname(call[1])] = "a folder"
            if name == "unlink":
                dirty.pop(path, None)
    return [f"{kind} is not flushed before its store is renamed: {os.path.basename(path)}"
            for path, kind in dirty.items() if path == root or path.startswith(root + "/")]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode", default="copy", choices=("copy", "replace", "in_place"))
    parser.add_argument("--sources", default="tables", choices=tuple(disk.SOURCES))
    parser.add_argument("--kills", type=int)
    parser.add_argument("--only", choices=("sync", "rename"))
    parser.add_argument("--faults", type=int)
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--leak")
    options = parser.parse_args()
    program = os.environ["SUNDER_LEAKY" if options.leak else "SUNDER"]
    if options.leak:
        disk.view.MORE["SUNDER_LEAK"] = options.leak
    folder = tempfile.mkdtemp(prefix="sunder-faults-")
    try:
        box = disk.Box(folder, options.mode, program, os.environ["SUNDER_FAULT_SHIM"],
                       options.sources)
        suite = Suite(box)
        suite.complain("undisturbed", box.associations())
        calls = box.calls(os.path.join(folder, "trace"))
        suite.order(calls)
        if options.kills is not None:
            suite.kills(calls, options.kills, options.only)
        suite.random_kills(options.random)
        if options.faults is not None:
            suite.faults(calls, options.faults)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"mode {options.mode}, {options.sources}: {len(calls)} calls below --to; " +
          ", ".join(f"{count} {what}" for what, count in sorted(suite.tally.items())))
    print(f"{len(suite.complaints)} complaints")
    return 1 if suite.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
