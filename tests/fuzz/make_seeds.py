#!/usr/bin/env python3
"""Writes the first inputs and the dictionaries of the fuzz targets.

usage: make_seeds.py REPOSITORY FOLDER

FOLDER/TARGET/ holds the inputs of TARGET, FOLDER/TARGET.dict its dictionary. Everything comes from
this script, the examples of the shipped rules and the reports' test data: nobody real.
"""
import os
import sys
import tomllib

CSV = [
    "name,email,faith\nAda Example,ada@example.com,lutheran\n\"Roe, Bo\",bo@example.org,\"none\"\n",
    "a;b;c\r\n1;\"x \"\"y\"\" z\";\r\n;;\r\n",
    "a\tb\n\"line one\nline two\"\t2\n",
    "a,b\n1,\"never closed\n2,3\n",
    "\ufeffid,note\n1,caf\u00e9 \U0001f600\n\n2,\n",
    "a,a,\n1,2,3,4\n5\n",
    "x|y\r1|2\r3|4\r",
    "1,2\n3,4\n",
    "a,b\n'it''s',2\n",
]
JSON = [
    '{"name":"Ada","tags":["x","y"],"address":{"zip":"00000"}}\n{"name":"Bo","n":null,"ok":true}\n',
    '[{"a":1.5e3,"b":"\\u00e9\\ud83d\\ude00"},{"a":-0,"b":"\\"\\\\\\/\\b\\f\\n\\r\\t"}]\n',
    '{"people":[{"id":1},{"id":2,"terms":[{"party":"green"}]}]}',
    '{"a":1}\nnot json\n{"a":2}\n',
    '[\n  {"a": [[1, 2], []], "b": {}},\n  "text", 7, null\n]\n',
    '{"a.b":1,"a":{"b":2},"a[]":3,"":4}\n{"a":1,"a":2}\n',
    '{"a":"cut off',
    '\ufeff{"a":1}\r\n\r\n{"a":2}\r\n',
    '[]', '{}', '[1,', '"text"', '[{"a":1}] {"b":2}',
]
TEXT = [
    "First paragraph of a note.\nSecond line.\n\nSecond paragraph, caf\u00e9.\n\n\n  \nThird.",
    "2030-01-02 03:04:05 INFO user=ada logged in\n2030-01-02 03:04:06 WARN slow\n",
    "one\r\n\r\ntwo\r\n", "\ufefftext\n", "",
]
HTML = [
    "<!DOCTYPE html><html><head><title>A &amp; b</title><meta name=author content='Ada'></head>"
    "<body><p title=x>One <b>two</b><br>three &eacute;&#233;&#xE9;</p><!-- note --></body></html>",
    "<table><thead><tr><th>Name<th>Faith</thead><tr><td colspan=2>Ada<td><p>x<p>y<tr><td>z</table>q",
    "<form><input name=a value=1><textarea name=b>c</textarea><select name=d><option selected>e",
    "<script>if (a < b) {}</script ><style>p{}</style><xmp><p></xmp><dl><dt>f<dd>g</dl><pre> h\n i",
    "<p>a < b <!-> <!--> <!---> <!-- x --!> </> </3> <!x> <?xml version='1.0'?> <a b=c d='e' f>",
    "<script><!-- </scrip </script><title>cut", "<p>cut <a href='",
]
FOLD = [
    "plain ASCII text. Another sentence! Mr. Roe said e.g. this?\n- a bullet\n* another",
    "Stra\u00dfe \ufb01ne \uff21\uff22\uff23 e\u0301 \u212b \u0130 \u1e9e \u03a3\u03c2",
    "zero\u200bwidth soft\u00adhyphen \u202ebidi\u202c \ufeff \u180e",
    "&eacute;&#233;&#xE9;&amp;&#x1F600; \\u00e9\\ud83d\\ude00\\n&#0;&#xD800;",
    "\u1112\u1161\u11ab \uac00 \u0e33 \ufdfa \u0344 \u0f73 \U0001d11e\U0001f468\u200d\U0001f469",
    "cell one\0cell two\0\0cell\u001efour",
]
UNMASK = [
    "Mus\u200blim \u041cusl\u0456m M\u0336u\u0336s\u0336 \u24c2\u24e4 \uff2d \u1d0d \u0130\u0131",
    "mu5l1m c@tholic Mus|im 4theist g4y Jew$ M u 5 l 1 m  M-u-s S h e   i s Muuuslim",
    "&#77;&#117&amp;#77; %4D%75%254D%C3%A9 \\u004D\\\\u004d\\x4D\\x{4D}\\U0001F600 =4D=75=73 ?q=a+b",
    "U2hlIGlzIGEgTXVzbGltIHdvbWFuLg== bWFyaWFAZXhhbXBsZS5jb20=",
    "4111_1111_1111_1111 4111.1111.1111.1111 078/05/1120 4 1 1 1 1 1 1 1 1 1",
    "\u043c\u0443\u0301\u0441 \u0645\u064f\u0633 \U0001F1F2\U0001F1FA\U0001F1F8 4\ufe0f\u20e3",
]
SETTINGS = [
    'threads = 2\nmemory = "512MiB"\nignore = ["*.bak", "tmp*"]\nstrict = true\nfail_on = "never"\n',
    '[[field]]\nobject = "people.csv"\nfield = "note"\nlabel = "none"\nreason = "checked by hand"\n',
    'block_size = 1e3\n"odd key" = 1979-05-27\n', "[field]\n", "threads = \"18446744073709551616\"\n",
]
# The policy follows it, its tables under [policy.*].
PLAN_HEAD = """format = 1
rules_hash = "00"
sources = ["people.csv"]
k = 11
min_cohort = 2000
min_cohort_is_lowered = false
keeps_order = false

[[table]]
object = "people.csv"
connector = "csv"
schema = "11"

[[table.field]]
field = "faith"
label = "religion"
route = "segregate"
reason = "a special category beside an identity"
grade = "declared_field"
rule = "religion.affiliation"
was = "religion/segregate"

[[table.field]]
field = "note"
label = "none"
route = "drop_sentences"
reason = "texts state it"
categories = ["religion"]
was = "none/drop_sentences"

"""
BROKEN_PLANS = ["", "[[table]]\n[[table.field]]\n", "k = -1\n"]
SCAN_KEYS = ['"format":', '"fields":', '"label":', '"associations":', "null", "-1", "1e999", "[]", "{}"]
TOML_WORDS = ["[[table]]", "[[table.field]]", "[[field]]", "label = ", '"none"', '"""', "'''", "= ",
              "[policy]", "[policy.routes]", "true", "0x7f", "inf", "nan", "1979-05-27T07:32:00Z"]


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return file.read()


