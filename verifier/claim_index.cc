#include "verifier/claim_index.h"

#include <algorithm>
#include <regex>

namespace sunder::verifier {
namespace {

// What a split calls standard input; its file in the store ends as its kind does.
constexpr const char* kStandardInput = "stdin";

bool IsNameOfStream(const std::string& name) {
  return name.rfind("stdin.", 0) == 0 && name.find('/') == std::string::npos;
}

// A file that was taken out of another one lies in a folder named after that, which a mail gives a
// suffix; where the name was taken, it has a number: "a#2.csv".
std::string WithoutMarksOfUnpacking(std::string name) {
  static const std::regex kMarks(R"(#[0-9]+|\.attachments(?=/))");
  std::replace(name.begin(), name.end(), '!', '/');
  return std::regex_replace(name, kMarks, "");
}

}  // namespace

ClaimIndex::ClaimIndex(const std::optional<SegregationReport>& claims) {
  if (!claims) return;
  for (const IdentityTable& claim : claims->identity) {
    tables_.emplace(Name(claim.object, claim.table), &claim);
    if (claim.object == kStandardInput) of_stream_ = &claim;
    objects_.insert(claim.object);
    files_.insert(WithoutMarksOfUnpacking(claim.object));
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
  return IsNameOfStream(table.object.name) ? of_stream_ : nullptr;
}

bool ClaimIndex::HasFile(const std::string& name) const {
  return objects_.contains(name) || files_.contains(WithoutMarksOfUnpacking(name));
}

bool ClaimIndex::MayBeStream(const std::string& name) const {
  return of_stream_ != nullptr && IsNameOfStream(name);
}

const std::vector<const SegregatedField*>& ClaimIndex::FieldsOf(const TableInfo& table) const {
  static const std::vector<const SegregatedField*> kNone;
  const IdentityTable* claim = TableOf(table);
  const auto found =
      fields_.find({claim == nullptr ? table.object.name : claim->object, table.table});
  return found == fields_.end() ? kNone : found->second;
}

}  // namespace sunder::verifier
