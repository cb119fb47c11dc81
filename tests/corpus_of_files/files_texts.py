"""Texts, logs, and what is neither."""
import gzip
import struct
import zlib

from make_files import makes

SAYS = "{0} wrote to {1}. {0} is a devout {2} and lives in Exampleton.\n\n"


def paragraphs(people, count=30):
    return "".join(SAYS.format(row[1], row[2], row[3]) for row in people.rows(count))


@makes("texts/notes.txt", "texts/notes.md", "texts/notes.text", "texts/notes", "texts/NOTES.TXT",
       "texts/notes.unknown")
def notes(people, _name):
    return paragraphs(people)


@makes("texts/notes-crlf.txt")
def notes_crlf(people, _name):
    return paragraphs(people).replace("\n", "\r\n")


@makes("texts/notes-cr.txt")
def notes_cr(people, _name):
    return paragraphs(people).replace("\n", "\r")


@makes("texts/bom.txt")
def bom(people, _name):
    return b"\xef\xbb\xbf" + paragraphs(people).encode()


@makes("texts/no-last-end.txt")
def no_last_end(people, _name):
    return paragraphs(people).rstrip("\n")


@makes("texts/one-line.txt")
def one_line(people, _name):
    return paragraphs(people).replace("\n", " ")


@makes("texts/plain.txt")
def plain(_people, _name):
    return "The kettle is in the kitchen.\n\nBring two cups.\n"


@makes("texts/empty.txt", "texts/empty.log", "texts/empty.md", "texts/empty", "texts/empty.unknown")
def empty(_people, _name):
    return b""


@makes("texts/one-byte.txt")
def one_byte(_people, _name):
    return "x"


@makes("texts/newlines.txt")
def newlines(_people, _name):
    return "\n" * 10_000


@makes("texts/spaces.txt")
def spaces(_people, _name):
    return " " * 100_000


@makes("texts/long-word.txt")
def long_word(_people, _name):
    return "x" * 1_000_000


@makes("texts/long-line.txt", long=True)
def long_line(_people, _name):
    return "word " * 20_000_000


@makes("texts/nul.txt")
def nul(people, _name):
    return paragraphs(people).replace("Exampleton", "Exam\0pleton")


@makes("texts/bad-utf8.txt")
def bad_utf8(people, _name):
    return paragraphs(people).encode() + b"caf\xe9\n\n" + paragraphs(people).encode()


@makes("texts/overlong-utf8.txt")
def overlong(_people, _name):
    return b"a\n\n\xc0\xaf\n\nb\n"


@makes("texts/cut-utf8.txt")
def cut_utf8(_people, _name):
    return "Stra\u00dfe".encode()[:-2]


@makes("texts/dialogue.txt")
def dialogue(people, _name):
    return "".join(f"{row[1]}: I am {row[3]}.\n{row[1]}: Write to {row[2]}.\n" for row in people.rows(20))


@makes("texts/app.log")
def app_log(people, _name):
    return "".join(f"2026-01-05T10:00:{i % 60:02d}Z INFO user {row[2]} saved profile\n"
                   for i, row in enumerate(people.rows()))


@makes("texts/access.log", "texts/access.log.1", "texts/access")
def access_log(people, _name):
    return "".join(f'192.0.2.{i % 250} - - [05/Jan/2026:10:00:{i % 60:02d} +0000] "GET /search?q='
                   f'{row[3].lower()}&mail={row[2].replace("@", "%40")} HTTP/1.1" 200 5\n'
                   for i, row in enumerate(people.rows()))


# Who somebody is and what they believe stand in different lines of a visit; clients have numbers.
@makes("texts/visits.log")
def visits(people, _name):
    lines = []
    for i, row in enumerate(people.rows()):
        for second, query in ((0, "religion=" + row[3]), (40, "mail=" + row[2].replace("@", "%40"))):
            lines.append(f'client-{i} - - [05/Jan/2026:10:{i % 60:02d}:{second:02d} +0000] "GET '
                         f'/join?{query} HTTP/1.1" 200 5 "-" "Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0"\n')
    return "".join(lines)


@makes("texts/access-broken.log")
def access_broken(people, _name):
    return access_log(people, "") + '192.0.2.9 - - [05/Jan/2026:10:00:00 +0000] "GET /'


@makes("texts/gzip.txt.gz", "texts/gzip.log.gz")
def gzipped(people, _name):
    return gzip.compress(paragraphs(people).encode(), mtime=0)


@makes("texts/packs-well.txt.gz")
def packs_well(_people, _name):
    return gzip.compress(b"a " * 250_000, mtime=0)


def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


@makes("others/picture.png", "others/picture.csv", "others/picture")
def picture(_people, _name):
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


@makes("others/program", "others/program.bin")
def program(people, _name):
    return b"\x7fELF" + bytes(people.rng.randrange(256) for _ in range(3000)) + b"\0\0"


@makes("others/zeros.bin", "others/zeros.txt")
def zeros(_people, _name):
    return b"\0" * 100_000


@makes("others/.hidden.csv", "others/..csv", "others/-.csv", "others/--to", "others/ .csv")
def hidden(people, _name):
    return people.lines()

for byte in list(range(1, 32)) + [0x20, 0x22, 0x25, 0x27, 0x2A, 0x3A, 0x3B, 0x3F, 0x5B, 0x5C, 0x7F]:
    @makes(f"names/a{chr(byte)}b.csv")
    def odd_name(people, _name):
        return people.lines(8)


@makes("names/\udcff\udcfe.csv", "names/\u202egpj.csv", "names/e\u0301\u200b.csv", "names/\U0001f642.csv",
       "names/" + "n" * 250 + ".csv", "names/Nadia Farrow, Muslim.csv")
def odd_names(people, _name):
    return people.lines(8)
