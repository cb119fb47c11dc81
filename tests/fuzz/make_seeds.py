#!/usr/bin/env python3
"""Writes the first inputs and the dictionaries of the fuzz targets.

usage: make_seeds.py REPOSITORY FOLDER

FOLDER/TARGET/ holds the inputs of TARGET, FOLDER/TARGET.dict its dictionary. Everything comes from
this script, the examples of the shipped rules and the reports' test data: nobody real.
"""
import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import tomllib
import zipfile

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
SHEET_NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORD_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OASIS_NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                       for name in ("office", "table", "text"))
# The second byte says which part of a package the rest is: see the fuzzers.
SPREADSHEET = [
    (0, f'<worksheet {SHEET_NAMES}><cols><col min="1" max="2" hidden="1"/></cols><sheetData>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Name</t></is></c><c t="b"><v>1</v></c>'
        '<c r="F2" t="str"><f>A1</f><v>x_x0041_</v></c></row><row/><row><c><v>4E+15</v></c></row>'
        '</sheetData></worksheet>'),
    (0, f'<worksheet {SHEET_NAMES}><sheetData><row r="1"><c t="str"><v>List</v></c></row><row r="3">'
        '<c t="str"><v>Name</v></c><c t="str"><v>No</v></c></row><row><c t="str"><v>Ada</v></c><c><v>1'
        '</v></c></row><row><c t="str"><v>Bo</v></c><c s="1"><v>2</v></c></row></sheetData></worksheet>'),
    (1, f'<sst {SHEET_NAMES}><si><t>a</t></si><si><r><t>b</t></r><r><t>c</t></r><rPh><t>d</t></rPh>'
        '</si></sst>'),
    (2, f'<styleSheet {SHEET_NAMES}><numFmts><numFmt numFmtId="165" formatCode="00000"/></numFmts>'
        '<cellXfs><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs></styleSheet>'),
    (3, f'<office:spreadsheet {OASIS_NAMES}><table:table table:name="T"><table:table-row '
        'table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2" '
        'office:value-type="float" office:value="7"><text:p>07<text:s text:c="2"/></text:p>'
        '<office:annotation><text:p>n</text:p></office:annotation></table:table-cell>'
        '</table:table-row></table:table></office:spreadsheet>'),
]
DOCUMENT = [
    (0, f'<w:document {WORD_NAMES}><w:p><w:r><w:t>a</w:t></w:r><w:del w:author="b"><w:r>'
        '<w:delText>c</w:delText></w:r></w:del><w:tab/></w:p><w:tbl><w:tr><w:trPr><w:tblHeader/>'
        '</w:trPr><w:tc><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:document>'),
    (1, '<Properties><property name="a"><x>b</x></property><c>d</c></Properties>'),
    (2, f'<w:comments {WORD_NAMES}><w:comment w:author="a"><w:p><w:r><w:t>b</w:t></w:r></w:p>'
        '</w:comment></w:comments>'),
    (3, f'<office:text {OASIS_NAMES}><text:p>a<text:note><text:p>b</text:p></text:note></text:p>'
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2">'
        '<text:p>c</text:p></table:table-cell></table:table-row></table:table></office:text>'),
]
PDF = [
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
    "/Kids [4 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont "
    "/Helvetica >>\nendobj\n4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
    "/Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n5 0 obj\n<< /Length 43 >>\n"
    "stream\nBT /F1 12 Tf 72 720 Td (one line here) Tj ET\nendstream\nendobj\n"
    "trailer\n<< /Size 6 /Root 1 0 R /Info << /Title (t) >> >>\nstartxref\n0\n%%EOF\n",
]
MAIL = [
    "From: Ada <ada@example.com>\nSubject: =?utf-8?Q?Caf=C3=A9?= =?iso-8859-1?B?6Q==?=\n\nbody\n",
    "From ada Mon\nSubject: a\n\none\n\nFrom bo Tue\nTo: b\n\n>From two\n",
    "From ada Mon\nSubject:?a\n\nFrom From From bcharset=o charset=Tue\nTo: b\n\n>F\0rorm two\n",
    "Content-Type: multipart/mixed; boundary=b\n\npre\n--b\nContent-Type: text/html\n"
    "Content-Transfer-Encoding: base64\n\nPHA+eDwvcD4=\n--b\nContent-Type: message/rfc822\n\n"
    "Subject: c\n\nd\n--b\nContent-Type: image/png; name=e\n\nf\n--b--\ng\n",
    "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain; charset=koi8-r\r\n"
    "DKIM-Signature: x\r\n\r\na=3D=\r\nb =F0\r\n",
    "Content-Disposition: attachment; filename*=UTF-8''caf%C3%A9.csv\nContent-Type: text/csv\n\na,b",
    "Subject: folded\n and\n\tmore\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#86)C\nend\n",
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


def containers():
    """Small archives of the formats and codecs that the standard library writes."""
    table = b"name,email\nAda Example,ada@example.com\n"
    buffers = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name in ("a.csv", "d/b.csv", "../c.csv"):
                archive.writestr(zipfile.ZipInfo(name), table, method)
        buffers.append(buffer.getvalue())
    for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
            for name, kind in (("a.csv", tarfile.REGTYPE), ("l" * 90 + "/" + "m" * 90, tarfile.REGTYPE),
                               ("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE)):
                info = tarfile.TarInfo(name)
                info.type, info.linkname = kind, "a.csv"
                info.size = len(table) if kind == tarfile.REGTYPE else 0
                archive.addfile(info, io.BytesIO(table))
        buffers.append(buffer.getvalue())
    nested = io.BytesIO()
    with zipfile.ZipFile(nested, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x.tar.gz"), gzip.compress(buffers[-1], mtime=0))
        archive.writestr(zipfile.ZipInfo("y.zip"), buffers[0])
    buffers.append(nested.getvalue())
    return buffers + [gzip.compress(buffers[4], mtime=0), bz2.compress(buffers[4]),
                      lzma.compress(buffers[4]), lzma.compress(table), bz2.compress(table)]


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


# In the order of charset_fuzzer.cc.
ENCODINGS = ("utf-16-le utf-16-be utf-32-le gb18030 big5 shift_jis cp1252 euc-jp euc-kr koi8-r cp1255 "
             "iso8859-6").split()


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


def with_part(inputs):
    """Targets of packages: the second byte chooses the part."""
    return [bytes([variant, part]) + text.encode() for part, text in inputs for variant in range(2)]


def main():
    repository, folder = sys.argv[1:3]
    examples = list(rule_examples(repository))
    policy = read(repository, "patterns", "policy.toml")
    plan = PLAN_HEAD + policy.replace("format = 1\n", "").replace("\n[", "\n[policy.")
    plans = [plan, policy] + BROKEN_PLANS
    write_seeds(folder, "charset", [bytes([number, 7]) + text.encode(encoding, "replace")
                                    for number, encoding in enumerate(ENCODINGS)
                                    for text in FOLD[:8] + ["name;ort\nMüller;Köln\n佐藤;東京\n"]])
    write_seeds(folder, "csv", with_variants(CSV, 6))
    write_seeds(folder, "json", with_variants(JSON, 6))
    write_seeds(folder, "text", with_variants(TEXT, 6))
    write_seeds(folder, "html", with_variants(HTML, 4))
    write_seeds(folder, "spreadsheet", with_part(SPREADSHEET))
    write_seeds(folder, "document", with_part(DOCUMENT))
    write_seeds(folder, "pdf", with_variants(PDF, 2))
    write_seeds(folder, "mail", with_variants(MAIL, 4))
    write_seeds(folder, "container", containers())
    write_seeds(folder, "fold", [text.encode() for text in FOLD + examples[::10]])
    write_seeds(folder, "unmask", [text.encode() for text in UNMASK + FOLD])
    write_seeds(folder, "match", [text.encode() for text in examples])
    write_seeds(folder, "plan", [text.encode() for text in plans])
    write_seeds(folder, "settings", [text.encode() for text in SETTINGS])
    write_seeds(folder, "report", [text.encode() for text in reports(repository)])
    write_dictionary(folder, "charset", ["\ufeff", "\x84", "\xa4", "<?xml encoding=\"sjis\"?>", "Ã¼"])
    write_dictionary(folder, "csv", [",", ";", "\t", "|", '"', '""', "\r\n", '",\n"', "\ufeff", "\xa0"])
    write_dictionary(folder, "json", ['{"a":', '"}', "[", "]", "},{", "null", "true", "\\u0000",
                                      "\\ud83d", "\\ude00", "1e9", "\ufeff", "\r\n", '"a":{"b":['])
    write_dictionary(folder, "text", ["\n\n", "\r\n", "\ufeff", "2030-01-02 03:04:05 "])
    write_dictionary(folder, "html", ["<p>", "</p>", "<td>", "<th>", "<tr>", "<table>", "</table>",
                                      "<script>", "</script>", "<title>", "<textarea>", "<!--", "-->",
                                      "<br>", "<b>", "</b>", "<input ", " value=", " name=", "<meta ",
                                      " content=", "&amp;", "&#x41;", "<option selected>", "<dt>",
                                      "<dd>", "<pre>", "<li>", "'", '"', "/>", "<!doctype html>"])
    write_dictionary(folder, "spreadsheet", ["<row>", "<row r=\"9\">", "</row>", "<c t=\"s\"><v>0</v></c>",
                                             "<c s=\"1\"><v>4</v></c>", "<si><t>", "</t></si>",
                                             "table:number-columns-repeated=\"999\"", "<text:p>",
                                             "table:number-rows-repeated=\"999\"", "<!DOCTYPE x>"])
    write_dictionary(folder, "document", ["<w:p>", "</w:p>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>",
                                          "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:del>",
                                          "</w:del>", "<w:tblHeader/>", "<text:p>", "</text:p>",
                                          "<table:table>", "</table:table>", "<text:note>"])
    write_dictionary(folder, "pdf", ["obj", "endobj", "stream", "endstream", "<<", ">>", "xref", "0 R",
                                     "trailer", "/Filter /FlateDecode", "/Kids", "/Length", "/Names"])
    write_dictionary(folder, "mail", ["\n\nFrom ", "Subject: ", "\n\n", "Content-Type: ", "charset=",
                                      "multipart/mixed; boundary=b\n\n--b\n", "\n--b\n", "\n--b--",
                                      "text/html", "text/plain", "message/rfc822", "image/png",
                                      "Content-Transfer-Encoding: ", "base64", "quoted-printable",
                                      "x-uuencode", "=?utf-8?Q?", "=?koi8-r?B?", "?=", "utf-16",
                                      "iso-2022-jp", "utf-7", "Content-Disposition: attachment",
                                      "; filename=", "; name*=", "\r\n", "=3D", "=\n"])
    write_dictionary(folder, "container", ["PK\3\4", "PK\1\2", "PK\5\6", "ustar", "../", "a.zip"])
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
