#!/usr/bin/env python3
"""The fault suite can fail: orders of writing that would be wrong, planted into the splitter, one at a
time. Each must draw complaints; the kind of kill that finds it is the kind that it is about."""
import os
import subprocess
import sys

SUITE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fault_test.py")

# leak -> what to run, and a word of the complaint that it must draw
CONTROLS = {
    "no_sync": (["--kills", "1"], "not flushed"),
    "late_marker": (["--kills", "0", "--only", "rename"], "started again"),
    "no_rollback": (["--kills", "0", "--only", "rename"], "started again"),
    "evidence_first": (["--kills", "0", "--only", "rename"], "not its own"),
    "clear_spill": (["--kills", "4"], "beside identifiers"),
}


def main():
    complaints = []
    for leak, (arguments, word) in CONTROLS.items():
        done = subprocess.run([sys.executable, "-B", SUITE, "--leak", leak, *arguments],
                              capture_output=True, text=True, check=False)
        found = [line for line in done.stdout.splitlines() if word in line]
        print(f"{leak}: exit {done.returncode}, {len(found)} complaints of \"{word}\"", flush=True)
        if done.returncode != 1 or not found:
            complaints.append(f"{leak} is not found:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    print("\n".join(complaints))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
