"""Office files and PDFs made by hand, from nothing but the formats."""
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


def write_zip(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), content, stored)
    return path


def column(index):
    """0: A, 25: Z, 26: AA."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def write_xlsx(path, sheets, formulas=()):
    """`sheets`: name -> rows of texts, as shared strings. `formulas`: column -> what its cells below
    the header are computed by, "{row}" for the number of the row."""
    shared = {}
    parts = {"[Content_Types].xml": "<Types/>"}
    entries, links = "", ""

    def formula(letters, row):
        if row == 1 or letters not in formulas:
            return ""
        return f"<f>{escape(formulas[letters].format(row=row))}</f>"

    for number, (name, rows) in enumerate(sheets.items(), 1):
        data = ""
        for index, row in enumerate(rows, 1):
            cells = "".join(
                f'<c r="{column(at)}{index}" t="s">{formula(column(at), index)}'
                f'<v>{shared.setdefault(text, len(shared))}</v></c>'
                for at, text in enumerate(row) if text)
            data += f'<row r="{index}">{cells}</row>'
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>')
        entries += f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        links += (f'<Relationship Id="rId{number}" Type="{REL}/worksheet" '
                  f'Target="worksheets/sheet{number}.xml"/>')
    links += f'<Relationship Id="rIdS" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
    parts["xl/workbook.xml"] = (f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{entries}'
                                '</sheets></workbook>')
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'
    parts["xl/sharedStrings.xml"] = (f'<sst xmlns="{MAIN}">' + "".join(
        f"<si><t>{escape(text)}</t></si>" for text in shared) + "</sst>")
    return write_zip(path, parts)


def write_ods(path, sheets):
    """`sheets`: as of write_xlsx."""
    tables = "".join(f'<table:table table:name="{name}">' + "".join(
        "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p>'
            "</table:table-cell>" for text in row) + "</table:table-row>"
        for row in rows) + "</table:table>" for name, rows in sheets.items())
    return write_zip(path, {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f'<office:document-content xmlns:office="{OASIS}office:1.0" '
                       f'xmlns:table="{OASIS}table:1.0" xmlns:text="{OASIS}text:1.0"><office:body>'
                       f"<office:spreadsheet>{tables}"
                       "</office:spreadsheet></office:body></office:document-content>"})


def write_docx(path, paragraphs):
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    return write_zip(path, {"[Content_Types].xml": "<Types/>",
                            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}'
                                                 "</w:body></w:document>"})


def write_odt(path, paragraphs):
    body = "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs)
    return write_zip(path, {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<office:document-content xmlns:office="{OASIS}office:1.0" '
                       f'xmlns:text="{OASIS}text:1.0"><office:body><office:text>{body}'
                       "</office:text></office:body></office:document-content>"})


def write_pdf(path, lines):
    text = "".join(f"({line}) Tj T*\n" for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td 14 TL\n{text}ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
               "/Resources << /Font << /F1 3 0 R >> >> >>",
               f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"]
    data, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    data += (f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\n"
             f"startxref\n{len(data)}\n%%EOF\n").encode()
    with open(path, "wb") as file:
        file.write(data)
    return path
