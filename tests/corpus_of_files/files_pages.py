"""HTML pages, mail and mailboxes."""
import base64
import gzip
import io
import os
import sys
import zipfile
from email.message import EmailMessage

from make_files import HEADER, makes

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../system"))
import office_files as office  # noqa: E402

MAIL_SAYS = "{0} called about the newsletter. She is a devout {1} and wants a letter in the spring."


def page_of(people, head="<title>Members</title>"):
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n"
                   for row in people.rows())
    names = "".join(f"<th>{name}</th>" for name in HEADER)
    return (f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n<table>\n<tr>{names}</tr>\n{rows}"
            "</table>\n</body></html>\n")


@makes("pages/members.html", "pages/members.htm", "pages/members.xhtml", "pages/MEMBERS.HTML",
       "pages/by-content", "pages/by-content.txt", "pages/by-content.csv")
def members(people, _name):
    return page_of(people)


@makes("pages/letters.html")
def letters(people, _name):
    return "<html><body>" + "".join(f"<p>{MAIL_SAYS.format(row[1], row[3])}</p>\n"
                                    for row in people.rows(20)) + "</body></html>"


@makes("pages/cut.html")
def cut(people, _name):
    return page_of(people)[:-400]


@makes("pages/unclosed-comment.html")
def unclosed_comment(people, _name):
    return page_of(people) + "<!-- never closed " + MAIL_SAYS.format("Nadia Farrow", "Muslim")


@makes("pages/tag-soup.html")
def tag_soup(people, _name):
    return page_of(people).replace("</td>", "").replace("</tr>", "").replace("</body>", "</p></b>")


@makes("pages/references.html")
def references(people, _name):
    return page_of(people).replace("Catholic", "&#67;&#x61;tholic").replace("@", "&commat;")


@makes("pages/script-only.html")
def script_only(_people, _name):
    return "<html><script>var rows = [1, 2, 3];</script></html>"


@makes("pages/no-tags.html")
def no_tags(people, _name):
    return "Write to hana.holloway@example.org. " + MAIL_SAYS.format("Hana Holloway", "Muslim") + "\n"


@makes("pages/empty.html", "pages/empty.eml", "pages/empty.mbox")
def empty(_people, _name):
    return b""


@makes("pages/packed.html.gz")
def packed(people, _name):
    return gzip.compress(page_of(people).encode(), mtime=0)


@makes("pages/deep.html")
def deep(_people, _name):
    return "<html><body>" + "<div>" * 20_000 + "word" + "</div>" * 20_000 + "</body></html>"


@makes("pages/bad-utf8.html")
def bad_utf8(people, _name):
    return page_of(people).encode().replace(b"Holloway", b"Hollow\xff\xfeay")


def letter(row, number, says, encoding="7bit", attach=None):
    message = EmailMessage()
    message["From"] = f"{row[1]} <{row[2]}>"
    message["To"] = "Desk <desk@example.com>"
    message["Subject"] = "Newsletter"
    message["Message-ID"] = f"<{number}@example.org>"
    message["Date"] = "Mon, 05 Jan 2026 10:00:00 +0000"
    message.set_content(says + "\n", cte=encoding)
    for name, content, kind in attach or []:
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    if attach:
        message.set_boundary(f"boundary-{number}")
    return bytes(message)


def one(people, **more):
    row = people.rows(1)[0]
    return letter(row, 1, MAIL_SAYS.format(row[1], row[3]), **more)


@makes("mail/letter.eml", "mail/by-content", "mail/by-content.txt", "mail/cur/1700000000.M1P2.host:2,S")
def message(people, _name):
    return one(people)


@makes("mail/base64.eml")
def in_base64(people, _name):
    return one(people, encoding="base64")


@makes("mail/quoted.eml")
def quoted(people, _name):
    return one(people, encoding="quoted-printable")


@makes("mail/harmless.eml")
def harmless(people, _name):
    return letter(people.rows(1)[0], 1, "The bridge over the river opens on Monday.")


