"""Tables: CSV and its kin, clean and dirty."""
import csv
import gzip
import io
import json
import random

from make_files import HEADER, RELIGIONS, makes

DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}
ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}


def joined(rows, header=HEADER):
    """Cells without quotes, whatever is in them."""
    return "".join(",".join(row) + "\n" for row in [header] + rows)


def quoted(rows, quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator="\n").writerows(rows)
    return out.getvalue()


for delimiter_name, delimiter in DELIMITERS.items():
    for end_name, end in ENDS.items():
        @makes(f"tables/{delimiter_name}-{end_name}.csv")
        def plain(people, _name, delimiter=delimiter, end=end):
            return people.lines(delimiter=delimiter, end=end)


@makes("tables/x.tsv", "tables/x.tab", "tables/UPPER.TSV")
def tabs(people, _name):
    return people.lines(delimiter="\t")


@makes("tables/x.psv")
def pipes(people, _name):
    return people.lines(delimiter="|")


@makes("tables/by-content.txt", "tables/by-content", "tables/by-content.xyz", "tables/by-content.json",
       "tables/not-gzip.csv.gz", "tables/not-zstd.csv.zst")
def by_content(people, _name):
    return people.lines()


@makes("tables/bom.csv")
def bom(people, _name):
    return b"\xef\xbb\xbf" + people.lines().encode()


@makes("tables/no-header.csv")
def no_header(people, _name):
    return people.lines(header=False)


FIXED = {
    "one-newline.csv": "\n",
    "newlines.csv": "\n" * 5000,
    "bom-only.csv": b"\xef\xbb\xbf",
    "header-only.csv": ",".join(HEADER) + "\n",
    "one-byte.csv": "x",
    "one-quote.csv": '"',
    "only-quotes.csv": '"' * 10001,
    "only-delimiters.csv": ",,,,\n" * 500,
}

for fixed_name, fixed_content in FIXED.items():
    @makes(f"tables/{fixed_name}")
    def fixed(_people, _name, content=fixed_content):
        return content


@makes("tables/empty.csv", "tables/empty.tsv", "tables/empty.csv.gz", "tables/empty.csv.zst")
def empty(_people, _name):
    return b""


@makes("tables/one-line-no-end.csv")
def one_line(people, _name):
    return people.lines(1, header=False).rstrip("\n")


@makes("tables/one-column.csv")
def one_column(people, _name):
    return "email\n" + "".join(row[2] + "\n" for row in people.rows())


@makes("tables/blank-lines.csv")
def blank_lines(people, _name):
    return people.lines().replace("\n", "\n\n\n")


@makes("tables/mixed-ends.csv")
def mixed_ends(people, _name):
    lines = people.lines().split("\n")
    return "".join(line + ("\r\n" if i % 3 else "\n") for i, line in enumerate(lines) if line)


@makes("tables/no-last-end.csv")
def no_last_end(people, _name):
    return people.lines().rstrip("\n")


@makes("tables/quoted-all.csv")
def quoted_all(people, _name):
    return quoted([HEADER] + people.rows(), csv.QUOTE_ALL)


@makes("tables/quoted-newlines.csv")
def quoted_newlines(people, _name):
    rows = [row + [f"first, line\nsecond \"{i}\"\n\nfourth"] for i, row in enumerate(people.rows())]
    return quoted([HEADER + ["note"]] + rows)


@makes("tables/single-quotes.csv")
def single_quotes(people, _name):
    return "".join(",".join(f"'{cell}'" for cell in row) + "\n" for row in [HEADER] + people.rows())


@makes("tables/stray-quotes.csv")
def stray_quotes(people, _name):
    return people.lines().replace("Brandt", 'Bra"ndt')


@makes("tables/unclosed-quote.csv")
def unclosed_quote(people, _name):
    lines = people.lines().split("\n")
    lines[30] = '"' + lines[30]
    return "\n".join(lines)


@makes("tables/cut-off.csv")
def cut_off(people, _name):
    return people.lines()[:-9]


@makes("tables/cut-off-in-quotes.csv")
def cut_off_in_quotes(people, _name):
    return people.lines() + 'C99999,"Omar Bran'


@makes("tables/bad-utf8.csv")
def bad_utf8(people, _name):
    return people.lines().encode().replace(b"Holloway", b"Hollow\xff\xfeay")


