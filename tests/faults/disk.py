"""A split that can be killed or failed at any call, and what must hold on the disk at every moment."""
import base64
import bz2
import hashlib
import io
import lzma
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../swap"))
import view  # noqa: E402
from population import Population  # noqa: E402

STORES = ("segregated", "quarantine", "identity", "evidence")
SOURCES = {
    "tables": [("a.csv", "columns_first"), ("e.sqlite", "columns_first"),
               ("f.jsonl", "texts_first"), ("letters.txt", "letters")],
    "documents": [("mail.mbox", "columns_first"), ("page.html", "texts_first"),
                  ("members.xlsx", "columns_first"), ("pack/a.csv", "columns_first"),
                  ("pack/letters.txt", "letters"), ("more/f.jsonl", "texts_first")],
    "streams": [("a.csv.gz", "columns_first"), ("b.csv.bz2", "columns_first"),
                ("f.jsonl.xz", "texts_first"), ("k.csv.zst", "texts_first"),
                ("g.tsv.lz4", "texts_first"), ("letters.txt.gz", "letters"),
                ("access.log", "columns_first"), ("table.html", "columns_first")]}
# Folders of such files that the source holds as archives; in place there are none.
ARCHIVES = {"pack": "zip", "more": "gztar"}
# In every dropped sentence; nobody else writes such words.
MARKER = "zq{}xv"
MARKER_PATTERN = re.compile(rb"zq[0-9]+xv")
IDENTIFIER = b"@example.org"
# Values of columns that leave; no text that stays has such words.
VALUES = [value.encode() for value in (
    "Hispanic or Latino", "Black or African American", "Catholic", "Methodist", "Jewish",
    "heterosexual", "Bisexual", "Democrat", "Libertarian")]


UNPACKERS = {b"\x1f\x8b": lambda: zlib.decompressobj(wbits=31), b"BZh": bz2.BZ2Decompressor,
             b"\xfd7zXZ": lzma.LZMADecompressor}
BASE64_LINES = re.compile(rb"^(?:[A-Za-z0-9+/]{4}){5,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", re.M)


def marked_population(files, seed=1, size=150):
    people = Population(seed=seed, size=size, files=files)
    for number, person in enumerate(people.people):
        for key in ("statement", "remark"):
            if person[key] and (key == "statement" or person["is_withheld"]):
                person[key] = person[key][:-1] + f", as file {MARKER.format(number)} says."
    return people


def readings(data):
    """The bytes of a file as others may read them: UTF-16, the lines of mail undone, unpacked."""
    yield data
    yield data.replace(b"\0", b"")
    yield data.replace(b"=\n", b"")
    yield b"".join(base64.b64decode(line) for line in BASE64_LINES.findall(data))
    for magic, unpacker in UNPACKERS.items():
        if data.startswith(magic):
            try:
                yield unpacker().decompress(data)  # what there is of it
            except (OSError, ValueError, lzma.LZMAError, zlib.error):
                pass
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                for name in package.namelist():
                    yield package.read(name)
        except zipfile.BadZipFile:  # cut off in the middle of writing
            pass


