"""What every system test needs: the program, a temporary folder, and ways to look at stores.

The tests run the program named by $SUNDER as a user would and share no code with it.
"""
import csv
import glob
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

SUNDER = os.environ.get("SUNDER", "sunder")
SOURCE = os.environ.get("SUNDER_SOURCE", os.path.join(os.path.dirname(__file__), "../.."))
DAY = "1767225600"  # 2026-01-01, so that outputs can be compared

GIVEN = "Amara Bela Dalia Farah Hana Ivo Leila Marek Nadia Omar Adam Carl Dora Fiona Julia".split()
SURNAMES = "Brandt Castillo Dorsey Eklund Farrow Holloway Jansen Keller Norwood Whitaker".split()
RELIGIONS = ["Catholic", "Muslim", "Methodist", "Jewish", "Hindu", ""]


def real_data():
    """Public data sets, used where they stand beside the checkout; else None."""
    folder = os.environ.get("SUNDER_REAL_DATA", os.path.join(SOURCE, "../shared/data"))
    return folder if os.path.isdir(folder) else None


class SunderCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="sunder-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def environment(self, **more):
        environment = {key: value for key, value in os.environ.items()
                       if not key.startswith("SUNDER_")}
        environment.update(SOURCE_DATE_EPOCH=DAY, XDG_STATE_HOME=self.path("state"),
                           XDG_CACHE_HOME=os.path.join(tempfile.gettempdir(), "sunder-test-cache"))
        environment.update(more)
        return environment

    def run_sunder(self, *arguments, code=None, stdin=b"", timeout=300, **environment):
        """Runs the program; fails unless the exit code is `code` (None: any)."""
        done = subprocess.run([SUNDER, *map(str, arguments)], input=stdin, capture_output=True,
                              cwd=self.folder, env=self.environment(**environment),
                              timeout=timeout, check=False)
        done.out = done.stdout.decode(errors="replace")
        done.err = done.stderr.decode(errors="replace")
        if code is not None and done.returncode != code:
            self.fail(f"sunder {' '.join(map(str, arguments))}\nexit {done.returncode}, not {code}\n"
                      f"--- stdout\n{done.out[-3000:]}\n--- stderr\n{done.err[-3000:]}")
        return done

    def recipient(self):
        key = self.path("quarantine.key")
        if not os.path.exists(key):
            subprocess.run(["age-keygen", "-o", key], capture_output=True, check=True)
        return subprocess.run(["age-keygen", "-y", key], capture_output=True, check=True,
                              text=True).stdout.strip()

    def customers(self, count=2500, seed=1, values=None, order=None, religions=None):
        """Rows of a table of invented people beside a religion, header first."""
        rng = random.Random(seed)
        rows = []
        for number in range(count):
            given, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
            rows.append([str(10000 + number), f"{given} {surname}",
                         f"{given}.{surname}{number}@example.org".lower(),
                         f"202-555-01{number % 100:02d}", rng.choice(religions or RELIGIONS)])
        if values is not None:
            for row, value in zip(rows, values):
                row[4] = value
        if order is not None:
            rows = order(rows)
        return [["customer_id", "full_name", "email", "phone", "religion"]] + rows

    def write_csv(self, name, rows, delimiter=","):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    def tree(self, folder):
        """Every file below a folder: relative path -> bytes. Sealed files: their size."""
        files = {}
        for path in sorted(glob.glob(os.path.join(folder, "**"), recursive=True)):
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    data = file.read()
                name = os.path.relpath(path, folder)
                files[name] = len(data) if name.endswith(".age") else hashlib.sha256(data).hexdigest()
        return files

    def published(self, stores):
        """{category: {value: count}} of a segregated store."""
        database = sqlite3.connect(os.path.join(stores, "segregated/segregated.sqlite"))
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master")]
        result = {table: {value: count for value, count in database.execute(
            f'SELECT value, count FROM "{table}"')} for table in tables}
        database.close()
        return result

    def assert_no_store(self, folder):
        """Nothing that looks like a finished store may stand there."""
        evidence = os.path.join(folder, "evidence")
        self.assertFalse(os.path.exists(evidence), f"{evidence} stands though the split failed")
        for name in ("identity", "segregated", "quarantine", ".sunder-run"):
            self.assertFalse(os.path.exists(os.path.join(folder, name)), name)


def main():
    if not os.path.exists(SUNDER):
        sys.exit(f"set SUNDER to the program; {SUNDER} does not exist")
    unittest.main()
