#!/usr/bin/env python3
"""`sunder eval` on small corpora of its own: scores, baits, columns, tables, evasions, gates."""
import json
import os
import subprocess
import sys

import sunder_case
from sunder_case import SunderCase

SENTENCES = """\
# a comment
@ carrier=note
She is a devout [religion:third|Catholic].
Write to [email_address|iva.quill@example.org] or call [phone_number|202-555-0142].
Religion: [religion:declared|Methodist]
A {race:none|black} printer stands in the hall.
The letter came back.
"""


class EvalTest(SunderCase):
    def corpus(self, **files):
        self.write("corpus/sentences/dev/en.txt", SENTENCES)
        for name, content in files.items():
            self.write("corpus/" + name.replace("__", "/").replace("_DOT_", "."), content)
        return self.path("corpus")

    def evaluate(self, *arguments, code=0):
        done = self.run_sunder("eval", self.path("corpus"), "--part", "dev", "--format", "json",
                               *arguments, code=code)
        return json.loads(done.out)

    def test_spans_statements_and_baits(self):
        self.corpus()
        report = self.evaluate("--only", "texts")
        texts = report["texts"]
        self.assertEqual(texts["documents"], 5)
        self.assertEqual(texts["personal"], 2)
        self.assertEqual(texts["baits_documents"], 1)
        overlap = texts["spans"]["overlap"]
        for label, count in (("religion", 2), ("email_address", 1), ("phone_number", 1)):
            self.assertEqual(overlap[label]["tp"] + overlap[label]["fn"], count, label)
        self.assertEqual(overlap["email_address"]["tp"], 1)
        self.assertEqual(overlap["religion"]["fp"], 0)
        self.assertEqual(texts["baits"]["en"]["wrong"], 0)
        self.assertEqual(texts["baits"]["all"]["documents"], 3)
        self.assertNotIn("columns", report)

    def test_language_filter_and_text_output(self):
        self.corpus(sentences__dev__de_DOT_txt="Sie ist [religion:third|katholisch].\n")
        self.assertEqual(self.evaluate("--language", "de")["texts"]["documents"], 1)
        text = self.run_sunder("eval", "corpus", "--part", "dev", "--worst", "5", code=0).out
        for heading in ("Spans, by overlap", "Spans, exact", "Grades", "Carriers", "Evasions",
                        "share with a false one"):
            self.assertIn(heading, text)
        self.assertEqual(text, self.run_sunder("eval", "corpus", "--part", "dev", "--worst", "5",
                                               code=0).out)

    def test_worst_documents_show_their_text(self):
        self.corpus(sentences__dev__xx_DOT_txt="kvorl [religion:third|zzyx] brint\n")
        worst = self.evaluate("--language", "xx", "--worst", "1")["texts"]["worst"]
        self.assertEqual(worst[0]["id"], "sentences/dev/xx.txt:1")
        self.assertEqual(worst[0]["expected"], "kvorl [religion:third|zzyx] brint")
        self.assertEqual(worst[0]["missed"], ["religion:third 'zzyx'"])
        self.assertEqual(self.evaluate("--language", "xx")["texts"]["worst"], [])

    def test_broken_line_is_named_without_its_text(self):
        self.corpus(sentences__dev__xx_DOT_txt="fine\nsecretword [religion|x]\n")
        done = self.run_sunder("eval", "corpus", "--part", "dev", code=2)
        self.assertIn("sentences/dev/xx.txt:2", done.err)
        self.assertNotIn("secretword", done.err)

    def test_nothing_to_measure(self):
        self.corpus()
        self.assertIn("test", self.run_sunder("eval", "corpus", code=2).err)
        self.run_sunder("eval", "nowhere", code=2)
        self.run_sunder("eval", "corpus", "--part", "dev", "--format", "html", code=2)
        self.run_sunder("eval", "corpus", "--part", "all", code=2)

    def test_columns(self):
        people = [f"p{i}@example.org" for i in range(20)]
        lines = [{"id": "dev-1", "table": "t", "header": "mail", "values": people,
                  "label": "email_address", "language": "en", "bait": False},
                 {"id": "dev-2", "table": "t", "header": "size", "values": ["12"] * 20,
                  "label": "none", "language": "en", "bait": True},
                 {"id": "dev-3", "table": "t", "header": "u", "values": ["x"] * 20,
                  "label": "union_membership", "language": "en", "bait": False}]
        self.corpus(columns__dev_DOT_jsonl="\n".join(map(json.dumps, lines)) + "\n")
        columns = self.evaluate("--only", "columns")["columns"]
        self.assertEqual(columns["columns"], 2)
        self.assertEqual(columns["skipped"], 1)
        self.assertEqual(columns["accuracy"]["value"], 1)
        self.assertEqual(columns["labels"]["email_address"]["tp"], 1)
        self.assertEqual(columns["baits"], 1)
        self.assertEqual(columns["order_errors"], 0)

    def test_associations_of_tables(self):
        self.corpus()
        self.write_csv("corpus/tables/dev/people.csv", self.customers(80))
        truth = {"associations": [{"column": "religion", "label": "religion", "grade": "linked"}]}
        self.write("corpus/tables/dev/people.truth.json", json.dumps(truth))
        self.write("corpus/tables/dev/hours.csv", "weekday,opens\nMonday,9\nTuesday,10\n")
        self.write("corpus/tables/dev/hours.truth.json", '{"associations":[]}')
        found = self.evaluate("--only", "associations")["associations"]
        self.assertEqual(found["tables"], 2)
        self.assertEqual(found["tables_without"], 1)
        self.assertEqual(found["scores"]["all"]["tp"], 1)
        self.assertEqual(found["scores"]["all"]["fp"], 0)
        truth["associations"][0]["grade"] = "linkable"
        self.write("corpus/tables/dev/people.truth.json", json.dumps(truth))
        found = self.evaluate("--only", "associations")["associations"]
        self.assertEqual(found["scores"]["all"]["fn"], 1)
        self.assertEqual(found["scores"]["any_strength"]["tp"], 1)
        os.remove(self.path("corpus/tables/dev/hours.truth.json"))
        self.assertIn("hours.truth.json", self.run_sunder("eval", "corpus", "--part", "dev", code=3).err)

    def test_evasions_stand_beside_plain_recall(self):
        self.corpus()
        evasions = self.evaluate("--only", "evasions")["evasions"]
        plain = evasions["spans"]["mixed_case"]["plain_recall"]["value"]
        self.assertEqual(evasions["spans"]["mixed_case"]["spans"], 2)
        self.assertEqual(evasions["spans"]["zero-width"]["plain_recall"]["value"], plain)
        self.assertEqual(evasions["spans"]["native_digits"]["spans"], 1)
        self.assertEqual(evasions["document"]["base64"]["documents"], 2)

    def test_clean_files_without_a_corpus(self):
        self.write("plain/a.txt", "Contact nobody@example.org.\n\nThe end of the road.\n")
        self.write("plain/b.bin", b"\x00\x01")
        done = self.run_sunder("eval", "--only", "clean", "--clean", "plain", "--format", "json",
                               "--worst", "3", code=0)
        clean = json.loads(done.out)["clean"]
        self.assertEqual((clean["files"], clean["skipped"], clean["paragraphs"]), (1, 1, 2))
        self.assertEqual(clean["labels"], {"email_address": 1})
        self.assertEqual(clean["worst"][0]["line"], 1)
        self.assertNotIn("nobody", done.out)
        self.run_sunder("eval", "--only", "clean", code=2)

    def test_odd_text_is_apart(self):
        self.corpus(sentences__dev__odd_DOT_txt="C H A P T E R   O N E\nmd5 of a {race:none|bl4ck} box\n")
        report = self.evaluate("--only", "texts")
        self.assertEqual(report["texts"]["documents"], 5)
        self.assertEqual(report["odd"]["documents"], 2)
        self.assertEqual(report["odd"]["wrong_special"], 0)

    def test_thresholds_gate(self):
        self.corpus()
        self.write("gate.toml", "[at_least]\ntexts.spans.overlap.email_address.recall = 1.0\n"
                                "[at_most.texts.baits.all]\nwrong = 0\n")
        self.evaluate("--fail-under", "gate.toml")
        self.write("gate.toml", "[at_least]\ntexts.spans.overlap.iban.recall = 0.5\n")
        done = self.run_sunder("eval", "corpus", "--part", "dev", "--fail-under", "gate.toml", code=1)
        self.assertIn("iban.recall was not measured", done.err)
        self.write("gate.toml", "[atleast]\nx = 1\n")
        self.run_sunder("eval", "corpus", "--part", "dev", "--fail-under", "gate.toml", code=2)

    def test_output_file(self):
        self.corpus()
        done = self.run_sunder("eval", "corpus", "--part", "dev", "-o", "report.json", code=0)
        self.assertEqual(done.out, "")
        with open(self.path("report.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["part"], "dev")

    def test_generated_corpus_is_the_same_every_time(self):
        make = os.path.join(sunder_case.SOURCE, "corpus/make_tables.py")
        if not os.path.exists(make):
            self.skipTest("no corpus stands beside the sources")
        subprocess.run([sys.executable, "-B", make, self.path("made")], check=True)
        for folder in ("tables", "generated"):
            self.assertEqual(self.tree(self.path("made", folder)),
                             self.tree(os.path.join(sunder_case.SOURCE, "corpus", folder)))


if __name__ == "__main__":
    sunder_case.main()
