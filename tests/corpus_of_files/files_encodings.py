"""Tables and texts in encodings that are not UTF-8."""
from make_files import makes

# Some sentences a language, of what stands in a note; enough letters to tell encodings apart.
GERMAN = "Bitte schicken Sie die Unterlagen f\u00fcr die \u00dcberpr\u00fcfung nach K\u00f6ln, m\u00f6glichst bis n\u00e4chste Woche."
# What IBM encodings are told from: some dozen letters.
GERMAN_LONG = GERMAN + (
    " Gr\u00fc\u00dfe, gr\u00f6\u00dfere \u00c4rzteh\u00e4user \u00f6ffnen fr\u00fcher; sch\u00f6ne B\u00fccher \u00fcber s\u00fcdliche L\u00e4nder,"
    " k\u00fchle G\u00e4rten, w\u00e4hrend M\u00e4dchen \u00c4pfel pfl\u00fccken; h\u00f6fliche K\u00f6che r\u00fchren tr\u00fcbe Br\u00fche.")
FRENCH = "Le d\u00e9p\u00f4t a \u00e9t\u00e9 ferm\u00e9 apr\u00e8s la r\u00e9union, \u00e0 c\u00f4t\u00e9 du march\u00e9 de No\u00ebl."
POLISH = "Prosz\u0119 wys\u0142a\u0107 dokumenty do wydzia\u0142u, je\u017celi to mo\u017cliwe w przysz\u0142ym tygodniu."
RUSSIAN = "\u041f\u043e\u0436\u0430\u043b\u0443\u0439\u0441\u0442\u0430, \u043f\u0440\u0438\u0448\u043b\u0438\u0442\u0435 \u0434\u043e\u043a\u0443\u043c\u0435\u043d\u0442\u044b \u0432 \u043e\u0442\u0434\u0435\u043b \u0434\u043e \u0441\u043b\u0435\u0434\u0443\u044e\u0449\u0435\u0439 \u043d\u0435\u0434\u0435\u043b\u0438."
GREEK = "\u03a0\u03b1\u03c1\u03b1\u03ba\u03b1\u03bb\u03ce \u03c3\u03c4\u03b5\u03af\u03bb\u03c4\u03b5 \u03c4\u03b1 \u03ad\u03b3\u03b3\u03c1\u03b1\u03c6\u03b1 \u03bc\u03ad\u03c7\u03c1\u03b9 \u03c4\u03b7\u03bd \u03b5\u03c0\u03cc\u03bc\u03b5\u03bd\u03b7 \u03b5\u03b2\u03b4\u03bf\u03bc\u03ac\u03b4\u03b1."
HEBREW = "\u05d0\u05e0\u05d0 \u05e9\u05dc\u05d7\u05d5 \u05d0\u05ea \u05d4\u05de\u05e1\u05de\u05db\u05d9\u05dd \u05dc\u05de\u05e9\u05e8\u05d3 \u05e2\u05d3 \u05d4\u05e9\u05d1\u05d5\u05e2 \u05d4\u05d1\u05d0."
ARABIC = "\u064a\u0631\u062c\u0649 \u0625\u0631\u0633\u0627\u0644 \u0627\u0644\u0648\u062b\u0627\u0626\u0642 \u0625\u0644\u0649 \u0627\u0644\u0645\u0643\u062a\u0628 \u0642\u0628\u0644 \u0627\u0644\u0623\u0633\u0628\u0648\u0639 \u0627\u0644\u0642\u0627\u062f\u0645."
JAPANESE = "\u6765\u9031\u307e\u3067\u306b\u66f8\u985e\u3092\u4e8b\u52d9\u6240\u306b\u304a\u9001\u308a\u304f\u3060\u3055\u3044\u3002\u3088\u308d\u3057\u304f\u304a\u9858\u3044\u3057\u307e\u3059\u3002"
KOREAN = "\ub2e4\uc74c \uc8fc\uae4c\uc9c0 \uc11c\ub958\ub97c \uc0ac\ubb34\uc2e4\ub85c \ubcf4\ub0b4 \uc8fc\uc2dc\uae30 \ubc14\ub78d\ub2c8\ub2e4. \uac10\uc0ac\ud569\ub2c8\ub2e4."
SIMPLIFIED = "\u8bf7\u5728\u4e0b\u5468\u4e4b\u524d\u628a\u6587\u4ef6\u5bc4\u5230\u529e\u516c\u5ba4\uff0c\u8c22\u8c22\u60a8\u7684\u5408\u4f5c\u3002\u6211\u4eec\u7684\u5730\u5740\u6ca1\u6709\u53d8\u5316\u3002"
TRADITIONAL = "\u8acb\u5728\u4e0b\u9031\u4e4b\u524d\u628a\u6587\u4ef6\u5bc4\u5230\u8fa6\u516c\u5ba4\uff0c\u8b1d\u8b1d\u60a8\u7684\u5408\u4f5c\u3002\u6211\u5011\u7684\u5730\u5740\u6c92\u6709\u8b8a\u5316\u3002"


