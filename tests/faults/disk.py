"""A split that can be killed or failed at any call, and what must hold on the disk at every moment."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../swap"))
import view  # noqa: E402
from population import Population  # noqa: E402

STORES = ("segregated", "quarantine", "identity", "evidence")
FILES = [("a.csv", "columns_first"), ("e.sqlite", "columns_first"), ("f.jsonl", "texts_first"),
         ("letters.txt", "letters")]
# In every dropped sentence; nobody else writes such words.
MARKER = "zq{}xv"
MARKER_PATTERN = re.compile(rb"zq[0-9]+xv")
IDENTIFIER = b"@example.org"
# Values of columns that leave; no text that stays has such words.
VALUES = [value.encode() for value in (
    "Hispanic or Latino", "Black or African American", "Catholic", "Methodist", "Jewish",
    "heterosexual", "Bisexual", "Democrat", "Libertarian")]


def marked_population(seed=1, size=150):
    people = Population(seed=seed, size=size, files=FILES)
    for number, person in enumerate(people.people):
        for key in ("statement", "remark"):
            if person[key] and (key == "statement" or person["is_withheld"]):
                person[key] = person[key][:-1] + f", as file {MARKER.format(number)} says."
    return people


class Box:
    """A folder with a source and its stores. `mode`: `copy`, or `replace`: other stores stand there
    before."""

    def __init__(self, folder, mode, program, shim):
        self.folder, self.mode, self.program, self.shim = folder, mode, program, shim
        self.template = os.path.join(folder, "template")
        self.box = os.path.join(folder, "box")
        self.recipient = view.recipient(folder)
        marked_population().write(os.path.join(self.template, "d"))
        self.old = None
        if mode == "replace":
            marked_population(seed=2).write(os.path.join(self.template, "before"))
            done = self.split(self.template, source="before")
            assert done.returncode == 0, done.stderr
            shutil.rmtree(os.path.join(self.template, "before"))
            self.old = self.stores(self.template)
        self.reset()
        done = self.split()
        assert done.returncode == 0, done.stderr
        self.whole = view.view(self.box, done)["stores"]
        self.new = self.stores(self.box)
        self.source = view.entries(os.path.join(self.template, "d"), with_times=False)

    def reset(self):
        shutil.rmtree(self.box, ignore_errors=True)
        shutil.copytree(self.template, self.box)

    def split(self, box=None, source="d", **faults):
        box = box or self.box
        replacing = ["--replace"] if self.mode == "replace" and source == "d" else []
        if faults:
            faults.update(FAULT_UNDER=os.path.join(box, "out"), LD_PRELOAD=self.shim)
        return view.run(self.program, box, "split", source, "--to", "out", "--min-cohort", "100",
                        "--recipient", self.recipient, "--threads", "2", "--memory", "16MiB",
                        *replacing, **{key: str(value) for key, value in faults.items()})

    def start(self, **faults):
        """The same split, not waited for."""
        replacing = ["--replace"] if self.mode == "replace" else []
        return subprocess.Popen(
            [self.program, "split", "d", "--to", "out", "--min-cohort", "100", "--recipient",
             self.recipient, "--threads", "2", "--memory", "16MiB", *replacing], cwd=self.box,
            env=view.environment(self.box, **faults), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)

    @staticmethod
    def stores(box):
        """{store: {path: content}} of the stores that stand in their places."""
        found = {}
        for store in STORES:
            folder = os.path.join(box, "out", store)
            if os.path.isdir(folder):
                found[store] = {path: content for path, (_, content)
                                in view.entries(folder, with_times=False).items()}
        return found

    def calls(self, trace):
        """The calls of an undisturbed run, as the shim counts them."""
        self.reset()
        done = self.split(FAULT_TRACE=trace)
        assert done.returncode == 0, done.stderr
        with open(trace, encoding="utf-8") as file:
            return [tuple(line.rstrip("\n").split("\t")) for line in file]

    def complaints_on_disk(self):
        """What no moment may show, whether a run is under way or was cut off."""
        found = self.associations()
        if view.entries(os.path.join(self.box, "d"), with_times=False) != self.source:
            found.append("the source was changed")
        stores = self.stores(self.box)
        for name, content in stores.items():
            if content not in (self.new[name], (self.old or {}).get(name)):
                found.append(f"the {name} store is visible and not whole")
        if "evidence" in stores:
            kinds = {"new" if all(stores.get(name) == self.new[name] for name in STORES) else
                     "old" if self.old and all(stores.get(name) == self.old[name]
                                               for name in STORES) else "mixed"}
            if kinds == {"mixed"}:
                found.append("evidence stands beside stores that are not its own")
        return found

    def associations(self):
        found = []
        for folder in ("out", "tmp", "state"):
            for root, _, files in os.walk(os.path.join(self.box, folder)):
                for name in files:
                    with open(os.path.join(root, name), "rb") as file:
                        data = file.read()
                    for text in (data, data.replace(b"\0", b"")):
                        if MARKER_PATTERN.search(text):
                            found.append(f"a dropped sentence stands in {folder}/../{name}")
                        if IDENTIFIER in text and any(value in text for value in VALUES):
                            found.append(f"a value beside identifiers in {folder}/../{name}")
        return sorted(set(found))

    def complaints_after_restart(self):
        """The run is simply started again; what stands in the end is what an undisturbed one
        makes."""
        done = self.split()
        if b"Nothing to do" not in done.stdout and done.returncode != 0:
            return [f"started again: exit {done.returncode}: "
                    f"{done.stderr.decode(errors='replace')[-200:]}"]
        found = view.differences({"stores": self.whole},
                                 {"stores": view.entries(os.path.join(self.box, "out"))})
        return [f"started again: {what} differs" for what in found]
