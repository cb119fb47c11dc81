#!/usr/bin/env python3
"""Workbooks, word processor documents and PDFs: read, and read only in a split: sealed whole or
copied byte for byte. The files are made here by hand, from nothing but the formats."""
import base64
import json
import os
import re
import shutil
import signal
import subprocess
import time
import zipfile

import sunder_case
from office_files import write_docx, write_ods, write_odt, write_pdf, write_xlsx
from sunder_case import SunderCase

STATING = ["Dear colleagues,", "Amara Holloway (amara.holloway@example.org) is a devout Catholic.",
           "Yours"]
HARMLESS = ["Dear colleagues,", "the bridge over the river opens on Monday.", "Yours"]


class OfficeTest(SunderCase):
    def people(self, count=60):
        rows = self.customers(count)
        return [rows[0]] + [[text or "none" for text in row] for row in rows[1:]]

    def scan(self, *sources, code):
        done = self.run_sunder("scan", *sources, "--format", "json", code=code)
        return json.loads(done.out)

    def labels(self, report, table):
        return {field["name"]: field["label"] for entry in report["tables"]
                if entry["table"] == table for field in entry["fields"]}

    def test_workbooks_are_tables(self):
        write_xlsx(self.path("p.xlsx"), {"People": self.people(), "Sites": [["Site", "City"],
                                                                             ["1", "Ulm"]]})
        write_ods(self.path("p.ods"), {"People": self.people()})
        for name, tables in (("p.xlsx", {"People", "Sites", "(outside the cells)"}),
                             ("p.ods", {"People", "(outside the cells)"})):
            report = self.scan(name, code=1)
            self.assertEqual({table["table"] for table in report["tables"]}, tables)
            people = next(table for table in report["tables"] if table["table"] == "People")
            self.assertEqual(people["connector"], "spreadsheet")
            labels = [field["label"] for field in people["fields"]]
            self.assertIn("religion", labels)
            self.assertIn("email_address", labels)
            self.assertEqual(people["associations"][0]["strength"], "linked")

    def test_documents_are_read(self):
        write_docx(self.path("a.docx"), STATING)
        write_odt(self.path("a.odt"), STATING)
        write_pdf(self.path("a.pdf"), [line.replace("(", "").replace(")", "") for line in STATING])
        for name in ("a.docx", "a.odt", "a.pdf"):
            report = self.scan(name, code=1)
            association = report["tables"][0]["associations"][0]
            self.assertEqual((association["label"], association["strength"]), ("religion", "linked"))

    def test_damage_is_told(self):
        write_xlsx(self.path("whole.xlsx"), {"P": self.people(3000)})
        with open(self.path("whole.xlsx"), "rb") as file:
            whole = file.read()
        self.write("cut.xlsx", whole[:len(whole) // 2])
        self.write("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) +
                   "EncryptedPackage".encode("utf-16-le"))
        self.write("no.pdf", b"%PDF-1.7\nnothing")
        for name in ("cut.xlsx", "locked.docx", "no.pdf"):
            report = self.scan(name, code=3)
            self.assertIn(report["coverage"][0]["state"], ("PARTIAL", "SKIPPED"), name)
            self.assertTrue(report["coverage"][0]["detail"], name)
            if name.startswith("locked"):
                self.assertEqual(report["coverage"][0]["reason"], "encrypted")

    def fill_folder(self):
        os.mkdir(self.path("in"))
        write_ods(self.path("in/people.ods"), {"People": self.people()})
        write_xlsx(self.path("in/stock.xlsx"), {"Stock": [["Part", "Shelf"], ["Bolt", "A"],
                                                          ["Nut", "B"]]})
        write_docx(self.path("in/letter.docx"), STATING)
        write_docx(self.path("in/note.docx"), HARMLESS)
        write_pdf(self.path("in/note.pdf"), HARMLESS)
        self.write_csv("in/customers.csv", self.customers())

    def test_plan_and_split(self):
        self.fill_folder()
        plan = self.run_sunder("plan", "in", "-o", "plan.toml", code=0)
        self.assertIn("needs --recipient", plan.err)
        with open(self.path("plan.toml"), encoding="utf-8") as file:
            text = file.read()
        self.assertIn('read_only = "ODS workbooks are not rewritten"', text)
        self.assertIn('route = "withhold"', text)
        refused = self.run_sunder("split", "in", "--to", "out", code=2)
        self.assertIn("--recipient", refused.err)
        self.assert_no_store(self.path("out"))

        done = self.run_sunder("split", "in", "--plan", "plan.toml", "--to", "out", "--recipient",
                               self.recipient(), code=0)
        self.assertIn("2 files sealed whole", done.out)
        self.assertIn("withheld with its file", done.out)
        self.assertEqual(sorted(os.listdir(self.path("out/identity"))),
                         ["customers.csv", "note.docx", "note.pdf", "stock.xlsx"])
        for name in ("note.docx", "note.pdf"):
            self.assertEqual(self.bytes_of(f"in/{name}"), self.bytes_of(f"out/identity/{name}"))
            self.assertEqual(os.stat(self.path("out/identity", name)).st_mode & 0o777, 0o600)
        self.assertEqual(self.unsealed(), {"people.ods": self.bytes_of("in/people.ods"),
                                           "letter.docx": self.bytes_of("in/letter.docx")})
        evidence = json.loads(self.bytes_of("out/evidence/evidence.json"))
        withheld = {field["object"] for field in evidence["fields"] if field["route"] == "withhold"}
        self.assertEqual(withheld, {"people.ods", "letter.docx"})
        # Only the table's persons count.
        self.assertEqual(sum(self.published(self.path("out"))["religion"].values()), 2500)
        self.run_sunder("verify", "out", code=0)
        listed = self.run_sunder("quarantine", "list", "out", "--key", self.path("quarantine.key"),
                                 code=0)
        self.assertIn("people.ods, pieces of the whole file", listed.out)

    def parts(self, name):
        with zipfile.ZipFile(self.path(name)) as package:
            self.assertIsNone(package.testzip())
            return {part: package.read(part).decode() for part in package.namelist()}

    def test_workbooks_are_taken_apart(self):
        rows = self.customers(2500)
        write_xlsx(self.path("p.xlsx"), {"People": rows, "Sites": [["Site", "City"], ["1", "Ulm"],
                                                                   ["2", "Graz"]]})
        done = self.run_sunder("split", "p.xlsx", "--to", "out", code=0)
        self.assertIn("not carried over", done.out)
        parts = self.parts("out/identity/p.xlsx")
        for part, text in parts.items():
            for value in ("Catholic", "Muslim", "Methodist", "Jewish", "Hindu", "religion"):
                self.assertNotIn(value, text, part)
        texts = re.findall(r'<t xml:space="preserve">([^<]*)</t>', parts["xl/worksheets/sheet1.xml"])
        self.assertEqual(texts[:4], rows[0][:4])
        found = sorted(tuple(texts[at:at + 4]) for at in range(4, len(texts), 4))
        self.assertEqual(found, sorted(tuple(row[:4]) for row in rows[1:]))
        self.assertEqual(sum(self.published(self.path("out"))["religion"].values()), 2500)
        self.scan("out/identity/p.xlsx", code=0)
        self.run_sunder("verify", "out", code=0)
        # Values given to other persons change no byte.
        values = [row[4] for row in rows[1:]]
        shuffled = values[1:] + values[:1]
        write_xlsx(self.path("p.xlsx"), {"People": self.customers(2500, values=shuffled),
                                         "Sites": [["Site", "City"], ["1", "Ulm"], ["2", "Graz"]]})
        self.run_sunder("split", "p.xlsx", "--to", "again", code=0)
        self.assertEqual(self.tree(self.path("out")), self.tree(self.path("again")))

    def test_what_formulas_make_of_a_column_leaves_with_it(self):
        def people(values):
            rows = [row + [f"{row[0]}-x", str(int(row[4] == "Muslim"))]
                    for row in self.customers(2500, values=values)]
            rows[0][5:] = ["code", "meal"]
            return rows

        stores = []
        values = [row[4] for row in self.customers(2500)[1:]]
        for turn in range(2):
            name = f"turn{turn}"
            os.mkdir(self.path(name))
            write_xlsx(self.path(f"{name}/p.xlsx"), {"People": people(values[turn:] + values[:turn])},
                       formulas={"F": 'A{row}&"-x"', "G": 'IF(E{row}="Muslim",1,0)'})
            done = self.run_sunder("split", f"{name}/p.xlsx", "--to", f"out-{name}", "--recipient",
                                   self.recipient(), code=0)
            self.assertIn("column G of sheet 1", " ".join(done.out.split()))
            self.run_sunder("verify", f"out-{name}", code=0)
            text = self.parts(f"out-{name}/identity/p.xlsx")["xl/worksheets/sheet1.xml"]
            self.assertNotIn("meal", text)
            self.assertIn("-x<", text)
            stores.append(self.bytes_of(f"out-{name}/identity/p.xlsx"))
        self.assertEqual(stores[0], stores[1])

    def test_a_row_of_a_sheet_does_not_come_and_go_with_a_value(self):
        for name, faith in (("with", "Catholic"), ("without", "")):
            rows = [row + ["Called about the newsletter."] for row in self.customers(2500)]
            rows[0][-1] = "notes"
            rows[9][-1] += " She is a lesbian, as she told us. Wants a letter in spring."
            for at in (40, 700, 2503):  # the last one behind all others
                rows.insert(at, ["", "", "", "", faith])
            os.mkdir(self.path(name))
            write_xlsx(self.path(f"{name}/p.xlsx"), {"People": rows})
            self.run_sunder("split", f"{name}/p.xlsx", "--to", f"out-{name}", "--recipient",
                            self.recipient(), code=0)
            self.run_sunder("verify", f"out-{name}", code=0)
        one, other = self.tree(self.path("out-with")), self.tree(self.path("out-without"))
        sealed = [tree.pop("quarantine/batch-000001.age") for tree in (one, other)]
        self.assertEqual(one, other)
        self.assertEqual(sealed[0], sealed[1])
        self.assertEqual(sum(self.published(self.path("out-with"))["religion"].values()), 2500)

    def test_workbooks_in_place_and_requests(self):
        rows = self.customers(2500)
        write_xlsx(self.path("p.xlsx"), {"People": rows})
        self.run_sunder("split", "p.xlsx", "--in-place", "--to", "out", code=0)
        self.assertNotIn("Catholic", "".join(self.parts("p.xlsx").values()))
        self.write("who.toml", f'[identifier]\nemail_address = "{rows[7][2]}"\n'
                               '[verified]\nby = "Privacy desk"\nhow = "answered a mail"\n')
        self.run_sunder("subject", "erase", "p.xlsx", "--request", "who.toml", "--yes", code=0)
        texts = "".join(self.parts("p.xlsx").values())
        self.assertNotIn(rows[7][2], texts)
        self.assertIn(rows[8][2], texts)

    def bytes_of(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def unsealed(self):
        """Object -> bytes, as Debian's `age` opens the pieces."""
        pieces = {}
        folder = self.path("out/quarantine")
        for name in os.listdir(folder):
            done = subprocess.run(["age", "-d", "-i", self.path("quarantine.key"),
                                   os.path.join(folder, name)], capture_output=True, check=True)
            for line in done.stdout.splitlines():
                item = json.loads(line)
                if "base64" in item:
                    pieces.setdefault(item["object"], {})[item["record"]] = item["base64"]
        return {name: b"".join(base64.b64decode(parts[number]) for number in sorted(parts))
                for name, parts in pieces.items()}

    def test_large_files_are_sealed_in_pieces(self):
        write_docx(self.path("a.docx"), STATING)
        with zipfile.ZipFile(self.path("a.docx"), "a") as package:
            package.writestr("word/media/picture.png", os.urandom(14 << 20))
        self.run_sunder("split", "a.docx", "--to", "out", "--recipient", self.recipient(), code=0)
        self.assertEqual(self.unsealed(), {"a.docx": self.bytes_of("a.docx")})

    def split_while(self, change):
        """A split of `in`; `change` is called when everything was judged and nothing written."""
        process = subprocess.Popen([sunder_case.SUNDER, "split", "in", "--to", "out",
                                    "--recipient", self.recipient()], cwd=self.folder,
                                   env=self.environment(), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        while process.poll() is None and not os.path.isdir(self.path("out/.sunder-run")):
            time.sleep(0.001)
        process.send_signal(signal.SIGSTOP)
        self.assertFalse(os.path.exists(self.path("out/.sunder-run/identity/z.pdf")))
        change()
        process.send_signal(signal.SIGCONT)
        return process.wait(), process.communicate()[1].decode()

    def test_what_changes_after_it_was_judged_is_not_published(self):
        changes = {
            "replaced": lambda: write_pdf(self.path("in/z.pdf"), HARMLESS[:2]),
            "appended to": lambda: self.append("in/z.pdf", b"% one more line\n"),
            "a sealed one": lambda: self.append("in/zz.docx", b"more")}
        os.mkdir(self.path("in"))
        self.write_csv("in/customers.csv", self.customers(60000))
        for name, change in changes.items():
            write_pdf(self.path("in/z.pdf"), HARMLESS)
            write_docx(self.path("in/zz.docx"), STATING)
            with self.subTest(name):
                code, message = self.split_while(change)
                self.assertEqual(code, 3, message)
                self.assertIn("while it was read", message)
                self.assert_no_store(self.path("out"))
            shutil.rmtree(self.path("out"), ignore_errors=True)

    def append(self, name, data):
        with open(self.path(name), "ab") as file:
            file.write(data)

    def test_in_place(self):
        write_docx(self.path("a.docx"), STATING)
        before = self.bytes_of("a.docx")
        for flags in (["--dry-run"], []):
            done = self.run_sunder("split", "a.docx", "--in-place", "--to", "out", *flags,
                                   "--recipient", self.recipient(), code=2)
            self.assertIn("sealed whole", done.err)
        self.assertEqual(self.bytes_of("a.docx"), before)
        # A harmless one beside a table that is rewritten stays as it is.
        os.mkdir(self.path("in"))
        write_docx(self.path("in/note.docx"), HARMLESS)
        self.write_csv("in/customers.csv", self.customers())
        before = self.bytes_of("in/note.docx")
        self.run_sunder("split", "in", "--in-place", "--to", "out", code=0)
        self.assertEqual(self.bytes_of("in/note.docx"), before)

    def test_an_edited_plan_decides(self):
        write_docx(self.path("a.docx"), STATING)
        self.run_sunder("plan", "a.docx", "-o", "plan.toml", code=0)
        text = self.bytes_of("plan.toml").decode()
        self.assertEqual(text.count('route = "withhold"'), 1)
        self.write("plan.toml", text.replace('route = "withhold"\nreason = "',
                                             'route = "drop_sentences"\nreason = "I say so; '))
        done = self.run_sunder("split", "a.docx", "--plan", "plan.toml", "--to", "out", code=2)
        self.assertIn("read only", done.err)
        # Kept by a person's word, it is judged again all the same.
        self.write("plan.toml", text.replace('route = "withhold"\nreason = "',
                                             'route = "keep"\nreason = "I say so; '))
        done = self.run_sunder("split", "a.docx", "--plan", "plan.toml", "--to", "out")
        self.assertIn(done.returncode, (2, 3))
        self.assert_no_store(self.path("out"))

    def test_requests_of_persons(self):
        write_ods(self.path("a.ods"), {"People": self.people()})
        email = self.people()[7][2]
        self.write("who.toml", f'[identifier]\nemail_address = "{email}"\n'
                               '[verified]\nby = "Privacy desk"\nhow = "answered a mail"\n')
        before = self.bytes_of("a.ods")
        found = self.run_sunder("subject", "find", "a.ods", "--request", "who.toml", code=0)
        self.assertIn("a.ods/People: 1 record", found.out)
        refused = self.run_sunder("subject", "erase", "a.ods", "--request", "who.toml", "--yes",
                                  code=2)
        self.assertIn("cannot be rewritten", refused.err)
        self.assertEqual(self.bytes_of("a.ods"), before)


if __name__ == "__main__":
    sunder_case.main()
