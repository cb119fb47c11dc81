"""Records that nest: JSON; and key-value blocks."""
import gzip
import json

from make_files import makes


def records(people, count=60):
    return [{"id": row[0], "name": row[1], "contact": {"email": [row[2]]}, "faith": {"religion": row[3]},
             "height": int(row[4]), "left": None} for row in people.rows(count)]


@makes("records/lines.jsonl", "records/lines.ndjson", "records/lines.json", "records/UPPER.JSONL")
def lines(people, _name):
    return "".join(json.dumps(record) + "\n" for record in records(people))


@makes("records/array.json")
def array(people, _name):
    return json.dumps(records(people))


@makes("records/pretty.json")
def pretty(people, _name):
    return json.dumps(records(people), indent=2)


@makes("records/one-object.json")
def one_object(people, _name):
    return json.dumps({"members": records(people)}, indent=1)


@makes("records/values.json")
def values(people, _name):
    return "\n".join(json.dumps(record, indent=2) for record in records(people))


@makes("records/bom.json")
def bom(people, _name):
    return b"\xef\xbb\xbf" + json.dumps(records(people)).encode()


@makes("records/crlf.jsonl")
def crlf(people, _name):
    return "".join(json.dumps(record) + "\r\n" for record in records(people))


@makes("records/by-content.txt", "records/by-content", "records/by-content.csv")
def by_content(people, _name):
    return lines(people, "")


@makes("records/escaped.jsonl")
def escaped(people, _name):
    text = lines(people, "")
    return text.replace("Catholic", "".join(f"\\u{ord(c):04x}" for c in "Catholic"))


FIXED = {
    "empty.json": b"",
    "empty.jsonl": b"",
    "spaces.json": " \n\t\n ",
    "empty-array.json": "[]",
    "empty-object.json": "{}",
    "scalar.json": "42",
    "scalars.jsonl": '1\n"two"\nnull\ntrue\n[3]\n{}\n',
    "nan.jsonl": '{"a": NaN}\n{"a": 1}\n',
    "big-numbers.jsonl": '{"a": 123456789012345678901234567890, "b": 1e999, "c": -0}\n' * 20,
    "same-keys.jsonl": '{"a": 1, "a": 2}\n' * 20,
    "lone-surrogates.jsonl": '{"a": "\\ud800 x \\udc00"}\n',
    "deep-open.json": '{"a":[' * 50_000,
}

for fixed_name, fixed_content in FIXED.items():
    @makes(f"records/{fixed_name}")
    def fixed(_people, _name, content=fixed_content):
        return content


@makes("records/truncated.json")
def truncated(people, _name):
    return json.dumps(records(people))[:-40]


@makes("records/truncated.jsonl")
def truncated_lines(people, _name):
    return lines(people, "")[:-40]


@makes("records/broken-line.jsonl")
def broken_line(people, _name):
    text = lines(people, "").split("\n")
    text[20] = text[20].replace('"', "'", 3)
    return "\n".join(text)


@makes("records/trailing-comma.json")
def trailing_comma(people, _name):
    return json.dumps(records(people))[:-1] + ",]"


@makes("records/comments.json")
def comments(people, _name):
    return "// members\n" + json.dumps(records(people))


@makes("records/odd-keys.jsonl")
def odd_keys(_people, _name):
    return json.dumps({"": 1, "a.b": 2, "[]": 3, '"': 4, "\n": 5, "\u202e": 6, "a" * 5000: 7}) + "\n"


@makes("records/bad-utf8.jsonl")
def bad_utf8(people, _name):
    return lines(people, "").encode().replace(b"Castillo", b"Castill\xff")


@makes("records/latin1.json")
def latin1(people, _name):
    rows = [record | {"note": "Gr\u00fc\u00dfe aus K\u00f6ln, bis n\u00e4chste Woche f\u00fcr das Geh\u00f6r"}
            for record in records(people)]
    return json.dumps(rows, ensure_ascii=False).encode("latin-1")


@makes("records/nul.jsonl")
def nul(people, _name):
    return lines(people, "").replace("Dorsey", "Dor\0sey")


@makes("records/deep.json")
def deep(_people, _name):
    return "[" * 100_000 + "]" * 100_000


@makes("records/deep.jsonl")
def deep_objects(people, _name):
    return '{"a":' * 100_000 + '"Catholic"' + "}" * 100_000 + "\n" + lines(people, "")


@makes("records/many-keys.json")
def many_keys(_people, _name):
    return json.dumps({f"key{i}": i for i in range(20_000)})


@makes("records/long-string.json")
def long_string(_people, _name):
    return json.dumps({"note": "word " * 200_000})


@makes("records/gzip.json.gz")
def gzipped(people, _name):
    return gzip.compress(json.dumps(records(people)).encode(), mtime=0)


@makes("records/blocks.txt", "records/blocks", "records/blocks.ldif")
def blocks(people, _name):
    return "\n".join(f"Name: {row[1]}\nMail: {row[2]}\nReligion: {row[3]}\nHeight: {row[4]}\n"
                     for row in people.rows())


@makes("records/blocks-crlf.txt")
def blocks_crlf(people, _name):
    return blocks(people, "").replace("\n", "\r\n")


@makes("records/blocks-folded.txt")
def blocks_folded(people, _name):
    return blocks(people, "").replace("\nHeight", "\n  (as told)\nHeight")


@makes("records/blocks-gaps.txt")
def blocks_gaps(people, _name):
    parts = blocks(people, "").split("\n\n")
    return "\n\n\n\n".join("\n".join(line for j, line in enumerate(part.split("\n"))
                                     if i % 6 or j != 3) for i, part in enumerate(parts))
