#include "scanner/context/surroundings.h"

#include <catch2/catch.hpp>
#include <string>

namespace sunder::scanner {
namespace {

// The place of `term` in `text`.
Span At(std::string_view text, std::string_view term) {
  const auto begin = static_cast<uint32_t>(text.find(term));
  return {begin, begin + static_cast<uint32_t>(term.size())};
}

bool IsPath(std::string_view text, std::string_view term) {
  return IsPathPiece(text, At(text, term));
}

TEST_CASE("Pieces of paths and hosts are told from words with a stroke between") {
  CHECK(IsPath("see libs/spirit_2/doc.txt", "spirit"));
  CHECK(IsPath("/home/roman/notes", "roman"));
  CHECK(IsPath("ftp.uu.example.org", "uu"));
  CHECK(IsPath("rm bin/*", "bin"));
  CHECK(IsPath("https://example.org/jewish/", "jewish"));
  CHECK(IsPath("locale sr_RS.UTF-8@latin", "latin"));
  CHECK(IsPath("the \"/usr/bin\" folder", "usr"));
  CHECK_FALSE(IsPath("Hindu/Sikh/Jain", "Sikh"));
  CHECK_FALSE(IsPath("She is Catholic.He is not.", "Catholic"));
  CHECK_FALSE(IsPath("he is catholic.and she", "catholic"));
  CHECK_FALSE(IsPath("/find?religion=catholic&page=2", "catholic"));
  CHECK_FALSE(IsPath("a gay/bi man", "gay"));
}

TEST_CASE("Options, variables and calls are no words") {
  CHECK(IsPath("git merge-base --independent A B", "independent"));
  CHECK(IsPath("push @$INC, 'lib'", "INC"));
  CHECK(IsPath("color:var(--white);", "white"));
  CHECK(IsPath("gcc -I/usr/include", "usr"));
  CHECK(IsPath("you should dup() them", "dup"));
  CHECK_FALSE(IsPath("her faith--Catholic--was known", "Catholic"));
  CHECK_FALSE(IsPath("religion --Hindu", "Hindu"));
}

TEST_CASE("Hexadecimal pairs and words cut by the end of the line are no words") {
  const auto is_code = [](std::string_view text, std::string_view term) {
    return IsPieceOfCode(text, At(text, term));
  };
  CHECK(is_code("42:6A:F6:AC:30:E9  S", "AC"));
  CHECK(is_code("06:b5:a4:bd:a7", "bd"));
  CHECK(is_code("ARISING OUT OF OR IN CON-\nNECTION WITH", "CON"));
  CHECK_FALSE(is_code("party:DUP:lead", "DUP"));
  CHECK_FALSE(is_code("Anglo-Saxon and Con-Lib", "Con"));
  CHECK_FALSE(is_code("at 10:30:AC", "AC"));
}

TEST_CASE("Signs that prose has few of are counted near the term") {
  const auto is_technical = [](std::string_view text, std::string_view term) {
    return IsTechnical(text, At(text, term));
  };
  CHECK(is_technical("'\\u06f2'   #  0xA2 -> EXTENDED ARABIC-INDIC DIGIT ONE", "ARABIC"));
  CHECK(is_technical(".hljs { background: #fff; } .hljs-tag { color: white; } .x[y] {", "white"));
  CHECK_FALSE(is_technical("She (34) is white; her husband [see file] is not.", "white"));
  CHECK_FALSE(is_technical("{\"note\": \"she is Catholic\", \"id\": 7}", "Catholic"));
}

TEST_CASE("Capitals behind a hyphen belong to the word before it") {
  const auto is_tail = [](std::string_view text, std::string_view term) {
    return IsCompoundTail(text, At(text, term));
  };
  CHECK(is_tail("a CD-ROM drive", "ROM"));
  CHECK(is_tail("License: Iconv-PD", "PD"));
  CHECK_FALSE(is_tail("an ex-SPD councillor", "SPD"));
  CHECK_FALSE(is_tail("ein CDU-Mitglied", "CDU"));
  CHECK_FALSE(is_tail("Anglo-Irish", "Irish"));
  CHECK_FALSE(is_tail("SHE IS GREEK-ORTHODOX", "ORTHODOX"));
}

TEST_CASE("Short words in encoded data are noise") {
  const std::string noise = "lSqT,{qo1m+qW>=sAg%^_'eAKV~A^b\\&0b)PS:%srjL-KZ3};yF7t*%~N";
  CHECK(IsInNoise(noise, At(noise, "PS")));
  const std::string record = R"({"id": 1, "party": "PS", "note": "<b>old</b>"})";
  CHECK_FALSE(IsInNoise(record, At(record, "PS")));
}

TEST_CASE("Lines of programs are told from prose, forms and records") {
  const auto is_program = [](std::string_view text, std::string_view value) {
    return IsInProgram(text, At(text, value));
  };
  CHECK(is_program("    def split(self, part, sep=sep):", "part"));
  CHECK(is_program("r = bbb + rows[i] - x", "bbb"));
  CHECK(is_program("raise OverflowError(\"cannot convert Infinity\")", "Infinity"));
  CHECK_FALSE(is_program("if she is Catholic (or was)", "Catholic"));
  CHECK_FALSE(is_program("{\"religion\": \"Catholic\", \"tags\": [\"a\"]}", "Catholic"));
  CHECK_FALSE(is_program("user_id=7 religion=Catholic name=Ana", "Catholic"));
  CHECK_FALSE(is_program("INSERT INTO people VALUES ('Ana', 'Catholic')", "Catholic"));
  CHECK(is_program("x\ny = f(m)\nShe is Catholic", "m"));
  CHECK_FALSE(is_program("x\ny = f(m)\nShe is Catholic", "Catholic"));
}

TEST_CASE("Pieces of expressions are no codes") {
  const auto is_expression = [](std::string_view text, std::string_view value) {
    return IsExpression(text, At(text, value));
  };
  CHECK(is_expression("denom = m.group(1)", "m"));
  CHECK(is_expression("party = '%s' x", "s' x"));
  CHECK(is_expression("orient=TK.HORIZONTAL", "TK"));
  CHECK_FALSE(is_expression("Religion: RK. Sex: F", "RK"));
  CHECK_FALSE(is_expression("religion=RK;sex=F", "RK"));
  CHECK_FALSE(is_expression("p = new_person(religion=\"RK\")", "RK"));
}

TEST_CASE("A contracted verb is no term") {
  const auto is_contracted = [](std::string_view text, std::string_view value) {
    return IsContracted(text, At(text, value));
  };
  CHECK(is_contracted("they won't see", "won"));
  CHECK(is_contracted("they won\xE2\x80\x99t see", "won"));
  CHECK_FALSE(is_contracted("the won's value", "won"));
  CHECK_FALSE(is_contracted("Won 'tis said", "Won"));
}

}  // namespace
}  // namespace sunder::scanner
