#!/usr/bin/env python3
"""HTML pages: what is found in tables, texts and forms, and what a split gives back."""
import collections

import sunder_case
from sunder_case import SunderCase

FAITHS = ["Catholic", "Muslim", "Jewish", ""]
STATEMENT = "She is a <b>devout Catholic</b> and asked for a visit. "


class PagesTest(SunderCase):
    def page(self, faiths, order=None):
        rows = [f"<tr class=r><td>Nadia &amp; Omar Farrow{number}</td><td>"
                f"<a href='mailto:person{number}@example.org'>person{number}@example.org</a></td>"
                f"<td>{faith}</td></tr>\n" for number, faith in enumerate(faiths)]
        rows = "".join(sorted(rows, key=order) if order else rows)
        return ("<!DOCTYPE html>\n<html><head><title>Members</title></head><body>\n<table>\n"
                f"<tr><th>Name</th><th>E-mail</th><th>Religion</th></tr>\n{rows}</table>\n"
                "</body></html>\n")

    def letters(self, statements):
        blocks = "".join(f"<div>\n <h2>Nadia Farrow{number}</h2>\n <p>Wrote from "
                         f"nadia{number}@example.org last week.</p>\n <p>Called about the "
                         f"newsletter last week. {statement}Wants a letter in the <i>spring</i>.</p>"
                         f"\n</div>\n" for number, statement in enumerate(statements))
        return f"<html><body>\n{blocks}</body></html>\n"

    def read(self, *parts):
        with open(self.path(*parts), encoding="utf-8") as file:
            return file.read()

    def test_a_column_of_a_table_is_a_field(self):
        self.write("members.html", self.page(FAITHS * 5))
        done = self.run_sunder("scan", "members.html", code=1)
        self.assertIn("cell.Religion", done.out)
        self.assertIn("linked", done.out)

    def test_a_split_gives_the_page_back_without_its_column(self):
        faiths = FAITHS * 600
        self.write("members.html", self.page(faiths))
        self.run_sunder("split", "members.html", "--to", "out", "--min-cohort", 1000, code=0)
        # The rows are in the order of their own bytes, all else is where it was.
        self.assertEqual(self.read("out/identity/members.html"),
                         self.page([""] * len(faiths), order=str))
        told = collections.Counter(faith for faith in faiths if faith)
        published = self.published(self.path("out"))["religion"]
        self.assertEqual({name: published[name] for name in told}, dict(told))
        self.run_sunder("verify", "out", code=0)

    def test_an_order_by_the_column_that_leaves_does_not_stay(self):
        faiths = FAITHS * 300
        faith_of = lambda row: row.split("<td>")[3]
        stores = []
        for name, order in (("sorted", faith_of), ("back", lambda row: row[::-1])):
            # A row with nothing but a value, and one that was never filled.
            page = self.page(faiths, order)
            for at, faith in ((200, "Jewish" if order is faith_of else ""), (2000, "")):
                rows = page.split("<tr class=r>")
                rows.insert(at if at < len(rows) else 7, f"<td></td><td></td><td>{faith}</td></tr>\n")
                page = "<tr class=r>".join(rows)
            self.write(f"{name}/members.html", page)
            self.run_sunder("split", f"{name}/members.html", "--to", f"out-{name}", "--min-cohort",
                            1000, code=0)
            stores.append(self.read(f"out-{name}/identity/members.html"))
        self.assertEqual(stores[0], stores[1])

    def test_rows_that_cannot_change_places_are_told(self):
        page = self.page(FAITHS * 600).replace("<td>Nadia &amp; Omar Farrow7</td>",
                                               "<td rowspan=2>Nadia &amp; Omar Farrow7</td>")
        self.write("members.html", page)
        done = self.run_sunder("split", "members.html", "--to", "out", "--min-cohort", 1000, code=0)
        self.assertIn("keep their order", " ".join(done.out.split()))
        written = self.read("out/identity/members.html")
        # Those in front of it are sorted among themselves, and so are those behind.
        self.assertLess(written.index("Farrow6<"), written.index("Farrow7<"))
        self.assertLess(written.index("Farrow7<"), written.index("Farrow10<"))
        self.assertLess(written.index("Farrow1000<"), written.index("Farrow8<"))

    def test_a_sentence_leaves_with_its_tags(self):
        statements = [STATEMENT if number % 3 == 0 else "" for number in range(2500)]
        self.write("letters.html", self.letters(statements))
        self.run_sunder("split", "letters.html", "--to", "out", "--recipient", self.recipient(),
                        code=0)
        self.assertEqual(self.read("out/identity/letters.html"),
                         self.letters([""] * len(statements)))

    def test_forms_attributes_comments_and_scripts_are_read(self):
        self.write("form.html", "<form><input name=email value='ada@example.org'>"
                   "<input name=religion value=Muslim></form><img alt='She is a lesbian.'>"
                   "<!-- He is a registered Republican. --><script>note('He is a Muslim.')</script>")
        done = self.run_sunder("scan", "form.html", code=1)
        for field in ("form.religion", "alt", "comment", "script"):
            self.assertIn(field, done.out)

    def test_pages_made_to_be_slow_are_read_in_linear_time(self):
        deep = "".join(f"<b id={number}>" for number in range(200000))
        for name, text in (("deep.html", deep + "x"), ("formats.html", deep + "<p>x" * 100000),
                           ("columns.html", "<table><tr>" + "<th>c" * 100000 + "<tr>" +
                            "<td>v" * 100000 + "</table>"),
                           ("attributes.html", "<p " + "a" * 200 + " title=x" * 200000 + ">x"),
                           ("dashes.html", "<!" + "-" * 1000000 + "x"),
                           ("entities.html", "&amp" * 300000 + "&" * 300000),
                           ("scripts.html", "<script>" + "</scrip" * 200000),
                           ("tables.html", "<table><tr><td>x" * 60000)):
            self.write(name, text)
            self.run_sunder("scan", name, code=0, timeout=60)

    def test_what_is_cut_off_or_no_utf8_is_told(self):
        self.write("bad.html", b"<p>One.</p><p>Two \xe9.</p><p>Three.</p>")
        done = self.run_sunder("scan", "bad.html", "--format", "json", code=3)
        self.assertIn("undecodable", done.out)

    def test_entities_do_not_hide(self):
        text = "".join(f"&#{ord(c)};" for c in "She is a Muslim. Her e-mail is ada@example.org.")
        self.write("hidden.html", f"<p>{text}</p>")
        self.run_sunder("scan", "hidden.html", code=1)


if __name__ == "__main__":
    sunder_case.main()
