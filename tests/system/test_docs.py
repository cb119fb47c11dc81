#!/usr/bin/env python3
"""Runs the examples of README.md and docs/: every ```console block, line by line, against the demo's
exports. A line `$ sunder ...` is run; what follows must be its output. `...` stands for any lines. A
block ```LANGUAGE file=PATH is written to that file first; pages share one folder."""
import glob
import os
import re
import shlex
import subprocess
import sys

import sunder_case
from sunder_case import SunderCase


def blocks(path):
    """[(path of the file to write or "", content)]; what has no path is to be run."""
    with open(path, encoding="utf-8") as file:
        found = re.findall(r"^```(?:console|\w+ file=(\S+))\n(.*?)^```", file.read(), re.S | re.M)
    return [(name, content) for name, content in found]


def steps(block):
    """[(command, expected output lines)]"""
    result = []
    for line in block.splitlines():
        if line.startswith("$ "):
            result.append((line[2:], []))
        else:
            result[-1][1].append(line.rstrip())
    return result


def matches(expected, actual):
    if not expected:
        return not actual
    if expected[0] == "...":
        return any(matches(expected[1:], actual[start:]) for start in range(len(actual) + 1))
    return bool(actual) and expected[0] == actual[0] and matches(expected[1:], actual[1:])


class DocsTest(SunderCase):
    def test_examples(self):
        make = os.path.join(sunder_case.SOURCE, "corpus/demo/make_exports.py")
        subprocess.run([sys.executable, make, self.path("exports")], check=True)
        ran = 0
        pages = [os.path.join(sunder_case.SOURCE, "README.md")]
        pages += sorted(glob.glob(os.path.join(sunder_case.SOURCE, "docs/*.md")))
        environment = self.environment(
            PATH=os.path.dirname(os.path.abspath(sunder_case.SUNDER)) + ":" + os.environ["PATH"])
        for page in pages:
            for name, block in blocks(page):
                if name:
                    self.write(name, block)
                for command, expected in [] if name else steps(block):
                    with self.subTest(page=os.path.basename(page), command=command):
                        done = subprocess.run(["bash", "-c", command], capture_output=True,
                                              text=True, cwd=self.folder, env=environment,
                                              check=False)
                        actual = [line.rstrip() for line in done.stdout.splitlines()]
                        self.assertTrue(matches(expected, actual),
                                        f"{shlex.quote(command)} printed\n" + done.stdout +
                                        done.stderr)
                        ran += 1
        self.assertGreater(ran, 0, "no example was found")


if __name__ == "__main__":
    sunder_case.main()
