#include "connectors/markup/touched_fields.h"

#include <algorithm>
#include <array>

namespace sunder::markup {
namespace {

constexpr std::string_view kColumnPrefix = "cell.";
constexpr std::string_view kFormPrefix = "form.";

// The name without what mail puts before it: `body_html.`, `attachment.html.`.
std::string_view NameInPage(std::string_view field) {
  constexpr std::string_view kPart = "html.";
  const size_t part = field.find(kPart);
  return part == std::string_view::npos ? field : field.substr(part + kPart.size());
}

bool IsAttributeOfRow(std::string_view field) {
  constexpr std::array<std::string_view, 5> kNames = {"alt", "href", "label", "src", "tooltip"};
  const std::string_view name = NameInPage(field);
  return name.starts_with("data.") || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool IsOfRow(std::string_view field) {
  return TouchedFields::IsColumn(field) || TouchedFields::IsOfForm(field);
}

}  // namespace

TouchedFields::TouchedFields(const WriteOptions& options)
    : removed_(options.removed_fields.begin(), options.removed_fields.end()),
      edited_(options.edited_fields.begin(), options.edited_fields.end()),
      moves_all_rows_(std::any_of(removed_.begin(), removed_.end(), IsAttributeOfRow) ||
                      std::any_of(edited_.begin(), edited_.end(), IsAttributeOfRow)),
      bares_rows_(std::any_of(removed_.begin(), removed_.end(), IsAttributeOfRow)),
      moves_rows_(moves_all_rows_ || std::any_of(removed_.begin(), removed_.end(), IsOfRow) ||
                  std::any_of(edited_.begin(), edited_.end(), IsOfRow)) {}

bool TouchedFields::IsColumn(std::string_view field) {
  return NameInPage(field).starts_with(kColumnPrefix);
}

bool TouchedFields::IsOfForm(std::string_view field) {
  return NameInPage(field).starts_with(kFormPrefix);
}

bool TouchedFields::Bares(std::string_view field) const {
  return bares_rows_ && (IsColumn(field) || IsAttributeOfRow(field));
}

bool TouchedFields::TellsOfRow(std::string_view field) const {
  const bool is_touched = removed_.contains(field) || edited_.contains(field);
  return (moves_all_rows_ && IsColumn(field)) || (IsOfRow(field) && is_touched);
}

}  // namespace sunder::markup
