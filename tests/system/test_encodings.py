#!/usr/bin/env python3
"""Text in other encodings than UTF-8 is told, read, judged, and written back as it was; what cannot
be decoded is counted at its place in the source; doubt is said."""
import json
import os
import random
import unittest
import zipfile

from sunder_case import SunderCase

# Encodings of Python, what they are called in reports, and given names that they have.
NAMES = {
    "cp1252": ("windows-1252", "Müller Jäger Schröder Groß Köhler Lefèvre Núñez".split()),
    "cp1250": ("windows-1250", "Wójcik Łukasz proszę zadzwonić później gdyż przesyłka została już wysłana".split()),
    "iso8859-2": ("ISO-8859-2", "Wójcik Łukasz proszę zadzwonić później gdyż przesyłka została już wysłana".split()),
    "cp1251": ("windows-1251", "Иванов Петров Кузнецова Смирнов Соколова".split()),
    "koi8-r": ("KOI8-R", "Иванов Петров Кузнецова Смирнов Соколова".split()),
    "iso8859-5": ("ISO-8859-5", "Иванов Петров Кузнецова Смирнов Соколова".split()),
    "shift_jis": ("Shift_JIS", "佐藤 さくら 鈴木 はなこ 高橋 タロウ ゆい".split()),
    "euc-jp": ("EUC-JP", "佐藤 さくら 鈴木 はなこ 高橋 タロウ ゆい".split()),
    "euc-kr": ("EUC-KR", "김민준 이서연 고객이 오후에 전화를 원합니다".split()),
    "gb18030": ("GB18030", "王伟 李娜 我们的 是在 不了 有人 这个 中国".split()),
    "big5": ("Big5", "王偉 李娜 我們的 是在 不了 有人 這個 中國".split()),
    "utf-16-le": ("UTF-16LE", "Müller 佐藤 Иванов".split()),
    "utf-16-be": ("UTF-16BE", "Müller 佐藤 Иванов".split()),
    "utf-32-le": ("UTF-32LE", "Müller 佐藤 Иванов".split()),
    "utf-32-be": ("UTF-32BE", "Müller 佐藤 Иванов".split()),
}
RELIGIONS = ["Catholic", "Muslim", "Methodist", "Jewish", "Hindu", ""]


