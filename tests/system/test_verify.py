"""What somebody may plant into finished identity stores of several formats: verify must notice."""
import gzip
import json
import os
import sqlite3
import zlib

import sunder_case
from sunder_case import SunderCase


class PlantedTest(SunderCase):
    def setUp(self):
        super().setUp()
        rows = self.customers()
        self.write_csv("d/a.csv", rows)
        self.write("d/c.csv.gz", gzip.compress(
            "".join(",".join(row) + "\n" for row in rows).encode(), mtime=0))
        self.write("d/b.jsonl", "".join(json.dumps(dict(zip(rows[0], row))) + "\n"
                                        for row in rows[1:]))
        database = sqlite3.connect(self.path("d/e.sqlite"))
        database.execute("CREATE TABLE people(customer_id, full_name, email, phone TEXT "
                         "DEFAULT ('none'), religion)")
        database.executemany("INSERT INTO people VALUES(?,?,?,?,?)", rows[1:])
        database.commit()
        database.close()
        cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n"
                        for row in rows[1:])
        head = "".join(f"<th>{name}</th>" for name in rows[0])
        self.write("d/p.html", f"<html><body><table>\n<tr>{head}</tr>\n{cells}</table></body></html>\n")
        self.run_sunder("split", "d", "--to", "out", "--recipient", self.recipient(), code=0)

    def verdicts(self):
        done = self.run_sunder("verify", "out", "--format", "json")
        self.assertTrue(done.out, done.err)
        return {attack["name"]: attack for attack in json.loads(done.out)["attacks"]}

    def names_caught(self):
        return {name for name, attack in self.verdicts().items() if attack["verdict"] == "failed"}

    def plant(self, name, change, attack):
        """`change` makes new bytes of old ones; the file is put back behind it."""
        path = self.path("out/identity", name)
        with open(path, "rb") as file:
            before = file.read()
        after = change(before)
        self.assertNotEqual(before, after)
        self.put(path, after)
        with self.subTest(f"{name}: {attack}"):
            self.assertIn(attack, self.names_caught())
        self.put(path, before)

    @staticmethod
    def put(path, data):
        with open(path, "wb") as file:
            file.write(data)
        os.utime(path, (int(sunder_case.DAY),) * 2)

    def test_nothing_planted(self):
        for name, attack in self.verdicts().items():
            self.assertEqual(attack["verdict"], "passed", f"{name}: {attack}")

    def test_bytes_of_texts(self):
        def quoted(data):
            head, row, rest = data.split(b"\n", 2)
            return head + b"\n" + b'"' + row.replace(b",", b'",', 1) + b"\n" + rest
        self.plant("a.csv", quoted, "identity_bytes")
        self.plant("a.csv", lambda data: data + b"\n", "identity_bytes")
        self.plant("b.jsonl", lambda data: data.replace(b":", b": ", 1), "identity_bytes")
        self.plant("b.jsonl", lambda data: data.replace(b'"1', b'"\\u0031', 1), "identity_bytes")

    def test_keys_and_records(self):
        self.plant("b.jsonl", lambda data: data.replace(b"}\n", b',"q":1}\n', 1), "identity_shape")
        self.plant("b.jsonl", lambda data: data.split(b"\n", 1)[0] + b"\n" + data, "identity_shape")
        self.plant("a.csv", lambda data: data + data.rsplit(b"\n", 2)[1] + b"\n", "identity_shape")

    def test_gzip_headers(self):
        def commented(data):
            return data[:3] + b"\x10" + data[4:10] + b"Muslim\0" + data[10:]
        self.plant("c.csv.gz", commented, "times")
        self.plant("c.csv.gz", commented, "identity_bytes")
        self.plant("c.csv.gz", lambda data: data[:9] + b"\x07" + data[10:], "identity_bytes")
        self.plant("c.csv.gz", lambda data: gzip.compress(zlib.decompress(data, 31), 1, mtime=0),
                   "identity_bytes")
        self.plant("c.csv.gz", lambda data: data + gzip.compress(b"", mtime=0), "identity_bytes")

    def test_databases(self):
        def sql(*statements):
            def change(_):
                database = sqlite3.connect(self.path("out/identity/e.sqlite"))
                for statement in statements:
                    database.execute(statement)
                database.commit()
                database.close()
                with open(self.path("out/identity/e.sqlite"), "rb") as file:
                    return file.read()
            return change
        self.plant("e.sqlite", lambda data: data + b"x" * 4096, "identity_bytes")
        for statements in (["CREATE TABLE q(a)", "INSERT INTO q VALUES(zeroblob(9000))", "DROP TABLE q"],
                           ["UPDATE people SET rowid = rowid + 100000"],
                           ["PRAGMA writable_schema=ON",
                            "UPDATE sqlite_master SET sql = sql || ' /* 1 3 7 */'"],
                           ["CREATE VIEW v AS SELECT 'Muslim'"]):
            self.plant("e.sqlite", sql(*statements), "identity_bytes")

    def test_rows_of_pages(self):
        def exchanged(data):
            rows = data.split(b"<tr>")
            rows[2], rows[3] = rows[3], rows[2]
            return b"<tr>".join(rows)
        self.plant("p.html", exchanged, "identity_bytes")

    def test_rights_and_times_of_folders(self):
        os.chmod(self.path("out/identity/a.csv"), 0o640)
        self.assertIn("leftover_files", self.names_caught())
        os.chmod(self.path("out/identity/a.csv"), 0o600)
        os.utime(self.path("out/segregated"), (int(sunder_case.DAY) + 86400,) * 2)
        self.assertEqual(self.names_caught(), {"times"})


if __name__ == "__main__":
    sunder_case.main()
