#include <utility>

#include "verifier/attack.h"

namespace sunder::verifier {
namespace {

AttackResult Decided(AttackResult result, AttackVerdict verdict, std::string measure,
                     std::string advice) {
  result.verdict = verdict;
  result.measure = std::move(measure);
  result.advice = std::move(advice);
  return result;
}

}  // namespace

AttackResult Question(std::string name, std::string title, std::string question) {
  AttackResult result;
  result.name = std::move(name);
  result.title = std::move(title);
  result.question = std::move(question);
  return result;
}

AttackResult Passed(AttackResult result, std::string measure) {
  return Decided(std::move(result), AttackVerdict::kPassed, std::move(measure), "");
}

AttackResult Failed(AttackResult result, std::string measure, std::string advice) {
  return Decided(std::move(result), AttackVerdict::kFailed, std::move(measure), std::move(advice));
}

AttackResult Undecided(AttackResult result, std::string measure, std::string advice) {
  return Decided(std::move(result), AttackVerdict::kUndecided, std::move(measure),
                 std::move(advice));
}

std::string Counted(uint64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string Listed(const std::vector<std::string>& items) {
  constexpr size_t kShownMax = 10;
  std::string text;
  for (size_t i = 0; i < items.size() && i < kShownMax; ++i) {
    text += (i == 0 ? "" : "; ") + items[i];
  }
  if (items.size() > kShownMax) {
    text += "; and " + std::to_string(items.size() - kShownMax) + " more";
  }
  return text;
}

}  // namespace sunder::verifier
