#include "verifier/claim_index.h"

#include <algorithm>

namespace sunder::verifier {

ClaimIndex::ClaimIndex(const std::optional<SegregationReport>& claims) {
  if (!claims) return;
  for (const IdentityTable& claim : claims->identity) {
    tables_.emplace(Name(claim.object, claim.table), &claim);
    if (claim.object == "-") of_stream_ = &claim;
    std::string unpacked = claim.object;
    std::replace(unpacked.begin(), unpacked.end(), '!', '/');
    unpacked_.emplace(Name(std::move(unpacked), claim.table), &claim);
  }
  for (const SegregatedField& field : claims->fields) {
    fields_[{field.object, field.table}].push_back(&field);
  }
}

const IdentityTable* ClaimIndex::TableOf(const TableInfo& table) const {
  const Name name(table.object.name, table.table);
  for (const auto* claims : {&tables_, &unpacked_}) {
    const auto found = claims->find(name);
    if (found != claims->end()) return found->second;
  }
  return table.object.name.rfind("stdin", 0) == 0 ? of_stream_ : nullptr;
}

const std::vector<const SegregatedField*>& ClaimIndex::FieldsOf(const TableInfo& table) const {
  static const std::vector<const SegregatedField*> kNone;
  const IdentityTable* claim = TableOf(table);
  const auto found =
      fields_.find({claim == nullptr ? table.object.name : claim->object, table.table});
  return found == fields_.end() ? kNone : found->second;
}

}  // namespace sunder::verifier
