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
                         self.page([""] * len(faiths), order=str).replace(" class=r", ""))
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

    def test_an_order_by_what_sentences_said_does_not_stay(self):
        faiths = ["Catholic", "Muslim", "Jewish", ""] * 525
        said = [(number, f"Called about the invoice. She told us she is {faith}." if faith
                 else "Called about the invoice.") for number, faith in enumerate(faiths)]
        stores = []
        for name, order in (("sorted", lambda row: row[1]), ("back", lambda row: str(row[0])[::-1])):
            rows = "".join(f"<tr><td>Nadia Farrow{number}</td><td>person{number}@example.org</td>"
                           f"<td class=c{len(note)}>{note}</td></tr>\n"
                           for number, note in sorted(said, key=order))
            self.write(f"{name}/notes.html", "<!DOCTYPE html>\n<html><body><table>\n<tr><th>Name</th>"
                       f"<th>E-mail</th><th>Notes</th></tr>\n{rows}</table></body></html>\n")
            self.run_sunder("split", f"{name}/notes.html", "--to", f"out-{name}", "--recipient",
                            self.recipient(), code=0)
            stores.append(self.read(f"out-{name}/identity/notes.html"))
            self.assertNotIn("Catholic", stores[-1])
        self.assertEqual(stores[0], stores[1])
        self.run_sunder("verify", "out-sorted", code=0)

    def test_rows_that_cannot_change_places_are_withheld(self):
        """One reaches over the next, one has no end tag: their order could tell what left."""
        page = self.page(FAITHS * 600)
        for number, old, new in ((7, "<td>", "<td rowspan=2>"), (20, "</td></tr>", "</td>")):
            at = page.index(old, page.index(f"Farrow{number}<") - (20 if old == "<td>" else 0))
            page = page[:at] + new + page[at + len(old):]
        # A row that another reaches into has a cell less.
        page = page.replace("<td>Nadia &amp; Omar Farrow8</td>", "")
        self.write("members.html", page)
        # Without somebody who can open quarantine nothing is committed.
        self.run_sunder("split", "members.html", "--to", "out", "--min-cohort", 1000, code=2)
        done = self.run_sunder("split", "members.html", "--to", "out", "--min-cohort", 1000,
                               "--recipient", self.recipient(), code=0)
        self.assertIn("went to quarantine whole", " ".join(done.out.split()))
        written = self.read("out/identity/members.html")
        kept = [number for number in range(2400) if f"Farrow{number}<" in written]
        # Record 21 begins with the tag that ended 20: it has none of its own.
        self.assertEqual([n for n in range(2400) if n not in kept], [7, 8, 20, 21])
        rows = [row for row in written.split("\n") if "Farrow" in row]
        self.assertEqual(rows, sorted(rows))
        self.run_sunder("quarantine", "open", "out", "--key", "quarantine.key", "--reason", "a test",
                        "-o", "opened.jsonl", code=0)
        for number in (7, 8, 20, 21):
            self.assertIn(f"person{number}@example.org", self.read("opened.jsonl"))
        # Who has a value there shows in nothing.
        published = self.published(self.path("out"))["religion"]
        self.assertEqual(published["Catholic"], 600)

    def test_nothing_of_a_page_tells_who_had_a_value(self):
        """Attributes of cells and rows, headings of lists: who has which value shows in neither."""
        def row(number, faith):
            is_titled = number % 7 == 0 and faith
            cell = f"<td title='{faith}'></td>" if is_titled else f"<td>{faith}</td>"
            return (f"<tr class='rel-{faith}'><td>Nadia Farrow{number}</td>"
                    f"<td>nadia{number}@example.org</td>{cell}</tr>\n")

        def ordered(number, faith):
            return (f"<tr><td>Nadia Farrow{number}</td><td><a href='mailto:nadia{number}@example.org'>"
                    f"nadia{number}@example.org</a></td><td data-order={FAITHS.index(faith)}>"
                    f"<b class=f{FAITHS.index(faith)}>{faith}</b></td></tr>\n")

        def drawn(number, faith):
            at = FAITHS.index(faith)
            picture = f"<img src=f{at}.png alt='{faith}'>" if faith else f"<img src=f{at}.png>"
            return (f"<tr><td>Nadia Farrow{number}</td><td>nadia{number}@example.org</td>"
                    f"<td data-order={at}>{picture}</td></tr>\n")

        def entry(number, faith):
            told = f"<dt>Religion</dt><dd>{faith}</dd>" if faith else ""
            return (f"<dl><dt>Name</dt><dd>Nadia Farrow{number}</dd><dt>Email</dt>"
                    f"<dd>nadia{number}@example.org</dd>{told}</dl>\n")

        head = "<table><tr><th>Name</th><th>E-mail</th><th>Religion</th></tr>\n"
        for name, start, make, end in (("rows", head, row, "</table>"), ("list", "", entry, ""),
                                       ("ordered", head, ordered, "</table>"),
                                       ("drawn", head, drawn, "</table>")):
            stores = []
            for turn, faiths in enumerate((FAITHS * 600, FAITHS[::-1] * 600)):
                people = "".join(make(number, faith) for number, faith in enumerate(faiths))
                folder = f"{name}{turn}"
                self.write(f"{folder}/members.html", f"<!doctype html>\n{start}{people}{end}\n")
                self.run_sunder("split", f"{folder}/members.html", "--to", f"out-{folder}",
                                "--min-cohort", 1000, "--recipient", self.recipient(), code=0)
                self.run_sunder("verify", f"out-{folder}", code=0)
                stores.append(self.read(f"out-{folder}/identity/members.html"))
            self.assertEqual(stores[0], stores[1])
            for trace in ("Muslim", "order=", "f1"):
                self.assertNotIn(trace, stores[0])

    def test_what_was_chosen_in_forms_leaves(self):
        """Who chose what shows nowhere; what could have been chosen stays and counts for nobody."""
        def form(number, faith, kind):
            of = lambda word, mark: f" {mark}" if word == faith else ""
            if kind == "select":
                options = "".join(f"<option{of(word, 'selected')}>{word}</option>"
                                  for word in FAITHS if word)
                choice = f"<select name=religion>{options}</select>"
            else:
                choice = "".join(f"<label><input type=radio name=religion value={word}"
                                 f"{of(word, 'checked')}> {word}</label>" for word in FAITHS if word)
            return (f"<form><p>Nadia Farrow{number} <input name=email value=nadia{number}@example.org>"
                    f" {choice}</p></form>\n")

        for kind in ("select", "radio"):
            stores = []
            for turn, faiths in enumerate((FAITHS * 600, FAITHS[::-1] * 600)):
                folder = f"{kind}{turn}"
                forms = "".join(form(number, faith, kind) for number, faith in enumerate(faiths))
                self.write(f"{folder}/forms.html", f"<!doctype html>\n{forms}")
                self.run_sunder("split", f"{folder}/forms.html", "--to", f"out-{folder}",
                                "--min-cohort", 1000, "--recipient", self.recipient(), code=0)
                self.run_sunder("verify", f"out-{folder}", code=0)
                stores.append(self.read(f"out-{folder}/identity/forms.html"))
                published = self.published(self.path(f"out-{folder}"))["religion"]
                self.assertEqual(published["Jewish"], 600)
            self.assertEqual(stores[0], stores[1])
            self.assertNotIn("ed>", stores[0])

    def test_keep_order_keeps_rows(self):
        self.write("members.html", self.page(FAITHS * 600))
        done = self.run_sunder("split", "members.html", "--to", "out", "--min-cohort", 1000,
                               "--keep-order", code=0)
        self.assertIn("--keep-order", done.out)
        self.assertEqual(self.read("out/identity/members.html"),
                         self.page([""] * 2400).replace(" class=r", ""))

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
