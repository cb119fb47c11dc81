#include "connectors/mail/mail_connector.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/conformance/conformance.h"
#include "connectors/mail/mail_codec.h"

namespace sunder {
namespace {

using std::string;
using std::string_literals::operator""s;

string Head(int i) {
  return "From: Ada Example <ada" + std::to_string(i) + "@example.com>\nTo: bo@example.org\n" +
         "Subject: Note " + std::to_string(i) + "\nMessage-ID: <" + std::to_string(i) +
         "@example.com>\n";
}

string ManyMessages(int count) {
  string text;
  for (int i = 0; i < count; ++i) {
    text += "From ada@example.com Mon Nov 23 05:46:54 2026\n" + Head(i);
    const string body = "Letter " + std::to_string(i) + " about a walk.\n\n>From here on.\n";
    if (i % 3 == 0) {
      text += "\n" + body;
    } else if (i % 3 == 1) {
      text +=
          "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; "
          "charset=iso-8859-1\n\nCaf=E9 =3D " +
          body;
    } else {
      text += "Content-Type: multipart/alternative; boundary=x\n\n--x\n\n" + body +
              "\n--x\nContent-Type: text/html\n\n<p>A <b>walk</b>.</p>\n--x--\n";
    }
    text += "\n";
  }
  return text;
}

// "field=text" of every cell of the only record of a message.
std::vector<string> Cells(const string& content, const string& name = "a.eml") {
  const TestFolder folder;
  const auto connector = MakeMailConnector();
  const auto tables = connector->Inspect(TestObject(*connector, folder.Write(name, content)));
  REQUIRE(tables.ok());
  std::vector<string> cells;
  for (const ReadRecord& record : ReadWholeTable(*connector, (*tables)[0]).records) {
    for (const ReadCell& cell : record) cells.push_back(cell.field + "=" + cell.text);
  }
  return cells;
}

string Rewritten(const string& content, const WriteOptions& options = {},
                 const RecordEditor& edit = {}, const string& name = "a.eml") {
  const TestFolder folder;
  const auto connector = MakeMailConnector();
  const string target = folder.path() + "/copy-" + name;
  RewriteObject(*connector, TestObject(*connector, folder.Write(name, content)), target, {options},
                edit);
  return ReadTestFile(target);
}

string Edited(const string& content, const string& before, const string& after,
              const string& name = "a.eml") {
  return Rewritten(
      content, {},
      [&](const RecordBlock& block, uint32_t, std::span<const CellRef> cells) {
        std::vector<CellEdit> edits;
        string scratch;
        for (const CellRef& cell : cells) {
          if (block.Text(cell, &scratch) != before) continue;
          edits.push_back(
              {static_cast<uint32_t>(&cell - block.cells.data()), CellEdit::Kind::kReplace, after});
        }
        return edits;
      },
      name);
}

string Crlf(const string& text) {
  string out;
  for (const char c : text) out += c == '\n' ? string("\r\n") : string(1, c);
  return out;
}

TEST_CASE("Mailboxes conform") {
  ConformanceCase sample;
  sample.name = "mailbox";
  sample.file_name = "letters.mbox";
  sample.content = ManyMessages(600);
  sample.records = {600};
  sample.fields = {{"body", "body_html", "envelope", "from", "message_id", "subject", "to"}};
  sample.dialect = {{"form", "mailbox"}};
  sample.is_byte_identical = true;
  sample.accepts_byte_order_mark = false;
  sample.removed_field = "body_html";
  sample.removed_text = "<b>walk";
  sample.replaced_text = "Note 27";
  sample.over_limit = {.content = "From a Mon\nSubject: one\n\nx\n\nFrom b Mon\nSubject: two\n\n" +
                                  string(70000, 'x') + "\n\n" + string(300, 'x') +
                                  "\n\nFrom c\nSubject: three\n\ny\n",
                       .records = 2,
                       .record_size_bytes_max = 100,
                       .losses = {LossReason::kOverLimit},
                       .absent_text = "xx"};
  RunConformance(*MakeMailConnector(), sample);
  sample.content = Crlf(sample.content);
  sample.removed_field = "body";
  sample.removed_text = "Letter";
  sample.replaced_text = "Letter 27 ";
  sample.over_limit = {};
  RunConformance(*MakeMailConnector(), sample);
}

TEST_CASE("Messages conform") {
  ConformanceCase sample;
  sample.name = "message";
  sample.file_name = "letter.eml";
  sample.content = Head(1) + "\nA walk.\n\nFrom here on\n";
  sample.records = {1};
  sample.dialect = {{"form", "message"}};
  sample.is_byte_identical = true;
  sample.accepts_byte_order_mark = false;
  sample.removed_field = "body";
  sample.removed_text = "walk";
  sample.replaced_text = "walk";
  RunConformance(*MakeMailConnector(), sample);
}

TEST_CASE("Headers and parts are decoded") {
  CHECK(Cells("From: =?utf-8?Q?Caf=C3=A9?= <a@example.com>\nSubject: =?iso-8859-1?B?6Q==?=\n"
              " =?iso-8859-1?B?6Q==?= and\n\tmore\nX-Odd-Name: caf\xE9\n\n\n") ==
        std::vector<string>{"from=Caf\xC3\xA9 <a@example.com>",
                            "subject=\xC3\xA9\xC3\xA9 and\tmore", "x_odd_name=caf\xC3\xA9"});
  CHECK(Cells("Subject: a\nContent-Type: text/plain; charset=koi8-r\n"
              "Content-Transfer-Encoding: base64\n\n8NLJ18XU\n") ==
        std::vector<string>{"subject=a", "body=\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82"});
  CHECK(Cells("Subject: a\nContent-Transfer-Encoding: quoted-printable\n\na=3D=\nb =C3=A9\n") ==
        std::vector<string>{"subject=a", "body=a=b \xC3\xA9"});
  CHECK(Cells("Subject: a\n\n\x93"
              "caf\xE9\x94") == std::vector<string>{"subject=a",
                                                    "body=\xE2\x80\x9C"
                                                    "caf\xC3\xA9\xE2\x80\x9D"});
  CHECK(Cells("no header at all\n") == std::vector<string>{"body=no header at all"});
}

TEST_CASE("Parts are found, attachments told apart") {
  const string mail =
      "Subject: s\nContent-Type: multipart/mixed; boundary=\"b c\"\n\nfor old programs\n--b c\n\n"
      "one\n--b cd\n--b c  \nContent-Type: text/html\n\n<p>t<p title=u>v\n"
      "--b c\nContent-Disposition: attachment; filename*=UTF-8''caf%C3%A9.txt\n"
      "Content-Type: application/octet-stream\n\nname,faith\n"
      "--b c\nContent-Type: message/rfc822\n\nSubject: inner\n\ninside\n"
      "--b c\nContent-Type: image/png; name=i.png\nContent-Transfer-Encoding: base64\n\niVBORw==\n"
      "--b c--\nbehind\n";
  CHECK(Cells(mail) == std::vector<string>{"subject=s", "preamble=for old programs",
                                           "body=one\n--b cd", "body_html=t", "body_html.tooltip=u",
                                           "body_html=v", "attachment.name=caf\xC3\xA9.txt",
                                           "attachment.text=name,faith", "message.subject=inner",
                                           "message.body=inside", "attachment.name=i.png",
                                           "epilogue=behind"});
  const TestFolder folder;
  const auto connector = MakeMailConnector();
  const auto tables = connector->Inspect(TestObject(*connector, folder.Write("a.eml", mail)));
  const ReadLedger ledger = ReadWholeTable(*connector, (*tables)[0]).ledger;
  REQUIRE(ledger.losses.size() == 1);
  CHECK(ledger.losses[0].reason == LossReason::kUnsupported);
  CHECK(ledger.bytes_lost == 8);
  string without = mail;
  without.erase(without.find("iVBORw=="), 8);
  CHECK(Rewritten(mail) == without);
  CHECK(Rewritten(mail, {.removed_fields = {}, .is_in_place = true}) == mail);
}

TEST_CASE("An edited message is spelt as the others are") {
  // The same message with and without the sentence, as two programs encode it.
  const auto letter = [](const string& sentence, size_t width) {
    const string text = "Caf\xC3\xA9 at ten. " + sentence +
                        "Wants a letter in the spring, and no calls at all before the holidays are "
                        "over.\nBye \n";
    string head = "Subject: a\nContent-Transfer-Encoding: quoted-printable\n\n";
    size_t column = 0;
    for (const char c : text) {
      const bool is_plain = c != '=' && static_cast<uint8_t>(c) < 0x80;
      if (c != '\n' && column >= width) {
        head += "=\n";
        column = 0;
      }
      char hex[8];
      snprintf(hex, sizeof hex, "=%02X", static_cast<unsigned>(static_cast<uint8_t>(c)));
      head += is_plain ? string(1, c) : hex;
      column = c == '\n' ? 0 : column + (is_plain ? 1 : 3);
    }
    return head;
  };
  const string said = "She is a devout Catholic and asked for a visit. ";
  for (const size_t width : {40, 60, 72}) {
    const string with = letter(said, width);
    string text = Cells(with)[1].substr(5);
    const string before = text;
    text.erase(text.find(said), said.size());
    CHECK(Edited(with, before, text) == Rewritten(letter("", width)));
    CHECK(Edited(with, before, text) == Rewritten(letter("", 50)));
    CHECK(Cells(Rewritten(with)) == Cells(with));
  }
}

TEST_CASE("Edits keep the encodings of a part, or change them and say so") {
  const string latin =
      "Subject: a\nContent-Type: text/plain; charset=iso-8859-1\n"
      "Content-Transfer-Encoding: 8bit\n\ncaf\xE9 one\n";
  CHECK(Edited(latin, "caf\xC3\xA9 one", "caf\xC3\xA9") ==
        "Subject: a\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: 8bit\n\ncaf\xE9\n");
  const string other = Edited(latin, "caf\xC3\xA9 one", "\xE2\x82\xAC \xE6\xBC\xA2");
  CHECK(Cells(other) == std::vector<string>{"subject=a", "body=\xE2\x82\xAC \xE6\xBC\xA2"});
  CHECK(other.find("charset=\"utf-8\"") != string::npos);
  CHECK(Cells(Edited("Subject: a\n\nplain\n", "plain", "\xE6\xBC\xA2")) ==
        std::vector<string>{"subject=a", "body=\xE6\xBC\xA2"});
  CHECK(Edited("Subject: one\n two\nTo: b\n\nx\n", "one two", "caf\xC3\xA9") ==
        "Subject: =?UTF-8?B?Y2Fmw6k=?=\nTo: b\n\nx\n");
  CHECK(Rewritten("Subject: a\nX-Faith: b\n c\nTo: d\n\nx\n", {.removed_fields = {"x_faith"}}) ==
        "Subject: a\nTo: d\n\nx\n");
  CHECK(Edited("Subject: a\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
               "PHA+QS4gPGI+R2F5LjwvYj4gQi48L3A+\n",
               "A. Gay. B.", "A. B.") ==
        "Subject: a\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
        "PHA+QS4gQi48L3A+\n");
  const string boundary = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n";
  CHECK(Cells(Edited(boundary, "one", "x\n--b\ny")) == std::vector<string>{"body=x\n--b\ny"});
  CHECK(Cells(Edited("From a\nSubject: b\n\none\n", "one", "x\n\nFrom y", "a.mbox")) ==
        std::vector<string>{"envelope=a", "subject=b", "body=x\n\n>From y"});
  CHECK(Edited("From a\nSubject: b\n\none\nFrom y\n", "one\nFrom y", "x\nFrom y", "a.mbox") ==
        "From a\nSubject: b\n\nx\nFrom y\n");
}

TEST_CASE("Rows of a table in a mail that lose a cell are sorted, or leave") {
  const string head =
      "Subject: a\nContent-Type: text/html\n\n<p>See:</p><table><tr><th>Name</th>"
      "<th>Faith</th></tr>\n";
  const WriteOptions without_faith{.removed_fields = {"body_html.cell.Faith"}};
  const string mail = head +
                      "<tr><td>Cid</td><td>Jedi</td></tr>\n<tr><td>Ann</td><td></td></tr>\n"
                      "<tr><td rowspan=2>Bo</td><td>Sith</td></tr>\n<tr><td>Jedi</td></tr>\n"
                      "<tr><td>Dee</td><td>Sith</td></tr></table>\n";
  CHECK(Rewritten(mail, without_faith) ==
        head +
            "<tr><td>Ann</td><td></td></tr>\n<tr><td>Cid</td><td></td></tr>"
            "\n<tr><td>Dee</td><td></td></tr></table>\n");
  const string kept =
      Rewritten(mail, {.removed_fields = {"body_html.cell.Faith"}, .keeps_order = true});
  CHECK(kept.find("Cid") < kept.find("Ann"));
  CHECK(kept.find("Bo") != string::npos);
  CHECK(Rewritten(mail) == mail);
}

TEST_CASE("What is computed from a message leaves with every split") {
  CHECK(Rewritten("DKIM-Signature: v=1; bh=abc;\n b=def\nSubject: a\nLines: 3\n"
                  "Content-Length: 17\n\nx\n") == "Subject: a\n\nx\n");
}

TEST_CASE("A message of nothing but computed fields stays a message") {
  const auto record_count = [](const string& content) {
    const TestFolder folder;
    const auto connector = MakeMailConnector();
    const auto tables = connector->Inspect(TestObject(*connector, folder.Write("a.eml", content)));
    REQUIRE(tables.ok());
    return ReadWholeTable(*connector, (*tables)[0]).records.size();
  };
  for (const string& content : {"X-UID: 7\n"s, "X-UID: 7\r\nLines: 2\r\n"s}) {
    CAPTURE(content);
    CHECK(record_count(content) == 1);
    CHECK(record_count(Rewritten(content)) == 1);
    CHECK(Cells(Rewritten(content)) == Cells(content));
  }
}

TEST_CASE("Names of attachments are edited in both their places") {
  const string mail =
      "Content-Type: text/plain; name=\"faith.txt\"; charset=utf-8\n"
      "Content-Disposition: attachment; filename=\"faith.txt\"\n\na,b\n";
  CHECK(Edited(mail, "faith.txt", "") ==
        "Content-Type: text/plain; charset=\"utf-8\"\nContent-Disposition: attachment\n\na,b\n");
  CHECK(Cells(Edited(mail, "faith.txt", "caf\xC3\xA9.txt")) ==
        std::vector<string>{"attachment.name=caf\xC3\xA9.txt", "attachment.text=a,b"});
  // With a text that its character set does not have.
  const string latin = "Content-Type: text/plain; charset=iso-8859-1; name=same\n\nsame\n";
  CHECK(Cells(Edited(latin, "same", "\xE6\xBC\xA2")) ==
        std::vector<string>{"attachment.name=\xE6\xBC\xA2", "attachment.text=\xE6\xBC\xA2"});
}

// "name=bytes" of each attachment.
std::vector<string> Attachments(const string& name, const string& content) {
  const TestFolder folder;
  const auto connector = MakeMailConnector();
  const auto reader =
      connector->traits().open_attachments(TestObject(*connector, folder.Write(name, content)));
  REQUIRE(reader.ok());
  std::vector<string> all;
  string attached;
  string bytes;
  while (true) {
    const Result<bool> more = (*reader)->Next(&attached, &bytes);
    REQUIRE(more.ok());
    if (!*more) return all;
    all.push_back(attached + "=" + bytes);
  }
}

const string kWithTable =
    "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nsee below\n"
    "--b\nContent-Type: text/csv; name=\"../up/a.csv\"\nContent-Transfer-Encoding: base64\n\n"
    "bmFtZSxmYWl0aAo=\n--b\nContent-Type: text/plain; name=note.txt\n\nnote\n"
    "--b\nContent-Type: application/json\n\n{}\n"
    "--b\nContent-Type: image/png; name=empty.png\n\n--b--\n";

TEST_CASE("Tables and what is no text are files of their own, texts are not") {
  CHECK(Attachments("a.eml", kWithTable) == std::vector<string>{"a.csv=name,faith\n"});
  CHECK(Cells(kWithTable) == std::vector<string>{"subject=s", "body=see below",
                                                 "attachment.name=../up/a.csv",
                                                 "attachment.name=note.txt", "attachment.text=note",
                                                 "body={}", "attachment.name=empty.png"});
  const string box = "From a\nSubject: first\n\nx\n\nFrom b\n" + kWithTable;
  CHECK(Attachments("a.mbox", box) == std::vector<string>{"2/a.csv=name,faith\n"});
  CHECK(Attachments("a.eml", "Subject: a\n\nx\n").empty());
  CHECK(Attachments("a.eml", "Subject: a\nContent-Type: application/pdf\n\nx\n") ==
        std::vector<string>{"unnamed=x"});
}

TEST_CASE("Attachments that are listed are no loss of their mail") {
  const TestFolder folder;
  const auto connector = MakeMailConnector();
  for (const bool are_listed : {false, true}) {
    SourceObject object = TestObject(*connector, folder.Write("a.eml", kWithTable));
    object.are_attachments_listed = are_listed;
    const auto tables = connector->Inspect(object);
    const ReadLedger ledger = ReadWholeTable(*connector, (*tables)[0]).ledger;
    CHECK(ledger.losses.size() == (are_listed ? 0 : 1));
    CHECK(ledger.bytes_lost == (are_listed ? 0 : 16));
    CHECK(ledger.Balances());
  }
}

TEST_CASE("Listed attachments that decode to nothing are told, blank ones are not") {
  const auto losses = [](const string& content) {
    const TestFolder folder;
    const auto connector = MakeMailConnector();
    SourceObject object = TestObject(
        *connector, folder.Write("a.eml",
                                 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n"
                                 "--b\nContent-Type: application/pdf\n"
                                 "Content-Transfer-Encoding: base64\n\n" +
                                     content + "\n--b--\n"));
    object.are_attachments_listed = true;
    const auto tables = connector->Inspect(object);
    const ReadLedger ledger = ReadWholeTable(*connector, (*tables)[0]).ledger;
    CHECK(ledger.Balances());
    std::vector<LossReason> reasons;
    for (const Loss& loss : ledger.losses) reasons.push_back(loss.reason);
    return reasons;
  };
  CHECK(losses("\xD0\x98\xD0\xB2;\n") == std::vector{LossReason::kMalformed});
  CHECK(losses("bmFtZSxmYWl0aAo=").empty());
  CHECK(losses(" \n\n").empty());
}

TEST_CASE("A part of less than one group of base64 is no text, before a split and after") {
  const string mail =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
      "Content-Transfer-Encoding: base64\n\npre\n--b\n\nrest\n--b--\n";
  CHECK(Cells(mail) == std::vector<string>{"body=rest"});
  CHECK(Cells(Rewritten(mail)) == Cells(mail));
}

TEST_CASE("Senders whose names begin like envelopes keep them") {
  const string mailbox =
      "From From ada Mon\nSubject: a\n\none\n\n"
      "From From From bo Tue\nTo: b\n\n>F\0two\n\n"
      "From \nSubject: c\n\nthree\n"s;
  const std::vector<string> cells = {"envelope=From ada Mon",
                                     "subject=a",
                                     "body=one",
                                     "envelope=From From bo Tue",
                                     "to=b",
                                     "body=>F\0two"s,
                                     "envelope=",
                                     "subject=c",
                                     "body=three"};
  CHECK(Cells(mailbox) == cells);
  CHECK(Rewritten(mailbox) == mailbox);
  const string edited = Edited(mailbox, "From From bo Tue", "From bo Wed");
  CHECK(edited.find("\n\nFrom From bo Wed\n") != string::npos);
  CHECK(Cells(edited)[3] == "envelope=From bo Wed");
}

TEST_CASE("An empty line ends a message, carriage returns aside") {
  for (const string between : {"\n\n", "\n\r\r\n", "\r\n\r\n\r\n", "\n\n\r\n"}) {
    const string mailbox =
        "From ada Mon\nSubject: a\n\none" + between + "From bo Tue\nTo: b\n\ntwo\n";
    CHECK(Cells(mailbox) == std::vector<string>{"envelope=ada Mon", "subject=a", "body=one",
                                                "envelope=bo Tue", "to=b", "body=two"});
    CHECK(Rewritten(mailbox) == mailbox);
  }
  // A carriage return is no line end.
  CHECK(Cells("From ada Mon\nSubject: a\n\none\n\n\rFrom bo Tue\n").size() == 3);
}

TEST_CASE("A message that ends inside a group of base64 was cut off") {
  const string head = "Subject: a\nContent-Transfer-Encoding: base64\n\n";
  const auto is_cut = [](const string& content) {
    const TestFolder folder;
    const auto connector = MakeMailConnector();
    const auto tables = connector->Inspect(TestObject(*connector, folder.Write("a.eml", content)));
    const ReadLedger ledger = ReadWholeTable(*connector, (*tables)[0]).ledger;
    return ledger.losses.size() == 1 && ledger.losses[0].reason == LossReason::kTruncated;
  };
  CHECK(is_cut(head + "bmFtZSxmYWl0aA"));
  CHECK(is_cut(head + "bmFt\nZSxmY\n"));
  CHECK_FALSE(is_cut(head + "bmFtZSxmYWl0aA==\n"));
  CHECK_FALSE(is_cut(head + "bmFt\nZSxm\n"));
  CHECK_FALSE(
      is_cut("Content-Type: multipart/mixed; boundary=b\n\n--b\n"
             "Content-Transfer-Encoding: base64\n\nbmFtZ\n--b--\n"));
}

TEST_CASE("Other text in a part in base64 is told, and does no harm to the part") {
  const string head =
      "Subject: a\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n";
  const auto lost = [](const string& content) {
    const TestFolder folder;
    const auto connector = MakeMailConnector();
    const auto tables = connector->Inspect(TestObject(*connector, folder.Write("a.eml", content)));
    const ReadLedger ledger = ReadWholeTable(*connector, (*tables)[0]).ledger;
    CHECK(ledger.Balances());
    for (const Loss& loss : ledger.losses) CHECK(loss.reason == LossReason::kMalformed);
    return std::vector<uint64_t>{ledger.losses.size(), ledger.bytes_lost};
  };
  using Lost = std::vector<uint64_t>;
  const string footer = "_______\nThe list: a@example.org\n";
  // Behind padding: "Grüße an alle" is read as it is; the line end and the footer are not.
  const string with_footer = head + "R3LDvMOfZSBhbiBhbGxlCg==\n" + footer;
  CHECK(Cells(with_footer) == std::vector<string>{"subject=a", "body=Gr\u00fc\u00dfe an alle"});
  CHECK(lost(with_footer) == Lost{1, footer.size()});
  // Without padding: passed over, and told.
  CHECK(lost(head + "bmFt\n" + footer + "bmFt\n") == Lost{1, footer.size()});
  // A gateway's mark, which everybody passes over.
  CHECK(Cells(head + "bmFt!\n ZSB4\n") == std::vector<string>{"subject=a", "body=name x"});
  CHECK(lost(head + "bmFt!\n ZSB4\n") == Lost{1, 6});
  CHECK(lost(head + "bmFt\r\n\tZSB4\r\n\r\n") == Lost{0, 0});
  CHECK(lost(head + "bg==\nbg==\n") == Lost{0, 0});
}

TEST_CASE("Mail is recognised by its first fields") {
  const auto connector = MakeMailConnector();
  CHECK(connector->Recognise("1234.host,S=17", Head(1) + "\nx") == 4);
  CHECK(connector->Recognise("inbox", "From a@example.com Mon\n" + Head(1)) == 4);
  CHECK(connector->Recognise("a.eml", "x") == 2);
  CHECK(connector->Recognise("a.txt", "From: the desk of Ada\nTo: whom it may concern\n") == 0);
  CHECK(connector->Recognise("a.txt", "From here to there\nit is far\n") == 0);
}

}  // namespace
}  // namespace sunder
