#!/usr/bin/env python3
"""The policy: constraints that a plan must keep, stores with readers, what texts withhold."""
import csv
import glob
import json
import os
import random
import subprocess

import sunder_case
from sunder_case import SunderCase


def shipped_policy(test, *changes):
    """A file of the shipped policy with texts replaced."""
    with open(sunder_case.SOURCE + "/patterns/policy.toml", encoding="utf-8") as file:
        text = file.read()
    for old, new in changes:
        test.assertIn(old, text)
        text = text.replace(old, new)
    test.write("policy.toml", text)
    return "policy.toml"


class ConstraintTest(SunderCase):
    def setUp(self):
        super().setUp()
        self.write_csv("c.csv", self.customers(count=2200))

    def plan(self, *arguments, code=0):
        done = self.run_sunder("plan", "c.csv", "-o", "plan.toml", *arguments, code=code)
        with open(self.path("plan.toml"), encoding="utf-8") as file:
            return done, file.read()

    def policy(self, *changes):
        return shipped_policy(self, *changes)

    def test_a_special_column_kept_beside_a_name_is_refused(self):
        _, plan = self.plan()
        edited = plan.replace('route = "segregate"\nreason = "special category beside identifiers"',
                              'route = "keep"\nreason = "we would like to keep it"')
        self.assertNotEqual(edited, plan)
        self.write("kept.toml", edited)
        done = self.run_sunder("split", "c.csv", "--to", "out", "--plan", "kept.toml", code=2)
        for part in ("c.csv", "`full_name` (person_name) and `religion` (religion)",
                     "never {direct_identifier, special}", 'label = "none"'):
            self.assertIn(part, done.err)
        self.assert_no_store(self.path("out"))
        self.write("none.toml", edited.replace('label = "religion"', 'label = "none"'))
        # Declared as none it may stay; the finished store is still judged again.
        done = self.run_sunder("split", "c.csv", "--to", "out", "--plan", "none.toml")
        self.assertNotIn("never {", done.err)

    def test_a_policy_that_keeps_special_columns_is_refused_and_the_plan_written(self):
        policy = self.policy(('religion = "segregate"', 'religion = "keep"'))
        done, plan = self.plan("--policy", policy, code=2)
        self.assertIn("never {direct_identifier, special}", done.err)
        self.assertIn('field = "religion"', plan)

    def test_own_constraints_and_their_typing_errors(self):
        policy = self.policy(("[retention]", '[[constraint]]\nnever = ["phone_number", '
                              '"email_address"]\nreason = "two ways to reach one"\n\n[retention]'))
        self.assertIn("two ways to reach one", self.plan("--policy", policy, code=2)[0].err)
        policy = self.policy(("[retention]", '[[constraint]]\nnever = ["phone"]\nreason = "x"\n'
                              "\n[retention]"))
        self.assertIn("`phone`, which is no label", self.plan("--policy", policy, code=2)[0].err)
        policy = self.policy(("[retention]", "[retension]"))
        self.assertIn("`retension`", self.run_sunder("plan", "c.csv", "--policy", policy,
                                                     code=2).err)

    def test_one_class_that_reads_two_stores_is_refused(self):
        policy = self.policy(('recipient_class = "analysis"', 'recipient_class = "operations"'))
        done = self.run_sunder("split", "c.csv", "--to", "out", "--policy", policy, code=2)
        self.assertIn("different recipient classes", done.err)
        self.assert_no_store(self.path("out"))

    def test_evidence_says_who_reads_what_and_for_how_long(self):
        policy = self.policy(('[store.identity]\nregion = ""', '[store.identity]\nregion = "eu"'),
                             ("quarantine_days = 30", "quarantine_days = 7"))
        self.run_sunder("split", "c.csv", "--to", "out", "--policy", policy, code=0)
        with open(self.path("out/evidence/evidence.json"), encoding="utf-8") as file:
            evidence = json.load(file)
        stores = {store["store"]: store for store in evidence["stores"]}
        self.assertEqual(stores["identity"]["region"], "eu")
        self.assertEqual(stores["segregated"]["recipient_class"], "analysis")
        self.assertEqual(stores["quarantine"]["retention_days"], 7)
        self.assertIn("never {direct_identifier, special}", evidence["constraints"][0])
        self.run_sunder("verify", "out", code=0)

    def test_stores_over_their_retention_are_removed_whole(self):
        self.run_sunder("split", "c.csv", "--to", "out", code=0)
        with open(self.path("out/evidence/evidence.json"), encoding="utf-8") as file:
            evidence = file.read()
        day = int(sunder_case.DAY)
        later = {"SOURCE_DATE_EPOCH": str(day + 31 * 86400)}
        self.assertIn("Nothing to remove", self.run_sunder("stores", "expire", "out", code=0).out)
        before = self.tree(self.path("out"))
        done = self.run_sunder("stores", "expire", "out", code=2, **later)
        self.assertIn("--yes", done.err)
        self.assertIn("quarantine: 31 days old, kept for 30", done.out)
        self.run_sunder("stores", "expire", "out", "--dry-run", code=0, **later)
        self.assertEqual(self.tree(self.path("out")), before)
        self.run_sunder("stores", "expire", "out", "--yes", code=0, **later)
        self.assertFalse(os.path.exists(self.path("out/quarantine")))
        self.assertTrue(os.path.exists(self.path("out/identity/c.csv")))
        with open(self.path("out/evidence/evidence.json"), encoding="utf-8") as file:
            self.assertEqual(file.read(), evidence)

    def test_tiers_route_what_has_no_route_of_its_own(self):
        policy = self.policy(('direct_identifier = "keep"', 'direct_identifier = "quarantine"'),
                             ('phone_number = "keep"\n', ""))
        _, plan = self.plan("--policy", policy)
        self.assertIn('label = "phone_number"\nroute = "quarantine"', plan)
        self.assertIn('label = "email_address"\nroute = "keep"', plan)


