#include "connectors/html/html_connector.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/conformance/conformance.h"

namespace sunder {
namespace {

using std::string;

string ManyTexts(int count) {
  string text = "<title>x</title>\n<body>";
  for (int i = 0; i < count; ++i) {
    text += i % 2 == 0 ? "<div><p>" : "<li>\n<p class=a>";
    text += "Text <b>" + std::to_string(i) + "</b> of a\n<i>walk</i>.</p>" +
            (i % 2 == 0 ? "\n</div>" : "\n");
  }
  return text;
}

string ManyBlocks(int count) {
  string text =
      "<!DOCTYPE html>\n<html><head><title>Letters &amp; notes</title>\n"
      "<meta name=\"author\" content='Ada Example'>\n<style>p { color: red }</style>"
      "</head>\n<body>\n<!-- made by hand -->\n";
  for (int i = 0; i < count; ++i) {
    text += "<p class=x>Paragraph <b>" + std::to_string(i) + "</b> of a &quot;walk&quot;,\n  and " +
            "<a href=\"/page?a=1&amp;b=" + std::to_string(i) + "\">more</a>.</p>\n";
    if (i % 3 == 0) text += "<img src=i.png alt=\"a picture of tea " + std::to_string(i) + "\">\n";
    if (i % 7 == 0) text += "<script>if (a < b && c) { d(\"</p>\"); }</script>\n";
  }
  text += "<table><tr><th>Name<th>Faith</tr>\n";
  for (int i = 0; i < count / 10; ++i) {
    text += "<tr><td>Bo " + std::to_string(1000 + i) + "<td><i>Jedi</i> Order</tr>\n";
  }
  return text + "</table></body></html>\n";
}

// "field=text|field=text" by record; empty records are left out.
std::vector<string> Records(const string& content) {
  const TestFolder folder;
  const auto connector = MakeHtmlConnector();
  const auto tables = connector->Inspect(TestObject(*connector, folder.Write("a.html", content)));
  REQUIRE(tables.ok());
  std::vector<string> records;
  for (const ReadRecord& record : ReadWholeTable(*connector, (*tables)[0]).records) {
    string line;
    for (const ReadCell& cell : record) {
      line += (line.empty() ? "" : "|") + cell.field + "=" + cell.text;
    }
    if (!line.empty()) records.push_back(line);
  }
  return records;
}

string Rewritten(const string& content, const WriteOptions& options,
                 const RecordEditor& edit = {}) {
  const TestFolder folder;
  const auto connector = MakeHtmlConnector();
  const string target = folder.path() + "/copy.html";
  RewriteObject(*connector, TestObject(*connector, folder.Write("a.html", content)), target,
                {options}, edit);
  return ReadTestFile(target);
}

// Texts that leave besides those of fields that leave.
std::vector<string> Withheld(const string& content, const WriteOptions& options) {
  const TestFolder folder;
  const auto connector = MakeHtmlConnector();
  const auto tables = connector->Inspect(TestObject(*connector, folder.Write("a.html", content)));
  REQUIRE(tables.ok());
  const auto writer = connector->Create(folder.path() + "/copy.html", *tables, {{options}});
  const auto parts = connector->Plan((*tables)[0], 1);
  REQUIRE((writer.ok() && parts.ok()));
  const auto reader = connector->Open((*tables)[0], (*parts)[0], ReadOptions{});
  REQUIRE(reader.ok());
  std::vector<string> withheld;
  string scratch;
  RecordBlock block;
  for (auto next = (*reader)->Next(&block); next.ok() && *next; next = (*reader)->Next(&block)) {
    for (uint32_t record = 0; record < block.record_count; ++record) {
      for (const uint32_t cell : (*writer)->WithheldCells(0, block, record)) {
        withheld.emplace_back(block.Text(block.cells[cell], &scratch));
      }
    }
  }
  return withheld;
}

// With every cell whose text is `before` given the text `after`.
string Edited(const string& content, const string& before, const string& after) {
  return Rewritten(
      content, {}, [&](const RecordBlock& block, uint32_t, std::span<const CellRef> cells) {
        std::vector<CellEdit> edits;
        string scratch;
        for (const CellRef& cell : cells) {
          if (block.Text(cell, &scratch) != before) continue;
          edits.push_back(
              {static_cast<uint32_t>(&cell - block.cells.data()), CellEdit::Kind::kReplace, after});
        }
        return edits;
      });
}

TEST_CASE("HTML conforms") {
  ConformanceCase sample;
  sample.name = "page";
  sample.file_name = "page.html";
  sample.content = ManyBlocks(300);
  sample.records = {378};
  sample.fields = {{"alt", "cell.Faith", "cell.Name", "comment", "header", "href", "meta.author",
                    "script", "src", "style", "text", "title"}};
  sample.is_byte_identical = true;
  sample.removed_field = "cell.Faith";
  sample.removed_text = "Jedi";
  sample.replaced_text = "picture of tea 27";
  sample.bad_utf8 = {.content = "<p>One.</p><p>Two \xE9t\xE9.</p><p>Three.</p>",
                     .records = 2,
                     .losses = {LossReason::kUndecodable},
                     .absent_text = "Two"};
  sample.over_limit = {.content = "<p>One.</p><p title='<p>'>" + string(70000, 'x') +
                                  "</p><p>Three.</p><script>" + string(700, 'x') +
                                  "</p></script><p>Four.</p>",
                       .records = 3,
                       .record_size_bytes_max = 100,
                       .losses = {LossReason::kOverLimit},
                       .absent_text = "xx"};
  RunConformance(*MakeHtmlConnector(), sample);
  ConformanceCase texts;
  texts.name = "texts";
  texts.file_name = "texts.htm";
  texts.content = ManyTexts(300);
  texts.records = {302};
  texts.fields = {{"text", "title"}};
  texts.is_byte_identical = true;
  texts.removed_field = "text";
  texts.removed_text = "walk";
  texts.replaced_text = "Text 27 ";
  RunConformance(*MakeHtmlConnector(), texts);
}

TEST_CASE("Texts are what a reader sees, by block") {
  CHECK(
      Records("<p>She is <b>M</b>us&shy;lim,\n  a&nbsp;d <i>so</i> on &lt;x&gt;.<p>Next<br>line") ==
      std::vector<string>{"text=She is Mus\xC2\xADlim, a\xC2\xA0"
                          "d so on <x>.",
                          "text=Next\nline"});
  CHECK(Records("<div>a < b &notit; &amp &copy= &#x80;&#0;</div>") ==
        std::vector<string>{"text=a < b \xC2\xACit; & \xC2\xA9= \xE2\x82\xAC\xEF\xBF\xBD"});
  CHECK(Records("<pre>one\n  two</pre><ul><li>a<li>b</ul>c") ==
        std::vector<string>{"text=one\n  two", "text=a", "text=b", "text=c"});
  CHECK(Records("<!-- <p>x</p> --><p>y</p><![CDATA[z]]></3>") ==
        std::vector<string>{"comment= <p>x</p> ", "text=y", "comment=[CDATA[z]]|comment=3"});
  CHECK(Records("<p>cut <a href='x") == std::vector<string>{"text=cut <a href='x"});
  CHECK(Records("<script>x</p></scriptx></script ><p>y") ==
        std::vector<string>{"script=x</p></scriptx>", "text=y"});
  CHECK(Records("<title>T &amp; <b></title><textarea name=t>\n<p></textarea>") ==
        std::vector<string>{"title=T & <b>", "form.t=\n<p>"});
}

TEST_CASE("Cells of tables, lists and forms have the names that people gave them") {
  CHECK(Records("<table><tr><th>Name</th><th> Faith\n</th></tr><tr><td>Ada</td><td><p>a</p><p>b"
                "</td></tr><tr><td colspan=2>c</td></tr></table>") ==
        std::vector<string>{"header=Name|header=Faith", "cell.Name=Ada|cell.Faith=a\nb",
                            "cell.Name=c"});
  CHECK(Records("<table><tr><th>Faith</th><td>x</td></tr><tr><td>y</td></tr><tr><td>1<td>2") ==
        std::vector<string>{"header=Faith|cell.Faith=x", "text=y", "cell.1=1|cell.2=2"});
  CHECK(Records("<table><tr><td>a<table><tr><td>b</table>c</td></table>") ==
        std::vector<string>{"text=a", "text=b", "text=c"});
  CHECK(Records("<dl><dt>Faith<dd>x<dd>y</dl>z") ==
        std::vector<string>{"header=Faith", "list.Faith=x", "list.Faith=y", "text=z"});
  CHECK(Records("<input name=a value=1><input type=radio name=b value=2 checked>"
                "<input type=radio name=b value=3><select name=c><option value=4>D<option selected "
                "value=5>E</select>") ==
        std::vector<string>{"form.a=1|form.b=2|form.b=|form.c=|form.c=5|form.c=E"});
  CHECK(Records("<meta property=og:x content=y><p data-who='z' title=t aria-label=l class=q>w") ==
        std::vector<string>{"meta.og:x=y|data.who=z|tooltip=t|label=l|text=w"});
}

TEST_CASE("Sentences leave with the tags around them") {
  const string start = "<p>Ada called. ";
  const string end = "Call <a href=\"x\">later</a> &amp; again.</p>\n";
  for (const string sentence :
       {"She is gay. ", "<b>She is gay.</b> ", "She is <b><i>gay</i></b>.\n ",
        "<u><b>She</b> is gay. </u>", "She <br>is gay. "}) {
    const string before = sentence.find("<br>") == string::npos
                              ? "Ada called. She is gay. Call later & again."
                              : "Ada called. She\nis gay. Call later & again.";
    CHECK(Edited(start + sentence + end, before, "Ada called. Call later & again.") == start + end);
  }
  CHECK(Edited("<p>A <b>b. She is gay.</b> C &eacute;.</p>", "A b. She is gay. C \xC3\xA9.",
               "A b. C \xC3\xA9.") == "<p>A <b>b. </b>C &eacute;.</p>");
  CHECK(Edited("<p>A. <i>B.</i> C. <i>D.</i> E.</p>", "A. B. C. D. E.", "A. C. E.") ==
        "<p>A. C. E.</p>");
  CHECK(Edited("<p>A. <b>She is <i>gay</i>.</b>\n</p>", "A. She is gay.", "A.") == "<p>A.\n</p>");
  CHECK(Edited("<p>A <b>b</b></p>", "A b", "other <x>") == "<p>other &lt;x&gt;</p>");
}

TEST_CASE("What is removed leaves no empty tag of its own") {
  CHECK(Edited("<ul>\n <li>one</li>\n <li class=x><b>two</b></li>\n</ul>", "two", "") ==
        "<ul>\n <li>one</li>\n</ul>");
  CHECK(Rewritten("<p title=\"x\" data-a='1'>y</p><meta name=a content=b><p>z",
                  {{"tooltip", "data.a", "meta.a"}}) == "<p>y</p><p>z");
  CHECK(Rewritten("<table><tr><th>A<th>B</tr><tr><td>1<td class=x> <a href=2>2</a> </td></tr><tr>"
                  "<td>3<td></td></tr></table>",
                  {{"cell.B"}}) ==
        "<table><tr><th>A<th>B</tr><tr><td>1<td></td></tr><tr><td>3<td></td></tr></table>");
  CHECK(Rewritten("<p>x</p><script>a</script><!--b--><p>y", {{"script", "comment"}}) ==
        "<p>x</p><script></script><p>y");
}

TEST_CASE("Pages are recognised by their first tag or their name") {
  const auto connector = MakeHtmlConnector();
  CHECK(connector->Recognise("report.xls", "\xEF\xBB\xBF <!-- x -->\n<HTML><body>") == 4);
  CHECK(connector->Recognise("a.htm", "<p>x") == 3);
  CHECK(connector->Recognise("a.txt", "<p>x") == 0);
}

}  // namespace
TEST_CASE("Rows that lose a cell are sorted, all else stays") {
  const string content =
      "<table>\n<tr><th>Name</th><th>Faith</th></tr>\n"
      "<tr><td>Cid</td><td>Jedi</td></tr>\n <TR><td>Ann</td><td></td></tr>\n<!-- a -->"
      "<tr><td></td><td>Jedi</td></tr>\n</tbody><tbody><tr><td>Eve</td><td>Sith</td></tr>\n"
      "<tr><td>Dee</td><td>Jedi</td></tr>\n</table>\n<p>End.</p>\n";
  const string written = Rewritten(content, WriteOptions{{"cell.Faith"}}, {});
  CHECK(written ==
        "<table>\n<tr><th>Name</th><th>Faith</th></tr>\n"
        "<TR><td>Ann</td><td></td></tr>\n <tr><td>Cid</td><td></td></tr>\n<!-- a --><tr>"
        "\n</tbody><tbody><tr><td>Dee</td><td></td></tr>\n"
        "<tr><td>Eve</td><td></td></tr>\n</table>\n<p>End.</p>\n");
  // Nothing of a table leaves, so nothing moves; nor with --keep-order.
  CHECK(Rewritten(content, WriteOptions{{"comment"}}, {}).find("Cid") < content.find("Ann"));
  const string kept =
      Rewritten(content, {.removed_fields = {"cell.Faith"}, .keeps_order = true}, {});
  CHECK(kept.find("Cid") < kept.find("Ann"));
}

TEST_CASE("Rows of a column that is edited are sorted, whichever of them lost something") {
  const string head = "<table><tr><th>Name</th><th>Note</th></tr>\n";
  const WriteOptions edited{.removed_fields = {}, .edited_fields = {"cell.Note"}};
  CHECK(Rewritten(head + "<tr><td>Cid</td><td class=a>Rang.</td></tr>\n"
                         "<tr><td>Ann</td><td>Wrote.</td></tr>\n</table>",
                  edited) == head +
                                 "<tr><td>Ann</td><td>Wrote.</td></tr>\n"
                                 "<tr><td>Cid</td><td>Rang.</td></tr>\n</table>");
  // An attribute stands in some rows only; it must not show in which.
  CHECK(Rewritten("<table><tr><th>Name</th><th>Town</th></tr>\n"
                  "<tr data-faith=Jedi><td>Cid</td><td>Ulm</td></tr>\n"
                  "<tr><td>Ann</td><td>Kiel</td></tr>\n</table>",
                  {{"data.faith"}}) ==
        "<table><tr><th>Name</th><th>Town</th></tr>\n"
        "<tr><td>Ann</td><td>Kiel</td></tr>\n"
        "<tr><td>Cid</td><td>Ulm</td></tr>\n</table>");
  const string joined = head + "<tr><td>Cid<td>Rang.</tr></table>";
  CHECK(Rewritten(joined, {.removed_fields = {}, .edited_fields = {"text"}}) == joined);
}

TEST_CASE("A cell of a column that leaves is bare, its row keeps only attributes that were read") {
  CHECK(Rewritten("<table class=t><tr><th>A<th>B</tr><tr class=faith-2 data-f=7><td class=x>1</td>"
                  "<TD CLASS='f1'COLSPAN=2 style=\"a\" title=t id=q>2</td></tr></table>",
                  {{"cell.B"}}) ==
        "<table class=t><tr><th>A<th>B</tr><tr data-f=7><td class=x>1</td><TD "
        "COLSPAN=2></td></tr></table>");
}

TEST_CASE("What only those have who have a value leaves with it") {
  CHECK(Rewritten("<dl><dt>Town</dt><dd>Ulm</dd><dt>Faith</dt><dd>Jedi</dd></dl>\n<dl><dt>Town</dt>"
                  "<dd>Bonn</dd></dl>\n",
                  {{"list.Faith"}}) ==
        "<dl><dt>Town</dt><dd>Ulm</dd></dl>\n<dl><dt>Town</dt><dd>Bonn</dd></dl>\n");
  CHECK(Rewritten("<p>a<img src=f.png class=w alt='Jedi'></p><p>b</p>", {{"alt", "src"}}) ==
        "<p>a</p><p>b</p>");
}

TEST_CASE("Where attributes leave, pictures and all marks of rows and cells leave") {
  CHECK(Rewritten("<p>a<img src=f.png alt='Jedi'></p><p>b<img src=none.png></p>", {{"alt"}}) ==
        "<p>a</p><p>b</p>");
  CHECK(Rewritten("<table><tr class=r data-f=Jedi data-o=2><td class=c data-n=1 colspan=1>"
                  "<a class=k href=1>Ann</a></td><td><img src=2></td></tr><tr data-o=1><td>Bo</td>"
                  "<td></td></tr></table>",
                  {{"data.f"}}) ==
        "<table><tr><td colspan=1><a class=k href=1>Ann</a></td><td></td></tr><tr><td>Bo</td>"
        "<td></td></tr></table>");
}

TEST_CASE("What goes along with what leaves is withheld") {
  const string row = "<table><tr><th>A</th><th>B</th></tr><tr data-f=0><td data-o=1>a</td>"
                     "<td data-o=2 title=t>b<a href=c>d</a><!--e--></td></tr></table>";
  CHECK(Withheld(row, {{"cell.B"}}) == std::vector<string>{"2", "t", "c", "e"});
  CHECK(Withheld(row, {{"cell.B"}, {}, true}) == std::vector<string>{"2", "t", "c", "e"});
  CHECK(Withheld(row, {{"data.f"}}) == std::vector<string>{"0", "1", "2", "t"});
  CHECK(Withheld("<p>a<img src=f alt=g><a href=h>i</a>", {{"alt"}}) ==
        std::vector<string>{"f", "g"});
  CHECK(Withheld(row, {}).empty());
}

TEST_CASE("What was chosen in a form leaves, what could be chosen stays") {
  const auto choices = [](const string& a, const string& b, const string& c, const string& d) {
    return "<p>Ada <label><input type=radio name=f" + a + " value=Jedi>Jedi</label>" +
           "<input type=radio value=Sith" + b + " name=f>Sith <select name=g><option" + c +
           ">Jedi</option><optgroup label=x><option value=2" + d +
           ">Sith</option></optgroup></select> wrote.</p>";
  };
  const WriteOptions without{{"form.f", "form.g"}};
  const string none = choices("", "", "", "");
  CHECK(Rewritten(choices(" checked", "", "", " selected=''"), without) == none);
  CHECK(Rewritten(choices("", " CHECKED=checked", " selected", ""), without) == none);
  CHECK(Rewritten(none, without) == none);
  CHECK(Rewritten(choices(" checked", "", " selected", ""),
                  {.removed_fields = {}, .edited_fields = {"form.f", "form.g"}}) == none);
  CHECK(Rewritten(choices(" checked", "", " selected", ""), {}) ==
        choices(" checked", "", " selected", ""));
}

TEST_CASE("Rows are sorted over bodies that begin alike, and no others") {
  const string head = "<table><thead><tr><th>Name</th><th>Faith</th></tr></thead>";
  const auto body = [](const string& tag, const string& name, const string& faith) {
    return "<" + tag + "><tr><td>" + name + "</td><td>" + faith + "</td></tr></tbody>\n";
  };
  CHECK(Rewritten(head + body("tbody", "Cid", "Jedi") + body("tbody", "Bo", "Jedi") +
                      body("tbody", "Ann", "Sith") + body("tbody class=b", "Eve", "Sith") +
                      body("tbody class=b", "Dee", "Sith") + "</table>",
                  {{"cell.Faith"}}) ==
        head + body("tbody", "Ann", "") + body("tbody", "Bo", "") + body("tbody", "Cid", "") +
            body("tbody class=b", "Dee", "") + body("tbody class=b", "Eve", "") + "</table>");
  const string apart = head +
                       "<tbody><tr><td>Bo</td><td></td></tr></tbody><tfoot><tr><td>Ann</td>"
                       "<td></td></tr></tfoot></table>";
  CHECK(Rewritten(apart, {{"cell.Faith"}}) == apart);
}

TEST_CASE("Rows that cannot be sorted leave a table that loses a column") {
  const WriteOptions without_faith{{"cell.Faith"}};
  const string head = "<table><tr><th>Name</th><th>Town</th><th>Faith</th></tr>\n";
  const string joined = head +
                        "<tr><td>Cid</td><td>Ulm</td><td>Jedi</td></tr>"
                        "<tr id=7><td>Bo</td><td rowspan=2>Bonn</td><td>Jedi</td></tr>"
                        "<tr><td>Dee</td><td>Sith</td></tr>"
                        "<tr><td>Ann</td><td rowspan=1>Kiel</td><td></td></tr></table><p>End.</p>";
  CHECK(Rewritten(joined, without_faith) ==
        head +
            "<tr><td>Ann</td><td rowspan=1>Kiel</td><td></td></tr>"
            "<tr><td>Cid</td><td>Ulm</td><td></td></tr></table><p>End.</p>");
  // Without end tags, and with another table within.
  CHECK(Rewritten("<table><tr><th>Name<th>Faith</tr><tr class=a><td>Cid<td>Jedi<tr><td>Bo<td>Sith"
                  "</table><p>End.</p>",
                  without_faith) == "<table><tr><th>Name<th>Faith</tr></table><p>End.</p>");
  CHECK(Rewritten(head + "<tr><td>Cid</td><td>Ulm</td><td>Jedi<table class=q><tr><td>x</td></tr>"
                         "</table></td></tr></table>",
                  without_faith)
            .find("Cid") == string::npos);
  // Tables that lose nothing keep such rows.
  CHECK(Rewritten(joined, {{"comment"}}) == joined);
}

TEST_CASE("Cells beside one that reaches over several rows have the names of their own columns") {
  CHECK(Records("<table><tr><th>Town</th><th>Name</th><th>Faith</th></tr>"
                "<tr><td rowspan=2>Ulm</td><td>Ann</td><td>Jedi</td></tr>"
                "<tr><td>Bo</td><td>Sith</td></tr><tr><td>Bonn</td><td>Cid</td><td></td></tr>"
                "</table>") == std::vector<string>{"header=Town|header=Name|header=Faith",
                                                   "cell.Town=Ulm|cell.Name=Ann|cell.Faith=Jedi",
                                                   "cell.Name=Bo|cell.Faith=Sith",
                                                   "cell.Town=Bonn|cell.Name=Cid|"
                                                   "cell.Faith="});
}

}  // namespace sunder
