// Labels: what a value can be found to be. The catalogue is data (`patterns/*/category.toml`), so a
// pack may add a category without code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder {

enum class LabelKind : uint8_t {
  kNone,
  kSpecial,  // a special category: race, ethnicity, religion, ...
  kDirect,   // identifies a person alone: person_name, email_address, ...
  kQuasi,    // identifies in combination: date_of_birth, postal_code, ...
  kSecret,   // password, security_answer: never part of an association
};

std::string_view LabelKindName(LabelKind kind);
std::optional<LabelKind> ParseLabelKind(std::string_view name);

// Index into a LabelCatalog. 0 is "no label".
using LabelId = uint16_t;
inline constexpr LabelId kNoLabel = 0;

struct LabelInfo {
  std::string name;   // `payment_card`: stable, used in files and options
  std::string title;  // "Payment card": for people
  LabelKind kind = LabelKind::kNone;
  bool on_by_default = true;  // gender_identity and union_membership are off
};

// Immutable after loading; safe to read from any thread.
class LabelCatalog {
 public:
  LabelCatalog();

  // Refuses a name that exists already.
  Result<LabelId> Add(LabelInfo info);
  std::optional<LabelId> Find(std::string_view name) const;
  // REQUIRES: id < size(). Id 0 is named "none".
  const LabelInfo& info(LabelId id) const { return labels_[id]; }
  LabelKind kind(LabelId id) const { return labels_[id].kind; }
  const std::string& name(LabelId id) const { return labels_[id].name; }
  // Number of ids in use, "none" included: valid ids are 0 .. size()-1.
  size_t size() const { return labels_.size(); }

 private:
  std::vector<LabelInfo> labels_;
};

}  // namespace sunder
