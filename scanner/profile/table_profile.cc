#include "scanner/profile/table_profile.h"

#include <algorithm>
#include <utility>

#include "scanner/profile/value_memo.h"

namespace sunder::scanner {

bool IsPartOfName(const FieldProfile& field, LabelKind column_kind, EvidenceGrade grade) {
  // Names, addresses and numbers are shorter; paragraphs with an address in each are told as one.
  constexpr uint64_t kIdentifierSizeBytesMax = 64;
  if (field.size_bytes_total > kIdentifierSizeBytesMax * field.filled) return false;
  const bool is_statement = grade == EvidenceGrade::kThirdPartyStatement ||
                            (grade == EvidenceGrade::kSelfStatement && field.long_values == 0);
  return column_kind == LabelKind::kDirect && is_statement;
}

TableProfile::TableProfile(std::function<bool(std::string_view)> special_by_name)
    : special_by_name_(std::move(special_by_name)), budget_(std::make_unique<MemoBudget>()) {}
TableProfile::~TableProfile() = default;
TableProfile::TableProfile(TableProfile&&) noexcept = default;
TableProfile& TableProfile::operator=(TableProfile&&) noexcept = default;

bool TableProfile::MayBeSpecial(const std::string& path) {
  const auto found = special_paths_.find(path);
  if (found != special_paths_.end()) return found->second;
  const bool may_be = special_by_name_ && special_by_name_(path);
  special_paths_.emplace(path, may_be);
  return may_be;
}

void TableProfile::SetFilledInVisit(const std::string& special, const std::string& other,
                                    uint64_t records) {
  fields_[special].filled_in_visit[other] = records;
}

void TableProfile::Merge(TableProfile&& other) {
  other.Finish();
  records_ += other.records_;
  for (auto& [path, theirs] : other.fields_) {
    FieldProfile& ours = fields_[path];
    ours.filled += theirs.filled;
    ours.long_values += theirs.long_values;
    ours.text_values += theirs.text_values;
    ours.size_bytes_total += theirs.size_bytes_total;
    ours.special_records += theirs.special_records;
    ours.sample.Merge(theirs.sample);
    for (const auto& [key, hit] : theirs.hits) {
      FieldProfile::Hit& mine = ours.hits[key];
      mine.cells += hit.cells;
      mine.confidence_max = std::max(mine.confidence_max, hit.confidence_max);
      for (const auto& [cue, count] : hit.cues) mine.cues[cue] += count;
    }
    for (const auto& [beside, count] : theirs.filled_beside) ours.filled_beside[beside] += count;
    for (const auto& [labels, together] : theirs.in_one_value) {
      ours.in_one_value[labels].cells += together.cells;
      ours.in_one_value[labels].apart_cells += together.apart_cells;
    }
  }
  other.fields_.clear();
  other.records_ = 0;
}

}  // namespace sunder::scanner
