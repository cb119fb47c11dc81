// Reasons that MakePlan gives: a closed set, so that a person's own reason can be told from them.
// Private to segregation/.
#pragma once

#include <array>
#include <string_view>

namespace sunder::segregation {

inline constexpr std::string_view kReasonColumn = "special category beside identifiers";
inline constexpr std::string_view kReasonColumnAll = "special category; --all";
inline constexpr std::string_view kReasonText = "texts state a special category beside identifiers";
inline constexpr std::string_view kReasonTextClean =
    "no statement was met in these texts; each is judged again";
inline constexpr std::string_view kReasonTextAll = "texts state a special category; --all";
inline constexpr std::string_view kReasonSecret = "secret in a table that is taken apart";
inline constexpr std::string_view kReasonPolicy = "by policy for this label";
inline constexpr std::string_view kReasonApart = "already apart";
inline constexpr std::string_view kReasonIdentifier = "identifier";
inline constexpr std::string_view kReasonPlain = "no special category";

// Of read-only objects.
inline constexpr std::string_view kReasonWithheld =
    "withheld: no faithful write-back, the whole file is sealed";
inline constexpr std::string_view kReasonWithFile =
    "goes with its file, which is sealed whole or kept whole";

inline constexpr std::array<std::string_view, 12> kPlanReasons{
    kReasonColumn,     kReasonColumnAll, kReasonText,     kReasonTextClean,
    kReasonTextAll,    kReasonSecret,    kReasonPolicy,   kReasonApart,
    kReasonIdentifier, kReasonPlain,     kReasonWithheld, kReasonWithFile};

}  // namespace sunder::segregation
