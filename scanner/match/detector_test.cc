#include "scanner/match/detector.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "scanner/match/twin_detector.h"
#include "scanner/rules/temporary_rules.h"

namespace sunder::scanner {
namespace {

// Rules of every kind, and the machinery to try them on texts.
class Bench {
 public:
  Bench() {
    folder_.Label("religion", "special").Label("email_address", "direct");
    folder_.Label("payment_card", "direct").Label("national_id", "direct");
    folder_.Label("party", "special");
    folder_.Rule("religion", "faith", R"(
[[pattern]]
view = "words"
terms = "faiths.txt"
confidence = 0.3
[[pattern]]
view = "field_name"
words = ["religion", "religious affiliation"]
confidence = 0.6
[[pattern]]
view = "value"
codes = "codes.txt"
code_system = "Table 1"
distinctive = true
confidence = 0.7
[[pattern]]
view = "value"
codes = "weak.txt"
code_system = "Table 2"
)");
    folder_.Write(
        "religion/faiths.txt",
        "@ Christian\n!christian\n@ Catholic < Christian\ncatholic\nroman catholic\n"
        "@ Adventist < Christian\n7th day adventist\n8th day\n@ Bah\xC3\xA1\xCA\xBC\xC3\xAD\n"
        "bah\xC3\xA1'\xC3\xAD\n@ Zen\nxx\nxxx\nzz\n");
    folder_.Write("religion/codes.txt", "CAT-1 = Catholic\n");
    folder_.Write("religion/weak.txt", "C = Christian\n");
    folder_.Rule("email_address", "address", R"(
[[pattern]]
view = "value"
regex = '''[a-z0-9.+_-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+'''
confidence = 0.9
window = 64
)");
    folder_.Rule("payment_card", "number", R"(
[[pattern]]
view = "value"
regex = '''\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\b'''
confidence = 0.4
window = 32
[confirm]
context_confidence = 0.85
context_window = 24
[confirm.context]
en = ["card", "credit card", "visa"]
)");
    folder_.Rule("national_id", "ssn", R"(
[[pattern]]
view = "value"
regex = '''\b\d{3}-\d{2}-\d{4}\b'''
confidence = 0.5
[[pattern]]
view = "field_name"
words = ["ssn"]
[confirm]
needs_context = true
[confirm.context]
en = ["ssn"]
)");
    folder_.Rule("national_id", "labelled", R"(
[[pattern]]
view = "value"
regex = '''\b[a-z]?\d{5}\b'''
anchors = ["tax id 00000", "x00000", "0-0000"]
confidence = 0.5
window = 12
)");
    folder_.Rule("national_id", "tag", R"(
[[pattern]]
view = "value"
regex = '''#[a-z_][a-z0-9_.-]*[a-z]'''
confidence = 0.5
window = 8
)");
    folder_.Rule("party", "names", R"(
[[pattern]]
view = "words"
words = ["democrat", "party"]
case = "capital"
[[pattern]]
view = "words"
words = ["gop"]
case = "upper"
[[pattern]]
view = "value"
regex = '''q[a-z]+z'''
slow = true
window = 16
)");
    auto rules = LoadRuleSet({folder_.path()});
    if (!rules.ok()) FAIL(rules.status().message());
    rules_ = std::move(*rules);
    auto database = RuleDatabase::Create(*rules_, "");
    if (!database.ok()) FAIL(database.status().message());
    database_ = std::move(*database);
    detector_ = Detector::Create(*database_).value();
  }

  std::vector<Candidate> Detect(const std::vector<JudgedCell>& cells) {
    ScanText text;
    for (const JudgedCell& cell : cells) REQUIRE(text.Append(cell.text).ok());
    std::vector<Candidate> fast;
    REQUIRE(detector_->Detect(text, cells, &fast).ok());
    std::vector<Candidate> slow;
    REQUIRE(DetectSlowly(*database_, text, cells, &slow).ok());
    CHECK(SameCandidates(fast, slow));
    return fast;
  }

