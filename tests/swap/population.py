"""A seeded population of invented people with values of all five special categories, and its files.

Every person stands in one file. A file has one of two layouts, in which no category comes from two
places (the values of a person in one category become one, so that they must move together):
`columns_first` has race, ethnicity and religion as columns and states orientation or politics in a
text; `texts_first` the other way round. Values and whole statements can be given to other persons.
"""
import base64
import bz2
import csv
import gzip
import html
import json
import lzma
import os
import quopri
import random
import sqlite3
import subprocess
import urllib.parse
import zipfile
import zlib

GIVEN = ("Amara Bela Dalia Farah Hana Ivo Leila Marek Nadia Omar Adam Carl Dora Fiona Julia Karl "
         "Lena Mona Nils Olga").split()
SURNAMES = ("Brandt Castillo Dorsey Eklund Farrow Holloway Jansen Keller Norwood Whitaker Ahlberg "
            "Becker Corliss Dunmore Eastman Fairley").split()

# Several spellings of one value: which came first must not show. The last ones are rare, so that
# cells are rolled up.
VALUES = {
    "race": ["White"] * 8 + ["Black or African American"] * 4 + ["Asian"] * 4 + [""] * 4,
    "ethnicity": ["Hispanic or Latino"] * 6 + ["Not Hispanic or Latino"] * 10 + [""] * 4,
    "religion": ["Catholic"] * 4 + ["catholic"] * 3 + ["Muslim"] * 4 + ["Methodist"] * 3 +
                ["Jewish"] * 3 + [""] * 5,
    "sexual_orientation": ["heterosexual"] * 8 + ["gay"] * 4 + ["Bisexual"] * 3 + [""] * 6,
    "political_affiliation": ["Democrat"] * 3 + ["democrat"] * 3 + ["Republican"] * 6 + ["Libertarian"] * 2 +
                             [""] * 6,
}
RARE = {"religion": ["Zoroastrian"] * 3 + ["Hindu"] * 10, "race": ["Samoan"] * 4}

# Whole sentences of rather different lengths: what is detected moves with the sentence.
STATEMENTS = {
    "columns_first": ["She is a lesbian and asked for a quiet room.",
                      "He told us that he is gay.",
                      "She is bisexual, as she said on the phone, and asks for a new contact.",
                      "He is a registered Republican and wants no calls before the election.",
                      "She is a member of the Democratic Party."],
    "texts_first": ["She is a devout Catholic and asked for a visit.",
                    "He is a Muslim and asked for a quiet room on Fridays.",
                    "He is Jewish.",
                    "She is a Buddhist, and her letters should not come on holidays.",
                    "She is Black and asked for another doctor."],
}
WITHHELD = {"columns_first": ["He is gay.", "She votes as a Republican."],
            "texts_first": ["He is a Muslim.", "She is a Catholic."]}
REMARKS = ["Wants post and no calls.", "Pays by the month, always on time.", "",
           "Moved to another town in the spring of last year.", "Call again after the holidays."]
COLUMNS = {"columns_first": ["race", "ethnicity", "religion"],
           "texts_first": ["sexual_orientation", "political_affiliation"]}
# A text of its own kind: records are paragraphs.
FILES = [("a.csv", "columns_first"), ("b.json", "columns_first"), ("c.csv.gz", "columns_first"),
         ("e.sqlite", "columns_first"), ("f.jsonl", "texts_first"), ("g.tsv", "texts_first"),
         ("h.jsonl.gz", "texts_first"), ("k.csv.zst", "texts_first"), ("letters.txt", "letters"),
         ("access.log", "columns_first"), ("page.html", "texts_first"),
         ("mail.mbox", "columns_first"), ("members.xlsx", "columns_first"),
         ("table.html", "columns_first"), ("rows.json", "columns_first")]
# The order of their records is part of their content.
IN_ORDER = ("letters.txt", "access.log", "page.html", "mail.mbox")


