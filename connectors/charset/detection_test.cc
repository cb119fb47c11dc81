#include "connectors/charset/detection.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "connectors/charset/encoder.h"
#include "connectors/charset/text_damage.h"

namespace sunder::charset {
namespace {

using namespace std::string_literals;
using std::string;

// Rows of a table, mostly ASCII, with these names and notes here and there.
string TableOf(const std::vector<string>& names, const string& note) {
  string table = "id,name,email,note\n";
  for (size_t i = 0; i < 40; ++i) {
    table += std::to_string(i) + "," + names[i % names.size()] + ",p" + std::to_string(i) +
             "@example.org," + (i % 3 == 0 ? note : "ok") + "\n";
  }
  return table;
}

string Encoded(const string& encoding, const string& text) {
  Result<Encoder> encoder = Encoder::Create(encoding);
  string bytes;
  REQUIRE(encoder.ok());
  REQUIRE(encoder->Encode(text, &bytes));
  return bytes;
}

struct Language {
  std::vector<string> encodings;
  std::vector<string> names;
  string note;
};

const std::vector<Language>& Languages() {
  static const std::vector<Language> languages = {
      {{"windows-1252"},
       {"Müller", "Schröder", "Groß", "Weiß"},
       "Der Kunde möchte später zurückgerufen werden"},
      {{"windows-1252"}, {"Lefèvre", "François", "Hélène"}, "Le client a demandé à être rappelé"},
      {{"windows-1250", "ISO-8859-2"},
       {"Wójcik", "Łukasz", "Świątek", "Dąbrowski"},
       "Przesyłka została już wysłana, ale zły adres"},
      {{"windows-1251", "KOI8-R", "ISO-8859-5"},
       {"Иванов", "Петров", "Кузнецова"},
       "Клиент просил перезвонить после обеда"},
      {{"windows-1254"},
       {"Yılmaz", "Şahin", "Öztürk", "Doğan"},
       "Müşteri öğleden sonra aranmak istiyor"},
      {{"ISO-8859-7"}, {"Παπαδόπουλος", "Γεωργίου"}, "Ο πελάτης ζήτησε να τον καλέσουμε αργότερα"},
      {{"Shift_JIS", "EUC-JP"}, {"佐藤", "鈴木", "高橋"}, "お客様は午後に電話を希望しています。"},
      {{"EUC-KR"}, {"김민준", "이서연"}, "고객이 오후에 전화를 원합니다."},
      {{"GB18030"}, {"王伟", "李娜"}, "客户希望下午打电话。订单没有按时到达。"},
      {{"Big5"}, {"王偉", "李娜"}, "客戶希望下午打電話。訂單沒有按時到達。"}};
  return languages;
}

TEST_CASE("Tables in encodings of many languages are told") {
  for (const Language& language : Languages()) {
    const string table = TableOf(language.names, language.note);
    std::vector<string> encodings = language.encodings;
    for (const char* wide : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
      encodings.emplace_back(wide);
    }
    for (const string& encoding : encodings) {
      INFO(encoding << " " << language.names[0]);
      const Detection detection = DetectEncoding(Encoded(encoding, table), nullptr);
      CHECK(detection.encoding == encoding);
      CHECK(detection.by == "detected");
      CHECK(detection.confidence >= 11);
      CHECK(detection.remarks.empty());
    }
    const Detection plain = DetectEncoding(table, nullptr);
    CHECK(plain.encoding.empty());
    CHECK(plain.by.empty());
    CHECK(plain.remarks.empty());
  }
}

TEST_CASE("A byte-order mark decides") {
  for (const char* encoding : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030"}) {
    const Detection detection = DetectEncoding(Encoded(encoding, "\uFEFFa,b\n1,2\n"), nullptr);
    CHECK(detection.encoding == encoding);
    CHECK(detection.by == "byte_order_mark");
  }
  CHECK(DetectEncoding("\uFEFFname\nMüller\n", nullptr).encoding.empty());
}

TEST_CASE("Declarations are found where formats have them") {
  CHECK(DeclaredEncoding("<?xml version=\"1.0\" encoding='ISO-8859-2'?><a/>") == "ISO-8859-2");
  CHECK(DeclaredEncoding("<!doctype html><meta charset=\"Shift_JIS\">") == "Shift_JIS");
  CHECK(DeclaredEncoding("<html><meta http-equiv=Content-Type content=\"text/html; "
                         "charset=koi8-r\">") == "koi8-r");
  CHECK(DeclaredEncoding("@charset \"latin1\";") == "latin1");
  CHECK(DeclaredEncoding("# -*- coding: cp1251 -*-\na,b\n") == "cp1251");
  CHECK(DeclaredEncoding("#!/x\n# vim: set fileencoding=euc-jp :\n") == "euc-jp");
  CHECK(DeclaredEncoding("name,coding: a\n1,2\n").empty());
  CHECK(DeclaredEncoding("<a>encoding=utf-7</a>").empty());
  CHECK(DeclaredEncoding("").empty());
}

TEST_CASE("What is declared counts unless the bytes contradict") {
  const string xml =
      "<?xml version=\"1.0\" encoding=\"windows-1257\"?>\n<a>Kazlauskas \xDEukas</a>\n";
  const Detection declared = DetectEncoding(xml, nullptr);
  CHECK(declared.encoding == "windows-1257");
  CHECK(declared.by == "declared");
  const string other = "windows-1251";
  CHECK(DetectEncoding(xml, &other).encoding == "windows-1257");
  // EUC-JP has no such bytes.
  const string wrong =
      "<?xml version=\"1.0\" encoding=\"euc-jp\"?>\n<a>M\xFCller und J\xE4ger sind "
      "sp\xE4ter wieder zur\xFC"
      "ck, die K\xF6nigin auch</a>\n";
  CHECK(DetectEncoding(wrong, nullptr).by == "detected");
  CHECK(DetectEncoding("<?xml encoding=\"latin1\"?><a>Müller</a>", nullptr).encoding.empty());
}

TEST_CASE("A given encoding is for files that are not UTF-8") {
  const string given = "KOI8-R";
  CHECK(DetectEncoding("name\nM\xFCller\n", &given).encoding == "KOI8-R");
  CHECK(DetectEncoding("name\nM\xFCller\n", &given).by == "given");
  CHECK(DetectEncoding("name\nMüller\n", &given).encoding.empty());
  CHECK(DetectEncoding("name\nMuller\n", &given).encoding.empty());
  const string wide = "UTF-16BE";
  CHECK(DetectEncoding("\0a\0\n"s, &wide).encoding == "UTF-16BE");
  const string utf8;
  CHECK(DetectEncoding("name\nM\xFCller\n", &utf8).encoding.empty());
  CHECK_FALSE(DetectEncoding("name\nM\xFCller\n", &utf8).is_unknown);
}

TEST_CASE("Too little to tell is unknown, not guessed") {
  const Detection detection = DetectEncoding(
      "name,email\nB\xFF\xFE"
      "a,b@example.org\n",
      nullptr);
  CHECK(detection.encoding.empty());
  CHECK(detection.is_unknown);
  // As many letters as a word may have, but a mark of UTF-16 among them.
  CHECK(DetectEncoding("Ada \xFE\xFF Bea \xFF\n", nullptr).is_unknown);
}

TEST_CASE("Bytes of no text are left alone") {
  for (const string& bytes : {"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0"s, "PK\3\4\x14\0\0\0\x08\0"s,
                              "%PDF-1.7\n\xE2\xE3\xCF\xD3\n"s,
                              "\x7F"
                              "ELF\2\1\1\0\0\0"s,
                              string()}) {
    const Detection detection = DetectEncoding(bytes, nullptr);
    CHECK(detection.encoding.empty());
    CHECK_FALSE(detection.is_unknown);
  }
}

TEST_CASE("Mojibake is seen, ordinary signs are not taken for it") {
  const Detection once = DetectEncoding("MÃ¼ller\nJÃ¤ger\nGroÃŸ\n", nullptr);
  REQUIRE(once.remarks.size() == 1);
  CHECK(once.remarks[0].reason == LossReason::kMojibake);
  CHECK(once.remarks[0].offset_bytes == 1);
  CHECK(FindMojibake("MÃƒÂ¼ller JÃƒÂ¤ger").has_value());
  CHECK(FindMojibake("Ð˜Ð²Ð°Ð½").has_value());
  for (const char* text : {"Müller, Jäger, Groß", "SÃO PAULO, CAFÉ «LE PÂTÉ» À 5 €", "price: Â£5",
                           "Иванов", "佐藤", ""}) {
    INFO(text);
    CHECK_FALSE(FindMojibake(text).has_value());
  }
}

TEST_CASE("Two encodings in one file are told") {
  string mixed = "name,town\n";
  for (int i = 0; i < 9; ++i) mixed += "Müller,Köln\n";
  const size_t odd = mixed.size();
  mixed += "J\xE4ger,D\xFCren\n";
  const Detection detection = DetectEncoding(mixed, nullptr);
  CHECK(detection.encoding.empty());
  REQUIRE(detection.remarks.size() == 1);
  CHECK(detection.remarks[0].reason == LossReason::kMixedEncodings);
  CHECK(detection.remarks[0].offset_bytes == odd);
}

TEST_CASE("A character cut off at the end is no damage") {
  CHECK(IsUtf8ButForTheEnd("M\xC3"));
  CHECK(IsUtf8ButForTheEnd("\xE4\xBD"));
  CHECK_FALSE(IsUtf8ButForTheEnd("\xC3M"));
  CHECK_FALSE(IsUtf8ButForTheEnd("M\xC3\xBC\xBC"));
  CHECK(CountC1Controls("a\u0085\u0099\u00A0") == 1);
}

}  // namespace
}  // namespace sunder::charset