FIRST = "The customer called about the last invoice and was told the sum."
LAST = "Please send a copy of it by post, not by mail."


class TextTest(SunderCase):
    def split(self, notes, *arguments):
        """{customer_id: note} of the identity store; the notes stand among 2,500 plain ones."""
        rows = self.customers()
        table = [rows[0][:4] + ["note"]]
        for number, row in enumerate(rows[1:]):
            plain = (f"{FIRST} She is a devout Catholic. {LAST}" if number % 5 == 4
                     else f"{FIRST} {LAST}")
            table.append(row[:4] + [notes[number] if number < len(notes) else plain])
        self.write_csv("n.csv", table)
        self.run_sunder("split", "n.csv", "--to", "out", "--recipient", self.recipient(), *arguments,
                        code=0)
        with open(self.path("out/identity/n.csv"), newline="", encoding="utf-8") as file:
            return [row["note"] for row in sorted(csv.DictReader(file),
                                                  key=lambda row: int(row["customer_id"]))]

    def sealed(self):
        """The original texts that quarantine holds, opened with the key."""
        texts = []
        for path in sorted(glob.glob(self.path("out/quarantine/*.age"))):
            done = subprocess.run(["age", "-d", "-i", self.path("quarantine.key"), path],
                                  capture_output=True, check=True)
            texts.append(done.stdout.decode(errors="replace"))
        return "".join(texts)

    def test_proxies_beside_a_person_and_disguises_withhold(self):
        withheld = ["He asked for a halal meal at the next visit to our office in town.",
                    "Zahlt Kirchensteuer, die Lohnabrechnung liegt beim Steuerbüro in der Stadt.",
                    "Wrote at the bottom of the form: m u s l i m, and left the rest open.",
                    f"{FIRST} She is Black. Her black coat was left in the hall. {LAST}"]
        kept = ["The canteen offers a halal meal.",
                "Die Kirchensteuer steigt im neuen Jahr, schreibt die Zeitung.",
                "The Catholic church in Ulm was restored in 1998 and is open on Sundays."]
        notes = self.split(withheld + kept)
        self.assertEqual(notes[:len(withheld)], [""] * len(withheld))
        self.assertEqual(notes[len(withheld):len(withheld) + len(kept)], kept)
        self.assertEqual(set(notes[len(withheld) + len(kept):]), {f"{FIRST} {LAST}"})
        sealed = self.sealed()
        for text in withheld:
            self.assertIn(json.dumps(text, ensure_ascii=False)[1:-1], sealed)
        # A proxy is never a finding: what is counted are the statements.
        cells = self.published(self.path("out"))["religion"]
        self.assertEqual(sum(cells.values()), 2500)
        self.run_sunder("verify", "out", code=0)

    def test_redacted_spans_are_recorded_as_weaker(self):
        policy = shipped_policy(self, ('special_text = "drop_sentences"',
                                       'special_text = "redact_spans"'))
        notes = self.split([], "--policy", policy)
        self.assertEqual(set(notes), {f"{FIRST} {LAST}", f"{FIRST} She is a devout. {LAST}"})
        with open(self.path("out/evidence/evidence.json"), encoding="utf-8") as file:
            evidence = json.load(file)
        self.assertTrue(any("redact_spans" in choice for choice in evidence["weaker_choices"]))
        self.assertIn("redact_spans", {field["route"] for field in evidence["fields"]})


