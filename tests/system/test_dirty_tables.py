#!/usr/bin/env python3
"""Tables as people send them: lines above the header, several header rows, units, notes below, JSON in
cells, several values in one, key-value blocks. What is kept comes back as it was; what leaves is
counted; how a table was read stands in the plan, and can be said otherwise."""
import csv
import io
import json
import os
import re

import sunder_case
from sunder_case import SunderCase

HEADER = ["customer_id", "full_name", "email", "religion", "height"]
FAITHS = ["Catholic", "Muslim", "Methodist", "Jewish", ""]
COUNT = 75


def people():
    names = [f"{given} {surname}" for given in sunder_case.GIVEN for surname in sunder_case.SURNAMES]
    return [[f"C{1000 + i}", names[i], f"{names[i].replace(' ', '.').lower()}@example.org",
             FAITHS[i % len(FAITHS)], str(150 + i % 40)] for i in range(COUNT)]


def lines(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def without(rows, column):
    return [row[:column] + row[column + 1:] for row in rows]


class DirtyTablesTest(SunderCase):
    def split(self, name, content, *arguments, code=0, plan=None):
        path = self.write(name, content)
        plan = plan or self.plan(path)
        self.run_sunder("split", path, "--to", "out", "--plan", plan, "--min-cohort", "10",
                        "--replace", *arguments, code=code)
        if code:
            return None
        with open(self.path("out/identity", name), encoding="utf-8", newline="") as file:
            return file.read()

    def plan(self, path, edit=None):
        done = self.run_sunder("plan", path, "--min-cohort", "10", code=0)
        text = edit(done.out) if edit else done.out
        return self.write("plan.toml", text)

    def counts(self):
        return {value: int(count) for value, count in self.published(self.path("out"))
                ["religion"].items()}

    def check_split(self, name, above, rows=None, below="", kept_below=""):
        """Above and below the records everything stays; the religion column goes."""
        rows = rows or people()
        identity = self.split(name, above[0] + lines(rows) + below)
        kept = lines(without(rows, 3)) + kept_below
        self.assertEqual(identity[:len(above[1])], above[1])
        self.assertEqual(sorted(identity[len(above[1]):].splitlines()), sorted(kept.splitlines()))
        noted = len(below.splitlines())  # notes are records without a value
        self.assertEqual(self.counts(), {"Catholic": 15, "Muslim": 15, "Methodist": 15,
                                         "Jewish": 15, "any or none": 15 + noted})

    def test_preamble_is_kept(self):
        above = "Members, by parish\n\n\"Made on \"\"Monday\"\", late\"\n"
        self.check_split("p.csv", (above + lines([HEADER]), above + lines(without([HEADER], 3))))

    def test_padded_preamble_is_kept(self):
        above = "Members by parish,,,,\nMade on Monday,,,,\n"
        self.check_split("p.csv", (above + lines([HEADER]), above + lines(without([HEADER], 3))))

    def test_findings_leave_the_preamble(self):
        above = "Members\nNadia Farrow, nadia@example.org: Nadia Farrow is a devout Muslim.\n"
        recipient = self.recipient()
        identity = self.split("p.csv", above + lines([HEADER] + people()), "--recipient", recipient)
        self.assertTrue(identity.startswith("Members\n"), identity[:200])
        self.assertNotIn("devout", identity)
        self.assertIn("customer_id,full_name,email,height\n", identity)
        again = self.run_sunder("scan", "out/identity/p.csv", code=0)
        self.assertNotIn("religion in", again.out)

    def test_a_preamble_that_cannot_be_read_whole_is_told(self):
        table = lines([HEADER] + people())
        self.write("long.csv", ("A line of notes" * 9 + "\n") * 600 + table)
        self.write("bytes.csv", b"Members\nFran\xe7ois\n" + table.encode() +
                   "9,\u00e9\u00e8\u00e0,b@example.org,,\n".encode() * 99)
        self.write("sunder.toml", '[[dialect]]\nobject = "long.csv"\npreamble = "600"\n')
        for name, said in (("long.csv", "take more than 64 KiB"), ("bytes.csv", "are not UTF-8")):
            done = self.run_sunder("scan", name, "--format", "json", code=3)
            self.assertEqual(json.loads(done.out)["coverage"][0]["state"], "SKIPPED")
            self.assertIn("the lines above the header " + said, done.out)

    def test_units_are_kept(self):
        units = [["", "", "", "", "cm"]]
        self.check_split("u.csv", (lines([HEADER] + units), lines(without([HEADER] + units, 3))))

    def test_two_header_rows_are_kept(self):
        groups = [["Person", "", "", "Belief", "Body"]]
        self.check_split("g.csv", (lines(groups + [HEADER]), lines(without(groups + [HEADER], 3))))

    def test_header_rows_are_kept_when_a_group_leaves(self):
        # What remains of the upper row would be taken for a line above the header.
        groups = [["Person", "", "", "Belief", ""]]
        self.check_split("g.csv", (lines(groups + [HEADER]), lines(without(groups + [HEADER], 3))))

    def test_survey(self):
        heads = [["Your id?", "Your name?", "Your e-mail?", "What is your religion?", "Height?"],
                 ["Response", "Open-Ended Response", "Response", "Response", "Response"]]
        self.check_split("s.csv", (lines(heads), lines(without(heads, 3))))

    def test_import_ids(self):
        heads = [["Q1", "Q2", "Q3", "Q4", "Q5"],
                 ["Your id?", "Your name?", "Your e-mail?", "What is your religion?", "Height?"],
                 ['{"ImportId":"QID%d"}' % i for i in range(5)]]
        self.check_split("s.csv", (lines(heads), lines(without(heads, 3))))

    def test_notes_below_are_kept(self):
        below = "Total,,,,60\nSource: made up\n"
        self.check_split("n.csv", (lines([HEADER]), lines(without([HEADER], 3))), below=below,
                         kept_below="Total,,,60\nSource: made up\n")

    def test_changing_numbers_of_columns(self):
        rows = [row + ["x"] * (i % 3) for i, row in enumerate(people())]
        self.check_split("r.csv", (lines([HEADER]), lines(without([HEADER], 3))), rows)

    def test_a_comma_that_nobody_quoted_keeps_nothing_beyond_the_header(self):
        rows = [row[:3] + [row[3] + ", Muslim" if i % 3 == 0 and row[3] else row[3]]
                for i, row in enumerate(people())]
        content = "".join(",".join(row) + "\n" for row in [HEADER[:4]] + rows)
        identity = self.split("x.csv", content)
        self.assertEqual(identity, lines([HEADER[:3]] + [row[:3] for row in rows]))

    def shifted(self, make, recipient=True, code=0):
        """2,000 people, of every tenth the line that `make` gives: what the identity store holds."""
        rows = [row[:1] + [f"{row[1]} {copy}", f"{copy}.{row[2]}"] + row[3:]
                for copy in range(40) for row in people()[:50]]
        content = lines([HEADER]) + "".join(make(row) if at % 10 == 3 else lines([row])
                                            for at, row in enumerate(rows))
        path = self.write("shift.csv", content)
        done = self.run_sunder("split", path, "--to", "out", "--replace",
                               *(["--recipient", self.recipient()] if recipient else []), code=code)
        if code:
            return done
        self.run_sunder("verify", "out", code=0)
        with open(self.path("out/identity/shift.csv"), encoding="utf-8", newline="") as file:
            return file.read()

    def check_nothing_told(self, identity):
        for faith in filter(None, FAITHS):
            self.assertNotIn(faith, identity)

    def test_a_comma_left_of_a_value_keeps_it_nowhere(self):
        """The value stands under the name of another column: the record leaves whole."""
        makers = (lambda row: ",".join([row[0], *row[1].split(" ", 1)] + row[2:]) + "\n",  # too many
                  lambda row: ",".join(row[:2] + row[3:]) + "\n")  # too few
        for make in makers:
            identity = self.shifted(make)
            self.check_nothing_told(identity)
            # Every tenth is the fourth or the ninth of five, who have a value or none.
            self.assertGreater(len(identity.splitlines()), 1800)
        done = self.shifted(makers[0], recipient=False, code=2)
        self.assertIn("--recipient", done.err)

    def test_text_behind_a_closing_quote_is_of_its_cell(self):
        for behind in ('"%s"x', '"x"%s', '"%s" "x"'):
            identity = self.shifted(lambda row: ",".join(row[:3]) + f',{behind % row[3]},{row[4]}\n')
            self.check_nothing_told(identity)
            self.assertEqual(len(identity.splitlines()), 2001)

    def test_a_second_header_in_another_order_is_refused(self):
        turned = lambda row: row[3:] + row[:3]
        content = (lines([HEADER]) + lines(people() * 20) + lines([turned(HEADER)]) +
                   lines(turned(row) for row in people() * 10))
        path = self.write("two.csv", content)
        done = self.run_sunder("split", path, "--to", "out", "--recipient", self.recipient(), code=2)
        self.assertIn("second header", done.err)
        self.assertFalse(os.path.exists(self.path("out/identity")))

    def test_json_cells(self):
        def cell(row, with_faith):
            faith = {"faith": {"religion": row[3]}} if with_faith else {}
            return json.dumps({**faith, "mail": [row[2], 'say "hi", \u00e9\\n'], "height":
                               float(row[4]), "none": None}, ensure_ascii=False)
        def rows(with_faith):
            return [[row[0], cell(row, with_faith), row[1]] for row in people()]
        header = [["customer_id", "more", "full_name"]]
        identity = self.split("j.csv", lines(header + rows(True)))
        def parsed(text):
            return sorted((row[0], json.loads(row[1]), row[2])
                          for row in list(csv.reader(io.StringIO(text)))[1:])
        self.assertEqual(parsed(identity), parsed(lines(header + rows(False))))
        self.assertEqual(sum(self.counts().values()), COUNT)

    def test_json_cells_without_findings_stay_byte_for_byte(self):
        rows = [[row[0], row[3], '{ "a" : [1, 2.50] , "b":"x, y" }', row[2]] for row in people()]
        header = [["customer_id", "religion", "more", "email"]]
        identity = self.split("j.csv", lines(header + rows))
        self.assertEqual(sorted(identity.splitlines()),
                         sorted(lines(without(header + rows, 1)).splitlines()))

    def test_several_values_of_one_person_are_one(self):
        rows = people()
        for i, row in enumerate(rows):
            row[3] = ["Catholic; Methodist", "Catholic|Jewish", "Muslim / Muslim", "n/a; Hindu",
                      "n/a"][i % 5]
        self.split("m.csv", lines([HEADER] + rows))
        self.assertEqual(self.counts(), {"Christian": 15, "multiple": 15, "Muslim": 15, "Hindu": 15,
                                         "any or none": 15})

    def test_words_for_no_value(self):
        # Two of three know something; none of these words is a value.
        words = ["n/a", "-", "k.A.", "prefer not to say", "keine Angabe", "", "sin datos",
                 "\u4e0d\u660e", "sans r\u00e9ponse", "niet bekend", "\u672a\u56de\u7b54"]
        rows = people()
        for i, row in enumerate(rows):
            row[3] = "Catholic" if i % 3 else words[i // 3 % len(words)]
        self.split("w.csv", lines([HEADER] + rows))
        self.assertEqual(self.counts(), {"Catholic": 50, "any or none": 25})

    def test_key_value_blocks(self):
        def blocks(fields):
            return ["".join(f"{HEADER[i]}: {row[i]}\n" for i in fields) for row in people()]
        identity = self.split("k.txt", "\n".join(blocks(range(5))))
        self.assertEqual(sorted(identity.removesuffix("\n").split("\n\n")),
                         sorted(block.removesuffix("\n") for block in blocks([0, 1, 2, 4])))
        self.assertEqual(sum(self.counts().values()), COUNT)

    def test_dialect_stands_in_the_plan(self):
        path = self.write("p.csv", "Members of May\n" + lines([HEADER] + people()))
        with open(self.plan(path), encoding="utf-8") as file:
            plan = file.read()
        self.assertRegex(plan, r'dialect = \{.*"preamble" = "1"')
        # A plan that was made to be read in another way is refused, and says where to say it.
        other = self.plan(path, lambda text: text.replace('"preamble" = "1"', '"preamble" = "0"'))
        done = self.run_sunder("split", path, "--to", "out", "--plan", other, code=2)
        self.assertIn("[[dialect]]", done.err)
        wrong = self.plan(path, lambda text: text.replace('"preamble" = "1"', '"preamble" = "x"'))
        self.assertIn("preamble", self.run_sunder("split", path, "--to", "out", "--plan", wrong,
                                                  code=2).err)

    def test_dialect_can_be_said(self):
        self.write("sunder.toml", '[[dialect]]\nobject = "*.csv"\nheader = "no"\n')
        path = self.write("x.csv", lines([HEADER] + people()))
        done = self.run_sunder("scan", path, "--format", "json", code=1)
        self.assertEqual(json.loads(done.out)["records"], COUNT + 1)
        self.write("sunder.toml", '[[dialect]]\nobject = "*.csv"\ncolour = "red"\n')
        self.assertIn("colour", self.run_sunder("scan", path, code=None).err)
        self.write("sunder.toml", '[[dialect]]\nheader = "no"\n')
        self.assertIn("object", self.run_sunder("scan", path, code=2).err)

    def test_the_plan_reads_as_it_was_made(self):
        """A file whose head would be sniffed otherwise is read as the plan says."""
        path = self.write("x.csv", "Members\n" + lines([HEADER] + people()))
        plan = self.plan(path)
        identity = self.split("x.csv", "Members\n" + lines([HEADER] + people()), plan=plan)
        self.assertTrue(identity.startswith("Members\ncustomer_id,"))
        self.assertEqual(len(re.findall(r"@example\.org", identity)), COUNT)
        self.assertTrue(os.path.exists(self.path("out/evidence/evidence.json")))


if __name__ == "__main__":
    sunder_case.main()
