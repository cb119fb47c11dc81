#include "scanner/names/name_model.h"

#include <cstdlib>
#include <string>
#include <unordered_map>

#include "scanner/names/lexicon_data.h"

namespace sunder::scanner::names {
namespace {

using FactsByName = std::unordered_map<std::string, FactId>;

// Made once for all models: there are thousands.
const FactsByName& AllFacts() {
  static const FactsByName all = [] {
    FactsByName facts;
    facts.reserve(FactCount());
    for (size_t fact = 0; fact < FactCount(); ++fact) {
      facts.emplace(FactName(static_cast<FactId>(fact)), static_cast<FactId>(fact));
    }
    return facts;
  }();
  return all;
}

}  // namespace

const NameModel& NameModel::OfNames() {
  static const NameModel model(NameModelText());
  return model;
}

const NameModel& NameModel::OfOccupations() {
  static const NameModel model(OccupationModelText());
  return model;
}

NameModel::NameModel(std::string_view text) : weights_(FactCount(), 0) {
  const FactsByName& facts = AllFacts();
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const size_t blank = line.find(' ');
    if (line.empty() || line.front() == '#' || blank == std::string_view::npos) continue;
    const float weight = std::strtof(std::string(line.substr(blank + 1)).c_str(), nullptr);
    const std::string name(line.substr(0, blank));
    if (name == "bias") bias_ = weight;
    const auto fact = facts.find(name);
    if (fact != facts.end()) weights_[fact->second] = weight;
  }
}

float NameModel::Score(const std::vector<FactId>& facts) const {
  float sum = bias_;
  for (const FactId fact : facts) sum += weights_[fact];
  return sum;
}

}  // namespace sunder::scanner::names
