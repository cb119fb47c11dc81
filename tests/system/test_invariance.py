#!/usr/bin/env python3
"""The report of a scan depends neither on threads nor on block sizes. What stores depend on is the
matter of tests/swap."""

import sunder_case
from sunder_case import SunderCase


class InvarianceTest(SunderCase):
    def test_threads_and_block_sizes_give_the_same_report(self):
        rows = self.customers(4000)
        for number, row in enumerate(rows[1:]):
            if number % 50 == 0:
                row[1] += ", who said \"I am a Buddhist\"\nand left"
        self.write_csv("d/c.csv", rows)
        with open(self.path("d/t.txt"), "w", encoding="utf-8") as file:
            for row in rows[1:200]:
                file.write(f"{row[1]} wrote from {row[2]}.\nShe is a Catholic.\n\n")
        outcomes = set()
        for threads in (1, 2, 8):
            for block in ("1", "97", "4KiB", "256KiB", "8MiB"):
                outcomes.add(self.run_sunder("scan", "d", "--format", "json", "--threads", threads,
                                             "--block-size", block, code=1).out)
        self.assertEqual(len(outcomes), 1)


if __name__ == "__main__":
    sunder_case.main()
