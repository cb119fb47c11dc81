#include "verifier/publication_subtraction.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace sunder::verifier {
namespace {

using Contexts = std::vector<PublishedCategory>;  // of one label and publication

std::map<std::string, std::vector<Contexts>> PublicationsByLabel(const SegregationReport& claims) {
  std::map<std::string, std::vector<Contexts>> by_label;
  const auto add = [&](const Contexts& categories) {
    std::map<std::string, Contexts> of_label;
    for (const PublishedCategory& category : categories) {
      of_label[category.label].push_back(category);
    }
    for (auto& [label, contexts] : of_label) by_label[label].push_back(std::move(contexts));
  };
  for (const EarlierPublication& one : claims.earlier) add(one.categories);
  add(claims.categories);
  return by_label;
}

std::set<std::string> NamesOf(const Contexts& publication) {
  std::set<std::string> names;
  for (const PublishedCategory& category : publication) names.insert(category.context);
  return names;
}

uint64_t CohortOf(const Contexts& publication) {
  uint64_t cohort = 0;
  for (const PublishedCategory& category : publication) cohort += category.cohort;
  return cohort;
}

// Deeper than any vocabulary; evidence may be anybody's.
constexpr int kDepthMax = 32;

// All that have the value, however finely they are shown.
uint64_t CountOf(const std::multimap<std::string, const PublishedCell*>& by_parent,
                 const PublishedCell& cell, int depth) {
  uint64_t count = cell.count;
  if (depth >= kDepthMax) return count;
  const auto [begin, end] = by_parent.equal_range(cell.value);
  for (auto child = begin; child != end; ++child) {
    count += CountOf(by_parent, *child->second, depth + 1);
  }
  return count;
}

// Of a value, over the contexts that have a cell for it; in others some may stand in a coarser one.
struct Sum {
  uint64_t count = 0;
  size_t contexts = 0;
};
using Sums = std::map<std::string, Sum>;

Sums SumsOf(const Contexts& publication) {
  Sums sums;
  for (const PublishedCategory& category : publication) {
    std::multimap<std::string, const PublishedCell*> by_parent;
    for (const PublishedCell& cell : category.cells) by_parent.emplace(cell.parent, &cell);
    for (const PublishedCell& cell : category.cells) {
      Sum& sum = sums[cell.value];
      sum.count += CountOf(by_parent, cell, 0);
      ++sum.contexts;
    }
  }
  return sums;
}

// Whether `one` divides persons otherwise than `other`; one that lost a context does not.
bool DividesOtherwise(const Contexts& one, const Contexts& other) {
  if (one.front().context_field != other.front().context_field) return true;
  const std::set<std::string> a = NamesOf(one);
  const std::set<std::string> b = NamesOf(other);
  return !std::includes(a.begin(), a.end(), b.begin(), b.end()) &&
         !std::includes(b.begin(), b.end(), a.begin(), a.end());
}

bool TellsHiddenCell(const Contexts& whole, const Contexts& partial, uint64_t k) {
  const Sums shown = SumsOf(partial);
  for (const auto& [value, total] : SumsOf(whole)) {
    const auto found = shown.find(value);
    if (found == shown.end() || total.contexts < whole.size()) continue;
    const Sum& part = found->second;
    if (part.contexts == partial.size() || total.count < part.count) continue;
    if (total.count - part.count < k) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> SubtractionComplaints(const SegregationReport& claims) {
  std::vector<std::string> complaints;
  for (const auto& [label, publications] : PublicationsByLabel(claims)) {
    bool has_other_fields = false;
    bool tells_cell = false;
    for (const Contexts& one : publications) {
      for (const Contexts& other : publications) {
        if (!DividesOtherwise(one, other) || one.front().unit != other.front().unit) continue;
        has_other_fields =
            has_other_fields || one.front().context_field != other.front().context_field;
        const uint64_t cohort_min =
            one.front().unit == "persons" ? claims.min_cohort : claims.min_cohort_records;
        const uint64_t a = CohortOf(one);
        const uint64_t b = CohortOf(other);
        if (std::max(a, b) - std::min(a, b) >= cohort_min) continue;
        tells_cell = tells_cell || TellsHiddenCell(one, other, claims.k);
      }
    }
    if (has_other_fields) {
      complaints.push_back(label + " is counted by other contexts than in another publication");
    }
    if (tells_cell) {
      complaints.push_back("a cell of " + label + " under k is the difference of two publications");
    }
  }
  return complaints;
}

}  // namespace sunder::verifier
