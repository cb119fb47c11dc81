#include "core/label.h"

#include <array>
#include <utility>

namespace sunder {
namespace {

constexpr std::array<std::pair<LabelKind, std::string_view>, 5> kKindNames = {{
    {LabelKind::kNone, "none"},
    {LabelKind::kSpecial, "special"},
    {LabelKind::kDirect, "direct"},
    {LabelKind::kQuasi, "quasi"},
    {LabelKind::kSecret, "secret"},
}};

}  // namespace

std::string_view LabelKindName(LabelKind kind) {
  return kKindNames[static_cast<size_t>(kind)].second;
}

std::optional<LabelKind> ParseLabelKind(std::string_view name) {
  for (const auto& [kind, kind_name] : kKindNames) {
    if (kind_name == name) return kind;
  }
  return std::nullopt;
}

LabelCatalog::LabelCatalog() {
  labels_.push_back({.name = "none", .title = "None", .kind = LabelKind::kNone});
}

Result<LabelId> LabelCatalog::Add(LabelInfo info) {
  if (Find(info.name)) return Status::Usage("label `" + info.name + "` is defined twice");
  labels_.push_back(std::move(info));
  return static_cast<LabelId>(labels_.size() - 1);
}

std::optional<LabelId> LabelCatalog::Find(std::string_view name) const {
  for (size_t id = 0; id < labels_.size(); ++id) {
    if (labels_[id].name == name) return static_cast<LabelId>(id);
  }
  return std::nullopt;
}

}  // namespace sunder