class Population:
    """`files` of `size` persons each; `people` are dicts: file, layout, id, name, email, phone,
    columns {category: value}, statement (in the notes), remark (a text of its own)."""

    def __init__(self, seed=1, size=550, files=FILES):
        rng = random.Random(seed)
        self.files = files
        self.people = []
        for file, layout in files:
            kind = "texts_first" if layout == "letters" else layout
            for number in range(size):
                given, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
                serial = len(self.people)
                self.people.append({
                    "file": file, "layout": layout, "id": 100000 + serial,
                    "name": f"{given} {surname}",
                    "email": f"{given}.{surname}{serial}@example.org".lower(),
                    "phone": f"202-555-01{serial % 100:02d}",
                    "columns": {} if layout == "letters" else
                               {name: rng.choice(VALUES[name]) for name in COLUMNS[kind]},
                    "statement": "", "remark": rng.choice(REMARKS),
                    "is_withheld": number % 40 == 7})
                # Who is withheld is declassified: this set of persons stays, and states nothing
                # in another text.
                if number % 40 == 7:
                    self.people[-1]["remark"] = rng.choice(WITHHELD[kind])
                elif rng.random() < 0.4:
                    self.people[-1]["statement"] = rng.choice(STATEMENTS[kind])
        for name, values in RARE.items():
            holders = [person for person in self.people if name in person["columns"]]
            for person, value in zip(rng.sample(holders, len(values)), values):
                person["columns"][name] = value

    def slots(self):
        """What can be given to others: {group: [(person, container, key)]}. A statement stays in
        texts of its layout, a value in columns of its category."""
        groups = {}
        for person in self.people:
            for name in person["columns"]:
                groups.setdefault(name, []).append((person["columns"], name))
            kind = person["layout"]
            group = "remark" if person["is_withheld"] else "statement"
            groups.setdefault(f"{group} {kind}", []).append((person, group))
        return groups

    def swap(self, seed, kind):
        """Gives values to other persons. kind: `holders` (who has one keeps having one), `presence`
        ("none" moves as well), `profile` (all the columns of a person move together), `longest` (the
        longest notes get the statements)."""
        rng = random.Random(seed)
        if kind == "profile":
            for layout in COLUMNS:
                persons = [p for p in self.people if p["layout"] == layout]
                profiles = [p["columns"] for p in persons]
                rng.shuffle(profiles)
                for person, profile in zip(persons, profiles):
                    person["columns"] = profile
            return self
        for _, slots in sorted(self.slots().items()):
            if kind == "holders":
                slots = [slot for slot in slots if slot[0][slot[1]]]
            values = [container[key] for container, key in slots]
            rng.shuffle(values)
            if kind == "longest" and slots[0][1] == "statement":
                slots = sorted(slots, key=lambda slot: not has_long_notes(slot[0]))
                values.sort(key=lambda value: not value)
            for (container, key), value in zip(slots, values):
                container[key] = value
        return self

    def order(self, order):
        """`reversed`, `shuffled` or `by_value`: of the records of every table. A text keeps its
        order, which is part of it."""
        letters = [person for person in self.people if person["file"] in IN_ORDER]
        tables = [person for person in self.people if person["file"] not in IN_ORDER]
        if order == "reversed":
            tables.reverse()
        elif order == "shuffled":
            random.Random(3).shuffle(tables)
        else:
            tables.sort(key=lambda p: (sorted(p["columns"].items()), p["statement"]))
        self.people = tables + letters
        return self

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        for file, layout in self.files:
            persons = [person for person in self.people if person["file"] == file]
            write_file(os.path.join(folder, file), layout, persons)


def has_long_notes(person):
    return person["id"] % 9 == 4


def notes_of(person):
    """Some notes are so long that, were sealed ones padded by themselves, the sum of 64 would be now
    more, now less than a power of two."""
    calls = 256 if has_long_notes(person) else 1
    parts = ["Called about the newsletter last week."] * calls
    parts += [person["statement"], "Wants a letter in the spring."]
    return " ".join(part for part in parts if part)


def flat(person):
    row = {"id": str(person["id"]), "full_name": person["name"], "email": person["email"],
           "phone": person["phone"]}
    row.update(person["columns"])
    row.update(notes=notes_of(person), remark=person["remark"])
    return row


def nested(person):
    """A category that is not there has no key; an empty container goes with its last key."""
    about = {key: value for key, value in person["columns"].items() if value}
    return {"id": person["id"], "contact": {"name": person["name"], "email": person["email"]},
            "about": about, "texts": [notes_of(person), person["remark"]]}


def letter(person):
    return (f"{person['name']} wrote from {person['email']} last week.\n\n" +
            f"{notes_of(person)}\n")


def log_line(person):
    """A value that is not there has no parameter. Two ways to write a blank, by person."""
    query = {"email": person["email"], "phone": person["phone"]}
    query.update((key, value) for key, value in person["columns"].items() if value)
    query.update(notes=notes_of(person), remark=person["remark"])
    quote = urllib.parse.quote if person["id"] % 2 else urllib.parse.quote_plus
    return (f'192.0.2.{person["id"] % 250} - - [31/Jan/2026:10:00:00 +0000] '
            f'"GET /join?{urllib.parse.urlencode(query, quote_via=quote)} HTTP/1.1" 200 17 "-" '
            f'"Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0"\n')


def page_table(persons, names):
    """A column that is not filled is an empty cell."""
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(flat(person)[name])}</td>" for name in names) +
                   "</tr>\n" for person in persons)
    head = "".join(f"<th>{name}</th>" for name in names)
    return f"<table>\n<tr>{head}</tr>\n{rows}</table>\n"


def page(persons):
    """A table, then a block a person. A statement stands in tags of its own, an attribute that says
    nothing is not there."""
    blocks = []
    for person in persons:
        notes = html.escape(notes_of(person))
        if person["statement"]:
            said = html.escape(person["statement"])
            notes = notes.replace(said, f"<b class=said>{said}</b>")
        remark = html.escape(person["remark"])
        blocks.append(f"<div>\n <h3>{html.escape(person['name'])}</h3>\n <p>{notes}</p>\n"
                      f" <textarea name=remark>{remark}</textarea>\n</div>\n")
    table = page_table(persons, list(flat(persons[0]))[:-2])
    return f"<!DOCTYPE html>\n<html><body>\n{table}" + "".join(blocks) + "</body></html>\n"


