#!/usr/bin/env python3
"""Web server logs: what is found in query strings, and what a split gives back."""
import collections
import urllib.parse

import sunder_case
from sunder_case import SunderCase

FAITHS = ["Catholic", "Muslim", "Jewish"]


class WeblogTest(SunderCase):
    def line(self, number, faith):
        query = {"step": number % 3}
        if faith:
            query["religion"] = faith
        agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0"
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


if __name__ == "__main__":
    sunder_case.main()