class Box:
    """A folder with a source and its stores. `mode`: `copy`; `replace`: other stores stand there
    before; `in_place`: the sources are rewritten and there is no identity store."""

    def __init__(self, folder, mode, program, shim, sources="tables"):
        self.folder, self.mode, self.program, self.shim = folder, mode, program, shim
        self.files = [(file, layout) for file, layout in SOURCES[sources]
                      if mode != "in_place" or "/" not in file]
        self.template = os.path.join(folder, "template")
        self.box = os.path.join(folder, "box")
        self.recipient = view.recipient(folder)
        self.write(os.path.join(self.template, "d"), seed=1)
        self.old = None
        if mode == "replace":
            self.write(os.path.join(self.template, "before"), seed=2)
            done = self.split(self.template, source="before")
            assert done.returncode == 0, done.stderr
            shutil.rmtree(os.path.join(self.template, "before"))
            self.old = self.stores(self.template)
        self.old_sources = self.sources(self.template)
        self.reset()
        done = self.split()
        assert done.returncode == 0, done.stderr
        self.whole = self.everything()
        self.new = self.stores(self.box)
        self.new_sources = self.sources(self.box)
        if mode != "in_place":
            assert self.new_sources == self.old_sources

    def write(self, folder, seed):
        for file, _ in self.files:
            os.makedirs(os.path.dirname(os.path.join(folder, file)), exist_ok=True)
        marked_population(self.files, seed).write(folder)
        for name, kind in ARCHIVES.items():
            inner = os.path.join(folder, name)
            if os.path.isdir(inner):
                shutil.make_archive(inner, kind, root_dir=inner)
                shutil.rmtree(inner)

    def reset(self):
        shutil.rmtree(self.box, ignore_errors=True)
        shutil.copytree(self.template, self.box)

    def command(self, source="d"):
        more = {"replace": ["--replace"] if source == "d" else [], "in_place": ["--in-place"]}
        return ["split", source, "--to", "out", "--min-cohort", "100", "--recipient",
                self.recipient, "--threads", "2", "--memory", "16MiB", *more.get(self.mode, [])]

    def split(self, box=None, source="d", **faults):
        box = box or self.box
        if faults:
            folders = [os.path.join(box, "out")]
            if self.mode == "in_place":
                folders.append(os.path.join(box, "d"))
            faults.update(FAULT_UNDER=":".join(folders), LD_PRELOAD=self.shim)
        return view.run(self.program, box, *self.command(source),
                        **{key: str(value) for key, value in faults.items()})

    def start(self, **faults):
        """The same split, not waited for."""
        return subprocess.Popen([self.program, *self.command()], cwd=self.box,
                                env=view.environment(self.box, **faults),
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def everything(self):
        """What stands there in the end, times and modes included; but not the times of the folders
        around it, which say when the last run tidied up."""
        seen = {"stores": view.entries(os.path.join(self.box, "out"))}
        if self.mode == "in_place":
            seen["sources"] = view.entries(os.path.join(self.box, "d"))
        for entries in seen.values():
            del entries["."]
        return seen

    @staticmethod
    def sources(box):
        """{name: content} of the files of the source."""
        return {path: content for path, (_, content)
                in view.entries(os.path.join(box, "d"), with_times=False).items() if content}

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
        stores = self.stores(self.box)
        found = self.associations() + self.source_complaints(stores)
        for name, content in stores.items():
            if content not in (self.new[name], (self.old or {}).get(name)):
                found.append(f"the {name} store is visible and not whole")
        if "evidence" in stores and stores != self.new and stores != self.old:
            found.append("evidence stands beside stores that are not its own")
        return found

    def source_complaints(self, stores):
        """Each source is old or new, and where it is new its values are counted or can come back."""
        found = []
        sources = self.sources(self.box)
        for name, old in self.old_sources.items():
            if sources.get(name) not in (old, self.new_sources[name]):
                found.append("a source is neither old nor new")
            is_rewritten = sources.get(name) == self.new_sources[name] != old
            if is_rewritten and stores != self.new and old not in [
                    content for other, content in sources.items() if other != name]:
                found.append("a source is rewritten, and its values are nowhere")
        return found

    def associations(self):
        """Files of the run in which a removed value stands beside identifiers. The sources in their
        old form are none of these."""
        found = []
        for folder in ("out", "tmp", "state", "d"):
            for root, _, files in os.walk(os.path.join(self.box, folder)):
                for name in files:
                    with open(os.path.join(root, name), "rb") as file:
                        data = file.read()
                    if folder == "d" and hashlib.sha256(data).hexdigest() in \
                            self.old_sources.values():
                        continue
                    for text in readings(data):
                        if MARKER_PATTERN.search(text):
                            found.append(f"a dropped sentence stands in {folder}/../{name}")
                        if IDENTIFIER in text and any(value in text for value in VALUES):
                            found.append(f"a value beside identifiers in {folder}/../{name}")
        return sorted(set(found))

    def complaints_after_restart(self):
        """The run is simply started again; what stands in the end is what an undisturbed one
        makes."""
        done = self.split()
        if done.returncode != 0:
            return [f"started again: exit {done.returncode}: "
                    f"{done.stderr.decode(errors='replace')[-200:]}"]
        return [f"started again: {what} differs"
                for what in view.differences(self.whole, self.everything())]