  // "rule:text" of all candidates of one cell.
  std::vector<std::string> Found(std::string_view text, std::string_view field = "") {
    std::vector<std::string> found;
    for (const Candidate& candidate : Detect({{text, field}})) {
      found.push_back(
          rules_->rules[candidate.rule].id + ":" +
          std::string(text.substr(candidate.original.begin, candidate.original.size())));
    }
    return found;
  }

  Candidate Only(std::string_view text, std::string_view field = "") {
    const std::vector<Candidate> candidates = Detect({{text, field}});
    REQUIRE(candidates.size() == 1);
    return candidates[0];
  }

  std::string ValueName(ValueId value) const { return rules_->vocabulary.value(value).name; }
  Detector& detector() { return *detector_; }
  const RuleSet& rules() const { return *rules_; }
  const RuleDatabase& database() const { return *database_; }

 private:
  TemporaryRules folder_;
  std::unique_ptr<const RuleSet> rules_;
  std::unique_ptr<const RuleDatabase> database_;
  std::unique_ptr<Detector> detector_;
};

using Strings = std::vector<std::string>;

TEST_CASE("Terms are whole words in any case, the longest of a rule wins") {
  Bench bench;
  CHECK(bench.Found("A CATHOLIC.") == Strings{"religion.faith:CATHOLIC"});
  CHECK(bench.Found("Catholics, anticatholic") == Strings{});
  CHECK(bench.Found("Catholic's, _catholic, catholic-born") ==
        Strings{"religion.faith:Catholic", "religion.faith:catholic"});
  CHECK(bench.Found("a Roman\nCatholic") == Strings{"religion.faith:Roman\nCatholic"});
  CHECK(bench.Found("7th Day Adventist, 8th day Adventist") ==
        Strings{"religion.faith:7th Day Adventist", "religion.faith:8th day"});
  CHECK(bench.Found("9th day") == Strings{});
  CHECK(bench.Found("\xC3\xA9"
                    "catholic") == Strings{});
  CHECK(bench.Found("xx xxx xxxx zz zzz") ==
        Strings{"religion.faith:xx", "religion.faith:xxx", "religion.faith:zz"});
  CHECK(bench.ValueName(bench.Only("roman catholic").value) == "Catholic");
  CHECK(bench.Only("christian").is_distinctive);
  CHECK_FALSE(bench.Only("catholic").is_distinctive);
}

TEST_CASE("Spellings are found where they stand in the original") {
  Bench bench;
  CHECK(bench.Found("Bah\xC3\xA1\xE2\x80\x99\xC3\xAD") ==
        Strings{"religion.faith:Bah\xC3\xA1\xE2\x80\x99\xC3\xAD"});
  CHECK(bench.Found("x Cath\xC2\xADolic y") == Strings{"religion.faith:Cath\xC2\xADolic"});
  CHECK(bench.Found("C&#97;tholic!") == Strings{"religion.faith:C&#97;tholic"});
  CHECK(bench.Found("\xEF\xBC\xA3"
                    "atholic") == Strings{"religion.faith:\xEF\xBC\xA3"
                                          "atholic"});
  CHECK(bench.Found("\xC3\xA9 ada@example\xE2\x80\x8B.com") ==
        Strings{"email_address.address:ada@example\xE2\x80\x8B.com"});
}

TEST_CASE("The original's case decides where a rule asks for it") {
  Bench bench;
  CHECK(bench.Found("a democrat") == Strings{});
  CHECK(bench.Found("a Democrat") == Strings{"party.names:Democrat"});
  CHECK(bench.Found("GOP gop Gop") == Strings{"party.names:GOP"});
}

TEST_CASE("Regexes are tried around their anchors, and slow ones everywhere") {
  Bench bench;
  CHECK(bench.Found("mail ada@example.com, bob@example.org") ==
        Strings{"email_address.address:ada@example.com", "email_address.address:bob@example.org"});
  CHECK(bench.Found("4111 1111 1111 1111 and 4111-1111-1111-1111 and 41111111111111111").size() ==
        2);
  CHECK(bench.Found("a quiz, a quartz") == Strings{"party.names:quiz", "party.names:quartz"});
  CHECK(bench.Found("@ @@ @.@") == Strings{});
  // Anchors narrow a regex down to matches that overlap one of them.
  CHECK(bench.Found("12345, tax id 23456, 34567") == Strings{"national_id.labelled:23456"});
  CHECK(bench.Found("a12345 x23456") == Strings{"national_id.labelled:x23456"});
}

TEST_CASE("Context words raise the confidence, parts of words do not") {
  Bench bench;
  CHECK(bench.Only("4111 1111 1111 1111").confidence == Approx(0.4));
  const Candidate raised = bench.Only("credit card: 4111 1111 1111 1111");
  CHECK(raised.confidence == Approx(0.85));
  CHECK(raised.confidence_before == Approx(0.4));
  CHECK(raised.has_context);
  CHECK(raised.cue == "context: credit card");
  CHECK(bench.Only("4111 1111 1111 1111 Visa").cue == "context: visa");
  CHECK(bench.Only("cardinal 4111 1111 1111 1111 discard").confidence == Approx(0.4));
  CHECK(bench.Only("card, and far away from it 4111 1111 1111 1111").confidence == Approx(0.4));
  CHECK(bench.Only("4111 1111 1111 1111", "cardNumber").confidence == Approx(0.85));
  CHECK(bench.Only("4111 1111 1111 1111", "cardinal").confidence == Approx(0.4));
}

TEST_CASE("A rule that needs context is silent without it") {
  Bench bench;
  CHECK(bench.Found("078-05-1120") == Strings{});
  CHECK(bench.Found("SSN 078-05-1120") == Strings{"national_id.ssn:078-05-1120"});
  CHECK(bench.Found("078-05-1120", "customer_SSN") == Strings{"national_id.ssn:078-05-1120"});
}

TEST_CASE("Whole cells may have punctuation around") {
  Bench bench;
  CHECK(bench.Only(" \"Catholic\".").whole_cell);
  CHECK_FALSE(bench.Only("a Catholic").whole_cell);
}

TEST_CASE("Codes are whole cells; those that need a header are only asked for") {
  Bench bench;
  const Candidate code = bench.Only(" cat-1 ");
  CHECK(bench.ValueName(code.value) == "Catholic");
  CHECK(code.original == Span{1, 6});
  CHECK(bench.Found("CAT-1 x") == Strings{});
  CHECK(bench.Found("C") == Strings{});
  const RuleIndex faith = *bench.rules().Find("religion.faith");
  CHECK(bench.ValueName(bench.detector().CodeValue(faith, " c ")) == "Christian");
  CHECK(bench.detector().CodeValue(faith, "CC") == kNoValue);
  CHECK(bench.detector().CodeValue(faith, "") == kNoValue);
  CHECK(bench.detector().CodeValue(faith, "\xFF") == kNoValue);
  CHECK(bench.detector().CodeValue(*bench.rules().Find("party.names"), "C") == kNoValue);
}

TEST_CASE("Field names are split into words") {
  Bench bench;
  const auto found = [&](std::string_view name) {
    std::vector<Candidate> candidates;
    REQUIRE(bench.detector().DetectFieldName(name, &candidates).ok());
    Strings texts;
    for (const Candidate& candidate : candidates) {
      texts.emplace_back(name.substr(candidate.original.begin, candidate.original.size()));
    }
    return texts;
  };
  CHECK(found("religion") == Strings{"religion"});
  CHECK(found("customerReligion") == Strings{"Religion"});
  CHECK(found("customer_religion") == Strings{"religion"});
  CHECK(found("CUSTOMER-RELIGION") == Strings{"RELIGION"});
  CHECK(found("people[0].religion") == Strings{"religion"});
  CHECK(found("Religious  Affiliation") == Strings{"Religious  Affiliation"});
  CHECK(found("religiousAffiliation2") == Strings{"religiousAffiliation"});
  CHECK(found("religiousaffiliation") == Strings{"religiousaffiliation"});
  CHECK(found("USReligionCode") == Strings{"Religion"});
  CHECK(found("irreligion") == Strings{});
  CHECK(found("") == Strings{});
  CHECK(found("\xFF_religion") == Strings{"religion"});
}

TEST_CASE("Cells do not see each other") {
  Bench bench;
  const std::vector<JudgedCell> cells = {{"roman", ""},     {"catholic", ""},    {"", ""},
                                         {"ada@", ""},      {"example.com", ""}, {"4111 1111", ""},
                                         {"1111 1111", ""}, {"Catholic", ""}};
  const std::vector<Candidate> candidates = bench.Detect(cells);
  REQUIRE(candidates.size() == 2);
  CHECK(candidates[0].cell == 1);
  CHECK(candidates[1].cell == 7);
  CHECK(candidates[1].original == Span{0, 8});
}

TEST_CASE("The detector agrees with its twin on mixtures cut at random") {
  Bench bench;
  const Strings parts = {"Catholic",
                         "roman ",
                         "xx",
                         "xxx",
                         "zz",
                         " ",
                         "\n",
                         "ada@example.com",
                         "@",
                         ".com",
                         "4111 1111 1111 1111",
                         "1111",
                         "0",
                         "-",
                         "078-05-1120",
                         "SSN ",
                         "card ",
                         "Democrat",
                         "democrat",
                         "GOP",
                         "quiz",
                         "qqzz",
                         "tax id ",
                         "23456",
                         "x23456",
                         "9-",
                         "CAT-1",
                         "C",
                         "\xC3\xA9",
                         "e\xCC\x81",
                         "\xE2\x80\x8B",
                         "&eacute;",
                         "\\u0063",
                         "\x1e",
                         "7th day adventist",
                         "Bah\xC3\xA1'\xC3\xAD",
                         "\xEF\xBC\x91\xEF\xBC\x91",
                         "_",
                         ",",
                         "\xE4\xBD\x9B",
                         "#",
                         "#_a",
                         "_a.b-c"};
  const Strings fields = {"", "card", "ssn", "religion", "note"};
  std::mt19937 random(11);
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> texts(1 + random() % 12);
    for (std::string& text : texts) {
      for (uint32_t count = random() % 14; count > 0; --count)
        text += parts[random() % parts.size()];
    }
    std::vector<JudgedCell> cells;
    for (const std::string& text : texts) cells.push_back({text, fields[random() % fields.size()]});
    const std::vector<Candidate> joint = bench.Detect(cells);
    // Each cell by itself gives the same.
    std::vector<Candidate> single;
    for (uint32_t cell = 0; cell < cells.size(); ++cell) {
      for (Candidate candidate : bench.Detect({cells[cell]})) {
        candidate.cell = cell;
        single.push_back(candidate);
      }
    }
    CHECK(SameCandidates(joint, single));
  }
}

TEST_CASE("Repeated values are judged alike, but for their field, case and place") {
  Bench bench;
  for (int round = 0; round < 3; ++round) {
    const std::vector<JudgedCell> cells = {{"4111 1111 1111 1111", "x"},
                                           {"4111 1111 1111 1111", "card"},
                                           {"4111 1111 1111 1111", "x"},
                                           {"Democrat", ""},
                                           {"democrat", ""},
                                           {"Democrat", ""}};
    const std::vector<Candidate> candidates = bench.Detect(cells);
    REQUIRE(candidates.size() == 5);
    CHECK(candidates[0].confidence == candidates[2].confidence);
    CHECK(candidates[1].confidence > candidates[0].confidence);
    CHECK(candidates[2].cell == 2);
    CHECK(candidates[4].cell == 5);
  }
}

TEST_CASE("Floods stay linear") {
  Bench bench;
  const auto seconds = [&](const std::string& text) {
    ScanText scan_text;
    REQUIRE(scan_text.Append(text).ok());
    const std::vector<JudgedCell> cells = {{text, ""}};
    std::vector<Candidate> candidates;
    // The processor's time: others may load the machine.
    const std::clock_t start = std::clock();
    REQUIRE(bench.detector().Detect(scan_text, cells, &candidates).ok());
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  for (const std::string part :
       {"0", "@", "xx", "1-", "4111 1111 1111 1111 ", "a@b.c ", "catholic "}) {
    std::string text;
    while (text.size() < 200000) text += part;
    seconds(text);  // warms RE2's caches
    const double once = seconds(text);
    const double thrice = seconds(text + text + text);
    INFO(part << ": " << once << " s, three times as much " << thrice << " s");
    CHECK(thrice < 6 * once + 0.05);
    CHECK(once < 2);
  }
}

uint64_t RawMatches(const RuleDatabase& database) {
  const auto counts = database.CountRawMatches("faithaa FAITHBA faith", 1 << 16).value();
  return std::accumulate(counts.begin(), counts.end(), uint64_t{0});
}

TEST_CASE("The compiled database is kept, and a damaged file is made anew") {
  TemporaryRules folder;
  folder.Label("religion", "special");
  std::string words = "[[pattern]]\nview = \"words\"\nregex = \"faith[a-z]{2}\"\nanchors = [";
  for (int number = 0; number < 300; ++number) {
    words += "\"faith" + std::string(1, static_cast<char>('a' + number % 26)) +
             std::string(1, static_cast<char>('a' + number / 26)) + "\", ";
  }
  folder.Rule("religion", "many", words + "]\n");
  const auto rules = LoadRuleSet({folder.path()}).value();
  const TemporaryRules cache;
  const std::string cache_folder = cache.path() + "/below/it";
  CHECK_FALSE(RuleDatabase::Create(*rules, cache_folder).value()->is_from_cache());
  const auto cached = RuleDatabase::Create(*rules, cache_folder).value();
  CHECK(cached->is_from_cache());
  CHECK(cached->literal_count() == 300);
  CHECK(RawMatches(*cached) == 2);

  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(cache_folder)) {
    files.push_back(entry.path());
  }
  REQUIRE(files.size() == 2);  // the terms and Hyperscan's database
  for (const std::filesystem::path& file : files) {
    const bool is_database = file.extension() == ".hsdb";
    const auto size = std::filesystem::file_size(file);
    std::filesystem::resize_file(file, size / 2);
    // Without the terms the database still serves.
    CHECK(RuleDatabase::Create(*rules, cache_folder).value()->is_from_cache() == !is_database);
    const auto again = RuleDatabase::Create(*rules, cache_folder).value();
    CHECK(again->is_from_cache());
    CHECK(RawMatches(*again) == 2);
    std::ofstream(file) << "nonsense";
    CHECK(RuleDatabase::Create(*rules, cache_folder).value()->is_from_cache() == !is_database);
    CHECK(std::filesystem::file_size(file) == size);
  }
  CHECK_FALSE(RuleDatabase::Create(*rules, "/proc/none").value()->is_from_cache());
}

TEST_CASE("An unknown validator is named with the known ones") {
  TemporaryRules folder;
  folder.Label("religion", "special");
  folder.Rule("religion", "one",
              "[[pattern]]\nview = \"words\"\nwords = [\"a\"]\n[confirm]\nvalidator = \"none\"\n");
  const auto rules = LoadRuleSet({folder.path()}).value();
  const auto database = RuleDatabase::Create(*rules, "");
  REQUIRE_FALSE(database.ok());
  CHECK(database.status().message().find("religion.one") != std::string::npos);
  CHECK(database.status().message().find("`none`") != std::string::npos);
}

TEST_CASE("Terms take the endings and prefixes of their language and no others") {
  TemporaryRules folder;
  folder.Label("religion", "special");
  folder.Rule("religion", "faith",
              "[[pattern]]\nview = \"words\"\nterms = \"terms/faiths.*.txt\"\n");
  folder.Write("religion/terms/faiths.de.txt", "@ Catholic\n!katholisch %adj\n!katholik %noun\n");
  folder.Write("religion/terms/faiths.he.txt", "@ Muslim\n!מוסלמי %noun\n");
  folder.Write("religion/terms/faiths.zh.txt", "@ Muslim\n!穆斯林\n");
  folder.Write("inflection/de.toml",
               "format = 1\nlanguage = \"de\"\n[[paradigm]]\nname = \"adj\"\nendings = [\"-\", "
               "\"e\", \"er\"]\n[[paradigm]]\nname = \"noun\"\nendings = [\"en\", \"in\"]\n");
  folder.Write("inflection/he.toml",
               "format = 1\nlanguage = \"he\"\nprefixes = [\"ה\", \"וה\"]\n[[paradigm]]\nname = "
               "\"noun\"\nendings = [\"-\", \"ת\"]\n");
  const auto rules = LoadRuleSet({folder.path()});
  if (!rules.ok()) FAIL(rules.status().message());
  const auto database = RuleDatabase::Create(**rules, "");
  REQUIRE(database.ok());
  const auto detector = Detector::Create(**database);
  REQUIRE(detector.ok());
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Er ist katholisch.", "katholisch"},
      {"eine Katholische Frau", "Katholische"},
      {"KATHOLISCHER", "KATHOLISCHER"},
      {"Katholikin", "Katholikin"},
      {"Katholik", ""},
      {"katholischem", ""},
      {"unkatholisch", ""},
      {"המוסלמית", "מוסלמית"},
      {"והמוסלמי", "מוסלמי"},
      {"למוסלמי", ""},
      {"她是穆斯林吗", "穆斯林"},
  };
  for (const auto& [text, span] : cases) {
    INFO(text);
    ScanText scan_text;
    REQUIRE(scan_text.Append(text).ok());
    const JudgedCell cell{text, {}};
    std::vector<Candidate> fast;
    REQUIRE((*detector)->Detect(scan_text, {&cell, 1}, &fast).ok());
    std::vector<Candidate> slow;
    REQUIRE(DetectSlowly(**database, scan_text, {&cell, 1}, &slow).ok());
    CHECK(SameCandidates(fast, slow));
    REQUIRE(fast.size() == (span.empty() ? 0 : 1));
    if (!span.empty()) {
      CHECK(text.substr(fast[0].original.begin, fast[0].original.size()) == span);
    }
  }
}