@makes("tables/nul-bytes.csv")
def nul_bytes(people, _name):
    return people.lines().replace("Keller", "Kel\0ler")


@makes("tables/nul-at-end.csv")
def nul_at_end(people, _name):
    return people.lines(2000) + "\0" * 512


@makes("tables/ragged.csv")
def ragged(people, _name):
    return joined([row + ["x"] * (i % 4) for i, row in enumerate(people.rows())])


@makes("tables/short-records.csv")
def short_records(people, _name):
    return joined([row[:4 + i % 2] for i, row in enumerate(people.rows())])


@makes("tables/same-names.csv")
def same_names(people, _name):
    return ",".join(["x"] * 5) + "\n" + people.lines(header=False)


@makes("tables/no-names.csv")
def no_names(people, _name):
    return ",,,religion,\n" + people.lines(header=False)


@makes("tables/trailing-delimiter.csv")
def trailing_delimiter(people, _name):
    return people.lines(end=",\n")


@makes("tables/wide.csv")
def wide(_people, _name):
    count = 10_000
    return (",".join(f"c{i}" for i in range(count)) + "\n" +
            ("1," * (count - 1) + "1\n") * 3)


@makes("tables/wider.csv", long=True)
def wider(_people, _name):
    count = 100_000
    return ",".join(f"c{i}" for i in range(count)) + "\n" + ("1," * (count - 1) + "1\n") * 3


@makes("tables/wide-same-name.csv")
def wide_same_name(_people, _name):
    return ",".join(["x"] * 20_000) + "\n" + ",".join(["1"] * 20_000) + "\n"


@makes("tables/wide-ragged.csv")
def wide_ragged(_people, _name):
    return "a,b\n" + "1,2\n" * 10 + ",".join(["1"] * 20_000) + "\n"


@makes("tables/long-cell.csv")
def long_cell(people, _name):
    return people.lines() + 'C99999,"' + "word " * 200_000 + '",,,\n'


@makes("tables/long-line.csv", long=True)
def long_line(_people, _name):
    return "note\n" + "x" * 100_000_000 + "\n"


@makes("tables/preamble.csv")
def preamble(people, _name):
    return "Members of the parish\nMade: 2026-01-05, by export\n\n" + people.lines()


@makes("tables/preamble-padded.csv")
def preamble_padded(people, _name):
    return "Members of the parish,,,,\n,,,,\nMade on Monday,,,,\n" + people.lines()


@makes("tables/preamble-semicolon.csv")
def preamble_semicolon(people, _name):
    return "Members, of the parish\r\n" + people.lines(delimiter=";", end="\r\n")


@makes("tables/preamble-says.csv")
def preamble_says(people, _name):
    return ("For Nadia Farrow, nadia.farrow@example.org. Nadia Farrow is a devout Muslim.\n" +
            people.lines())


@makes("tables/units.csv")
def units(people, _name):
    return ",".join(HEADER) + "\n,,,,cm\n" + people.lines(header=False)


@makes("tables/types.csv")
def types(people, _name):
    return ",".join(HEADER) + "\nvarchar,text,text,text,integer\n" + people.lines(header=False)


@makes("tables/two-header-rows.csv")
def two_header_rows(people, _name):
    return "Person,,,Belief,Body\n" + people.lines()


@makes("tables/survey.csv")
def survey(people, _name):
    rows = [[row[2], row[3], "" if i % 3 else "Quaker", row[4]]
            for i, row in enumerate(people.rows())]
    return ("Your e-mail?,\"What is your religion, if any?\",,Height?\n"
            "Response,Response,Other (please specify),Response\n" +
            "".join(",".join(row) + "\n" for row in rows))


@makes("tables/survey-import-ids.csv")
def survey_import_ids(people, _name):
    rows = [["Q1", "Q2", "Q3"], ["Your e-mail?", "What is your religion?", "How tall are you?"],
            [json.dumps({"ImportId": f"QID{i}"}) .replace(": ", ":") for i in range(3)]]
    rows += [[row[2], row[3], row[4]] for row in people.rows()]
    return quoted(rows)


@makes("tables/notes-below.csv")
def notes_below(people, _name):
    return people.lines() + "\nTotal,,,,60\nSource: made up\n* without children\n"


