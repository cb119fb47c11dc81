#!/usr/bin/env python3
"""Non-interference: a special category's values, "none" included, are given to other persons of the
cohort, and the split runs again. Every unencrypted byte that it leaves or prints must be the same;
sealed files are equal in number, name and size. $SUNDER_SWAPS says how many permutations of a kind
(2; the long suite runs 50).
"""
import os
import shutil
import sys
import tempfile
import unittest

import view
from population import Population

SUNDER = os.environ.get("SUNDER", "sunder")
SWAPS = int(os.environ.get("SUNDER_SWAPS", "2"))
# Of every kind of permutation, the first `SWAPS` seeds.
KINDS = ("holders", "presence", "profile")


class SwapCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="sunder-swap-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.recipient = view.recipient(cls.folder)
        cls.first = cls("split").split(Population(), "first")

    def split(self, people, name, *arguments, code=0):
        """What is seen of a split of `people` in a box of its own. Paths in what is printed are
        relative to it."""
        box = os.path.join(self.folder, type(self).__name__ + name)
        people.write(os.path.join(box, "d"))
        done = view.run(SUNDER, box, "split", "d", "--to", "out", "--recipient", self.recipient,
                        *arguments)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        seen = view.view(box, done)
        self.assertEqual(list(seen["temporary folder"]), ["."])
        shutil.rmtree(box)
        return seen

    def assert_same(self, a, b, what):
        found = view.differences(a, b)
        self.assertFalse(found, f"{what} shows in {', '.join(found)}")


class SwapTest(SwapCase):
    def test_values_given_to_other_persons_do_not_show(self):
        first = self.first
        self.assertIn("quarantine/batch-000001.age", first["stores"])
        for kind in KINDS:
            for seed in range(SWAPS):
                swapped = self.split(Population().swap(seed, kind), f"{kind}{seed}")
                self.assert_same(first, swapped, f"permutation {seed} of {kind}")

    def test_statements_in_the_longest_texts_do_not_show(self):
        swapped = self.split(Population().swap(0, "longest"), "longest")
        self.assert_same(self.first, swapped, "a permutation into the longest texts")

    def test_values_do_not_show_when_a_split_is_refused(self):
        arguments = ("--min-cohort", "1000000")
        refused = self.split(Population(), "refused", *arguments, code=2)
        self.assertEqual(refused["stores"], {})
        for kind in ("holders", "presence"):
            swapped = self.split(Population().swap(1, kind), kind, *arguments, code=2)
            self.assert_same(refused, swapped, f"a permutation of {kind}")

    def test_one_plan_fits_every_permutation(self):
        outcomes = []
        for kind in (None, "presence"):
            people = Population().swap(5, kind) if kind else Population()
            box = os.path.join(self.folder, str(kind))
            people.write(os.path.join(box, "d"))
            done = view.run(SUNDER, box, "plan", "d", "-o", "plan.toml")
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            with open(os.path.join(box, "plan.toml"), "rb") as file:
                outcomes.append((file.read(), done.stdout, view.without_durations(done.stderr)))
        self.assertEqual(outcomes[0], outcomes[1], "permutation shows in the plan")

    def test_a_changed_multiset_does_show(self):
        """The comparison can fail, and in the right place only."""
        changed = Population()
        person = next(p for p in changed.people if p["columns"].get("religion") == "Catholic")
        person["columns"]["religion"] = "Muslim"
        found = view.differences(self.first, self.split(changed, "changed"))
        self.assertIn("stores: segregated/segregated.sqlite", found)
        self.assertFalse([name for name in found if "identity" in name or "quarantine" in name])


class OrderTest(SwapCase):
    """Order of records, threads and block sizes."""
    def test_order_of_records_does_not_show(self):
        for order in ("by_value", "reversed", "shuffled"):
            self.assert_same(self.first, self.split(Population().order(order), order), order)

    def test_threads_and_block_sizes_do_not_show(self):
        runs = [(1, "97", "16MiB"), (16, "64KiB", "64MiB"), (3, "8MiB", "256MiB")]
        if SWAPS > 10:
            runs += [(threads, block, "32MiB") for threads in (1, 4, 8, 16)
                     for block in ("1", "1000", "32KiB", "1MiB", "64MiB")]
        for threads, block, memory in runs:
            seen = self.split(Population(), f"{threads}-{block}", "--threads", threads,
                              "--block-size", block, "--memory", memory)
            self.assert_same(self.first, seen, f"--threads {threads} --block-size {block}")


if __name__ == "__main__":
    if not os.path.exists(SUNDER):
        sys.exit(f"set SUNDER to the program; {SUNDER} does not exist")
    unittest.main()
