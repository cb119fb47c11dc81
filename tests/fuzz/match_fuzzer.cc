// The detector says what its slow twin says, with the shipped rules (of each list some words, see
// make_match_rules.py), on short texts cut in cells at NUL.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scanner/match/detector.h"
#include "scanner/match/rule_database.h"
#include "scanner/match/twin_detector.h"
#include "scanner/rules/rule_set.h"
#include "scanner/text/scan_text.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/utf8_input.h"

namespace sunder::fuzz {
namespace {

// The twin tries every expression at every position.
constexpr size_t kTextSizeBytesMax = 160;

struct Engine {
  std::unique_ptr<const scanner::RuleSet> rules;
  std::unique_ptr<const scanner::RuleDatabase> database;
  std::unique_ptr<scanner::Detector> detector;
};

Engine MakeEngine() {
  Engine engine;
  engine.rules = Must(scanner::LoadRuleSet({SUNDER_MATCH_RULES}));
  engine.database = Must(scanner::RuleDatabase::Create(*engine.rules, ""));
  engine.detector = Must(scanner::Detector::Create(*engine.database));
  return engine;
}

void CheckTwin(const std::vector<std::string>& texts) {
  static const Engine engine = MakeEngine();
  scanner::ScanText text;
  std::vector<JudgedCell> cells;
  for (const std::string& cell : texts) {
    Must(text.Append(cell));
    cells.push_back({cell, ""});
  }
  std::vector<scanner::Candidate> fast;
  std::vector<scanner::Candidate> slow;
  Must(engine.detector->Detect(text, cells, &fast));
  Must(scanner::DetectSlowly(*engine.database, text, cells, &slow));
  Require(scanner::SameCandidates(fast, slow), "the detector says what its twin says");
  std::vector<scanner::Candidate> again;
  Must(engine.detector->Detect(text, cells, &again));
  Require(scanner::SameCandidates(fast, again), "the detector says the same twice");
  std::vector<scanner::Candidate> field;
  Must(engine.detector->DetectFieldName(texts[0], &field));
}

}  // namespace
}  // namespace sunder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sunder::fuzz;  // NOLINT(google-build-using-namespace)
  if (size > kTextSizeBytesMax) return 0;
  CheckTwin(SplitAtNul(ToUtf8({reinterpret_cast<const char*>(data), size})));
  return 0;
}