def rule_examples(repository):
    """The texts of all examples and counter-examples of the shipped rules."""
    for folder, _, names in sorted(os.walk(os.path.join(repository, "patterns"))):
        for name in sorted(names):
            if not name.endswith(".toml"):
                continue
            rule = tomllib.loads(read(folder, name))
            for example in rule.get("example", []) + rule.get("counter_example", []):
                if "text" in example:
                    yield example["text"]


def terms(repository):
    """Some words of every list, so that a target need not guess them."""
    for folder, _, names in sorted(os.walk(os.path.join(repository, "patterns"))):
        for name in sorted(names):
            if not name.endswith(".txt"):
                continue
            lines = [line.split("=")[0].strip(" !\t\n") for line in read(folder, name).splitlines()
                     if line and not line.startswith("#")]
            yield from lines[::max(1, len(lines) // 25)]


def reports(repository):
    folder = os.path.join(repository, "reports", "testdata")
    return [read(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".json")]


def write_seeds(folder, target, inputs):
    os.makedirs(os.path.join(folder, target), exist_ok=True)
    for number, data in enumerate(inputs):
        with open(os.path.join(folder, target, f"seed-{number:04}"), "wb") as file:
            file.write(data)


def write_dictionary(folder, target, words):
    with open(os.path.join(folder, target + ".dict"), "w", encoding="ascii") as file:
        for word in sorted(set(words)):
            escaped = "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"
                              for byte in word.encode())
            if escaped:
                file.write(f'"{escaped}"\n')


def with_variants(texts, count):
    """Connector targets: the first byte chooses a file name and whether records are bounded."""
    return [bytes([variant]) + text.encode() for text in texts for variant in range(count)]


def main():
    repository, folder = sys.argv[1:3]
    examples = list(rule_examples(repository))
    policy = read(repository, "patterns", "policy.toml")
    plan = PLAN_HEAD + policy.replace("format = 1\n", "").replace("\n[", "\n[policy.")
    plans = [plan, policy] + BROKEN_PLANS
    write_seeds(folder, "csv", with_variants(CSV, 6))
    write_seeds(folder, "json", with_variants(JSON, 6))
    write_seeds(folder, "text", with_variants(TEXT, 6))
    write_seeds(folder, "html", with_variants(HTML, 4))
    write_seeds(folder, "fold", [text.encode() for text in FOLD + examples[::10]])
    write_seeds(folder, "unmask", [text.encode() for text in UNMASK + FOLD])
    write_seeds(folder, "match", [text.encode() for text in examples])
    write_seeds(folder, "plan", [text.encode() for text in plans])
    write_seeds(folder, "settings", [text.encode() for text in SETTINGS])
    write_seeds(folder, "report", [text.encode() for text in reports(repository)])
    write_dictionary(folder, "csv", [",", ";", "\t", "|", '"', '""', "\r\n", '",\n"', "\ufeff", "\xa0"])
    write_dictionary(folder, "json", ['{"a":', '"}', "[", "]", "},{", "null", "true", "\\u0000",
                                      "\\ud83d", "\\ude00", "1e9", "\ufeff", "\r\n", '"a":{"b":['])
    write_dictionary(folder, "text", ["\n\n", "\r\n", "\ufeff", "2030-01-02 03:04:05 "])
    write_dictionary(folder, "html", ["<p>", "</p>", "<td>", "<th>", "<tr>", "<table>", "</table>",
                                      "<script>", "</script>", "<title>", "<textarea>", "<!--", "-->",
                                      "<br>", "<b>", "</b>", "<input ", " value=", " name=", "<meta ",
                                      " content=", "&amp;", "&#x41;", "<option selected>", "<dt>",
                                      "<dd>", "<pre>", "<li>", "'", '"', "/>", "<!doctype html>"])
    write_dictionary(folder, "fold", ["&eacute;", "&#233;", "&#xE9;", "\\u00e9", "\\ud83d\\ude00",
                                      "\u200b", "\u00ad", "\ufb01", "\u0130", "\u00df", "\u0301",
                                      "Mr. ", ". ", "\n- ", "\u3002"])
    write_dictionary(folder, "unmask", ["&#77;", "&amp;", "%4D", "%C3%A9", "\\u004d", "\\x4d", "\\x{",
                                        "=4D=75", "U2hl", "M u s l", "4111.1111", "\u200b", "\u0336",
                                        "\u0430", "\u03b1", "1", "@", "$", "|"])
    write_dictionary(folder, "match", terms(repository))
    write_dictionary(folder, "plan", TOML_WORDS)
    write_dictionary(folder, "settings", TOML_WORDS)
    write_dictionary(folder, "report", SCAN_KEYS)


if __name__ == "__main__":
    main()
