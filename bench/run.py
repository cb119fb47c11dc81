#!/usr/bin/env python3
"""Speed and memory of the program as ratios, each beside something on the same bytes in the same run.

Every mark is run once a round and the rounds follow one another, so that what else the machine does
meets all marks alike; figures are medians of processor time (workers: of elapsed time). Writes a
dated page into bench/results and docs/performance.md from it.
usage: run.py BUILD_FOLDER [--megabytes N] [--rounds N] [--large-megabytes N]
"""
import argparse
import datetime
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import figures

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TEXTS = ("rows.csv", "rows.jsonl", "access.log", "prose.txt")
FOREIGN = ("prose.ru.txt", "prose.zh.txt", "prose.ar.txt")


class Run:
    """Processor seconds, elapsed seconds and peak memory of one command."""

    def __init__(self, *command):
        start = time.monotonic()
        with open(os.devnull, "wb") as nothing:
            process = subprocess.Popen(command, stdout=nothing, stderr=subprocess.PIPE)
            message = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code not in (0, 1):
            sys.exit(f"{' '.join(command)}: exit {code}: {message.decode(errors='replace')[-500:]}")
        self.elapsed = time.monotonic() - start
        self.seconds = usage.ru_utime + usage.ru_stime
        self.peak_kib = usage.ru_maxrss


class Bench:
    def __init__(self, build, folder, rounds):
        self.sunder = os.path.join(build, "sunder")
        self.raw_scan = os.path.join(build, "bench", "raw_scan")
        self.read_rows = os.path.join(build, "bench", "read_rows")
        self.stages = os.path.join(build, "bench", "stages")
        self.naive_cells = os.path.join(build, "bench", "naive_cells")
        self.folder, self.rounds = folder, rounds
        self.seconds, self.elapsed = {}, {}
        self.key = self.recipient()

    def path(self, name):
        return os.path.join(self.folder, name)

    def cut(self, name, part, size_bytes):
        """The first lines of a file: for what takes long."""
        with open(self.path(name), "rb") as whole, open(self.path(part), "wb") as file:
            file.writelines(whole.readlines(size_bytes))

    def size(self, name):
        return os.path.getsize(self.path(name))

    def add(self, mark, *command):
        run = Run(*command)
        self.seconds.setdefault(mark, []).append(run.seconds)
        self.elapsed.setdefault(mark, []).append(run.elapsed)
        return run

    def scan(self, mark, name, *options):
        return self.add(mark, self.sunder, "scan", self.path(name), "--threads", "1", *options)

    def recipient(self):
        """The public key that quarantine is sealed to, made once."""
        key = self.path("bench.key")
        if os.path.exists(key):
            os.remove(key)
        done = subprocess.run([self.sunder, "quarantine", "keygen", "--out", key],
                              capture_output=True, text=True, check=True)
        return next(word for word in done.stdout.split() if word.startswith("age1"))

    def split(self, mark, name):
        """`split --plan` alone; the plan is made once and not counted."""
        plan, out = self.path(name + ".plan"), self.path(name + ".out")
        if not os.path.exists(plan):
            Run(self.sunder, "plan", self.path(name), "-o", plan)
        self.add(mark, self.sunder, "split", self.path(name), "--plan", plan, "--to", out,
                 "--recipient", self.key, "--threads", "1")
        shutil.rmtree(out, ignore_errors=True)

    def round(self):
        self.scan("start", "line.csv")
        for name in TEXTS + FOREIGN:
            self.scan(name, name)
        self.scan("notes.csv", "notes.csv")
        self.add("two workers", self.sunder, "scan", self.path("rows.csv"), "--threads", "2")
        self.scan("rows.db", "rows.db")
        self.add("read rows.db", self.read_rows, self.path("rows.db"), "people")
        self.scan("rows.csv.gz", "rows.csv.gz")
        self.add("gzip -dc", "gzip", "-dc", self.path("rows.csv.gz"))
        self.scan("small", "small")
        self.add("cat small", "find", self.path("small"), "-type", "f", "-exec", "cat", "{}", "+")
        for name in ("rows.csv", "notes.csv"):
            self.split("split " + name, name)
        self.add("one worker", self.sunder, "scan", self.path("rows.csv"), "--threads", "1")

    def median(self, mark):
        return statistics.median(self.seconds[mark])

    def net(self, mark):
        """Without the start: what it takes a byte."""
        return max(self.median(mark) - self.median("start"), 1e-3)

    def output_of(self, program, name):
        """Standard output of one of the programs beside, on the rules and a file."""
        return subprocess.run([program, os.path.join(ROOT, "patterns"), self.path(name)],
                              capture_output=True, text=True, check=True).stdout

    def cells_by_rule(self, name):
        """How many cells the program's own scan reports for each rule."""
        done = subprocess.run([self.sunder, "scan", self.path(name), "--format", "json"],
                              capture_output=True, text=True, check=False)
        cells = {}
        for field in json.loads(done.stdout)["tables"][0]["fields"]:
            for hit in field["hits"]:
                cells[hit["rule"]] = cells.get(hit["rule"], 0) + (hit["cells"] or 0)
        return cells

    def speed(self, name):
        return self.size(name) / 1e6 / self.net(name)


