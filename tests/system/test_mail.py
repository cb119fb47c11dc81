#!/usr/bin/env python3
"""Mail: what is found in headers, texts and attachments, and what a split gives back."""
import collections
import email
import email.policy
import io
import json
import mailbox
import os
import zipfile
from email.message import EmailMessage

import sunder_case
from sunder_case import SunderCase

STATEMENT = "She is a devout Catholic and asked for a visit. "
FAITHS = ["Catholic", "Muslim", "Jewish", ""]


def letter(number, statement, encoding="7bit"):
    message = EmailMessage()
    message["From"] = f"Nadia Farrow <nadia{number}@example.org>"
    message["To"] = "Desk <desk@example.com>"
    message["Subject"] = "Newsletter — the café"
    message["Message-ID"] = f"<{number}@example.org>"
    accent = "" if encoding == "7bit" else " at the café"
    text = (f"Called about the newsletter last week{accent}. {statement}Wants a letter in the spring, "
            "and no calls before the holidays.\n\nYours,\nN. F.\n")
    message.set_content(text, cte=encoding)
    if number % 2:
        page = text.replace(statement, f"<b>{statement.strip()}</b> " if statement else "")
        message.add_alternative(f"<html><body><p>{page}</p></body></html>\n", subtype="html",
                                cte="quoted-printable")
        message.set_boundary(f"boundary-{number}")
    return message