class ProxyColumnTest(SunderCase):
    def setUp(self):
        super().setUp()
        rng = random.Random(4)
        rows = self.customers()
        table = [rows[0] + ["diet_code", "newsletter"]]
        for row in rows[1:]:
            halal = 0.85 if row[4] == "Muslim" else 0.02
            table.append(row + ["H" if rng.random() < halal else "N", rng.choice("YN")])
        self.rows = table
        self.write_csv("c.csv", table)

    def test_a_column_that_foretells_is_told_to_the_operator_only(self):
        done = self.run_sunder("scan", "c.csv", "--proxies", "--fail-on", "never", code=0)
        self.assertIn("diet_code  foretells religion: strong", done.out)
        self.assertNotIn("newsletter  foretells", done.out)
        done = self.run_sunder("scan", "c.csv", "--proxies", "--fail-on", "never", "--format", "json",
                               code=0)
        fields = {field["field"]: field["explanation"]
                  for field in json.loads(done.out)["tables"][0]["fields"]}
        self.assertIn("foretells religion: none", fields["newsletter"])
        self.assertNotIn("foretells", self.run_sunder("scan", "c.csv", "--fail-on", "never").out)
        self.run_sunder("split", "c.csv", "--to", "out", code=0)
        with open(self.path("out/evidence/evidence.json"), encoding="utf-8") as file:
            self.assertNotIn("foretells", file.read())

    def test_the_plan_does_not_depend_on_it(self):
        self.run_sunder("plan", "c.csv", "-o", "own.toml", code=0)
        diets = [row[5] for row in self.rows[1:]]
        random.Random(9).shuffle(diets)
        for row, diet in zip(self.rows[1:], diets):
            row[5] = diet
        self.write_csv("c.csv", self.rows)
        self.run_sunder("plan", "c.csv", "-o", "shuffled.toml", code=0)
        with open(self.path("own.toml"), "rb") as own, open(self.path("shuffled.toml"), "rb") as other:
            self.assertEqual(own.read(), other.read())
        done = self.run_sunder("scan", "c.csv", "--proxies", "--fail-on", "never", code=0)
        self.assertNotIn("diet_code  foretells", done.out)

    def test_a_policy_may_refuse_it_until_it_is_accepted_by_name(self):
        policy = shipped_policy(self, ('never = ["direct_identifier", "special"]',
                                       'never = ["direct_identifier", "special"]\n'
                                       'proxies = "refuse"'))
        done = self.run_sunder("plan", "c.csv", "-o", "plan.toml", "--policy", policy, code=2)
        self.assertIn("`diet_code` (foretells religion)", done.err)
        self.assertNotIn("newsletter", done.err)
        self.run_sunder("split", "c.csv", "--to", "out", "--plan", "plan.toml", code=2)
        self.assert_no_store(self.path("out"))
        with open(self.path("plan.toml"), encoding="utf-8") as file:
            plan = file.read()
        entry = 'field = "diet_code"\n'
        self.assertIn(entry, plan)
        self.write("unreasoned.toml", plan.replace(entry, entry + "accept_proxy = true\n"))
        done = self.run_sunder("split", "c.csv", "--to", "out", "--plan", "unreasoned.toml", code=2)
        self.assertIn("reason", done.err)
        head, tail = plan.split(entry)
        tail = tail.replace('reason = "no special category"', 'reason = "the kitchen needs it"', 1)
        self.write("accepted.toml", head + entry + "accept_proxy = true\n" + tail)
        self.run_sunder("split", "c.csv", "--to", "out", "--plan", "accepted.toml", code=0)


if __name__ == "__main__":
    sunder_case.main()
