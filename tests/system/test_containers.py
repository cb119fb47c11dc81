#!/usr/bin/env python3
"""Archives and compressed files: read like folders, unpacked by a split, and never trusted."""
import bz2
import gzip
import io
import json
import lzma
import os
import resource
import signal
import sqlite3
import struct
import subprocess
import tarfile
import tempfile
import time
import unittest
import zipfile
import zlib

import sunder_case
from sunder_case import SunderCase
from office_files import write_xlsx

# A bomb may cost this much: far more than one needs here, far less than it would unpack to.
BOMB_SECONDS = 60
BOMB_MEBIBYTES = 1500


def zipped(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (2030, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def tarred(entries):
    """`entries`: (name, bytes) or a TarInfo without content."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for entry in entries:
            if isinstance(entry, tarfile.TarInfo):
                archive.addfile(entry)
                continue
            info = tarfile.TarInfo(entry[0])
            info.size = len(entry[1])
            archive.addfile(info, io.BytesIO(entry[1]))
    return buffer.getvalue()


def by_tool(*command):
    return lambda data: subprocess.run(command, input=data, capture_output=True, check=True).stdout


CODECS = {
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": by_tool("zstd", "-q", "-c"),
    ".lz4": by_tool("lz4", "-q", "-c"),
}
UNPACK = {
    ".gz": gzip.decompress,
    ".bz2": bz2.decompress,
    ".xz": lzma.decompress,
    ".zst": by_tool("zstd", "-q", "-d", "-c"),
    ".lz4": by_tool("lz4", "-q", "-d", "-c"),
}


def deflated_lines(size):
    """A raw deflate stream of `size` bytes of equal lines, and their checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = b"a,b,c,d\n" * 131072
    packed, checksum, left = [], 0, size
    while left > 0:
        part = piece[:left]
        packed.append(packer.compress(part))
        checksum = zlib.crc32(part, checksum)
        left -= len(part)
    packed.append(packer.flush())
    return b"".join(packed), checksum


def local_header(name, packed, size):
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0x5A21, 0, packed, size, len(name),
                       0) + name


def overlapping_zip(size, copies):
    """Every file takes in all that follow it, headers quoted, and ends in the same few bytes (as in
    zbsm.zip of David Fifield)."""
    kernel, _ = deflated_lines(size)
    names = [b"%05d.csv" % number for number in range(copies)]
    data, unpacked = kernel, size
    entries = []
    for name in reversed(names):
        header = local_header(name, len(data), unpacked)
        entries.append((name, len(data), unpacked, len(header) + len(data)))
        data = header + data
        if name != names[0]:
            data = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF) + data
            unpacked += len(header)
    directory = b""
    for name, packed, length, from_end in reversed(entries):
        directory += struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0x5A21, 0, packed,
                                 length, len(name), 0, 0, 0, 0, 0, len(data) - from_end) + name
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, copies, copies, len(directory), len(data), 0)
    return data + directory + end


def one_file_zip(size):
    packed, checksum = deflated_lines(size)
    name = b"f.csv"
    header = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0x5A21, checksum, len(packed), size,
                         len(name), 0) + name
    directory = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0x5A21, checksum,
                            len(packed), size, len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(directory), len(header) + len(packed),
                      0)
    return header + packed + directory + end


class ContainerCase(SunderCase):
    def scan(self, *arguments, code=None, **more):
        done = self.run_sunder("scan", *arguments, "--format", "json", code=code, **more)
        return json.loads(done.out)

    def csv_bytes(self, count=2500, seed=1):
        with open(self.write_csv("made.csv", self.customers(count, seed)), "rb") as file:
            data = file.read()
        os.unlink(self.path("made.csv"))
        return data

    @staticmethod
    def reasons(report):
        return {entry["object"]: entry["reason"] for entry in report["coverage"]}

    @staticmethod
    def findings(report):
        """What was found, without the names of files."""
        return sorted((table["records"], association["label"], association["field"],
                       association["strength"])
                      for table in report["tables"] for association in table["associations"])


