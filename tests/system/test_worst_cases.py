#!/usr/bin/env python3
"""Hostile inputs take time in proportion to their size: twice as much input, about twice the time.

--long: those of a gigabyte or a million files, too."""
import io
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
import zipfile

import sunder_case
from office_files import write_docx, write_ods, write_odt, write_xlsx
from sunder_case import SunderCase

# Twice the input may take this much longer: linear work and some noise. Quadratic work takes four
# times as long.
RATIO_MAX = 2.2
ATTEMPTS = 5  # on a busy machine
SECONDS_MIN = 0.1  # of the larger scan beside an empty one: less tells nothing but is no harm


WITH_LONG = "--long" in sys.argv or "SUNDER_LONG" in os.environ


def megabytes(count):
    return int(count * 1_000_000)


class WorstCasesTest(SunderCase):
    def seconds(self, path):
        """User time of a scan, one worker."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = subprocess.run([sunder_case.SUNDER, "scan", path, "--threads", "1", "--fail-on",
                               "never"], capture_output=True, env=self.environment(),
                              cwd=self.folder, check=False, timeout=600)
        self.assertIn(done.returncode, (0, 3), done.stderr.decode()[-1000:])
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    def check_linear(self, name, make, size):
        """`make(size)` is the content of a file."""
        once = self.write(f"one/{name}", make(size))
        twice = self.write(f"two/{name}", make(2 * size))
        self.check_twice(name, once, twice)

    def check_folder(self, name, make, count):
        """`make(folder, count)` fills a folder."""
        folders = []
        for part, size in (("one", count), ("two", 2 * count)):
            folders.append(self.path(part, name))
            os.makedirs(folders[-1])
            make(folders[-1], size)
        self.check_twice(name, *folders)

    def check_twice(self, name, once, twice):
        empty = self.write("empty.txt", "nothing\n")
        self.seconds(empty)  # fills the cache
        ratios = []
        for _ in range(ATTEMPTS):
            start = self.seconds(empty)
            short = max(self.seconds(once) - start, SECONDS_MIN / 2)
            long = self.seconds(twice) - start
            ratios.append(long / short)
            if os.environ.get("SUNDER_SHOW_TIMES"):
                print(f"{name}: {os.path.getsize(twice)} bytes {long:.2f} s, {ratios[-1]:.2f} x")
            if long < SECONDS_MIN or ratios[-1] <= RATIO_MAX:
                return
        self.fail(f"{name}: twice the input takes {ratios} times as long")

    def test_floods_of_one_sign(self):
        for sign in "0*@.-a(":
            with self.subTest(sign=sign):
                self.check_linear("flood.txt", lambda size, s=sign: s * size, megabytes(1))

    def test_floods_of_a_few_signs(self):
        for piece in ("@a.", "a@", "0-", "+1 ", "a b ", "&amp;", "%41", "\\u0041", "1.1.1.", "A. ",
                      "mr ", "Anna ", "catholic ", "I am ", "conf X3, ", "e\u0301", "\u200ba", "==",
                      "://"):
            with self.subTest(piece=piece):
                self.check_linear("pieces.txt",
                                  lambda size, p=piece: p * (size // len(p.encode())),
                                  megabytes(0.2))

    def test_brackets_behind_labels_that_never_close(self):
        piece = "religion( "
        self.check_linear("brackets.txt", lambda size: piece * (size // len(piece)), megabytes(2))

    def test_every_cell_a_hit(self):
        row = "Catholic,anna.brandt@example.org,202-555-0123,4111111111111111,Anna Brandt\n"
        header = "religion,email,phone,card,name\n"
        self.check_linear("hits.csv", lambda size: header + row * (size // len(row)), megabytes(4))

    def test_one_cell(self):
        cell = "I am a Muslim, Mr Brandt said, "
        self.check_linear("cell.csv", lambda size: 'note\n"' + cell * (size // len(cell)) + '"\n',
                          megabytes(1))

    def test_one_line_of_statements(self):
        line = "Dora Keller (dora.k@example.org) told us she is Catholic. "
        self.check_linear("line.txt", lambda size: line * (size // len(line)), megabytes(2))

    def test_web_log(self):
        start = '192.0.2.7 - - [31/Jan/2026:10:00:00 +0000] "GET /a?'
        lines = (start + 'b=1 HTTP/1.1" 200 5\n') * 20
        for before, piece, after in (("", " [", ""), (start, "a&", 'b HTTP/1.1" 200 5')):
            with self.subTest(piece=piece):
                self.check_linear("access.log",
                                  lambda size, b=before, p=piece, a=after:
                                  lines + b + p * (size // len(p)) + a + "\n", megabytes(1))

    @staticmethod
    def columns(count):
        header = [f"column_{i}" for i in range(count)]
        row = [str(i % 97) for i in range(count)]
        return [header, row, row]

    def test_many_columns(self):
        """100,000 of them."""
        def table(count):
            return "".join(",".join(row) + "\n" for row in self.columns(count))
        self.check_linear("wide.csv", table, 50_000)

    def test_many_columns_of_a_workbook(self):
        """As many as a workbook may have."""
        def workbook(count):
            buffer = io.BytesIO()
            write_xlsx(buffer, {"Wide": self.columns(count)})
            return buffer.getvalue()
        self.check_linear("wide.xlsx", workbook, 8_192)

    def test_many_rows_of_a_workbook(self):
        def workbook(count):
            buffer = io.BytesIO()
            write_xlsx(buffer, {"Long": [["name", "shelf"]] + [[f"n{i}", f"s{i}"]
                                                               for i in range(count)]})
            return buffer.getvalue()
        self.check_linear("long.xlsx", workbook, 20_000)

    def test_many_sheets_of_a_workbook(self):
        def workbook(count):
            buffer = io.BytesIO()
            write_xlsx(buffer, {f"Sheet {i}": [["name", "shelf"], ["Bolt", "A"]] for i in range(count)})
            return buffer.getvalue()
        self.check_linear("sheets.xlsx", workbook, 1_000)

    def test_many_sheets_of_an_ods_file(self):
        def workbook(count):
            buffer = io.BytesIO()
            write_ods(buffer, {f"Sheet {i}": [["name", "shelf"], ["Bolt", "A"]] for i in range(count)})
            return buffer.getvalue()
        self.check_linear("sheets.ods", workbook, 1_000)

    def test_many_tables_of_a_database(self):
        def database(count):
            path = self.path("made.sqlite")
            connection = sqlite3.connect(path)
            connection.executescript("BEGIN;" + "".join(
                f"CREATE TABLE t{i}(name, shelf); INSERT INTO t{i} VALUES ('Bolt', 'A');"
                for i in range(count)) + "COMMIT;")
            connection.close()
            with open(path, "rb") as file:
                content = file.read()
            os.remove(path)
            return content
        self.check_linear("tables.sqlite", database, 1_000)

    def test_mail(self):
        multipart = "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
        table = "--b\nContent-Type: text/csv; name=a.csv\n\na,b\n1,2\n"
        encoded = "Subject: x\nContent-Transfer-Encoding: base64\n\n"
        for name, make, size in (
                ("many.mbox", lambda count: "From a\nSubject: x\n\nTwo cups.\n\n" * count, 20_000),
                ("parts.eml", lambda count: multipart + "--b\n\nTwo cups.\n" * count, 20_000),
                ("tables.eml", lambda count: multipart + table * count, 1_000),
                ("headers.eml", lambda count: "".join(f"X-{i}: a\n" for i in range(count)), 8_000),
                ("words.eml", lambda count: "Subject: " + "=?utf-8?Q?a?= " * count, 20_000),
                ("foreign.eml", lambda count: encoded + "bmFt!\n" * count, 50_000)):
            with self.subTest(name=name):
                self.check_linear(name, make, size)

    def test_cookies_of_sessions(self):
        start = '192.0.2.7 - - [31/Jan/2026:10:00:00 +0000] "GET /a?b=1 HTTP/1.1" 200 5 "-" "M" "'
        self.check_linear("access.log", lambda count: start + "; ".join(
            f"sess{i}=1" for i in range(count)) + '"\n' + (start + 'sid=1"\n') * 20, 10_000)

    def test_documents(self):
        def made(write, content):
            def make(count):
                buffer = io.BytesIO()
                write(buffer, content(count))
                return buffer.getvalue()
            return make
        texts, table = (lambda count: ["Two cups."] * count), "<table><tr><th>a<th>b<tr><td>1<td>2</table>"
        for name, make, size in (
                ("long.docx", made(write_docx, texts), 20_000),
                ("long.odt", made(write_odt, texts), 20_000),
                ("long.ods", made(write_ods, lambda count: {"P": [["a", "b"]] * count}), 20_000),
                ("wide.ods", made(write_ods, lambda count: {"P": self.columns(count)}), 8_000),
                ("tables.html", lambda count: "<html>" + table * count, 5_000),
                ("nested.html", lambda count: "<html>" + "<table><tr><td>" * count + "x", 20_000)):
            with self.subTest(name=name):
                self.check_linear(name, make, size)

    def test_tags_of_many_attributes(self):
        self.check_linear("tag.html", lambda count: "<html><input " + "value=a " * count + ">",
                          200_000)

    def test_archives_of_many_entries(self):
        def packed(count):
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as archive:
                for i in range(count):
                    archive.writestr(zipfile.ZipInfo(f"d/{i}.bin"), b"\0x")
            return buffer.getvalue()
        self.check_linear("entries.zip", packed, 10_000)

    def test_archives_of_names_that_lead_out(self):
        def packed(count):
            buffer = io.BytesIO()
            with tarfile.open(fileobj=buffer, mode="w") as archive:
                for i in range(count):
                    archive.addfile(tarfile.TarInfo(f"../{i}.csv"))
            return buffer.getvalue()
        self.check_linear("out.tar", packed, 5_000)

    def test_many_small_files(self):
        def files(folder, count):
            for i in range(count):
                with open(os.path.join(folder, f"{i}.txt"), "w", encoding="utf-8") as file:
                    file.write(f"The kettle {i} is in the kitchen.\n\nBring two cups.\n")
        self.check_folder("files", files, 2_000)

    def test_links_in_circles(self):
        def links(folder, count):
            os.makedirs(os.path.join(folder, "a"))
            for i in range(count):
                os.symlink("..", os.path.join(folder, "a", f"up{i}"))
                os.symlink(f"self{i}", os.path.join(folder, f"self{i}"))
        self.check_folder("links", links, 3_000)

    def test_many_fields_of_json(self):
        def lines(count):
            return "".join(json.dumps({f"key_{i}": i}) + "\n" for i in range(count))
        self.check_linear("keys.jsonl", lines, 10_000)

    def test_nested_json(self):
        def nested(depth):
            return '{"a":' * depth + '"Catholic"' + "}" * depth + "\n"
        self.check_linear("deep.jsonl", nested, 50_000)
        self.check_linear("lists.json", lambda depth: "[" * depth + "]" * depth, 50_000)


class MovingTest(SunderCase):
    """Files that are not what they were a moment ago."""

    def scan(self, path):
        return subprocess.run([sunder_case.SUNDER, "scan", path, "--format", "json"],
                              capture_output=True, env=self.environment(), cwd=self.folder,
                              check=False, timeout=300)

    def test_a_file_that_grows_is_read_to_where_it_was(self):
        path = self.write("grows.csv", "a,b\n" + "1,2\n" * 300_000)
        done = threading.Event()

        def grow():
            with open(path, "a", encoding="utf-8") as file:
                while not done.is_set():
                    file.write("1,2\n" * 1000)
                    file.flush()
                    time.sleep(0.001)
        writer = threading.Thread(target=grow)
        writer.start()
        try:
            scanned = self.scan(path)
        finally:
            done.set()
            writer.join()
        self.assertEqual(scanned.returncode, 0, scanned.stderr[-500:])
        entry = json.loads(scanned.stdout)["coverage"][0]
        self.assertEqual((entry["state"], entry["reason"]), ("PARTIAL", "grew"))

    def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(self):
        """The file is exchanged again and again while it is listed, looked into and read."""
        book = io.BytesIO()
        write_xlsx(book, {"Parts": [["part", "shelf"]] + [["Bolt", "A"]] * 20})
        for name, content in (("a.csv", b"a,b\n1,2\n"), ("a.xlsx", book.getvalue())):
            path, other = self.write(f"swap/{name}", content), self.path("swap", "other")
            done = threading.Event()

            def exchange():
                while not done.is_set():
                    os.mkfifo(other)
                    os.rename(other, path)
                    with open(other, "wb") as file:
                        file.write(content)
                    os.rename(other, path)
            mover = threading.Thread(target=exchange)
            mover.start()
            try:
                for _ in range(20):
                    self.assertIn(self.scan(path).returncode, (0, 3))
            finally:
                done.set()
                mover.join()


class LongTest(SunderCase):
    def setUp(self):
        super().setUp()
        if not WITH_LONG:
            self.skipTest("with --long")

    def peak_mebibytes(self, path):
        command = ["/usr/bin/env", "time", "-f", "%U %M", sunder_case.SUNDER, "scan", path, "--format",
                   "json", "--fail-on", "never", "-o", self.path("report.json")]
        done = subprocess.run(command, capture_output=True, env=self.environment(), check=False,
                              timeout=7200)
        self.assertIn(done.returncode, (0, 3), done.stderr[-1000:])
        user_seconds, peak_kibibytes = done.stderr.split()[-2:]
        if os.environ.get("SUNDER_SHOW_TIMES"):
            print(f"{path}: {float(user_seconds):.1f} s, {int(peak_kibibytes) / 1024:.0f} MiB")
        return int(peak_kibibytes) / 1024

    def test_one_line_of_a_gigabyte(self):
        path = self.path("line.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("note\n")
            for _ in range(1000):
                file.write("word " * 200_000)
            file.write("\nlast\n")
        self.assertLess(self.peak_mebibytes(path), 1500)
        with open(self.path("report.json"), encoding="utf-8") as file:
            entry = json.load(file)["coverage"][0]
        self.assertEqual((entry["state"], entry["reason"]), ("PARTIAL", "over_limit"))

    def test_a_million_files(self):
        for i in range(1_000_000):
            if i % 1000 == 0:
                os.makedirs(self.path("many", str(i // 1000)))
            with open(self.path("many", str(i // 1000), f"{i}.txt"), "w", encoding="utf-8") as file:
                file.write("Two cups.\n")
        self.assertLess(self.peak_mebibytes(self.path("many")), 8 * 1024)


if __name__ == "__main__":
    if "--long" in sys.argv:
        sys.argv.remove("--long")
    sunder_case.main()
