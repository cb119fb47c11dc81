#!/usr/bin/env python3
"""Hostile inputs take time in proportion to their size: twice as much input, about twice the time."""
import json
import os
import resource
import subprocess

import sunder_case
from sunder_case import SunderCase

# Twice the input may take this much longer: linear work and the noise of a busy machine. Quadratic
# work takes four times as long.
RATIO_MAX = 3.0
SECONDS_MIN = 0.1  # of the larger scan beside an empty one: less tells nothing but is no harm


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
        empty = self.write("empty.txt", "nothing\n")
        self.seconds(empty)  # fills the cache
        ratios = []
        for _ in range(3):
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
                      "mr ", "Anna ", "catholic ", "I am ", "e\u0301", "\u200ba", "==", "://"):
            with self.subTest(piece=piece):
                self.check_linear("pieces.txt",
                                  lambda size, p=piece: p * (size // len(p.encode())),
                                  megabytes(0.2))

    def test_every_cell_a_hit(self):
        row = "Catholic,anna.brandt@example.org,202-555-0123,4111111111111111,Anna Brandt\n"
        header = "religion,email,phone,card,name\n"
        self.check_linear("hits.csv", lambda size: header + row * (size // len(row)), megabytes(4))

    def test_one_cell(self):
        cell = "I am a Muslim, Mr Brandt said, "
        self.check_linear("cell.csv", lambda size: 'note\n"' + cell * (size // len(cell)) + '"\n',
                          megabytes(1))

    def test_web_log(self):
        start = '192.0.2.7 - - [31/Jan/2026:10:00:00 +0000] "GET /a?'
        lines = (start + 'b=1 HTTP/1.1" 200 5\n') * 20
        for before, piece, after in (("", " [", ""), (start, "a&", 'b HTTP/1.1" 200 5')):
            with self.subTest(piece=piece):
                self.check_linear("access.log",
                                  lambda size, b=before, p=piece, a=after:
                                  lines + b + p * (size // len(p)) + a + "\n", megabytes(1))

    def test_many_columns(self):
        def table(count):
            header = ",".join(f"column_{i}" for i in range(count))
            row = ",".join(str(i % 97) for i in range(count))
            return f"{header}\n{row}\n{row}\n"
        self.check_linear("wide.csv", table, 20_000)

    def test_many_fields_of_json(self):
        def lines(count):
            return "".join(json.dumps({f"key_{i}": i}) + "\n" for i in range(count))
        self.check_linear("keys.jsonl", lines, 10_000)

    def test_nested_json(self):
        def nested(depth):
            return '{"a":' * depth + '"Catholic"' + "}" * depth + "\n"
        self.check_linear("deep.jsonl", nested, 20_000)
        self.check_linear("lists.json", lambda depth: "[" * depth + "]" * depth, 20_000)


if __name__ == "__main__":
    sunder_case.main()