TEST_CASE("Numbers that are terms are found where they stand alone, also among silent shapes") {
  TemporaryRules folder;
  folder.Label("religion", "special");
  folder.Rule("religion", "many", R"(
[[pattern]]
view = "words"
words = ["586", "1984", "\u0667\u0668", "m5", "5 stelle", "77a"]
[[pattern]]
view = "label"
words = ["404"]
)");
  const auto rules = LoadRuleSet({folder.path()});
  if (!rules.ok()) FAIL(rules.status().message());
  const auto database = RuleDatabase::Create(**rules, "").value();
  const auto detector = Detector::Create(*database).value();
  std::mt19937 random(3);
  const std::string_view pieces[] = {"586", "1984", "78", "5", "8", "6", "404", "\u00b2", "\uFF15",
                                     "86",  " ",    "_",  "-", ".", "a", "m",   ": x",    "=y1"};
  size_t found_count = 0;
  size_t silent_count = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> texts(1 + random() % 4);
    for (std::string& text : texts) {
      const size_t size = 1 + random() % 4;
      for (size_t i = 0; i < size; ++i) text += pieces[random() % std::size(pieces)];
    }
    ScanText text;
    std::vector<JudgedCell> cells;
    for (const std::string& each : texts) {
      cells.push_back({each, {}});
      REQUIRE(text.Append(each).ok());
    }
    std::vector<bool> are_silent;
    for (const std::string& each : texts) are_silent.push_back(detector->IsKnownSilent(each));
    std::vector<Candidate> fast;
    std::vector<Candidate> slow;
    REQUIRE(detector->Detect(text, cells, &fast).ok());
    REQUIRE(DetectSlowly(*database, text, cells, &slow).ok());
    INFO(texts[0]);
    REQUIRE(SameCandidates(fast, slow));
    for (const Candidate& candidate : slow) REQUIRE_FALSE(are_silent[candidate.cell]);
    found_count += slow.size();
    silent_count += static_cast<size_t>(std::count(are_silent.begin(), are_silent.end(), true));
  }
  CHECK(found_count > 300);
  CHECK(silent_count > 300);
}

}  // namespace
}  // namespace sunder::scanner