def speed_rows(bench):
    """(mark, ratio, goal, detail) of every file beside raw hs_scan of the same bytes."""
    goals = {"rows.jsonl": 0.65}
    rows = []
    for name in TEXTS:
        ours = bench.speed(name)
        # "N MB/s with all literals, N MB/s with the program's, ..."
        numbers = re.findall(r"([\d.]+) MB/s", bench.output_of(bench.raw_scan, name))
        with_all, with_own = float(numbers[0]), float(numbers[1])
        rows.append((f"scan / raw hs_scan, {name}", ours / with_all, goals.get(name, 0.8),
                     f"{ours:.0f} of {with_all:.0f} MB/s; {with_own:.0f} MB/s with the literals "
                     "that the program leaves to Hyperscan"))
    naive = bench.output_of(bench.naive_cells, "rows-part.csv").splitlines()
    naive_speed = float(naive[0].split()[0])
    naive_cells = {rule: int(cells) for rule, cells in (line.split() for line in naive[1:])}
    cells = bench.cells_by_rule("rows-part.csv")
    ours = bench.speed("rows.csv")
    alike = "; ".join(f"{rule}: {cells.get(rule, 0)} and {naive_cells.get(rule, 0)} cells"
                      for rule in ("email_address.address", "ip_address.v4"))
    rows.append(("scan / one hs_scan a cell, rows.csv", ours / naive_speed, 10.0,
                 f"{ours:.0f} of {naive_speed:.1f} MB/s; {alike}"))
    ascii_speed = bench.size("prose.txt") / bench.net("prose.txt")
    for name in FOREIGN:
        ours = bench.size(name) / bench.net(name)
        rows.append((f"{name} / prose.txt", ours / ascii_speed, 0.35, f"{ours / 1e6:.0f} MB/s"))
    return rows


def other_rows(bench, small_kib, large_kib):
    elapsed = {mark: statistics.median(times) for mark, times in bench.elapsed.items()}
    start = elapsed["start"]
    sqlite = bench.net("rows.db") / bench.median("read rows.db")
    files = sum(len(names) for _, _, names in os.walk(bench.path("small")))
    small, cat = bench.net("small") * 1e6 / files, bench.median("cat small") * 1e6 / files
    unpack = bench.net("rows.csv.gz") / (bench.median("gzip -dc") + bench.net("rows.csv"))
    return [
        ("two workers / one, elapsed", (elapsed["one worker"] - start) /
         max(elapsed["two workers"] - start, 1e-3), 1.7, "as far as two cores were free"),
        ("split --plan / scan, rows.csv", bench.net("split rows.csv") / bench.net("rows.csv"), -2.0,
         "no free text"),
        ("split --plan / scan, notes.csv", bench.net("split notes.csv") / bench.net("notes.csv"),
         -3.0, "free text and its second judging"),
        ("SQLite: scan / reading every row", sqlite, -1.3,
         f"{bench.net('rows.db'):.2f} s beside {bench.median('read rows.db'):.2f} s"),
        ("gz: scan / (gzip -dc + scan of plain text)", unpack, -1.25, ""),
        ("small files: rate of scan / rate of cat", cat / small, 0.5,
         f"{small:.0f} beside {cat:.0f} µs a file, {files} files of 1 kB, warm cache"),
        ("start to the end of a one-line file, s", bench.median("start"), -0.15, "warm cache"),
        ("peak memory, ten times the input", large_kib / small_kib, -1.05,
         f"{small_kib / 1024:.0f} and {large_kib / 1024:.0f} MiB"),
    ]


def stage_rows(bench):
    """(file, {stage: seconds}, part of the whole scan that they add up to), of tables and logs."""
    rows = []
    for name in ("rows.csv", "rows.jsonl", "access.log"):
        pairs = [line.split() for line in bench.output_of(bench.stages, name).splitlines()]
        seconds = {stage: float(value) for stage, value in pairs}
        rows.append((name, seconds, sum(seconds.values()) / bench.net(name)))
    return rows


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        name = next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
    load = os.getloadavg()[0]
    return f"{name}, {os.cpu_count()} cores, Linux {os.uname().release}, load at the end {load:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build")
    parser.add_argument("--megabytes", type=int, default=32)
    parser.add_argument("--large-megabytes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="sunder-bench-")
    try:
        subprocess.run([sys.executable, os.path.join(HERE, "make_inputs.py"),
                        os.path.join(ROOT, "corpus"), folder, str(options.megabytes)], check=True)
        bench = Bench(os.path.abspath(options.build), folder, options.rounds)
        bench.cut("rows.csv", "rows-part.csv", 8_000_000)
        Run(bench.sunder, "scan", bench.path("line.csv"))  # fills the cache of patterns
        for _ in range(options.rounds):
            bench.round()
        peaks = []
        for size in (options.large_megabytes // 10, options.large_megabytes):
            table = bench.path("large.csv")
            subprocess.run([sys.executable, os.path.join(HERE, "make_table.py"), table, str(size)],
                           check=True, stdout=subprocess.DEVNULL)
            peaks.append(Run(bench.sunder, "scan", table).peak_kib)
            os.remove(table)
        rows = speed_rows(bench) + other_rows(bench, *peaks)
        date = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        figures.write(ROOT, date, machine(), options, rows, stage_rows(bench))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