class MailTest(SunderCase):
    def write_mailbox(self, name, statements, encoding="7bit", headers=None):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        box = mailbox.mbox(self.path(name))
        for number, statement in enumerate(statements):
            message = letter(number, statement, encoding)
            for key, value in (headers or (lambda _: {}))(number).items():
                message[key] = value
            mail = mailbox.mboxMessage(message)
            mail.set_from(f"nadia{number}@example.org Mon Nov 23 05:46:54 2026")
            box.add(mail)
        box.close()

    def read(self, *parts):
        with open(self.path(*parts), "rb") as file:
            return file.read()

    def test_a_statement_in_a_body_meets_its_sender(self):
        for encoding in ("7bit", "base64", "quoted-printable"):
            self.write("letter.eml", bytes(letter(1, STATEMENT, encoding)))
            done = self.run_sunder("scan", "letter.eml", code=1)
            for field in ("body", "body_html", "from"):
                self.assertIn(field, done.out)

    def test_a_split_of_a_mailbox_does_not_show_who_said_what(self):
        for encoding in ("7bit", "base64", "quoted-printable"):
            lefts = []
            for turn in (0, 1):
                said = [STATEMENT if number % 3 == turn else "" for number in range(2200)]
                name = f"{encoding}{turn}"
                self.write_mailbox(f"{name}/letters.mbox", said, encoding)
                self.run_sunder("split", f"{name}/letters.mbox", "--to", f"out{name}", "--recipient",
                                self.recipient(), code=0)
                lefts.append(self.read(f"out{name}/identity/letters.mbox"))
            self.assertNotIn(b"Catholic", lefts[0])
            self.assertEqual(lefts[0], lefts[1])
            box = mailbox.mbox(self.path(f"out{encoding}0/identity/letters.mbox"))
            for number, left in enumerate(box):
                got = email.message_from_bytes(bytes(left), policy=email.policy.default)
                wanted = letter(number, "", encoding)
                self.assertEqual(got["Subject"], wanted["Subject"])
                for kind in ("plain", "html") if number % 2 else ("plain",):
                    self.assertEqual(got.get_body((kind,)).get_content(),
                                     wanted.get_body((kind,)).get_content())
            box.close()

    def test_a_header_is_a_field_that_leaves(self):
        faiths = [FAITHS[number % 4] for number in range(2200)]
        self.write_mailbox("letters.mbox", [""] * len(faiths), headers=lambda number:
                           {"X-Religion": faiths[number]} if faiths[number] else {})
        self.run_sunder("split", "letters.mbox", "--to", "out", "--recipient", self.recipient(),
                        code=0)
        self.assertNotIn(b"Religion", self.read("out/identity/letters.mbox"))
        told = collections.Counter(faith for faith in faiths if faith)
        published = self.published(self.path("out"))["religion"]
        self.assertEqual({name: published[name] for name in told}, dict(told))
        self.run_sunder("verify", "out", code=0)

    def test_an_order_by_the_column_that_leaves_does_not_stay(self):
        """A roster in a message: sorted by the column that leaves, or backwards."""
        stores = []
        for name, is_sorted in (("sorted", True), ("back", False)):
            rosters = ""
            for number in range(2100):
                rows = [(f"Nadia Farrow{number}-{row}", FAITHS[(number + row) % 4]) for row in range(6)]
                rows.sort(key=(lambda row: row[::-1]) if is_sorted else (lambda row: row[0][::-1]))
                cells = "\n".join(f"<tr><td>{who}</td><td>{faith}</td></tr>" for who, faith in rows)
                rosters += (f"From desk{number}@example.com Mon Nov 23 05:46:54 2026\n"
                            f"From: desk{number}@example.com\nSubject: roster\nMIME-Version: 1.0\n"
                            "Content-Type: text/html; charset=utf-8\n\n<table>\n<tr><th>Name</th>"
                            f"<th>Religion</th></tr>\n{cells}\n</table>\n\n")
            self.write(f"{name}/rosters.mbox", rosters)
            self.run_sunder("split", f"{name}/rosters.mbox", "--to", f"out-{name}", "--recipient",
                            self.recipient(), code=0)
            stores.append(self.tree(self.path(f"out-{name}")))
            self.assertNotIn(b"Catholic", self.read(f"out-{name}/identity/rosters.mbox"))
        self.assertEqual(stores[0], stores[1])

    def test_a_folder_of_messages_does_not_show_who_said_what(self):
        outcomes = []
        for turn in (0, 1):
            for number in range(120):
                said = STATEMENT if number % 3 == turn else ""
                self.write(f"turn{turn}/mail/{number}.eml", bytes(letter(number, said)))
            done = self.run_sunder("split", f"turn{turn}/mail", "--to", f"turn{turn}/out",
                                   "--min-cohort", 100, "--recipient", self.recipient(), code=0)
            left = {name: self.read(f"turn{turn}/out/identity/{name}")
                    for name in sorted(os.listdir(self.path(f"turn{turn}/out/identity")))}
            outcomes.append((left, done.out.replace(f"turn{turn}", "")))
        self.assertEqual(len(outcomes[0][0]), 120)
        self.assertEqual(outcomes[0], outcomes[1])
        self.assertNotIn(b"Catholic", b"".join(outcomes[0][0].values()))

    def test_attachments_are_read_or_told(self):
        message = letter(2, "")
        message.add_attachment("name,religion\nAda Farrow,Muslim\n", subtype="csv",
                               filename="people.csv")
        message.add_attachment(b"\x89PNG\r\n\x1a\n" * 30, maintype="image", subtype="png",
                               filename="photo.png")
        message.add_attachment("A note: the kettle is hot.\n", filename="note.txt")
        self.write("letter.eml", bytes(message))
        for source, name, stdin in (("letter.eml", "letter.eml", b""), ("-", "stdin", bytes(message))):
            done = self.run_sunder("scan", source, "--format", "json", stdin=stdin, code=1)
            report = json.loads(done.out)
            told = {entry["object"]: (entry["state"], entry.get("reason", ""))
                    for entry in report["coverage"]}
            self.assertEqual(told, {name: ("COMPLETE", ""), f"{name}!people.csv": ("COMPLETE", ""),
                                    f"{name}!photo.png": ("SKIPPED", "unsupported")})
            self.assertIn("attachment.text", done.out)
            (linked,) = [(table["object"], a["field"]) for table in report["tables"]
                         for a in table["associations"]]
            self.assertEqual(linked, (f"{name}!people.csv", "religion"))

    def with_table(self, number, rows):
        message = letter(number, "")
        table = "email,religion\n" + "".join(f"u{row}@example.org,{FAITHS[row % 3]}\n" for row in rows)
        message.add_attachment(table, subtype="csv", filename="people.csv")
        message.add_attachment("Nothing but a note.\n", filename="note.txt")
        return message

    def test_a_split_writes_attachments_beside_their_mail(self):
        self.write("mail/list.eml", bytes(self.with_table(2, range(1200))))
        # A name that is taken is taken.
        self.write("mail/list.eml.attachments/people.csv", "email\nnobody@example.org\n")
        self.run_sunder("split", "mail", "--to", "out", "--recipient", self.recipient(), code=0)
        left = email.message_from_bytes(self.read("out/identity/list.eml"), policy=email.policy.default)
        attached = {part.get_filename(): part.get_content() for part in left.iter_attachments()}
        self.assertEqual(attached["people.csv"].strip(), "")
        self.assertEqual(attached["note.txt"], "Nothing but a note.\n")
        wanted = sorted(f"u{row}@example.org" for row in range(1200))
        table = self.read("out/identity/list.eml.attachments/people#2.csv").decode().split()
        self.assertEqual((table[0], sorted(table[1:])), ("email", wanted))
        self.assertEqual(self.read("out/identity/list.eml.attachments/people.csv"),
                         b"email\nnobody@example.org\n")
        self.assertEqual(sum(self.published(self.path("out"))["religion"].values()), 1200)
        self.run_sunder("verify", "out", code=0)

    def test_attachments_are_not_rewritten_in_place(self):
        message = bytes(self.with_table(2, range(1200)))
        self.write("list.eml", message)
        for depth, named in ((4, "list.eml!people.csv"), (0, "list.eml: has attachments")):
            done = self.run_sunder("split", "list.eml", "--in-place", "--to", "out", "--recipient",
                                   self.recipient(), "--archive-depth", depth, code=2)
            self.assertIn(named, done.err)
            self.assertEqual(self.read("list.eml"), message)
        # Without attachments there is nothing to look into.
        people = "".join(f"From u{i}\n{letter(i, FAITHS[i % 3])}\n" for i in range(60))
        self.write("plain.mbox", people)
        self.run_sunder("split", "plain.mbox", "--in-place", "--dry-run", "--archive-depth", 0, "--to",
                        "out", "--recipient", self.recipient(), "--min-cohort", 2, code=0)

    def test_limits_hold_for_attachments(self):
        message = letter(2, "")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("people.csv", "name,religion\nAda Farrow,Muslim\n")
        message.add_attachment(buffer.getvalue(), maintype="application", subtype="zip",
                               filename="pack.zip")
        self.write("letter.eml", bytes(message))

        def states(*options, code):
            done = self.run_sunder("scan", "letter.eml", "--format", "json", *options, code=code)
            return {entry["object"]: (entry["state"], entry.get("reason", ""))
                    for entry in json.loads(done.out)["coverage"]}

        inner = "letter.eml!pack.zip!people.csv"
        self.assertEqual(states(code=1)[inner], ("COMPLETE", ""))
        self.assertEqual(states("--archive-depth", 1, code=3)["letter.eml!pack.zip"],
                         ("SKIPPED", "depth_limit"))
        self.assertEqual(states("--archive-entries", 1, code=3)["letter.eml"],
                         ("PARTIAL", "entry_limit"))
        self.assertEqual(states("--ignore", "*!pack.zip", code=0)["letter.eml!pack.zip"],
                         ("SKIPPED", "ignored"))

    def test_mail_made_to_be_slow_is_read_in_linear_time(self):
        nested = "".join(f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n"
                         for number in range(3000))
        cases = {"nested.eml": "Subject: a\n" + nested + "x",
                 "parts.eml": "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 200000,
                 "words.eml": "Subject: " + "=?a?q?-" * 300000 + "\n\nx",
                 "fields.eml": "".join(f"X-{number % 500}: a\n" for number in range(200000)) + "\nx",
                 "folds.eml": "Subject: a\n" + " b\n" * 300000 + "\nx",
                 "types.eml": "Content-Type: text/plain" + "; a=b" * 200000 + "\n\nx",
                 "box.mbox": "From a\nSubject: b\n\nx\n\n" * 20000}
        for name, text in cases.items():
            self.write(name, text)
            self.run_sunder("scan", name, timeout=60, code=0)


if __name__ == "__main__":
    sunder_case.main()