class ReadTest(ContainerCase):
    def test_every_codec_reads_and_splits_like_plain_text(self):
        data = self.csv_bytes()
        plain = self.scan(self.write("plain/people.csv", data), code=1)
        self.assertTrue(self.findings(plain))
        for extension, pack in CODECS.items():
            with self.subTest(codec=extension):
                # Two members in a row are one stream.
                half = data.index(b"\n", len(data) // 2) + 1
                path = self.write(f"in{extension}/people.csv{extension}",
                                  pack(data[:half]) + pack(data[half:]))
                self.assertEqual(self.findings(self.scan(path, code=1)), self.findings(plain))
                to = self.path("out" + extension)
                self.run_sunder("split", path, "--to", to, "--recipient", self.recipient(), code=0)
                with open(f"{to}/identity/people.csv{extension}", "rb") as file:
                    kept = UNPACK[extension](file.read())
                self.assertEqual(kept.count(b"\n"), data.count(b"\n"))
                self.assertNotIn(b"religion", kept)

    def test_archives_read_like_the_folder(self):
        entries = [("a/people.csv", self.csv_bytes()), ("b/more.csv", self.csv_bytes(3000, 2)),
                   ("picture.bin", bytes(range(256)) * 400)]
        for name, content in entries:
            self.write("folder/" + name, content)
        plain = self.scan("folder", code=1)
        tar = tarred(entries)
        archives = {"x.zip": zipped(entries), "x.tar": tar,
                    **{"x.tar" + extension: pack(tar) for extension, pack in CODECS.items()},
                    "x.tgz": CODECS[".gz"](tar)}
        for name, content in archives.items():
            with self.subTest(archive=name):
                report = self.scan(self.write(name, content), code=1)
                self.assertEqual(self.findings(report), self.findings(plain))
                self.assertEqual(self.reasons(report), {
                    f"{name}!a/people.csv": "", f"{name}!b/more.csv": "",
                    f"{name}!picture.bin": "unsupported"})
                piped = self.run_sunder("scan", "-", "--format", "json", stdin=content, code=1)
                self.assertEqual(self.findings(json.loads(piped.out)), self.findings(plain))

    def test_nested(self):
        inner = tarred([("z.csv", self.csv_bytes())])
        self.write("x.zip", zipped([("d/y.tar.xz", lzma.compress(inner))]))
        report = self.scan("x.zip", code=1)
        self.assertEqual(self.reasons(report), {"x.zip!d/y.tar.xz!z.csv": ""})
        report = self.scan("x.zip", "--archive-depth", "1", code=3)
        self.assertEqual(self.reasons(report), {"x.zip!d/y.tar.xz": "depth_limit"})

    def test_encodings_in_archives(self):
        """Told, by detection behind much ASCII and by the user, and written back."""
        header, *rows = self.csv_bytes(6000).decode("utf-8").splitlines()
        notes = ["", "Gr\u00fc\u00dfe an J\u00fcrgen M\u00fcller"]
        rows = [row + "," + notes[number > 3000] for number, row in enumerate(rows)]
        data = "\n".join([header + ",note", *rows, ""]).encode("cp1252")
        # Past what tells the type of an entry.
        self.assertGreater(data.index(b"\xfc"), 128 * 1024)
        self.write("plain/x.zip/a.csv", data)
        self.write("packed/x.zip", zipped([("a.csv", data)]))
        plain = self.scan("plain", code=1)
        packed = self.scan("packed", code=1)
        self.assertEqual(self.findings(packed), self.findings(plain))
        entry = packed["coverage"][0]
        self.assertEqual((entry["object"], entry["state"], entry["encoding"], entry["records"]),
                         ("x.zip!a.csv", "COMPLETE", "windows-1252", len(rows)))
        given = self.scan("packed", "--encoding", "latin1", code=1)["coverage"][0]
        self.assertEqual((given["state"], given["encoding_by"]), ("COMPLETE", "given"))
        for kind in ("plain", "packed"):
            self.run_sunder("split", kind, "--to", self.path("out-" + kind), "--recipient",
                            self.recipient(), code=0)
        self.assertEqual(self.tree(self.path("out-plain/identity")),
                         self.tree(self.path("out-packed/identity")))

    def test_office_files_are_no_archives(self):
        write_xlsx(self.path("a.xlsx"), {"Parts": [["Part", "Shelf"]] + 40 * [["Bolt", "A"]]})
        with open(self.path("a.xlsx"), "rb") as file:
            book = file.read()
        self.write("x.zip", zipped([("a.xlsx", book)]))
        for source, name in (("a.xlsx", "a.xlsx"), ("x.zip", "x.zip!a.xlsx")):
            for options in ((), ("--input-format", "spreadsheet")):
                report = self.scan(source, *options)
                self.assertEqual([entry["object"] for entry in report["coverage"]], [name])
                self.assertGreater(report["coverage"][0]["records"], 0)

    def test_threads_make_no_difference(self):
        self.write("x.zip", zipped([("a.csv", self.csv_bytes(20000))]))
        reports = [self.scan("x.zip", "--threads", count, code=1) for count in (1, 4)]
        self.assertEqual(reports[0], reports[1])


class SplitTest(ContainerCase):
    def test_unpacks_to_folders_of_the_same_names(self):
        nested = zipped([("deep.csv", self.csv_bytes(2600, 3))])
        self.write("src/x.zip", zipped([("a/b.csv", self.csv_bytes()), ("n.zip", nested)]))
        self.write("src/plain.csv", self.csv_bytes(2700, 4))
        to = self.path("out")
        self.run_sunder("split", "src", "--to", to, "--recipient", self.recipient(), code=0)
        names = [name for name in self.tree(to + "/identity")]
        self.assertEqual(names, ["plain.csv", "x.zip/a/b.csv", "x.zip/n.zip/deep.csv"])
        for name in names:
            with open(f"{to}/identity/{name}", encoding="utf-8") as file:
                self.assertEqual(file.readline().strip(), "customer_id,full_name,email,phone")
        self.run_sunder("verify", to, code=0)
        # The same again is nothing to do; a changed archive is another source, and what other limits
        # let through is another split.
        again = ("split", "src", "--to", to, "--recipient", self.recipient())
        self.run_sunder(*again, code=0)
        self.run_sunder(*again, "--archive-entries", "1000", code=2)

    def test_the_folder_splits_alike(self):
        entries = [("a.csv", self.csv_bytes()), ("b.csv", self.csv_bytes(2600, 2))]
        for name, content in entries:
            self.write("plain/x.zip/" + name, content)
        self.write("packed/x.zip", zipped(entries))
        for kind in ("plain", "packed"):
            self.run_sunder("split", kind, "--to", self.path("out-" + kind), "--recipient",
                            self.recipient(), code=0)
        self.assertEqual(self.tree(self.path("out-plain/identity")),
                         self.tree(self.path("out-packed/identity")))
        self.assertEqual(self.published(self.path("out-plain")),
                         self.published(self.path("out-packed")))

    def test_databases_in_archives(self):
        for journal in ("delete", "wal"):
            with self.subTest(journal=journal):
                path = self.path(f"{journal}.db")
                database = sqlite3.connect(path)
                database.execute(f"PRAGMA journal_mode={journal}")
                rows = self.customers(3000)
                database.execute("CREATE TABLE people (" + ", ".join(rows[0]) + ")")
                database.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", rows[1:])
                database.commit()
                database.close()
                with open(path, "rb") as file:
                    archive = self.write(f"{journal}.zip", zipped([("d/people.db", file.read())]))
                self.assertEqual(self.findings(self.scan(archive, code=1)),
                                 self.findings(self.scan(path, code=1)))
                to = self.path("out-" + journal)
                self.run_sunder("split", archive, "--to", to, "--recipient", self.recipient(),
                                code=0)
                stored = sqlite3.connect(f"{to}/identity/{journal}.zip/d/people.db")
                self.assertEqual(stored.execute("SELECT count(*) FROM people").fetchone(), (3000,))
                columns = [row[1] for row in stored.execute("PRAGMA table_info(people)")]
                self.assertNotIn("religion", columns)
                stored.close()
                self.run_sunder("verify", to, code=0)

    def test_in_place_is_refused(self):
        path = self.write("x.zip", zipped([("a.csv", self.csv_bytes())]))
        before = self.tree(self.folder)["x.zip"]
        done = self.run_sunder("split", path, "--in-place", "--to", self.path("out"), "--recipient",
                               self.recipient(), code=2)
        self.assertIn("in place", done.err)
        self.assertEqual(self.tree(self.folder)["x.zip"], before)

    def test_nothing_is_committed_when_an_entry_cannot_be_read(self):
        whole = zipped([("a.csv", self.csv_bytes()), ("b.csv", self.csv_bytes(2600, 2))])
        path = self.write("x.zip", whole[:len(whole) * 2 // 3])
        self.run_sunder("split", path, "--to", self.path("out"), "--recipient", self.recipient(),
                        code=3)
        self.assert_no_store(self.path("out"))


class HostileTest(ContainerCase):
    def test_names_that_lead_out(self):
        def link(name, kind, target=""):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            return info

        victim = self.write("victim.csv", "untouched")
        bad = ["../victim.csv", self.path("victim.csv"), "C:\\evil.csv", "a/../../victim.csv",
               "..\\other.csv"]
        row = b"name,email\nAda Example,ada@example.com\n"
        entries = [(name, row) for name in bad]
        links = [link("to-etc", tarfile.SYMTYPE, "/etc"), link("hard", tarfile.LNKTYPE, victim),
                 link("device", tarfile.CHRTYPE), link("pipe", tarfile.FIFOTYPE)]
        self.write("in/x.tar", tarred(entries + links + [("to-etc/evil.csv", row),
                                                         ("good.csv", row)]))
        self.write("in/y.zip", zipped(entries + [("good.csv", row)]))
        before = self.tree(self.folder)
        report = self.scan("in", code=3)
        self.assertEqual(self.tree(self.folder), before)
        reasons = self.reasons(report)
        for name in bad:
            self.assertEqual(reasons["x.tar!" + name], "unsafe_name")
        self.assertEqual(sum(reason == "unsafe_name" for reason in reasons.values()), 10)
        for name in ("to-etc", "hard", "device", "pipe"):
            self.assertEqual(reasons["x.tar!" + name], "ignored")
        for name in ("x.tar!good.csv", "x.tar!to-etc/evil.csv", "y.zip!good.csv"):
            self.assertEqual(reasons[name], "")
        self.assertEqual({entry["state"] for entry in report["coverage"]
                          if entry["reason"]}, {"SKIPPED"})
        done = self.run_sunder("split", "in", "--to", self.path("out"), code=3)
        self.assertIn("leads out", done.err)
        self.assertEqual(self.tree(self.folder), before)

    def test_encrypted(self):
        content = bytearray(zipped([("open.csv", b"a,b\n1,2\n"), ("secret.csv", b"a,b\n3,4\n")]))
        for magic, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            content[content.rindex(magic) + flags] |= 1
        self.write("x.zip", bytes(content))
        report = self.scan("x.zip", code=3)
        self.assertEqual(self.reasons(report),
                         {"x.zip!open.csv": "", "x.zip!secret.csv": "encrypted"})
        self.assertEqual(self.reasons(self.scan("x.zip", "--ignore", "secret.csv", code=0)),
                         {"x.zip!open.csv": "", "x.zip!secret.csv": "ignored"})

    def test_truncated(self):
        entries = [(f"{name}.csv", self.csv_bytes(4000, seed)) for seed, name in enumerate("abc")]
        for name, whole in {"x.zip": zipped(entries), "x.tar": tarred(entries),
                            "x.tar.gz": CODECS[".gz"](tarred(entries))}.items():
            with self.subTest(archive=name):
                report = self.scan(self.write(name, whole[:len(whole) // 2]), code=3)
                states = {entry["object"]: entry["state"] for entry in report["coverage"]}
                self.assertEqual(states, {name: "PARTIAL", f"{name}!a.csv": "COMPLETE",
                                          f"{name}!b.csv": "PARTIAL"})
                records = {table["object"]: table["records"] for table in report["tables"]}
                self.assertEqual(records[f"{name}!a.csv"], 4000)
                self.assertGreater(records[f"{name}!b.csv"], 100)

    def test_a_tar_cut_off_between_entries_is_told(self):
        whole = tarred([("a.csv", self.csv_bytes(400)), ("b.csv", self.csv_bytes(300, 2))])
        end = whole.rstrip(b"\0")
        cut = whole[:(len(end) + 511) // 512 * 512]
        for name, data in {"x.tar": cut, "x.tar.gz": CODECS[".gz"](cut)}.items():
            path = self.write(name, data)
            report = self.scan(path, code=3)
            states = {entry["object"]: entry["state"] for entry in report["coverage"]}
            self.assertEqual(states, {name: "PARTIAL", f"{name}!a.csv": "COMPLETE",
                                      f"{name}!b.csv": "COMPLETE"})
            self.assertEqual(self.reasons(report)[name], "truncated")
            # Nothing is said of how much of it was read: that is not known.
            self.assertNotIn("100 %", self.run_sunder("scan", path, code=3).out)
        self.scan(self.write("y.tar", cut + bytes(512)), code=1)

    def test_an_empty_tar_is_empty(self):
        reasons = self.reasons(self.scan(self.write("x.tar", tarred([])), code=0))
        self.assertEqual(reasons, {"x.tar": "empty"})

    def test_a_stored_zip_with_office_files_is_a_zip(self):
        write_xlsx(self.path("book.xlsx"),
                   {"One": [["name", "religion"], ["Ada Example", "Jewish"]]})
        with open(self.path("book.xlsx"), "rb") as file:
            workbook = file.read()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("a.csv", self.csv_bytes(40))
            archive.writestr("b.xlsx", workbook)
        states = {entry["object"]: entry["state"]
                  for entry in self.scan(self.write("x.zip", buffer.getvalue()))["coverage"]}
        self.assertEqual(states, {"x.zip!a.csv": "COMPLETE", "x.zip!b.xlsx": "COMPLETE"})

    def test_damage_behind_a_whole_archive_is_told(self):
        for ending in (".gz", ".bz2", ".xz"):
            packed = CODECS[ending](zipped([("a.csv", self.csv_bytes(40))]))
            damaged = packed[:-6] + bytes(byte ^ 0xFF for byte in packed[-6:])
            name = "x.zip" + ending
            with self.subTest(archive=name):
                report = self.scan(self.write(name, damaged), code=3)
                states = {entry["object"]: entry["state"] for entry in report["coverage"]}
                self.assertEqual(states[name], "PARTIAL", self.reasons(report))
                self.assertEqual(self.reasons(report)[name], "truncated")
                if f"{name}!a.csv" in states:
                    self.assertEqual(states[f"{name}!a.csv"], "COMPLETE")

    def test_other_data_with_an_archive_name(self):
        self.write("in/x.zip", "name,email\nAda Example,ada@example.com\n")
        self.write("in/y.zip", b"PK\3\4" + bytes(100))
        reasons = self.reasons(self.scan("in", code=3))
        self.assertEqual(reasons["y.zip"], "truncated")
        self.assertEqual(reasons["x.zip"], "")


class BombTest(ContainerCase):
    def defuse(self, name, content, reason, code=3):
        """Scans a bomb in bounded time and memory."""
        path = self.write(name, content)
        start = time.monotonic()
        process = subprocess.Popen(
            [sunder_case.SUNDER, "scan", path, "--format", "json", "--fail-on", "never"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder,
            env=self.environment(TMPDIR=self.folder),
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (BOMB_SECONDS,) * 2))
        out, err = process.communicate(timeout=20 * BOMB_SECONDS)
        self.assertEqual(process.returncode, code, err[-2000:])
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.assertLess(usage.ru_maxrss / 1024, BOMB_MEBIBYTES)
        self.assertLess(time.monotonic() - start, 20 * BOMB_SECONDS)
        reasons = self.reasons(json.loads(out))
        self.assertEqual(reasons.get(name), reason, reasons)
        self.assertEqual(os.listdir(self.folder), [name])
        os.unlink(path)

    def setUp(self):
        super().setUp()
        self.run_sunder("scan", "-", stdin=b"a,b\n1,2\n")  # the cache of patterns

    def test_one_large_entry(self):
        self.defuse("x.zip", one_file_zip(2_000_000_000), "ratio_limit")

    def test_overlapping_entries(self):
        self.defuse("x.zip", overlapping_zip(20_000_000, 2_000), "ratio_limit")

    def test_compressed_files(self):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        piece = b"a,b,c,d\n" * 131072
        content = b"".join(packer.compress(piece) for _ in range(2000)) + packer.flush()
        self.defuse("x.csv.gz", content, "ratio_limit")

    def test_nested_archives(self):
        content = one_file_zip(2_000_000)
        for level in range(4):
            content = zipped([(f"{level}-{number}.zip", content) for number in range(16)])
        # The files lie deeper than the limit: none is unpacked.
        path = self.write("x.zip", content)
        reasons = self.reasons(self.scan(path, "--fail-on", "never", code=3))
        self.assertLessEqual(set(reasons.values()), {"depth_limit", "ratio_limit"})
        os.unlink(path)
        shallow = zipped([(f"{number}.csv.zip", one_file_zip(30_000_000))
                          for number in range(50)])
        self.defuse("y.zip", shallow, "ratio_limit")

    def test_many_entries(self):
        report = self.scan(self.write("x.zip", zipped([(f"{n}.csv", b"a,b\n1,2\n")
                                                       for n in range(300)])),
                           "--archive-entries", "100", code=3)
        self.assertEqual(len(report["coverage"]), 101)
        self.assertEqual(self.reasons(report)["x.zip"], "entry_limit")

    def test_size(self):
        report = self.scan(self.write("x.zip", zipped([("a.csv", b"a,b\n1,2\n" * 100000)])),
                           "--unpacked-size", "100KiB", code=3)
        self.assertEqual(self.reasons(report),
                         {"x.zip": "size_limit", "x.zip!a.csv": "size_limit"})

    def test_limits_can_be_raised(self):
        path = self.write("x.zip", one_file_zip(80_000_000))
        self.assertEqual(self.reasons(self.scan(path, "--fail-on", "never", code=3))["x.zip"],
                         "ratio_limit")
        self.scan(path, "--fail-on", "never", "--unpacked-ratio", "5000", code=0)


class SpoolTest(ContainerCase):
    def test_a_killed_run_leaves_nothing(self):
        content = zipped([("a.csv", os.urandom(20_000_000).hex())])
        path = self.write("in/x.zip", content)
        folder = tempfile.mkdtemp(dir=self.folder)
        process = subprocess.Popen([sunder_case.SUNDER, "scan", path], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, cwd=self.folder,
                                   env=self.environment(TMPDIR=folder))
        seen = False
        while process.poll() is None and not seen:
            self.assertEqual(os.listdir(folder), [])
            try:
                seen = any(os.readlink(f"/proc/{process.pid}/fd/{number}").startswith(folder)
                           for number in os.listdir(f"/proc/{process.pid}/fd"))
            except FileNotFoundError:
                pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.assertTrue(seen, "no temporary file was seen")
        self.assertEqual(os.listdir(folder), [])

    def test_no_folder_to_unpack_in(self):
        path = self.write("x.zip", zipped([("a.csv", b"a,b\n1,2\n")]))
        done = self.run_sunder("scan", path, code=3, TMPDIR="/proc", XDG_CACHE_HOME="/proc")
        self.assertIn("TMPDIR", done.err)


if __name__ == "__main__":
    sunder_case.main()
