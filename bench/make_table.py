#!/usr/bin/env python3
"""Writes a PII-dense CSV of invented people. usage: make_table.py FILE SIZE_MB [SEED]

The first 32 MB are made row by row; larger files repeat them, which leaves density and memory use as
they are and keeps the making short.
"""
import os
import random
import sys

UNIT_MB = 32
HEADER = ("id,first_name,last_name,email,phone,birth_date,street,city,zip,country,employer,"
          "job_title,amount,ip,religion,note")
GIVEN = "Amara Bela Dalia Farah Hana Ivo Leila Marek Nadia Omar Adam Carl Dora Fiona Julia Priya".split()
SURNAMES = "Brandt Castillo Dorsey Eklund Farrow Holloway Jansen Keller Norwood Whitaker".split()
STREETS = ["Oak Street", "Maple Avenue", "Church Road", "Mill Lane", "High Street"]
CITIES = ["Springfield", "Riverton", "Lakeside", "Fairview", "Milton"]
FIRMS = ["Example Widgets Ltd", "Northwind Trading", "Contoso Freight"]
TITLES = ["Accountant", "Nurse", "Electrician", "Teacher", "Engineer"]
RELIGIONS = ["Catholic", "Muslim", "Methodist", "Jewish", "Hindu", "", ""]
NOTES = ["Prefers a call in the morning, before ten.", "Asked for the annual report; sent by post.",
         "No questions, standing order since spring.", "Moved last year, address is checked."]


def row(rng, number):
    given, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
    return (f"{number},{given},{surname},{given.lower()}.{surname.lower()}{number}@example.org,"
            f"202-555-01{number % 100:02d},{rng.randrange(1940, 2005)}-{rng.randrange(1, 13):02d}-"
            f"{rng.randrange(1, 29):02d},{rng.randrange(1, 999)} {rng.choice(STREETS)},"
            f"{rng.choice(CITIES)},{rng.randrange(10000, 99999)},US,{rng.choice(FIRMS)},"
            f"{rng.choice(TITLES)},{rng.randrange(100, 99999) / 100},192.0.2.{rng.randrange(256)},"
            f"{rng.choice(RELIGIONS)},\"{rng.choice(NOTES)}\"\n")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__.strip())
    path, size_mb = sys.argv[1], int(sys.argv[2])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    rows, size, number = [], 0, 0
    while size < min(size_mb, UNIT_MB) * 1_000_000:
        rows.append(row(rng, number))
        size += len(rows[-1])
        number += 1
    unit = "".join(rows).encode()
    with open(path, "wb") as file:
        file.write((HEADER + "\n").encode())
        while file.tell() < size_mb * 1_000_000:
            file.write(unit)
    print(os.path.getsize(path))


if __name__ == "__main__":
    main()
