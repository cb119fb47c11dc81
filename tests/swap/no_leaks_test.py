#!/usr/bin/env python3
"""The program itself holds nothing of the planted leaks: neither their names nor what switches them
on. The test program holds both, so that the search can find them."""
import os
import sys

import mutations

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../faults"))
from controls_test import CONTROLS  # noqa: E402

# What the fault shim does to calls is planted into no program.
PLANTED = [*mutations.LEAKS, *(fault for fault, (command, _) in CONTROLS.items() if "--leak" in command)]

# A name that is a word of its own may stand in any program. A linker may store a name as the end of
# a longer text, so only what follows it is asked for.
WORDS = [b"SUNDER_LEAK\0", b"sunder7planted"] + [
    leak.encode() + b"\0" for leak in PLANTED if "_" in leak]


def found(path):
    with open(path, "rb") as file:
        data = file.read()
    return [word for word in WORDS if word in data]


def main():
    shipped, leaky = found(mutations.SUNDER), found(mutations.LEAKY)
    print(f"{len(shipped)} of {len(WORDS)} traces in the program, {len(leaky)} in the test program")
    return 1 if shipped or len(leaky) < len(WORDS) else 0


if __name__ == "__main__":
    sys.exit(main())
