#!/usr/bin/env python3
"""Persons as the unit of the segregated store: across records, files and databases; what a publication
may differ from the one before it; counts by context."""
import csv
import json
import os
import random
import re
import sqlite3

import sunder_case
from sunder_case import SunderCase


class PersonsTest(SunderCase):
    def people(self, count, visits=1, seed=1):
        """[(customer id, name, religion)] of invented people, each with as many records."""
        rng = random.Random(seed)
        rows = []
        for number in range(count):
            name = f"{rng.choice(sunder_case.GIVEN)} {rng.choice(sunder_case.SURNAMES)}"
            religion = rng.choice(sunder_case.RELIGIONS)
            rows += [[f"C-{10000 + number}", name, religion] for _ in range(visits)]
        return rows

    def write_people(self, name, rows, header=("customer_id", "full_name", "religion")):
        self.write_csv(name, [list(header)] + rows)

    def evidence(self, to="out"):
        with open(self.path(to, "evidence/evidence.json"), encoding="utf-8") as file:
            return json.load(file)

    def category(self, to="out", label="religion"):
        found = [entry for entry in self.evidence(to)["categories"] if entry["label"] == label]
        self.assertEqual(len(found), 1, found)
        return found[0]

    def segregated(self, to="out"):
        with open(self.path(to, "segregated/segregated.sqlite"), "rb") as file:
            return file.read()

    def special_figures(self, to="out"):
        return json.dumps(self.evidence(to)["categories"])

    def test_one_person_in_two_files_and_a_database_counts_once(self):
        people = self.people(1200)
        self.write_people("d/one.csv", people)
        self.write_people("d/two.csv", [[key.lower().replace("-", " "), name, value]
                                        for key, name, value in people[:900]])
        database = sqlite3.connect(self.path("d/three.sqlite"))
        database.execute("CREATE TABLE t (CustomerNo TEXT, name TEXT, religion TEXT)")
        database.executemany("INSERT INTO t VALUES (?,?,?)", people[300:])
        database.commit()
        database.close()
        done = self.run_sunder("split", "d", "--to", "out", code=0)
        self.assertIn("religion: 1,200 persons", done.out)
        category = self.category()
        self.assertEqual((category["unit"], category["cohort"]), ("persons", 1200))
        cells = self.published(self.path("out"))["religion"]
        self.assertEqual(sum(cells.values()), 1200)
        for religion in sunder_case.RELIGIONS[:-1]:
            self.assertEqual(cells[religion], sum(row[2] == religion for row in people))
        self.run_sunder("verify", "out", code=0)

    def test_records_without_a_key_count_each_however_many_threads_read(self):
        """A database is read in several pieces; their records are still different ones."""
        people = self.people(40000)
        for number in range(0, len(people), 125):
            people[number][0] = ""
        database = sqlite3.connect(self.path("p.sqlite"))
        database.execute("CREATE TABLE t (customer_id TEXT, name TEXT, religion TEXT)")
        database.executemany("INSERT INTO t VALUES (?,?,?)", people)
        database.commit()
        database.close()
        for threads in (1, 2, 4):
            self.run_sunder("split", "p.sqlite", "--to", f"out{threads}", "--threads", threads, code=0)
            category = self.category(f"out{threads}")
            self.assertEqual((category["unit"], category["cohort"]), ("persons", 40000), threads)

    def test_values_of_a_person_merge(self):
        rows = self.people(1200)
        values = ([("Catholic", "Methodist")] * 300 + [("Catholic", "Muslim")] * 300 +
                  [("", "Muslim")] * 300 + [("", "")] * 300)
        doubled = [[row[0], row[1], value] for row, pair in zip(rows, values) for value in pair]
        self.write_people("c.csv", doubled)
        self.run_sunder("split", "c.csv", "--to", "out", code=0)
        self.assertEqual(self.published(self.path("out"))["religion"],
                         {"Christian": 300, "multiple": 300, "Muslim": 300, "any or none": 300})

    def test_k_is_doubled_where_only_records_are_counted(self):
        self.write_people("persons.csv", self.people(1000))
        self.run_sunder("split", "persons.csv", "--to", "persons", code=0)
        self.write_people("few.csv", self.people(999))
        done = self.run_sunder("split", "few.csv", "--to", "few", code=2)
        self.assertIn("999 persons", done.err)
        header = ("remark", "full_name", "religion")
        self.write_people("records.csv", self.people(1999), header)
        done = self.run_sunder("split", "records.csv", "--to", "records", code=2)
        self.assertIn("1999 records", done.err)
        self.write_people("records.csv", self.people(2000), header)
        done = self.run_sunder("split", "records.csv", "--to", "records", code=0)
        self.assertIn("religion: 2,000 records", done.out)
        self.assertEqual(self.category("records")["unit"], "records")

    def test_many_empty_keys_make_records_the_unit(self):
        rows = self.people(2500)
        for number in range(25):
            rows[number * 7][0] = ""
        self.write_people("c.csv", rows)
        self.run_sunder("split", "c.csv", "--to", "out", code=0)
        self.assertEqual((self.category()["unit"], self.category()["cohort"]), ("persons", 2500))
        rows[5][0] = ""
        self.write_people("c.csv", rows)
        self.run_sunder("plan", "c.csv", "-o", "plan.toml", code=0)
        with open(self.path("plan.toml"), encoding="utf-8") as file:
            plan = file.read()
        self.assertIn('person = ""', plan)
        self.write("plan.toml", plan.replace(
            'person = ""', 'person = "customer_id"\nperson_kind = "customer_id"'))
        self.run_sunder("split", "c.csv", "--plan", "plan.toml", "--to", "more", code=0)
        self.assertEqual((self.category("more")["unit"], self.category("more")["cohort"]),
                         ("records", 2500))

    def test_whole_persons_values_given_to_others_do_not_show(self):
        people = self.people(1200)
        rng = random.Random(3)
        sets = [[rng.choice(sunder_case.RELIGIONS) for _ in range(3)] for _ in people]
        outcomes = []
        for number in range(3):
            random.Random(number).shuffle(sets)
            for part in range(3):
                self.write_people(f"p{number}/d/{part}.csv",
                                  [[row[0], row[1], values[part]]
                                   for row, values in zip(people, sets)])
            done = self.run_sunder("split", self.path(f"p{number}/d"), "--to", f"out{number}",
                                   "--threads", number + 1, "--block-size", 3000 * (number + 1),
                                   code=0)
            outcomes.append((self.tree(self.path(f"out{number}")),
                             re.sub(f"out{number}|p{number}", "", done.out)))
        self.assertEqual(outcomes[0], outcomes[1])
        self.assertEqual(outcomes[0], outcomes[2])
        self.assertEqual(self.category("out0")["cohort"], 1200)

    def test_fewer_than_k_persons_change_no_published_byte(self):
        people = self.people(4000)
        def publish(rows, code=0):
            self.write_people("c.csv", rows)
            return self.run_sunder("split", "c.csv", "--to", "out", "--replace", code=code)
        done = publish(people[:2000])
        self.assertNotIn("Held", done.out)
        first, figures = self.segregated(), self.special_figures()
        # Chains of one more, one less, K - 1 more: each is compared with what was published.
        changed = [row[:2] + ["Hindu"] for row in people[:500]]
        for rows in (people[:2001], people[:1999], people[1:2000], people[:2999],
                     changed + people[500:2000]):
            done = publish(rows)
            self.assertIn("Held as published before", done.out)
            self.assertEqual(self.segregated(), first)
            self.assertEqual(self.special_figures(), figures)
            self.run_sunder("verify", "out", code=0)
        self.assertNotIn(' held', json.dumps(self.evidence()).lower())
        # K more are published; from there the next one counts.
        publish(people[:3000])
        second = self.segregated()
        self.assertNotEqual(second, first)
        self.assertEqual(self.category()["cohort"], 3000)
        publish(people[:3999])
        self.assertEqual(self.segregated(), second)
        publish(people[:4000])
        self.assertEqual(self.category()["cohort"], 4000)

    def test_no_earlier_publication_is_told_apart_by_a_few(self):
        people = self.people(5000)
        def publish(rows):
            self.write_people("c.csv", rows)
            done = self.run_sunder("split", "c.csv", "--to", "out", "--replace", code=0)
            self.run_sunder("verify", "out", code=0)
            return "Held as published before" in done.out
        self.assertFalse(publish(people[:2000]))
        first = self.segregated()
        self.assertFalse(publish(people[:4500]))
        second = self.segregated()
        self.assertNotEqual(first, second)
        # Whoever kept the first must not see what one person more brings to it.
        for count in (2001, 1999, 2999, 2000, 1200):
            self.assertTrue(publish(people[:count]), count)
            self.assertEqual(self.segregated(), second)
        self.assertFalse(publish(people[:3250]))
        third = self.segregated()
        for count in (2100, 4400):
            self.assertTrue(publish(people[:count]), count)
            self.assertEqual(self.segregated(), third)
        # Nor after a publication without the category.
        self.write("c.csv", "customer_id,town\n" + "".join(f"{i},Ulm\n" for i in range(3000)))
        self.run_sunder("split", "c.csv", "--to", "out", "--replace", code=0)
        self.assertEqual(self.evidence()["categories"], [])
        self.assertTrue(publish(people[:2001]))
        self.assertEqual(self.published(self.path("out"))["religion"],
                         {cell["value"]: cell["count"]
                          for cell in self.evidence()["earlier"][0]["categories"][0]["cells"]})
        self.assertEqual(self.category()["cohort"], 2000)

    def test_a_publication_that_cannot_be_compared_is_not_replaced(self):
        self.write_people("c.csv", self.people(2000))
        self.run_sunder("split", "c.csv", "--to", "out", code=0)
        self.write("out/evidence/evidence.json", "{}")
        done = self.run_sunder("split", "c.csv", "--to", "out", "--replace", code=2)
        self.assertIn("differ", done.err)

    def context_plan(self, *lines):
        self.run_sunder("plan", "c.csv", "-o", "plan.toml", code=0)
        with open(self.path("plan.toml"), encoding="utf-8") as file:
            plan = file.read()
        self.write("plan.toml", plan.replace('\nperson = "', "\n" + "\n".join(lines) + '\nperson = "',
                                              1))

    def test_counts_by_context(self):
        people = self.people(3700)
        sites = ["North"] * 1500 + ["South"] * 1200 + ["East"] * 600 + ["West"] * 400
        header = ("customer_id", "full_name", "religion", "site")
        self.write_people("c.csv", [row + [site] for row, site in zip(people, sites)], header)
        self.context_plan('context = "site"')
        self.run_sunder("split", "c.csv", "--plan", "plan.toml", "--to", "out", code=0)
        cohorts = {entry["context"]: entry["cohort"] for entry in self.evidence()["categories"]}
        self.assertEqual(cohorts, {"North": 1500, "South": 1200, "other contexts": 1000})
        database = sqlite3.connect(self.path("out/segregated/segregated.sqlite"))
        stored = dict(database.execute(
            "SELECT value, count FROM religion WHERE context = 'North'").fetchall())
        database.close()
        self.assertEqual(stored["Muslim"], sum(row[2] == "Muslim" for row in people[:1500]))
        self.assertIn("context", json.dumps(self.evidence()["weaker_choices"]))
        self.run_sunder("verify", "out", code=0)
        # A rest of fewer than K takes in the smallest context that would be shown.
        sites[-1] = "North"
        self.write_people("c.csv", [row + [site] for row, site in zip(people, sites)], header)
        self.context_plan('context = "site"')
        self.run_sunder("split", "c.csv", "--plan", "plan.toml", "--to", "two", code=0)
        cohorts = {entry["context"]: entry["cohort"] for entry in self.evidence("two")["categories"]}
        self.assertEqual(cohorts, {"North": 1501, "other contexts": 2199})

    def test_two_ways_to_divide_the_same_persons_do_not_tell_a_small_cell(self):
        """North and South show Catholics, West hides four: a sum over all would give them away."""
        rows = []
        for site, catholics, muslims, others in (("North", 510, 390, 310), ("South", 460, 340, 420),
                                                 ("West", 4, 6, 1190)):
            values = ["Catholic"] * catholics + ["Muslim"] * muslims + [""] * others
            rows += [[f"C-{20000 + len(rows) + at}", "Hana Dorsey", value, site, "even" if at % 2 else "odd"]
                     for at, value in enumerate(values)]
        self.write_people("c.csv", rows, ("customer_id", "full_name", "religion", "site", "branch"))
        for field in ("site", "branch"):
            self.context_plan(f'context = "{field}"')
            os.rename(self.path("plan.toml"), self.path(f"{field}.toml"))
        self.context_plan()
        ways = {name: ("--plan", f"{name}.toml") for name in ("plan", "site", "branch")}
        for first in ways:
            self.run_sunder("split", "c.csv", *ways[first], "--to", first, "--replace", code=0)
            published, figures = self.segregated(first), self.special_figures(first)
            for second in ways:
                done = self.run_sunder("split", "c.csv", *ways[second], "--to", first, "--replace", code=0)
                self.assertIn("Held as published before", done.out)
                self.assertEqual("other contexts than" in done.out, first != second)
                self.assertEqual(self.segregated(first), published, (first, second))
                self.assertEqual(self.special_figures(first), figures)
                self.run_sunder("verify", first, code=0)

    def test_counts_by_year(self):
        people = self.people(2000, visits=2)
        rows = [row + [("2024" if number % 2 else "2025") + f"-03-{1 + number % 28:02d}"]
                for number, row in enumerate(people)]
        self.write_people("c.csv", rows, ("customer_id", "full_name", "religion", "visit_date"))
        self.context_plan('context = "visit_date"', 'context_part = "year"')
        self.run_sunder("split", "c.csv", "--plan", "plan.toml", "--to", "out", code=0)
        cohorts = {entry["context"]: entry["cohort"] for entry in self.evidence()["categories"]}
        self.assertEqual(cohorts, {"2024": 2000, "2025": 2000})
        done = self.run_sunder("split", "c.csv", "--plan", "plan.toml", "--to", "out", "--replace",
                               code=0)
        self.assertIn("Held", done.out)

    def test_a_mandatory_field_has_no_none(self):
        rows = [row for row in self.people(3000) if row[2]]
        self.write_people("c.csv", rows)
        self.run_sunder("plan", "c.csv", "-o", "plan.toml", code=0)
        with open(self.path("plan.toml"), encoding="utf-8") as file:
            plan = file.read()
        plan = plan.replace('route = "segregate"', 'route = "segregate"\nmandatory = true')
        self.write("plan.toml", plan)
        self.run_sunder("split", "c.csv", "--plan", "plan.toml", "--to", "out", code=0)
        cells = self.published(self.path("out"))["religion"]
        self.assertEqual(sum(cells.values()), len(rows))
        self.assertNotIn("any or none", cells)
        self.assertNotIn("none", cells)
        rows[77][2] = ""
        self.write_people("c.csv", rows)
        done = self.run_sunder("split", "c.csv", "--plan", "plan.toml", "--to", "two", code=2)
        self.assertIn("mandatory", done.err)


if __name__ == "__main__":
    sunder_case.main()