def table(people, note):
    lines = people.lines().rstrip("\n").split("\n")
    return lines[0] + ",note\n" + "".join(f'{line},"{note}"\n' for line in lines[1:])


WITH_MARK = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0",
             "utf-32-be": b"\0\0\xfe\xff"}

for wide, mark in WITH_MARK.items():
    @makes(f"encodings/{wide}-mark.csv")
    def marked(people, _name, wide=wide, mark=mark):
        return mark + table(people, GERMAN).encode(wide)

    @makes(f"encodings/{wide}-no-mark.csv")
    def unmarked(people, _name, wide=wide):
        return table(people, GERMAN).encode(wide)

NARROW = {"cp1252": GERMAN, "iso8859-1": FRENCH, "cp1250": POLISH, "iso8859-2": POLISH,
          "cp1251": RUSSIAN, "koi8-r": RUSSIAN, "iso8859-5": RUSSIAN, "cp866": RUSSIAN,
          "cp1253": GREEK, "iso8859-7": GREEK, "cp1255": HEBREW, "cp1256": ARABIC,
          "cp437": GERMAN_LONG, "mac-roman": FRENCH, "shift_jis": JAPANESE, "euc-jp": JAPANESE,
          "euc-kr": KOREAN, "gb18030": SIMPLIFIED, "big5": TRADITIONAL}

for narrow, sentence in NARROW.items():
    @makes(f"encodings/{narrow}.csv")
    def narrow_table(people, _name, narrow=narrow, sentence=sentence):
        return table(people, sentence).encode(narrow)


@makes("encodings/utf-16-cut.csv")
def utf16_cut(people, _name):
    return (b"\xff\xfe" + table(people, GERMAN).encode("utf-16-le"))[:-1]


@makes("encodings/utf-16.csv.gz")
def utf16_packed(people, _name):
    import gzip
    return gzip.compress(b"\xff\xfe" + table(people, GERMAN).encode("utf-16-le"), mtime=0)


@makes("encodings/iso-2022-jp.csv")
def iso2022(people, _name):
    return table(people, JAPANESE).encode("iso2022_jp")


@makes("encodings/declared.html")
def declared_page(people, _name):
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n"
                   for row in people.rows())
    return ('<html><head><meta charset="windows-1251"></head><body><table><tr><th>id<th>Name<th>Email'
            f"<th>Religion<th>cm</tr>\n{rows}</table><p>{RUSSIAN}</p></body></html>\n").encode("cp1251")


@makes("encodings/mojibake.csv")
def mojibake(people, _name):
    return table(people, GERMAN.encode().decode("cp1252", "replace")).encode()


@makes("encodings/mixed.csv")
def mixed(people, _name):
    """Most lines in UTF-8, one line in twenty in windows-1252."""
    lines = table(people, GERMAN).split("\n")
    return b"\n".join(line.encode("cp1252" if i % 20 == 19 else "utf-8")
                      for i, line in enumerate(lines))


@makes("encodings/notes-cp1252.txt")
def notes(people, _name):
    return "".join(f"{row[1]} is a devout {row[3]}. {GERMAN}\n\n" for row in people.rows()).encode("cp1252")


@makes("encodings/lines-utf-16.jsonl")
def lines(people, _name):
    import json
    return b"\xff\xfe" + "".join(
        json.dumps({"name": row[1], "email": row[2], "religion": row[3], "note": GERMAN},
                   ensure_ascii=False) + "\n" for row in people.rows()).encode("utf-16-le")
