#!/usr/bin/env python3
"""Checks the labelled corpus: its format, its shares of baits, and that train, dev and test share nothing.

    python3 corpus/check.py                                the whole corpus and its totals
    python3 corpus/check.py corpus/sentences/dev/de.txt    only the problems that touch these files or folders
    python3 corpus/check.py --strict                       warnings fail too

A problem is one line `file:line: text`; with any problem the exit code is 1. Warnings (`file:line: warning: text`)
ask for a second look: forms that differ by an ending only, frames used twice in one part.
README.md describes the formats and the borders of the labels.
"""
import argparse
import json
import re
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

CORPUS = Path(__file__).resolve().parent
PARTS = ("train", "dev", "test")
SENTENCE_PARTS = (*PARTS, "train2", "train3", "train5", "train6", "dev2", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9", "dev11", "plain")  # all but PARTS may share words
COLUMN_PARTS = (*PARTS, "dev3", "dev4", "dev5", "dev6", "dev7", "dev10", "dev12", "dev13", "dev14")  # with the others, but no frame; so may dev3's columns

SPECIAL = {"race", "ethnicity", "religion", "sexual_orientation", "political_affiliation",
           "gender_identity", "union_membership"}
DIRECT = {"person_name", "email_address", "phone_number", "postal_address", "payment_card", "iban", "bank_account",
          "national_id", "passport", "driver_license", "username", "profile_url", "cookie_id", "ip_address",
          "mac_address"}
QUASI = {"date_of_birth", "postal_code", "sex", "age", "employer", "job_title", "department", "user_agent",
         "geo_coordinates"}
SECRET = {"password", "security_answer"}
IDENTIFIERS = DIRECT | QUASI | SECRET
GRADES = {"self", "third", "declared", "coded"}
KINDS = {"group", "topic", "none"}
FREE_VALUES = {"password", "security_answer", "user_agent", "cookie_id", "username", "profile_url"}

MIN_SENTENCES, MIN_LANGUAGES, MIN_COLUMNS, MIN_BAIT_SHARE = 1500, 15, 500, 1 / 3
COLUMN_KEYS = {"id", "table", "header", "values", "label", "language", "bait"}
MIN_VALUES, MAX_VALUES = 15, 60
ENDING_LENGTH = 2          # "Muslim" and "Muslims" differ by an ending

# Words inside a name that many names share.
NAME_PARTICLES = set("""
    da das de del della den der di do dos du e el al la las le les los of op san santa st ste 't ten ter van von vom zu zum zur y
    i bin bint ibn ben bat abu abd abdul ould mac mc o und and et и да jr sr ii iii""".split())
TITLES = re.compile(r"^(mr|mrs|ms|mx|miss|dr|prof|sir|rev|herr|frau|mme|mlle|monsieur|madame|señora?|sra?|sig|signora?|pan|pani)\b\.?\s", re.I)
# Answers that say nothing; they belong to no part.
NO_ANSWERS = {"", "n/a", "na", "null", "nil", "none", "unknown", "other", "-", "--", "?", "."}

LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")
HEAD = re.compile(r"^([a-z_]+)(?::([a-z]+))?$")
CARRIER = re.compile(r"^@ carrier=[a-z_]+$")
CLOSING = {"[": "]", "{": "}"}


@dataclass
class Span:
    label: str
    detail: str            # grade of a special category, kind of a trap, "" for an identifier
    trap: bool
    start: int             # code points of Document.text, half-open
    end: int


@dataclass
class Document:
    path: Path
    line: int
    language: str
    part: str
    carrier: str
    text: str
    spans: list = field(default_factory=list)

    def covered(self, span):
        return self.text[span.start:span.end]

    def is_personal(self):
        return any(not s.trap and s.label in SPECIAL for s in self.spans)

    def is_bait(self):
        return not self.is_personal() and any(s.trap for s in self.spans)

    def frame(self):
        pieces, at = [], 0
        for span in self.spans:
            pieces += [self.text[at:span.start], "<", span.label, ">"]
            at = span.end
        return fold("".join(pieces + [self.text[at:]]))


class Report:
    def __init__(self, wanted):
        self.wanted = wanted
        self.lines = {"problem": [], "warning": []}

    def problem(self, place, text):
        self._add("problem", place, text)

    def warning(self, place, text):
        self._add("warning", place, text)

    def _add(self, kind, place, text):
        path, line = place
        if not self.wanted or any(path == w or w in path.parents for w in self.wanted):
            self.lines[kind].append((str(shown(path)), line, text))


def shown(path):
    return path.relative_to(CORPUS.parent)


def fold(text):
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def fold_header(text):
    return "".join(c for c in fold(text) if c.isalnum())


# ---- sentences ----

class FormatError(Exception):
    pass


def parse_line(source):
    """Marked-up line -> (text, spans). Raises FormatError."""
    text, spans, opened, at = [], [], None, 0
    while at < len(source):
        char = source[at]
        if char == "\\":
            escaped = source[at + 1:at + 2]
            if escaped == "n":
                text.append("\n")
            elif escaped and escaped in "[]{}|\\":
                text.append(escaped)
            else:
                raise FormatError(f"unknown escape \\{escaped}")
            at += 2
            continue
        if char in CLOSING:
            if opened:
                raise FormatError(f"'{char}' inside an open span")
            bar = source.find("|", at)
            head = HEAD.match(source[at + 1:bar]) if bar > 0 else None
            if not head:
                raise FormatError(f"'{char}' does not begin 'label|' or 'label:grade|' (escape a literal bracket)")
            opened = Span(head[1], head[2] or "", char == "{", len(text), -1)
            at = bar + 1
            continue
        if char in CLOSING.values():
            if not opened or char != ("}" if opened.trap else "]"):
                raise FormatError(f"'{char}' closes nothing")
            opened.end = len(text)
            spans.append(opened)
            opened = None
        elif char == "|":
            raise FormatError("literal '|' needs a backslash")
        else:
            text.append(char)
        at += 1
    if opened:
        raise FormatError(f"span {opened.label} is never closed")
    return "".join(text), spans


def span_complaint(span, covered):
    """What is wrong with one span, or None."""
    if span.label not in SPECIAL | IDENTIFIERS:
        return f"unknown label {span.label}"
    if span.trap:
        if span.detail not in KINDS:
            return f"trap {span.label} needs a kind: {', '.join(sorted(KINDS))}"
    elif span.label in SPECIAL:
        if span.detail not in GRADES:
            return f"{span.label} needs a grade: {', '.join(sorted(GRADES))}"
    elif span.detail:
        return f"identifier {span.label} takes no grade"
    if not covered.strip():
        return f"empty span {span.label}"
    if covered != covered.strip():
        return f"space at the edge of span '{covered}'"
    if span.label in FREE_VALUES:
        return None
    if covered[0] in ",;:!?.)»”" or covered[-1] in ",;:!?(«“，。、；：！？؟،":
        return f"punctuation at the edge of span '{covered}'"
    for left, right in ("()", "[]", "“”", "«»", '""'):
        if covered[0] == left and covered[-1] == right and len(covered) > 1:
            return f"span '{covered}' holds its quotes or brackets"
    if span.label == "person_name" and not span.trap and TITLES.match(covered):
        return f"title inside the name '{covered}'"
    return None


def read_lines(path, report):
    """Lines of a UTF-8 file; a file that is not UTF-8 is one problem and no lines."""
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        report.problem((path, 1), f"not UTF-8 at byte {error.start}")
        return []


def read_sentence_file(path, report):
    documents, carrier = [], "prose"
    language, part = path.stem, path.parent.name
    if part not in SENTENCE_PARTS or not LANGUAGE.match(language):
        report.problem((path, 1), "sentences lie in sentences/<train|train2|train3|train5|train6|dev|dev2|dev3|dev4|test>/<language code>.txt")
        return documents
    for number, line in enumerate(read_lines(path, report), 1):
        place = (path, number)
        if not line.strip() or line == "#" or line.startswith("# "):
            continue
        if line.startswith("@ "):
            if not CARRIER.match(line):
                report.problem(place, "a directive is '@ carrier=word'")
            carrier = line.partition("=")[2]
            continue
        if unicodedata.normalize("NFC", line) != line:
            report.warning(place, "not NFC")
        try:
            text, spans = parse_line(line)
        except FormatError as error:
            report.problem(place, str(error))
            continue
        document = Document(path, number, language, part, carrier, text, spans)
        for span in spans:
            complaint = span_complaint(span, document.covered(span))
            if complaint:
                report.problem(place, complaint)
        documents.append(document)
    return documents


def is_shared_code(form):
    """Single letters, digits and short codes of public enumerations may recur."""
    return (form in NO_ANSWERS or len(form) <= 2 and form.isascii()
            or any(c.isdigit() for c in form) and " " not in form)


def name_words(name):
    words = re.split(r"[\s.,'’\-‐·・/()]+", fold(name))
    return {w for w in words if w not in NAME_PARTICLES and (len(w) > 1 or w and ord(w[0]) > 0x2E80)}


class Uses:
    """Where each form is used, by language and part; reports forms that two parts share."""

    def __init__(self, what):
        self.what = what
        self.places = defaultdict(lambda: defaultdict(list))      # (language, form) -> part -> places

    def add(self, language, part, form, place):
        self.places[language, form][part].append(place)

    def report_shared(self, report):
        for (_, form), by_part in self.places.items():
            parts = [p for p in SENTENCE_PARTS if p in by_part]
            for here in parts if len(parts) > 1 else []:
                other = next(p for p in parts if p != here)
                path, line = by_part[other][0]
                for place in by_part[here]:
                    report.problem(place, f"{self.what} '{form}' is also in {shown(path)}:{line}")

    def warn_of_endings(self, report):
        for (language, form), by_part in self.places.items():
            if len(form) < 5 or not form.isalpha():
                continue
            for cut in range(1, ENDING_LENGTH + 1):
                stem = form[:-cut]
                other = self.places.get((language, stem), {}) if len(stem) >= 4 else {}
                for here in by_part:
                    if any(p != here for p in other):
                        report.warning(by_part[here][0], f"{self.what} '{form}' is '{stem}' of another part with an ending")

    def warn_of_repeats(self, report):
        for by_part in self.places.values():
            for places in by_part.values():
                for path, line in places[1:]:
                    report.warning((path, line), f"same {self.what} as line {places[0][1]}")


def check_sentences(report):
    terms, names, frames = Uses("term or trap"), Uses("name"), Uses("frame")
    documents = []
    for path in sorted((CORPUS / "sentences").glob("*/*")):
        here = read_sentence_file(path, report)
        documents += here
        baits = sum(d.is_bait() for d in here)
        if here and baits < MIN_BAIT_SHARE * len(here):
            report.problem((path, 1), f"{baits} baits in {len(here)} documents, under a third")
        for d in here:
            place = (d.path, d.line)
            frames.add(d.language, d.part, d.frame(), place)
            if d.part not in PARTS:
                continue
            for span in d.spans:
                form = fold(d.covered(span))
                if (span.trap or span.label in SPECIAL) and not is_shared_code(form):
                    terms.add(d.language, d.part, form, place)
                elif span.label == "person_name":
                    for word in name_words(form):
                        names.add(d.language, d.part, word, place)
    for uses in (terms, names, frames):
        uses.report_shared(report)
    terms.warn_of_endings(report)
    frames.warn_of_repeats(report)
    return documents


# ---- columns ----

def column_complaints(column):
    if not isinstance(column, dict) or set(column) != COLUMN_KEYS:
        yield f"a column is an object with the keys {', '.join(sorted(COLUMN_KEYS))}"
        return
    for key in ("id", "table", "header", "label", "language"):
        if not isinstance(column[key], str):
            yield f"{key} is no string"
    if column["label"] not in SPECIAL | IDENTIFIERS | {"none"}:
        yield f"unknown label {column['label']}"
    if not LANGUAGE.match(column["language"]):
        yield f"no language code: {column['language']}"
    if not isinstance(column["bait"], bool) or column["bait"] and column["label"] != "none":
        yield "bait is true or false, and true only with label none"
    values = column["values"]
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        yield "values is no list of strings"
    elif not MIN_VALUES <= len(values) <= MAX_VALUES:
        yield f"{len(values)} values; {MIN_VALUES} to {MAX_VALUES} are wanted"
    elif sum(bool(v.strip()) for v in values) < MIN_VALUES // 2:
        yield "hardly a filled value"


def value_forms(value):
    """Special-category forms of one cell: the cell and the answers of a cell that holds several."""
    for form in {value, *re.split(r"[;|,/+]", value)}:
        bare = form.strip()
        is_code = re.fullmatch(r"[A-Z]{1,4}", bare)
        if bare and not is_code and not is_shared_code(fold(bare)):
            yield fold(bare)


def check_columns(report):
    headers, forms, names, inflected = Uses("header"), Uses("value"), Uses("name"), Uses("value")
    columns, ids = [], {}
    for part in COLUMN_PARTS:
        path = CORPUS / "columns" / f"{part}.jsonl"
        here = []
        for number, line in enumerate(read_lines(path, report) if path.exists() else [], 1):
            place = (path, number)
            if not line.strip():
                continue
            try:
                column = json.loads(line)
            except json.JSONDecodeError as error:
                report.problem(place, f"no JSON: {error}")
                continue
            complaints = list(column_complaints(column))
            for complaint in complaints:
                report.problem(place, complaint)
            if complaints:
                continue
            if column["id"] in ids:
                report.problem(place, f"id {column['id']} is also that of {ids[column['id']]}")
            if not column["id"].startswith(part + "-"):
                report.problem(place, f"id {column['id']} does not begin with {part}-")
            ids[column["id"]] = f"{part}:{number}"
            here.append(column)
            if part not in PARTS:
                continue
            if fold_header(column["header"]):
                headers.add("", part, fold_header(column["header"]), place)
            for value in sorted(set(column["values"])):
                if column["label"] in SPECIAL:
                    for form in sorted(set(value_forms(value))):
                        forms.add("", part, form, place)
                        inflected.add(column["language"], part, form, place)
                elif column["label"] == "person_name":
                    for word in sorted(name_words(value)):
                        names.add("", part, word, place)
        baits = sum(c["bait"] for c in here)
        if here and baits < MIN_BAIT_SHARE * len(here):
            report.problem((path, 1), f"{baits} baits in {len(here)} columns, under a third")
        columns += here
    for uses in (headers, forms, names):
        uses.report_shared(report)
    inflected.warn_of_endings(report)
    return columns


# ---- totals ----

def check_totals(documents, columns, report):
    languages = {d.language for d in documents}
    for count, least, what, folder in (
            (len(documents), MIN_SENTENCES, "sentences", "sentences"),
            (len(languages), MIN_LANGUAGES, "languages of sentences", "sentences"),
            (len(columns), MIN_COLUMNS, "columns", "columns")):
        if count < least:
            report.problem((CORPUS / folder, 0), f"{count} {what}, under {least}")


def summary(documents, columns):
    lines = []
    for part in SENTENCE_PARTS:
        docs = [d for d in documents if d.part == part]
        cols = [c for c, p in columns_by_part(columns) if p == part]
        personal = sum(d.is_personal() for d in docs)
        baits = sum(d.is_bait() for d in docs)
        lines.append(f"{part:6}  {len(docs):5} sentences ({personal} personal, {baits} baits, "
                     f"{len({d.language for d in docs})} languages)  "
                     f"{len(cols):4} columns ({sum(c['bait'] for c in cols)} baits, "
                     f"{len({c['language'] for c in cols})} languages)")
    return lines


def columns_by_part(columns):
    return ((c, c["id"].partition("-")[0]) for c in columns)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, help="report only problems in these files or folders")
    parser.add_argument("--strict", action="store_true", help="warnings fail too")
    parser.add_argument("--quiet", action="store_true", help="no warnings, no summary")
    args = parser.parse_args()

    report = Report([p.resolve() for p in args.paths])
    documents, columns = check_sentences(report), check_columns(report)
    if not args.paths:
        check_totals(documents, columns, report)

    for path, line, text in sorted(report.lines["problem"]):
        print(f"{path}:{line}: {text}")
    if not args.quiet or args.strict:
        for path, line, text in sorted(report.lines["warning"]):
            print(f"{path}:{line}: warning: {text}")
    if not args.quiet:
        for line in summary(documents, columns):
            print(line, file=sys.stderr)
    failed = report.lines["problem"] or args.strict and report.lines["warning"]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