def mail(person):
    """A value that is not there has no header. The letter in one of the encodings of mail, the
    lines of quoted-printable ones as long as its writer's program likes."""
    kind = person["id"] % 4
    body = f"{notes_of(person)}\n\n{person['name']}\n"
    page = f"<html><body><p>{html.escape(notes_of(person))}</p></body></html>\n"
    if kind == 0:
        encoding, text = "8bit", body
    elif kind == 1:
        encoding, text = "base64", base64.encodebytes(body.encode()).decode()
    elif kind == 2:
        encoding, text = "quoted-printable", quopri.encodestring(body.encode()).decode()
    else:
        encoding = "quoted-printable"
        text = "=\n".join(page[i:i + 50] for i in range(0, len(page), 50))
    headers = {"From": f"{person['name']} <{person['email']}>", "Subject": "About the letter",
               "DKIM-Signature": f"v=1; bh={zlib.crc32(body.encode())}; l={len(text)}",
               "X-Remark": person["remark"] or None, "X-Phone": person["phone"]}
    headers.update({f"X-{name.title()}": value for name, value in person["columns"].items() if value})
    lines = "".join(f"{name}: {value}\n" for name, value in headers.items() if value)
    subtype = "html" if kind == 3 else "plain"
    return (f"From {person['email']} Mon Nov 23 05:46:54 2026\n{lines}MIME-Version: 1.0\n"
            f"Content-Type: text/{subtype}; charset=utf-8\n"
            f"Content-Transfer-Encoding: {encoding}\n\n{text}\n")


def by_tool(name):
    return lambda data: subprocess.run([name, "-q", "-c"], input=data, capture_output=True,
                                       check=True).stdout


CODECS = {".gz": lambda data: gzip.compress(data, mtime=0), ".zst": by_tool("zstd"),
          ".xz": lzma.compress, ".bz2": bz2.compress, ".lz4": by_tool("lz4")}


def write_file(path, layout, persons):
    plain = path
    for suffix in CODECS:
        plain = plain.removesuffix(suffix)
    if plain.endswith(".sqlite"):
        return write_sqlite(path, persons)
    if plain.endswith(".xlsx"):
        return write_xlsx(path, persons)
    if layout == "letters":
        text = "\n".join(letter(person) for person in persons)
    elif plain.endswith(".mbox"):
        text = "".join(mail(person) for person in persons)
    elif plain.endswith("table.html"):
        text = f"<!DOCTYPE html>\n<html><body>\n{page_table(persons, list(flat(persons[0])))}</body></html>\n"
    elif plain.endswith(".html"):
        text = page(persons)
    elif plain.endswith(".log"):
        text = "".join(log_line(person) for person in persons)
    elif plain.endswith(".jsonl"):
        text = "".join(json.dumps(nested(person)) + "\n" for person in persons)
    elif plain.endswith("rows.json"):
        rows = [flat(person) for person in persons]
        text = json.dumps([list(rows[0])] + [[value or None for value in row.values()] for row in rows]) + "\n"
    elif plain.endswith(".json"):
        rows = [{key: value or None for key, value in flat(person).items()} for person in persons]
        text = json.dumps(rows, indent=1) + "\n"
    else:
        text = table_text(persons, "\t" if plain.endswith(".tsv") else ",")
    data = text.encode()
    for suffix, pack in CODECS.items():
        if path.endswith(suffix):
            data = pack(data)
    with open(path, "wb") as file:
        file.write(data)


def table_text(persons, delimiter):
    class Lines(list):
        write = list.append
    lines = Lines()
    rows = [flat(person) for person in persons]
    writer = csv.DictWriter(lines, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return "".join(lines)


def write_xlsx(path, persons):
    rows = [flat(person) for person in persons]
    rows = [list(rows[0])] + [[str(value or "") for value in row.values()] for row in rows]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    shared = {}
    data = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(f'<c r="{chr(65 + at)}{number}" t="s"><v>{shared.setdefault(text, len(shared))}'
                        "</v></c>" for at, text in enumerate(row) if text)
        data += f'<row r="{number}">{cells}</row>'
    strings = "".join(f"<si><t>{html.escape(text)}</t></si>" for text in shared)
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Members" '
                           'sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
            f'<Relationships xmlns="{links}"><Relationship Id="rId1" Type="{office}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{office}/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>'}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def write_sqlite(path, persons):
    rows = [{key: value or None for key, value in flat(person).items()} for person in persons]
    database = sqlite3.connect(path)
    columns = ", ".join(f"{name} TEXT" for name in rows[0])
    database.execute(f"CREATE TABLE person ({columns})")
    database.executemany(f"INSERT INTO person VALUES ({','.join('?' * len(rows[0]))})",
                         [list(row.values()) for row in rows])
    database.commit()
    database.close()
