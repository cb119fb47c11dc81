#!/usr/bin/env python3
"""Web server logs: what is found in query strings, and what a split gives back."""
import collections
import json
import urllib.parse

import sunder_case
from sunder_case import SunderCase

FAITHS = ["Catholic", "Muslim", "Jewish"]
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0"
OTHER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.2) Firefox/121.0"


class WeblogTest(SunderCase):
    def line(self, number, faith):
        query = {"step": number % 3}
        if faith:
            query["religion"] = faith
        agent = BROWSER
        return (f'192.0.2.{number % 250} - - [31/Jan/2026:10:{number // 60 % 60:02}:{number % 60:02} '
                f'+0000] "GET /join?{urllib.parse.urlencode(query)} HTTP/1.1" 200 {number} '
                f'"https://www.example.com/?religion={faith or "-"}" "{agent}"\n')

    def write_log(self, name, count=2500):
        faiths = [FAITHS[number % 3] if number % 2 else "" for number in range(count)]
        lines = [self.line(number, faith) for number, faith in enumerate(faiths)]
        self.truth = collections.Counter(faith or "any or none" for faith in faiths)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.writelines(lines)
        return lines

    def test_a_parameter_beside_an_address_is_an_association(self):
        self.write_log("access.log")
        done = self.run_sunder("scan", "access.log", code=1)
        self.assertIn("query.religion", done.out)

    def test_a_split_gives_the_log_back_in_its_own_format(self):
        lines = self.write_log("access.log")
        self.run_sunder("split", "access.log", "--to", "out", code=0)
        with open(self.path("out/identity/access.log"), encoding="utf-8") as file:
            left = file.readlines()
        self.assertEqual(len(left), len(lines))
        for number, line in enumerate(left):
            self.assertEqual(line, self.line(number, "").replace("/?religion=-", "/"))
        self.assertEqual(self.published(self.path("out"))["religion"],
                         dict(self.truth))
        self.run_sunder("verify", "out", code=0)

    def visits(self, name, mail_minute, mail_agent=BROWSER, users=60):
        """Each visitor says a faith in one line and, in another, who they are; addresses are masked."""
        lines = []
        for user in range(users):
            client = f"client-{user}"
            for minute, agent, query in ((0, BROWSER, f"religion={FAITHS[user % 3]}"),
                                         (mail_minute, mail_agent, f"mail=u{user}%40example.org")):
                lines.append(f'{client} - - [31/Jan/2026:10:{minute:02}:{user % 60:02} +0000] '
                             f'"GET /join?{query} HTTP/1.1" 200 5 "-" "{agent}"\n')
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.writelines(lines)
        return lines

    def association(self, name):
        done = self.run_sunder("scan", name, "--format", "json", code=1)
        return [a for t in json.loads(done.out)["tables"] for a in t["associations"]
                if a["field"] == "query.religion"][0]

    def mail_records(self, association):
        return sum(part["records"] for part in association["parts"] if part["field"] == "query.mail")

    def test_a_visit_associates_what_its_lines_say(self):
        self.visits("visits.log", 20)
        association = self.association("visits.log")
        self.assertEqual((association["strength"], association["carrier"], association["records"]),
                         ("linked", "visit", 60))
        self.assertEqual(self.mail_records(association), 60)
        self.assertIn("in the same visits with email_address", association["explanation"])

    def test_other_clients_and_later_hours_are_other_visits(self):
        for name, minute, agent in (("later.log", 35, BROWSER), ("other.log", 20, OTHER)):
            self.visits(name, minute, agent)
            association = self.association(name)
            self.assertEqual(association["carrier"], "table", name)
            self.assertEqual(self.mail_records(association), 0, name)

    def test_lines_in_any_order_are_the_same_visits(self):
        lines = self.visits("sorted.log", 20)
        with open(self.path("mixed.log"), "w", encoding="utf-8") as file:
            file.writelines(sorted(lines, key=lambda line: line[::-1]))
        for name in ("sorted.log", "mixed.log"):
            self.assertEqual(self.association(name)["records"], 60, name)

    def test_visits_that_do_not_fit_go_where_files_can_be_written(self):
        self.visits("many.log", 20, users=15_000)
        done = self.run_sunder("scan", "many.log", "--memory", "16MiB", "--format", "json", code=1,
                               TMPDIR=self.path("nowhere"))
        (association,) = json.loads(done.out)["tables"][0]["associations"]
        self.assertEqual((association["carrier"], association["records"]), ("visit", 15_000))

    def test_a_split_takes_apart_what_a_visit_associates(self):
        self.visits("visits.log", 20, users=1200)
        self.run_sunder("split", "visits.log", "--to", "out", code=0)
        with open(self.path("out/identity/visits.log"), encoding="utf-8") as file:
            left = file.read()
        self.assertNotIn("religion", left)
        self.assertEqual(left.count("%40example.org"), 1200)
        self.run_sunder("verify", "out", code=0)


if __name__ == "__main__":
    sunder_case.main()
