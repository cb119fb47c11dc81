"""Workbooks, word processor documents and PDFs."""
import io
import os
import sys
import zipfile

from make_files import HEADER, makes

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../system"))
import office_files as office  # noqa: E402

SAYS = "{0} ({1}) called. {0} is a devout {2}."
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def table(people):
    return [HEADER] + people.rows()


def paragraphs(people):
    return [SAYS.format(row[1], row[2], row[3]) for row in people.rows(20)]


def content_of(write, *arguments):
    buffer = io.BytesIO()
    write(buffer, *arguments)
    return buffer.getvalue()


@makes("office/people.xlsx", "office/people.xlsm", "office/PEOPLE.XLSX", "office/by-content",
       "office/by-content.zip")
def workbook(people, _name):
    return content_of(office.write_xlsx, {"People": table(people)})


@makes("office/two-sheets.xlsx")
def two_sheets(people, _name):
    return content_of(office.write_xlsx, {"Parts": [["part", "shelf"]] + [["Bolt", "A"]] * 20,
                                          "People": table(people)})


@makes("office/packed-by-lzma.xlsx")
def packed_by_lzma(people, _name):
    """As no office program does."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(people, ""))) as package, \
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as packed:
        for name in package.namelist():
            packed.writestr(zipfile.ZipInfo(name), package.read(name), zipfile.ZIP_LZMA)
    return buffer.getvalue()


@makes("office/hidden-sheet.xlsx")
def hidden_sheet(people, _name):
    return rewritten(workbook(people, ""), "xl/workbook.xml",
                     lambda text: text.replace('sheetId="1"', 'sheetId="1" state="veryHidden"'))


@makes("office/no-rows.xlsx")
def empty_workbook(_people, _name):
    return content_of(office.write_xlsx, {"Sheet1": []})


def rewritten(data, part, change):
    """The package with one part changed; `change` gives None to leave it out."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            parts[name] = package.read(name).decode()
    parts[part] = change(parts[part])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            if text is not None:
                package.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@makes("office/no-sheet-part.xlsx")
def no_sheet_part(people, _name):
    return rewritten(workbook(people, ""), "xl/worksheets/sheet1.xml", lambda _: None)


@makes("office/broken-sheet.xlsx")
def broken_sheet(people, _name):
    return rewritten(workbook(people, ""), "xl/worksheets/sheet1.xml",
                     lambda text: text[:len(text) * 2 // 3])


@makes("office/entities.xlsx")
def entities(people, _name):
    def declare(text):
        return '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + text
    return rewritten(workbook(people, ""), "xl/worksheets/sheet1.xml", declare)


@makes("office/bomb.xlsx")
def bomb(people, _name):
    return rewritten(workbook(people, ""), "xl/worksheets/sheet1.xml",
                     lambda text: text.replace("</worksheet>", " " * 70_000_000 + "</worksheet>"))


@makes("office/cut.xlsx")
def cut_workbook(people, _name):
    data = workbook(people, "")
    return data[:len(data) * 2 // 3]


@makes("office/password.xlsx")
def password(_people, _name):
    return compound("EncryptedPackage")


@makes("office/old.xls", "office/old.doc")
def old(_people, name):
    return compound("Workbook" if name.endswith("xls") else "WordDocument")


def compound(stream):
    """The header and directory of a compound file with one stream of that name."""
    import struct
    sector = 512
    header = COMPOUND + bytes(16) + struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0,
                                                4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += b"\xff" * (sector - len(header))

    def entry(name, kind, child):
        raw = name.encode("utf-16-le") + b"\0\0"
        return (raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) +
                struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36) +
                struct.pack("<IQ", 0xFFFFFFFE, 0))
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * (sector - 8)
    directory = entry("Root Entry", 5, 1) + entry(stream, 2, 0xFFFFFFFF) + bytes(256)
    return header + fat + directory


@makes("office/people.ods")
def ods(people, _name):
    return content_of(office.write_ods, {"People": table(people)})


@makes("office/letter.docx", "office/letter.docm")
def docx(people, _name):
    return content_of(office.write_docx, paragraphs(people))


@makes("office/harmless.docx")
def harmless(_people, _name):
    return content_of(office.write_docx, ["The bridge over the river opens on Monday."] * 20)


@makes("office/cut.docx")
def cut_docx(people, _name):
    data = docx(people, "")
    return data[:len(data) * 2 // 3]


@makes("office/letter.odt")
def odt(people, _name):
    return content_of(office.write_odt, paragraphs(people))


@makes("office/letter.pdf", "office/by-content-pdf", path=True)
def pdf(people, path):
    office.write_pdf(path, [line.replace("(", "\\(").replace(")", "\\)") for line in paragraphs(people)])


@makes("office/cut.pdf", path=True)
def cut_pdf(people, path):
    pdf(people, path)
    os.truncate(path, os.path.getsize(path) // 3)


@makes("office/picture.pdf", path=True)
def picture_pdf(_people, path):
    office.write_pdf(path, [])


@makes("office/not-a.pdf", "office/not-a.docx", "office/not-a.xlsx")
def not_office(_people, _name):
    return "The bridge over the river opens on Monday.\n"


@makes("office/empty.pdf", "office/empty.docx", "office/empty.xlsx", "office/empty.ods")
def empty(_people, _name):
    return b""


@makes("office/packed.xlsx.gz")
def packed(people, _name):
    import gzip
    return gzip.compress(workbook(people, ""), mtime=0)
