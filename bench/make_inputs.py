#!/usr/bin/env python3
"""Writes the inputs of the benchmarks from a seed; nobody in them is real.
usage: make_inputs.py CORPUS FOLDER SIZE_MB

rows.csv, rows.jsonl, rows.db: the same people with identifiers in every row, no free text;
notes.csv: with a column of notes; access.log: Combined Log Format; prose.txt and prose.<language>.txt:
sentences of the corpus' part `plain`, which is about nobody; line.csv: one line; small/: what
rows.csv, rows.jsonl and access.log begin with, cut into files of about a kilobyte.
"""
import csv
import gzip
import json
import os
import random
import re
import sqlite3
import sys

import make_table

LANGUAGES = ("ru", "zh", "ar")
SMALL_FILES = 12_000
SMALL_SIZE_BYTES = 1000
SMALL_NAMES = ("rows.csv", "rows.jsonl", "access.log")  # texts have marks of their own
PROSE_SHARE = 4  # texts take longer than tables
PATHS = ("/", "/index.html", "/products/list", "/blog/2026/05/a-post", "/images/logo.png",
         "/search?q=garden+chair", "/login", "/api/v1/items?page=2&sort=price")
AGENTS = ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/126.0 Safari/537.36", "curl/8.5.0")
MARKED = re.compile(r"[\[{][a-z_]+(?::[a-z]+)?\|([^\]}]*)[\]}]")


def rows(rng, size_bytes):
    number = size = 0
    while size < size_bytes:
        row = make_table.row(rng, number)
        yield next(csv.reader([row]))
        size += len(row)
        number += 1


def write_tables(folder, size_bytes):
    header = make_table.HEADER.split(",")
    people = list(rows(random.Random(1), size_bytes))
    for name, columns in (("rows.csv", len(header) - 1), ("notes.csv", len(header))):
        with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header[:columns])
            writer.writerows(row[:columns] for row in people)
    with open(os.path.join(folder, "rows.jsonl"), "w", encoding="utf-8") as file:
        for row in people:
            file.write(json.dumps(dict(zip(header[:-1], row))) + "\n")
    with sqlite3.connect(os.path.join(folder, "rows.db")) as database:
        database.execute(f"CREATE TABLE people ({', '.join(h + ' TEXT' for h in header[:-1])})")
        marks = ", ".join("?" * (len(header) - 1))
        database.executemany(f"INSERT INTO people VALUES ({marks})", (row[:-1] for row in people))


def write_log(folder, size_bytes):
    rng = random.Random(2)
    with open(os.path.join(folder, "access.log"), "w", encoding="utf-8") as file:
        while file.tell() < size_bytes:
            file.write(f'192.0.2.{rng.randrange(256)} - - [12/May/2026:10:{rng.randrange(60):02d}:'
                       f'{rng.randrange(60):02d} +0000] "GET {rng.choice(PATHS)} HTTP/1.1" '
                       f'{rng.choice((200, 200, 200, 304, 404))} {rng.randrange(200, 90000)} '
                       f'"https://www.example.com{rng.choice(PATHS)}" "{rng.choice(AGENTS)}"\n')


def write_prose(corpus, folder, language, name, size_bytes):
    rng = random.Random(3)
    with open(os.path.join(corpus, "sentences", "plain", language + ".txt"),
              encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line[0] not in "#@\n"]
    plain = [MARKED.sub(r"\1", line).replace("\\n", " ") for line in lines]
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        size = 0
        while size < size_bytes:
            paragraph = " ".join(rng.choice(plain) for _ in range(rng.randint(2, 6))) + "\n\n"
            file.write(paragraph)
            size += len(paragraph.encode())


def write_small(folder):
    """Whole lines, a header above those of the table; a hundred files a folder."""
    for name in SMALL_NAMES:
        stem, extension = os.path.splitext(name)
        with open(os.path.join(folder, name), encoding="utf-8") as source:
            header = next(source) if extension == ".csv" else ""
            for number in range(SMALL_FILES // len(SMALL_NAMES)):
                lines = source.readlines(SMALL_SIZE_BYTES)
                if not lines:
                    break
                place = os.path.join(folder, "small", stem + str(number // 100))
                os.makedirs(place, exist_ok=True)
                with open(os.path.join(place, f"{number}{extension}"), "w",
                          encoding="utf-8") as file:
                    file.write(header + "".join(lines))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__.strip())
    corpus, folder, size_bytes = sys.argv[1], sys.argv[2], int(sys.argv[3]) * 1_000_000
    os.makedirs(folder, exist_ok=True)
    write_tables(folder, size_bytes)
    write_log(folder, size_bytes)
    prose_bytes = size_bytes // PROSE_SHARE
    write_prose(corpus, folder, "en", "prose.txt", prose_bytes)
    for language in LANGUAGES:
        write_prose(corpus, folder, language, f"prose.{language}.txt", prose_bytes)
    with open(os.path.join(folder, "rows.csv"), "rb") as plain:
        with gzip.open(os.path.join(folder, "rows.csv.gz"), "wb", 6) as packed:
            packed.write(plain.read())
    write_small(folder)
    with open(os.path.join(folder, "line.csv"), "w", encoding="utf-8") as file:
        file.write("name,email,religion\nAda Brandt,ada.brandt@example.org,Methodist\n")


if __name__ == "__main__":
    main()