@makes("tables/json-cells.csv")
def json_cells(people, _name):
    rows = [[row[0], row[1], json.dumps({"faith": {"religion": row[3]}, "mail": [row[2]],
                                        "height": int(row[4]), "left": None})]
            for row in people.rows()]
    return quoted([["customer_id", "full_name", "more"]] + rows)


@makes("tables/json-cells-some.csv")
def json_cells_some(people, _name):
    cells = ['"{""religion"":""%s""}"' % row[3] if i % 5 else "unknown"
             for i, row in enumerate(people.rows())]
    return "customer_id,full_name,more\n" + "".join(
        f"C{i},Hana Keller,{cell}\n" for i, cell in enumerate(cells))


@makes("tables/json-cells-tab.tsv")
def json_cells_tab(people, _name):
    return "full_name\tmore\n" + "".join(
        f"{row[1]}\t" + json.dumps({"religion": row[3]}) + "\n" for row in people.rows())


for separator_name, separator in {"semicolon": "; ", "pipe": "|", "slash": " / ", "plus": " + ",
                                  "and": " and ", "ampersand": " & "}.items():
    @makes(f"tables/many-values-{separator_name}.csv")
    def many_values(people, _name, separator=separator):
        rows = people.rows()
        for row in rows:
            row[3] = separator.join(people.rng.sample(RELIGIONS, 1 + people.rng.randrange(3)))
        return joined(rows)

MISSING = ["n/a", "-", "k.A.", "prefer not to say", "keine Angabe", "sin datos", "non renseign\u00e9",
           "\u672a\u77e5", "\u4e0d\u660e", "#N/A", "NULL", "NaN", "(blank)", "not stated", "??", "refused"]


@makes("tables/missing-words.csv")
def missing_words(people, _name):
    rows = people.rows(120)
    for i, row in enumerate(rows):
        if i % 2:
            row[3] = MISSING[i // 2 % len(MISSING)]
    return joined(rows)


@makes("tables/all-missing.csv")
def all_missing(people, _name):
    rows = people.rows(120)
    for i, row in enumerate(rows):
        row[3] = MISSING[i % len(MISSING)]
    return joined(rows)


@makes("tables/formulas.csv")
def formulas(people, _name):
    return people.lines().replace("Castillo", "=1+1")


@makes("tables/letters.csv")
def letters(people, _name):
    rows = people.rows(200)
    for row in rows:
        row[3] = people.rng.choice("WBAHO")
    return joined(rows, ["customer_id", "full_name", "email", "race", "height"])


@makes("tables/nothing.csv")
def nothing(people, _name):
    return "part,count,colour\n" + "".join(
        f"P{i},{people.rng.randrange(9)},{people.rng.choice(['black', 'white', 'red'])}\n"
        for i in range(200))


@makes("tables/gzip.csv.gz", "tables/gzip-named.csv", "tables/GZIP.CSV.GZ")
def gzipped(people, _name):
    return gzip.compress(people.lines().encode(), mtime=0)


@makes("tables/gzip-twice.csv.gz")
def gzip_members(people, _name):
    text = people.lines().encode()
    return gzip.compress(text[:700], mtime=0) + gzip.compress(text[700:], mtime=0)


@makes("tables/gzip-cut.csv.gz")
def gzip_cut(people, _name):
    whole = gzip.compress(people.lines(3000).encode(), mtime=0)
    return whole[:len(whole) // 2]


@makes("tables/gzip-damaged.csv.gz")
def gzip_damaged(people, _name):
    whole = bytearray(gzip.compress(people.lines(3000).encode(), mtime=0))
    whole[len(whole) // 2] ^= 0xFF
    return bytes(whole)


@makes("tables/gzip-tail.csv.gz")
def gzip_tail(people, _name):
    return gzip.compress(people.lines().encode(), mtime=0) + b"trailing rubbish"


@makes("tables/gzip-empty.csv.gz")
def gzip_empty(_people, _name):
    return gzip.compress(b"", mtime=0)


@makes("tables/noise.csv")
def noise(people, _name):
    return bytes(people.rng.randrange(256) for _ in range(4000))


@makes("tables/noise-text.csv")
def noise_text(people, _name):
    rng = random.Random(people.rng.random())
    return "".join(rng.choice(",;\"'\n\t| ab1") for _ in range(4000))
