#!/usr/bin/env python3
"""The fault suites can fail: orders of writing that would be wrong, planted into the splitter, one at a
time, and reads that do not say what is wrong with them. Each must draw complaints; the kind of kill that
finds it is the kind that it is about."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SPLITS = os.path.join(HERE, "fault_test.py")
READS = os.path.join(HERE, "read_faults_test.py")

# fault -> what to run, and a part of each complaint that it must draw
CONTROLS = {
    "no_sync": ([SPLITS, "--leak", "no_sync", "--kills", "1"], ["not flushed"]),
    "late_marker": ([SPLITS, "--leak", "late_marker", "--kills", "0", "--only", "rename"],
                    ["started again"]),
    "no_rollback": ([SPLITS, "--leak", "no_rollback", "--kills", "0", "--only", "rename"],
                    ["started again"]),
    "evidence_first": ([SPLITS, "--leak", "evidence_first", "--kills", "0", "--only", "rename"],
                       ["not its own"]),
    "clear_spill": ([SPLITS, "--leak", "clear_spill", "--kills", "4"], ["beside identifiers"]),
    "lying_reads": ([READS, "--lie", "--points", "5", "--only", "places/folder.csv"],
                    ["or another report", "EIO at read", "EIO at folder", "yet other stores"]),
}


def main():
    complaints = []
    for fault, (command, wanted) in CONTROLS.items():
        done = subprocess.run([sys.executable, "-B", *command], capture_output=True, text=True,
                              check=False)
        for part in wanted:
            found = [line for line in done.stdout.splitlines() if part in line]
            print(f"{fault}: exit {done.returncode}, {len(found)} complaints of \"{part}\"", flush=True)
            if done.returncode != 1 or not found:
                complaints.append(f"{fault} is not found by \"{part}\":\n{done.stdout[-2000:]}"
                                  f"{done.stderr[-2000:]}")
    print("\n".join(complaints))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
