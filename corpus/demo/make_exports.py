#!/usr/bin/env python3
"""Writes the demo's exports: a folder as a small charity might have it. Every person is invented.

usage: make_exports.py FOLDER [SEED]
"""
import csv
import gzip
import json
import os
import random
import sqlite3
import sys

GIVEN = """Amara Bela Chidi Dalia Emeka Farah Goran Hana Ivo Jamila Kofi Leila Marek Nadia Omar Priya
Quentin Rosa Stefan Tara Umar Vera Wanda Xenia Yusuf Zoe Adam Beth Carl Dora Eric Fiona George Helen
Ian Julia Kevin Laura Martin Nora Oscar Paula Robert Susan Thomas Ursula Victor Wendy""".split()
SURNAMES = """Abara Brandt Castillo Dorsey Eklund Farrow Garrick Holloway Ibarra Jansen Keller Lindqvist
Marlowe Norwood Okafor Petrov Quimby Rosario Santoro Thackeray Underhill Vasquez Whitaker Yardley
Zielinski Ashdown Birch Colbert Draper Ellison Fairfax Grantham Hartley Ingram Jarvis Kimball""".split()
RELIGIONS = [("Catholic", 30), ("Muslim", 18), ("Methodist", 12), ("Jewish", 6), ("Hindu", 6),
             ("Buddhist", 4), ("Atheist", 10), ("Zoroastrian", 0.2), ("", 14)]
ETHNICITIES = [("Hispanic or Latino", 22), ("Not Hispanic or Latino", 50), ("Kurdish", 3),
               ("Yoruba", 4), ("Roma", 2), ("", 19)]
ORIENTATIONS = [("heterosexual", 60), ("gay", 6), ("lesbian", 5), ("bisexual", 7), ("", 22)]
PARTIES = [("Democrat", 40), ("Republican", 38), ("Libertarian", 3), ("Green Party", 3), ("", 16)]
CITIES = ["Springfield", "Riverton", "Lakeside", "Fairview", "Milton", "Ashford"]
PLAIN_NOTES = ["Prefers to be called in the morning. Asked for the annual report.",
               "Changed the delivery address last week. Wants paper letters.",
               "Has a standing order since spring. No questions."]
TELLING_NOTES = ["Called about the newsletter. She is a devout Catholic and asked about the chapel visit. "
                 "Wants to be called back next week.",
                 "Long talk about the summer programme. He is a Muslim and asked for a quiet room. "
                 "Sent him the brochure afterwards.",
                 "Asked about the family ticket. She is a lesbian and will come with her partner. "
                 "Paid by bank transfer on the same day."]


def pick(rng, weighted):
    values, weights = zip(*weighted)
    return rng.choices(values, weights)[0]


def person(rng, number):
    given, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
    return {"name": f"{given} {surname}",
            "email": f"{given}.{surname}{number}@example.org".lower(),
            "phone": f"+1 202-555-01{number % 100:02d}"}


def write_customers(folder, rng):
    path = os.path.join(folder, "customers.csv")
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["customer_id", "full_name", "email", "phone", "city", "religion", "notes"])
        for number in range(2600):
            who = person(rng, number)
            note = ""
            if rng.random() < 0.5:
                note = rng.choice(TELLING_NOTES if rng.random() < 0.1 else PLAIN_NOTES)
            out.writerow([10000 + number, who["name"], who["email"], who["phone"],
                          rng.choice(CITIES), pick(rng, RELIGIONS), note])


def write_volunteers(folder, rng):
    path = os.path.join(folder, "volunteers.jsonl.gz")
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        for number in range(2300):
            who = person(rng, number + 5000)
            record = {"id": number, "contact": {"name": who["name"], "email": who["email"]},
                      "demographics": {}, "skills": rng.sample(["driving", "cooking", "teaching"], 2)}
            for key, weighted in (("ethnicity", ETHNICITIES), ("sexual_orientation", ORIENTATIONS)):
                value = pick(rng, weighted)
                if value:
                    record["demographics"][key] = value
            file.write((json.dumps(record) + "\n").encode())


def write_donors(folder, rng):
    database = sqlite3.connect(os.path.join(folder, "donors.sqlite"))
    database.execute("CREATE TABLE donors (donor_id INTEGER PRIMARY KEY, donor_name TEXT NOT NULL,"
                     " email TEXT, party TEXT, amount_cents INTEGER)")
    database.execute("CREATE TABLE campaigns (code TEXT, title TEXT, goal_cents INTEGER)")
    for number in range(2400):
        who = person(rng, number + 9000)
        database.execute("INSERT INTO donors VALUES (?,?,?,?,?)",
                         (number + 1, who["name"], who["email"], pick(rng, PARTIES) or None,
                          rng.randrange(500, 50000)))
    database.executemany("INSERT INTO campaigns VALUES (?,?,?)",
                         [("C1", "Spring appeal", 2500000), ("C2", "Winter shelter", 4000000)])
    database.commit()
    database.close()


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__.strip())
    folder = sys.argv[1]
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20260101)
    os.makedirs(folder, exist_ok=True)
    write_customers(folder, rng)
    write_volunteers(folder, rng)
    write_donors(folder, rng)
    with open(os.path.join(folder, "opening_hours.csv"), "w", encoding="utf-8") as file:
        file.write("weekday,opens,closes\nMonday,09:00,17:00\nTuesday,09:00,17:00\nFriday,09:00,13:00\n")


if __name__ == "__main__":
    main()
