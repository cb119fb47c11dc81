#!/usr/bin/env python3
"""The policy: constraints that a plan must keep, stores with readers, what texts withhold."""
import json

import sunder_case
from sunder_case import SunderCase


class ConstraintTest(SunderCase):
    def setUp(self):
        super().setUp()
        self.write_csv("c.csv", self.customers(count=2200))

    def plan(self, *arguments, code=0):
        done = self.run_sunder("plan", "c.csv", "-o", "plan.toml", *arguments, code=code)
        with open(self.path("plan.toml"), encoding="utf-8") as file:
            return done, file.read()

    def policy(self, *changes):
        with open(sunder_case.SOURCE + "/patterns/policy.toml", encoding="utf-8") as file:
            text = file.read()
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new)
        self.write("policy.toml", text)
        return "policy.toml"

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

    def test_tiers_route_what_has_no_route_of_its_own(self):
        policy = self.policy(('direct_identifier = "keep"', 'direct_identifier = "quarantine"'),
                             ('phone_number = "keep"\n', ""))
        _, plan = self.plan("--policy", policy)
        self.assertIn('label = "phone_number"\nroute = "quarantine"', plan)
        self.assertIn('label = "email_address"\nroute = "keep"', plan)


if __name__ == "__main__":
    sunder_case.main()