class EncodingTest(SunderCase):
    def table(self, names, count=60, seed=3):
        rng = random.Random(seed)
        rows = ["customer_id,full_name,email,religion"]
        for number in range(count):
            rows.append(f"{10000 + number},{rng.choice(names)} {rng.choice(names)},"
                        f"p{number}@example.org,{rng.choice(RELIGIONS)}")
        return "\n".join(rows) + "\n"

    def scan(self, *arguments, code):
        report = json.loads(self.run_sunder("scan", *arguments, "--format", "json", code=code).out)
        return {entry["object"]: entry for entry in report["coverage"]}, report

    def test_every_encoding_is_told_and_judged(self):
        for encoding, (name, names) in NAMES.items():
            self.write(f"d/{encoding}.csv", self.table(names).encode(encoding))
        coverage, report = self.scan("d", code=1)
        for encoding, (name, _) in NAMES.items():
            entry = coverage[f"{encoding}.csv"]
            self.assertEqual((entry["state"], entry["encoding"], entry["encoding_by"]),
                             ("COMPLETE", name, "detected"), entry)
            self.assertGreaterEqual(entry["encoding_confidence"], 11)
        linked = {table["object"] for table in report["tables"] if table["associations"]}
        self.assertEqual(linked, {f"{encoding}.csv" for encoding in NAMES})
        text = self.run_sunder("scan", "d/shift_jis.csv", code=1).out
        self.assertIn("decoded from Shift_JIS (detected, ", text.replace("\n", " "))

    def test_marks(self):
        for encoding in ("utf-16", "utf-32", "utf-8-sig"):
            self.write(f"d/{encoding}.csv", self.table(["Müller"]).encode(encoding))
            self.write(f"d/{encoding}.txt", "Frau Müller ist Jüdin.\n".encode(encoding))
            self.write(f"d/{encoding}.json", '[{"name":"Müller","religion":"Muslim"}]'.encode(encoding))
        coverage, _ = self.scan("d", code=1)
        for kind in ("csv", "txt", "json"):
            for encoding, name in (("utf-16", "UTF-16LE"), ("utf-32", "UTF-32LE"), ("utf-8-sig", "")):
                entry = coverage[f"{encoding}.{kind}"]
                self.assertEqual((entry["state"], entry["encoding"]), ("COMPLETE", name), entry)
                self.assertEqual(entry["encoding_by"], "byte_order_mark" if name else "")

    def test_declared_and_given(self):
        self.write("p.html", '<meta charset="windows-1257"><p>Kazlauskienė, Žukauskas</p>'.encode(
            "cp1257"))
        coverage, _ = self.scan("p.html", code=None)
        self.assertEqual((coverage["p.html"]["encoding"], coverage["p.html"]["encoding_by"]),
                         ("windows-1257", "declared"))
        self.write("a.csv", self.table(["Žukauskas", "Čepas"]).encode("cp1257"))
        coverage, _ = self.scan("a.csv", "--encoding", "cp1257", code=1)
        self.assertEqual((coverage["a.csv"]["encoding"], coverage["a.csv"]["encoding_by"]),
                         ("windows-1257", "given"))
        self.assertIn("Shift_JIS", self.run_sunder("scan", "a.csv", "--encoding", "x9", code=2).err)

    def test_standard_input_and_compressed(self):
        data = self.table(NAMES["koi8-r"][1]).encode("koi8-r")
        done = self.run_sunder("scan", "-", "--format", "json", stdin=data, code=1)
        self.assertEqual(json.loads(done.out)["coverage"][0]["encoding"], "KOI8-R")
        import gzip
        self.write("k.csv.gz", gzip.compress(data))
        coverage, _ = self.scan("k.csv.gz", code=1)
        self.assertEqual(coverage["k.csv.gz"]["encoding"], "KOI8-R")

    def test_undecodable_bytes_are_counted_where_they_stand(self):
        """Half a character in one record: it is lost, its offset is that of the source."""
        rows = self.table(NAMES["shift_jis"][1], 40).encode("shift_jis").split(b"\n")
        rows[20] = rows[20] + b"\x81"
        self.write("s.csv", b"\n".join(rows))
        coverage, _ = self.scan("s.csv", "--encoding", "sjis", code=3)
        ledger = coverage["s.csv"]["ledger"]
        self.assertEqual(coverage["s.csv"]["reason"], "undecodable")
        self.assertEqual(len(ledger["losses"]), 1)
        self.assertEqual(ledger["losses"][0]["offset_bytes"], len(b"\n".join(rows[:20])) + 1)
        self.assertEqual(ledger["records"], 39)
        self.assertEqual(ledger["bytes_in"], ledger["bytes_delivered"] + ledger["bytes_structure"] +
                         ledger["bytes_lost"])

    def test_offsets_behind_many_pieces(self):
        rows = self.table(NAMES["utf-16-le"][1], 6000).encode("utf-16-le").split(b"\n\0")
        rows[5500] = rows[5500] + b"\x00\xdc"
        self.write("w.csv", b"\n\0".join(rows))
        coverage, _ = self.scan("w.csv", "--block-size", "10KiB", code=3)
        self.assertEqual([loss["offset_bytes"] for loss in coverage["w.csv"]["ledger"]["losses"]],
                         [len(b"\n\0".join(rows[:5500])) + 2])

    def test_mojibake_is_said(self):
        self.write("m.csv", self.table(NAMES["cp1252"][1]).encode().decode("latin-1"))
        coverage, _ = self.scan("m.csv", code=1)
        self.assertEqual((coverage["m.csv"]["state"], coverage["m.csv"]["reason"]),
                         ("PARTIAL", "mojibake"))
        self.write("ok.csv", self.table(NAMES["cp1252"][1]))
        coverage, _ = self.scan("ok.csv", code=1)
        self.assertEqual(coverage["ok.csv"]["state"], "COMPLETE")

    def test_two_encodings_in_one_file_are_said(self):
        rows = self.table(["Müller"]).encode().split(b"\n")
        rows[30] = "10029,Jäger,j@example.org,Hindu".encode("cp1252")
        self.write("x.csv", b"\n".join(rows))
        coverage, _ = self.scan("x.csv", code=3)
        reasons = {loss["reason"]: loss["offset_bytes"] for loss in coverage["x.csv"]["ledger"]["losses"]}
        place = len(b"\n".join(rows[:30])) + 1
        self.assertEqual(reasons, {"undecodable": place, "mixed_encodings": place})

    def split(self, *arguments, code=0):
        return self.run_sunder("split", *arguments, "--recipient", self.recipient(), code=code)

    def test_split_writes_the_source_s_encoding(self):
        for encoding in ("cp1252", "shift_jis", "utf-16", "koi8-r"):
            names = NAMES.get(encoding, ("", ["Müller", "佐藤"]))[1]
            table = self.table(names, 2100)
            self.write(f"{encoding}.csv", table.encode(encoding))
            self.split(f"{encoding}.csv", "--to", f"out-{encoding}")
            with open(self.path(f"out-{encoding}/identity/{encoding}.csv"), "rb") as file:
                written = file.read()
            kept = [",".join(row.split(",")[:3]) for row in table.strip().split("\n")]
            self.assertEqual(sorted(written.decode(encoding).split("\n")), sorted(kept + [""]))
            if encoding == "utf-16":
                self.assertTrue(written.startswith(b"\xff\xfe"))

    def test_whose_value_comes_first_does_not_tell_the_encoding(self):
        """A few names beyond ASCII; the values that leave say most of what the encoding is."""
        values = ["Świadek Jehowy", "prawosławny", "żyd", "zielonoświątkowiec", "chrześcijanin"]
        values = values * 40 + ["Catholic"] * 1400 + [""] * 2400
        stores = {}
        for order in ("first", "last", "shuffled"):
            if order == "shuffled":
                random.Random(2).shuffle(values)
            else:
                values.sort(key=lambda value: (value.isascii() == (order == "first"), value))
            rows = ["id,full_name,email,religion"] + [
                f"{at},{'Ivo Góra' if at % 700 == 3 else 'Karl Brandt'},p{at}@example.org,{value}"
                for at, value in enumerate(values)]
            self.write(f"{order}/p.csv", ("\n".join(rows) + "\n").encode("cp1250"))
            self.split(f"{order}/p.csv", "--to", f"out-{order}")
            stores[order] = self.tree(self.path(f"out-{order}"))
        self.assertEqual(stores["first"], stores["last"])
        self.assertEqual(stores["first"], stores["shuffled"])

    def test_no_value_tells_the_encoding_wherever_it_stands(self):
        """Beyond ASCII in the first MiB or behind it, in the head of an archive's entry or not."""
        values = ["Świadek Jehowy", "prawosławny", "żyd"] * 60 + ["Catholic"] * 1400 + [""] * 1000
        for form in ("far.csv", "packed.zip"):
            note = "pays by the month. " * (30 if form == "far.csv" else 3)
            stores = {}
            for order in ("first", "last"):
                placed = values if order == "first" else values[::-1]
                rows = ["id,email,religion,note"] + [
                    f"{at},p{at}@example.org,{value},{note}" for at, value in enumerate(placed)]
                self.write_as(f"{form}-{order}", form, ("\n".join(rows) + "\n").encode("cp1250"))
                self.split(f"{form}-{order}", "--to", f"out-{form}-{order}")
                stores[order] = self.tree(self.path(f"out-{form}-{order}/segregated"))
                with open(self.path(f"out-{form}-{order}/evidence/evidence.json"), "rb") as file:
                    stores[order]["evidence"] = file.read()
            self.assertEqual(stores["first"], stores["last"], form)

    def write_as(self, folder, name, data):
        if name.endswith(".zip"):
            os.makedirs(self.path(folder), exist_ok=True)
            with zipfile.ZipFile(self.path(folder, name), "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("members.csv", data)
        else:
            self.write(f"{folder}/{name}", data)

    def test_nothing_is_guessed_of_standard_input_for_a_plan(self):
        data = self.table(NAMES["koi8-r"][1]).encode("koi8-r")
        done = self.run_sunder("plan", "-", "-o", "plan.toml", stdin=data, code=None)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--encoding", done.err)
        self.run_sunder("plan", "-", "-o", "plan.toml", "--encoding", "koi8-r", stdin=data, code=0)

    def test_split_writes_utf8_by_choice(self):
        self.write("k.csv", self.table(NAMES["koi8-r"][1], 2100).encode("koi8-r"))
        self.split("k.csv", "--to", "out", "--write-utf8")
        with open(self.path("out/identity/k.csv"), encoding="utf-8") as file:
            self.assertIn("Иванов", file.read())

    def test_text_keeps_its_bytes(self):
        letters = "\n\n".join(f"Liebe Frau Müller {i}, die Größe paßt. Schöne Grüße!"
                              for i in range(50))
        letters += "\n\nHerr Jäger ist Katholik. Er möchte später kommen, sagt er.\n"
        self.write("d/l.txt", letters.encode("cp1252"))
        self.write_csv("d/c.csv", self.customers(2100))
        self.split("d", "--to", "out", "--min-cohort", "11")
        with open(self.path("out/identity/l.txt"), "rb") as file:
            written = file.read()
        self.assertNotIn(b"Katholik", written)
        self.assertIn("Liebe Frau Müller 7, die Größe paßt. Schöne Grüße!".encode("cp1252"), written)

    def test_a_plan_holds_the_encoding(self):
        self.write("s.csv", self.table(NAMES["shift_jis"][1], 2100).encode("shift_jis"))
        self.run_sunder("plan", "s.csv", "-o", "plan.toml", code=0)
        with open(self.path("plan.toml"), encoding="utf-8") as file:
            plan = file.read()
        self.assertIn("Shift_JIS", plan)
        self.split("s.csv", "--to", "out", "--plan", "plan.toml")
        # Told otherwise, the file reads otherwise: the plan's word counts for its file.
        self.write("other.toml", plan.replace("Shift_JIS", "EUC-JP"))
        self.split("s.csv", "--to", "out2", "--plan", "other.toml", code=2)

    def test_verify_reads_it(self):
        self.write("d/s.csv", self.table(NAMES["cp1251"][1], 2100).encode("cp1251"))
        self.split("d", "--to", "out")
        done = self.run_sunder("verify", "out", code=None)
        self.assertNotEqual(done.returncode, 3, done.err)

    def test_far_behind_the_head(self):
        """Plain ASCII for more than the first look, then names."""
        rows = [f"{i},plain name,p{i}@example.org,ok" for i in range(6000)]
        rows += [f"{i},Jürgen Müller,q@example.org,der Käufer möchte später zurückgerufen werden"
                 for i in range(200)]
        self.write("far.csv", ("id,full_name,email,note\n" + "\n".join(rows) + "\n").encode("cp1252"))
        coverage, _ = self.scan("far.csv", code=0)
        self.assertEqual((coverage["far.csv"]["state"], coverage["far.csv"]["encoding"]),
                         ("COMPLETE", "windows-1252"))

    def test_in_place(self):
        table = self.table(NAMES["cp1251"][1], 2100)
        self.write("i.csv", table.encode("cp1251"))
        self.split("i.csv", "--in-place", "--to", "out")
        with open(self.path("i.csv"), encoding="cp1251") as file:
            written = file.read()
        self.assertNotIn("Catholic", written)
        self.assertIn("Иванов", written)
        self.assertTrue(os.path.exists(self.path("out/segregated")))


if __name__ == "__main__":
    unittest.main()
