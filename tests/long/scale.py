#!/usr/bin/env python3
"""A split of many records in bounded memory, and its time beside a scan of the same file.

usage: scale.py [--records N] [--table FILE]

Fails over 1 GiB of memory, where records or values are lost, or where `split --plan` of a table
without free text takes more than 2.5 times the processor time of `scan`. $SUNDER is the program.
"""
import argparse
import collections
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../swap"))
import view  # noqa: E402
from population import GIVEN, SURNAMES, VALUES  # noqa: E402

MEMORY_MAX_BYTES = 1 << 30
TIME_FACTOR_MAX = 2.5


def write_table(path, records):
    """Returns how often each religion stands in it."""
    rng = random.Random(11)
    counts = collections.Counter()
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as file:
        file.write("customer_id,full_name,email,phone,religion,balance\n")
        for number in range(records):
            given, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
            religion = rng.choice(VALUES["religion"])
            counts[religion.lower()] += 1
            file.write(f"{number * 7919 % records + 10 ** 8},{given} {surname},"
                       f"{given.lower()}.{surname.lower()}{number}@example.org,202-555-01"
                       f"{number % 100:02d},{religion},{number % 9973}.{number % 97:02d}\n")
    return counts


def measured(box, *arguments):
    """Runs the program: seconds of processor and of clock, largest resident set in bytes."""
    begin = time.monotonic()
    process = subprocess.Popen([os.environ["SUNDER"], *arguments], cwd=box,
                               env=view.environment(box), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return (process.returncode, usage.ru_utime + usage.ru_stime, time.monotonic() - begin,
            usage.ru_maxrss * 1024)


def published(box):
    database = sqlite3.connect(os.path.join(box, "out/segregated/segregated.sqlite"))
    cells = dict(database.execute("SELECT value, count FROM religion"))
    database.close()
    return cells


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=10_000_000)
    parser.add_argument("--table")
    options = parser.parse_args()
    box = tempfile.mkdtemp(prefix="sunder-scale-", dir=os.environ.get("SUNDER_SCALE_FOLDER"))
    complaints = []
    lines = ["| step | exit | processor s | clock s | memory MiB |", "|---|---|---|---|---|"]

    def step(name, expected, *arguments):
        code, processor, clock, memory = measured(box, *arguments)
        lines.append(f"| {name} | {code} | {processor:.1f} | {clock:.1f} | {memory >> 20} |")
        print(lines[-1], flush=True)
        if code != expected:
            complaints.append(f"{name}: exit {code}")
        if memory > MEMORY_MAX_BYTES:
            complaints.append(f"{name}: {memory >> 20} MiB of memory")
        return processor

    try:
        counts = write_table(os.path.join(box, "c.csv"), options.records)
        size = os.path.getsize(os.path.join(box, "c.csv"))
        scan = step("scan", 1, "scan", "c.csv", "-o", "report.txt")
        step("plan", 0, "plan", "c.csv", "-o", "plan.toml")
        split = step("split --plan", 0, "split", "c.csv", "--plan", "plan.toml", "--to", "out",
                     "--memory", "512MiB")
        cells = {value.lower(): count for value, count in published(box).items()}
        # Nobody has an unknown religion here; what hides zero calls the cell so.
        counts["any or none"] = counts.pop("", 0)
        if cells != dict(counts):
            complaints.append("the published counts are not those of the source")
        with open(os.path.join(box, "out/identity/c.csv"), "rb") as file:
            records = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")) - 1
        if records != options.records:
            complaints.append(f"{records} identity records of {options.records}")
        factor = split / scan
        lines.append(f"\n{options.records:,} records, {size >> 20} MiB; split --plan takes "
                     f"{factor:.2f} times the processor time of scan")
        print(lines[-1])
        if factor > TIME_FACTOR_MAX:
            complaints.append(f"split --plan takes {factor:.2f} times the time of scan")
    finally:
        shutil.rmtree(box, ignore_errors=True)
    print("\n".join(complaints) or "in order")
    if options.table:
        with open(options.table, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
