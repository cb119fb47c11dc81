#!/usr/bin/env python3
"""Arguments, exit codes, help, configuration layers, formats, inspect."""
import json
import os
import pty
import stat
import subprocess

import sunder_case
from sunder_case import SunderCase


class CommandLineTest(SunderCase):
    def test_help_of_every_command(self):
        top = self.run_sunder("--help", code=0).out
        for command in ("scan plan split verify quarantine report rules inspect connectors config").split():
            self.assertIn(command, top)
            self.assertIn("--help", self.run_sunder(command, "--help", code=0).out)
        self.assertNotIn("generate", top)

    def test_usage_errors_exit_2_and_say_what_to_do(self):
        for arguments in ([], ["scan"], ["frobnicate"], ["scan", "--no-such-flag"],
                          ["scan", "x.csv", "--fail-on", "sometimes"],
                          ["scan", "ftp://example.org/x"], ["split", "x.csv"],
                          ["scan", "x.csv", "--threads", "many"],
                          ["scan", "x.csv", "--memory", "lots"]):
            done = self.run_sunder(*arguments, code=2)
            self.assertTrue(done.err.strip() or done.out.strip(), arguments)

    def test_what_is_wrong_says_where_help_is(self):
        for arguments, place in (([], "sunder --help"), (["scan", "--formt", "json"], "sunder scan --help"),
                                 (["rules"], "sunder rules --help"),
                                 (["quarantine", "keygen", "-x"], "sunder quarantine keygen --help")):
            done = self.run_sunder(*arguments, code=2)
            self.assertTrue(done.err.startswith("sunder: "), done.err)
            self.assertIn(place, done.err)

    def test_a_report_that_cannot_be_written_is_told(self):
        self.write_csv("c.csv", self.customers(50))
        done = self.run_sunder("scan", "c.csv", "-o", "no/such/report.json", code=3)
        self.assertIn("there is no folder no/such", done.err)
        for arguments in (["--help"], ["--version"], ["scan", "--help"], ["scan", "c.csv"]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([sunder_case.SUNDER, *arguments], stdout=full,
                                      stderr=subprocess.PIPE, cwd=self.folder,
                                      env=self.environment(), check=False)
            self.assertEqual(done.returncode, 3, arguments)
            self.assertIn(b"cannot write to standard output", done.stderr)

    def test_options_take_one_value_and_leave_the_sources(self):
        self.write("plain.csv", "weekday,opens\nMonday,9\nTuesday,10\n")
        for option in (["--threads", "1"], ["--format", "json"], ["--log-level", "error"],
                       ["--ignore", "*.bak"], ["--label", "gender_identity"]):
            self.run_sunder("scan", *option, "plain.csv", code=0)
        self.run_sunder("scan", "plain.csv", "--threads", "1", "--threads", "2", code=2)

    def test_exit_1_only_for_associations(self):
        self.write_csv("linked.csv", self.customers(50))
        self.run_sunder("scan", "linked.csv", code=1)
        self.run_sunder("scan", "linked.csv", "--fail-on", "never", code=0)
        self.write("plain.csv", "weekday,opens\nMonday,9\nTuesday,10\n")
        self.run_sunder("scan", "plain.csv", code=0)

    def test_missing_source_wins_over_association(self):
        self.write_csv("linked.csv", self.customers(50))
        done = self.run_sunder("scan", "linked.csv", "gone.csv", code=3)
        self.assertIn("gone.csv", done.err)

    def test_settings_layers(self):
        self.write("sunder.toml", 'threads = 2\nignore = ["*.bak"]\n')
        shown = self.run_sunder("config", "show", "--origin", code=0, SUNDER_MEMORY="64MiB").out
        lines = {line.split(" = ")[0]: line for line in shown.splitlines() if " = " in line}
        self.assertIn("sunder.toml", lines["threads"])
        self.assertIn("environment", lines["memory"])
        self.assertIn("built in", lines["block_size"])
        self.assertIn('["*.bak"]', lines["ignore"])
        self.write("sunder.toml", "thread = 2\n")
        self.assertIn("thread", self.run_sunder("config", "show", code=2).err)

    def test_project_file_override_with_reason(self):
        self.write_csv("c.csv", self.customers(60))
        self.write("sunder.toml", '[[field]]\nfield = "religion"\nlabel = "none"\n'
                                  'reason = "test column, not about persons"\n')
        self.run_sunder("scan", "c.csv", code=0)
        self.write("sunder.toml", '[[field]]\nfield = "religion"\nlabel = "none"\n')
        self.assertIn("reason", self.run_sunder("scan", "c.csv", code=2).err)

    def test_show_is_refused_for_pipes_and_works_on_a_terminal(self):
        self.write_csv("c.csv", self.customers(60))
        self.assertIn("terminal", self.run_sunder("scan", "c.csv", "--show", "2", code=2).err)
        leader, follower = pty.openpty()
        process = subprocess.Popen([sunder_case.SUNDER, "scan", "c.csv", "--show", "2"],
                                   stdout=follower, stderr=subprocess.DEVNULL, cwd=self.folder,
                                   env=self.environment())
        os.close(follower)
        shown = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        process.wait(timeout=60)
        self.assertIn(b"@example.org", shown)

    def test_report_never_holds_values(self):
        self.write_csv("c.csv", self.customers(60))
        for style in ("text", "json", "jsonl", "csv", "html"):
            out = self.run_sunder("scan", "c.csv", "--format", style, code=1).out
            self.assertNotIn("@example.org", out)
            self.assertNotIn("202-555", out)
            self.assertNotIn("Methodist", out)

    def test_output_file_is_private_and_format_follows_its_name(self):
        self.write_csv("c.csv", self.customers(60))
        self.run_sunder("scan", "c.csv", "-o", "r.json", code=1)
        self.assertEqual(os.stat(self.path("r.json")).st_mode & 0o777, 0o600)
        with open(self.path("r.json"), encoding="utf-8") as file:
            json.load(file)
        self.run_sunder("scan", "c.csv", "-o", "r.html", code=1)
        with open(self.path("r.html"), encoding="utf-8") as file:
            page = file.read()
        self.assertTrue(page.lower().startswith("<!doctype html>"))
        for marker in ("http://", "https://", "<script", "<link"):
            self.assertNotIn(marker, page.replace("http://www.w3.org/2000/svg", ""))

    def test_a_pipe_named_as_output_stays_one(self):
        self.write_csv("c.csv", self.customers(30))
        pipe = self.path("out.pipe")
        os.mkfifo(pipe)
        end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            self.run_sunder("scan", "c.csv", "--format", "text", "-o", "out.pipe", code=1)
            self.assertIn(b"COVERAGE", os.read(end, 65536))
        finally:
            os.close(end)
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode))

    def test_report_from_saved_results(self):
        self.write_csv("c.csv", self.customers(60))
        self.run_sunder("scan", "c.csv", "-o", "r.json", code=1)
        direct = self.run_sunder("scan", "c.csv", code=1).out
        again = self.run_sunder("report", "r.json", code=0).out
        self.assertEqual(direct, again)

    def test_json_matches_published_schema(self):
        self.write_csv("c.csv", self.customers(60))
        self.run_sunder("scan", "c.csv", "-o", "r.json", code=1)
        schema = os.path.join(sunder_case.SOURCE, "docs/schema/scan-report.schema.json")
        checked = subprocess.run(["/usr/bin/python3", "-W", "ignore", "-m", "jsonschema", "-i",
                                  self.path("r.json"), schema], capture_output=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_closed_pipe_is_quiet(self):
        self.write_csv("c.csv", self.customers(60))
        done = subprocess.run(f"{sunder_case.SUNDER} scan c.csv --format json | head -c 10",
                              shell=True, capture_output=True, cwd=self.folder,
                              env=self.environment(), check=False)
        self.assertEqual(done.stderr, b"")

    def test_sampling_is_reported_and_no_loss(self):
        self.write_csv("c.csv", self.customers(5000))
        out = self.run_sunder("scan", "c.csv", "--max-bytes", "20000", "--format", "json", code=1).out
        report = json.loads(out)
        self.assertIn("sampled", json.dumps(report))

    def test_connectors_and_rules_lists(self):
        for name in ("csv", "json", "text", "sqlite"):
            self.assertIn(name, self.run_sunder("connectors", code=0).out)
        rules = self.run_sunder("rules", "list", code=0).out
        for label in ("race ethnicity religion sexual_orientation political_affiliation person_name "
                      "email_address phone_number postal_address payment_card iban bank_account "
                      "national_id passport driver_license username profile_url cookie_id ip_address "
                      "mac_address date_of_birth postal_code sex age employer job_title department "
                      "user_agent geo_coordinates password security_answer").split():
            self.assertRegex(rules, rf"\b{label}\b")

    def test_standard_input_by_plan(self):
        self.write_csv("c.csv", self.customers())
        with open(self.path("c.csv"), "rb") as file:
            content = file.read()
        self.run_sunder("split", "-", "--to", "out", code=2, stdin=content)
        self.run_sunder("plan", "-", "-o", "plan.toml", code=0, stdin=content)
        self.run_sunder("split", "-", "--plan", "plan.toml", "--to", "out", code=0, stdin=content)
        self.run_sunder("verify", "out", code=0)
        self.assertEqual(os.listdir(self.path("out/identity")), ["stdin.csv"])

    def test_unknown_command_is_named(self):
        done = self.run_sunder("scam", "x", code=2)
        self.assertIn("scam", done.err)
        self.assertIn("scan", done.err)

    def test_labels_that_are_off_can_be_switched_on(self):
        text = b"She is a trans woman."
        self.assertIn("nothing found", self.run_sunder("inspect", code=0, stdin=text).out)
        on = self.run_sunder("inspect", "--label", "gender_identity", code=0, stdin=text)
        self.assertIn("gender_identity", on.out)
        self.run_sunder("inspect", "--label", "no_such_label", code=2, stdin=text)

    def test_generated_pages(self):
        self.assertIn(".TH SUNDER", self.run_sunder("generate", "man", code=0).out)
        for shell in ("bash", "zsh", "fish"):
            self.assertIn("--min-cohort" if shell != "fish" else "min-cohort",
                          self.run_sunder("generate", shell, code=0).out)


class InspectTest(SunderCase):
    def inspect(self, lines, *arguments):
        text = "".join(json.dumps(line) + "\n" for line in lines).encode()
        done = self.run_sunder("inspect", *arguments, code=0, stdin=text)
        return [json.loads(line) for line in done.out.splitlines()]

    def test_a_line_an_id_with_offsets(self):
        text = "Zoë wrote to dora.keller@example.org."
        for unit, measured in (("byte", text.encode()), ("codepoint", text)):
            (line,) = self.inspect([{"id": 7, "text": text}], "--input", "jsonl", "--format",
                                   "jsonl", "--offsets", unit)
            self.assertEqual(line["id"], 7)
            mail = [f for f in line["findings"] if f["label"] == "email_address"]
            self.assertEqual(len(mail), 1)
            found = measured[mail[0]["start"]:mail[0]["end"]]
            found = found if isinstance(found, str) else found.decode()
            self.assertEqual(found, "dora.keller@example.org")
            self.assertIsNone(mail[0]["grade"])
            self.assertEqual(set(mail[0]), {"label", "start", "end", "confidence", "grade", "rule"})

    def test_grades(self):
        lines = self.inspect([{"id": "a", "text": "She is a devout Catholic."},
                              {"id": "b", "text": "We looked for a race condition in the code."},
                              {"id": "c", "text": ""}],
                             "--input", "jsonl", "--format", "jsonl")
        religion = [f for f in lines[0]["findings"] if f["label"] == "religion"]
        self.assertEqual([f["grade"] for f in religion], ["third_party_statement"])
        self.assertEqual(lines[1]["findings"], [])
        self.assertEqual(lines[2], {"id": "c", "findings": []})

    def test_columns(self):
        lines = self.inspect(
            [{"id": 1, "table": "people", "header": "religion",
              "values": ["Catholic", "Muslim", "", "Jewish"]},
             {"id": 2, "table": "runs", "header": "race", "values": ["5k", "10k", "Marathon"]},
             {"id": 3, "table": None, "header": None, "values": ["a@example.org", "b@example.com"]}],
            "--columns")
        self.assertEqual([line["label"] for line in lines], ["religion", "none", "email_address"])
        self.assertEqual(set(lines[0]), {"id", "label", "confidence", "grade", "rule"})

    def test_broken_line_names_itself(self):
        done = self.run_sunder("inspect", "--input", "jsonl", code=2, stdin=b'{"id":1,"text":"x"}\n{')
        self.assertIn("line 2", done.err)


if __name__ == "__main__":
    sunder_case.main()