@makes("mail/picture.eml")
def with_picture(people, _name):
    return one(people, attach=[("a.png", b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png")])


@makes("mail/crlf.eml")
def crlf(people, _name):
    return one(people).replace(b"\n", b"\r\n")


@makes("mail/cut-in-base64.eml")
def cut_message(people, _name):
    return one(people, encoding="base64")[:-31]


@makes("mail/html-only.eml")
def html_only(people, _name):
    row = people.rows(1)[0]
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{row[1]} <{row[2]}>", "desk@example.com", "Hello"
    mail.set_content(f"<p>{MAIL_SAYS.format(row[1], row[3])}</p>", subtype="html")
    return bytes(mail)


@makes("mail/in-a-message.eml")
def forwarded(people, _name):
    row = people.rows(1)[0]
    inner = letter(row, 1, MAIL_SAYS.format(row[1], row[3]))
    return (b"From: desk@example.com\nTo: other@example.com\nSubject: Fwd\nMIME-Version: 1.0\n"
            b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: message/rfc822\n\n' +
            inner + b"\n--x--\n")


@makes("mail/parts-without-end.eml")
def deep_parts(_people, _name):
    levels = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n' for i in range(3000))
    return "From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n" + levels + "\nword\n"


def mailbox_of(people, count=30):
    return b"".join(b"From " + row[2].encode() + b" Mon Jan  5 10:00:00 2026\n" +
                    letter(row, i, MAIL_SAYS.format(row[1], row[3])) + b"\n"
                    for i, row in enumerate(people.rows(count)))


@makes("mail/letters.mbox", "mail/letters.mbx", "mail/letters")
def mailbox(people, _name):
    return mailbox_of(people)


@makes("mail/letters.mbox.gz")
def mailbox_packed(people, _name):
    return gzip.compress(mailbox_of(people), mtime=0)


@makes("mail/attached-text.eml")
def attached_text(people, _name):
    row = people.rows(1)[0]
    text = MAIL_SAYS.format(row[1], row[3])
    return one(people, attach=[("note.txt", text.encode(), "text/plain")])


def carrier(people, *files):
    """A mail that says nothing itself."""
    row = people.rows(1)[0]
    return letter(row, 0, "See the attached file. ", attach=files)


def packed(people):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/people.csv", people.lines())
    return buffer.getvalue()


@makes("mail/attached-table.eml")
def attached_table(people, _name):
    return carrier(people, ("people.csv", people.lines().encode(), "text/csv"))


@makes("mail/attached-workbook.eml")
def attached_workbook(people, _name):
    buffer = io.BytesIO()
    office.write_xlsx(buffer, {"People": [HEADER] + people.rows()})
    return carrier(people, ("people.xlsx", buffer.getvalue(),
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))


@makes("mail/attached-archive.eml")
def attached_archive(people, _name):
    return carrier(people, ("pack.zip", packed(people), "application/zip"))


@makes("mail/attached-damaged.eml")
def attached_damaged(people, _name):
    data = packed(people)
    return carrier(people, ("people.zip", data[:len(data) // 2], "application/octet-stream"))


@makes("mail/attached-evil.eml")
def attached_evil(people, _name):
    return carrier(people, ("../../people.csv", people.lines().encode(), "text/csv"))


@makes("mail/attached-mail.eml")
def attached_mail(people, _name):
    inner = attached_table(people, "").decode()
    row = people.rows(1)[0]
    return (f'From: {row[2]}\nTo: desk@example.org\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: '
            'multipart/mixed; boundary="outer"\n\n--outer\nContent-Type: message/rfc822\n\n' + inner +
            "\n--outer--\n")


@makes("mail/attached-encoded-mail.eml")
def attached_encoded_mail(people, _name):
    inner = base64.encodebytes(attached_table(people, "")).decode()
    row = people.rows(1)[0]
    return (f'From: {row[2]}\nTo: desk@example.org\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: '
            'message/rfc822; name="inner.eml"\nContent-Transfer-Encoding: base64\n'
            'Content-Disposition: attachment; filename="inner.eml"\n\n' + inner)


@makes("mail/attached.mbox", "mail/attached.mbox.gz")
def attached_mailbox(people, name):
    first = b"From a Mon Jan  5 10:00:00 2026\n" + carrier(people) + b"\n"
    second = b"From b Mon Jan  5 10:00:00 2026\n" + attached_table(people, "") + b"\n"
    return gzip.compress(first + second, mtime=0) if name.endswith(".gz") else first + second


@makes("mail/attached-noise.eml")
def attached_noise(people, _name):
    row = people.rows(1)[0]
    return (f"From: {row[2]}\nTo: desk@example.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: "
            "application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: "
            'attachment; filename="x.bin"\n\n' + base64.encodebytes(bytes(range(256)) * 9).decode())


@makes("mail/maildir", path=True)
def maildir(people, path):
    for folder in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(path, folder))
    for i, row in enumerate(people.rows(30)):
        with open(os.path.join(path, "cur", f"1700000{i:03}.M{i}P1.host:2,S"), "wb") as file:
            file.write(letter(row, i, MAIL_SAYS.format(row[1], row[3])))
