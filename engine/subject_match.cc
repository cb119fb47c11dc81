#include "engine/subject_match.h"

#include <algorithm>

#include "scanner/text/scan_text.h"

namespace sunder::engine {
namespace {

// Digits of a national telephone number that are enough to tell it (E.164 has up to 15; a national
// significant number rarely fewer than 8).
constexpr size_t kPhoneDigitsMin = 8;

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string Compact(std::string_view folded) {
  std::string compact;
  for (const char c : folded) {
    if (IsWordByte(c)) compact.push_back(c);
  }
  return compact;
}

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view LastPart(std::string_view field) {
  return field.substr(field.rfind('.') == std::string_view::npos ? 0 : field.rfind('.') + 1);
}

// The last digits; what stands before them is a country code or a trunk prefix.
std::string_view National(std::string_view digits) {
  return digits.size() <= kPhoneDigitsMin ? digits : digits.substr(digits.size() - kPhoneDigitsMin);
}

}  // namespace

std::string CompactFieldName(std::string_view field) {
  const Result<std::string> folded = scanner::Fold(LastPart(field));
  return Compact(folded.ok() ? *folded : std::string(LastPart(field)));
}

Result<SubjectMatcher> SubjectMatcher::Create(const segregation::SubjectRequest& request) {
  SubjectMatcher matcher;
  matcher.size_min_ = std::string::npos;
  for (const segregation::SubjectIdentifier& identifier : request.identifiers) {
    Wanted wanted;
    SUNDER_ASSIGN_OR_RETURN(std::string folded, scanner::Fold(identifier.value));
    folded = Trimmed(folded);
    if (identifier.is_field) wanted.field = CompactFieldName(identifier.key);
    const bool is_whole = identifier.key == "email_address" || identifier.key == "username" ||
                          identifier.key == "profile_url";
    wanted.form = is_whole                           ? Form::kWhole
                  : identifier.key == "phone_number" ? Form::kPhone
                                                     : Form::kCompact;
    wanted.text = is_whole ? folded : Compact(folded);
    const size_t size =
        wanted.form == Form::kPhone ? National(wanted.text).size() : wanted.text.size();
    matcher.size_min_ = std::min(matcher.size_min_, size);
    matcher.wanted_.push_back(std::move(wanted));
  }
  return matcher;
}

bool SubjectMatcher::IsOwn(const Wanted& wanted, std::string_view folded,
                           std::string_view compact) {
  if (wanted.form == Form::kWhole) {
    std::string_view text = Trimmed(folded);
    if (text.starts_with("mailto:")) text.remove_prefix(7);
    return text == wanted.text;
  }
  if (wanted.form == Form::kCompact) return compact == wanted.text;
  return compact == wanted.text ||
         (compact.size() >= kPhoneDigitsMin && wanted.text.size() >= kPhoneDigitsMin &&
          compact.size() <= 15 && National(compact) == National(wanted.text));
}

// The wanted letters and digits in a row, with anything but letters and digits between them, and
// no word going on at either end.
bool SubjectMatcher::IsMentioned(const Wanted& wanted, std::string_view folded) {
  const std::string_view text =
      wanted.form == Form::kPhone ? National(wanted.text) : std::string_view(wanted.text);
  const std::string needle = wanted.form == Form::kWhole ? Compact(text) : std::string(text);
  if (needle.empty()) return false;
  std::string compact;
  std::vector<size_t> positions;
  for (size_t i = 0; i < folded.size(); ++i) {
    if (!IsWordByte(folded[i])) continue;
    compact.push_back(folded[i]);
    positions.push_back(i);
  }
  for (size_t at = compact.find(needle); at != std::string::npos;
       at = compact.find(needle, at + 1)) {
    const size_t begin = positions[at];
    const size_t end = positions[at + needle.size() - 1] + 1;
    const bool ends = end == folded.size() || !IsWordByte(folded[end]);
    // A telephone number's country code may stand right before it.
    const bool begins = begin == 0 || !IsWordByte(folded[begin - 1]) || wanted.form == Form::kPhone;
    if (!begins || !ends) continue;
    if (wanted.form != Form::kWhole || folded.substr(begin, end - begin) == wanted.text)
      return true;
  }
  return false;
}

Result<SubjectMatch> SubjectMatcher::Match(std::string_view field, std::string_view text) const {
  if (text.size() < size_min_) return SubjectMatch::kNone;
  SUNDER_ASSIGN_OR_RETURN(const std::string folded, scanner::Fold(text));
  const std::string compact = Compact(folded);
  SubjectMatch best = SubjectMatch::kNone;
  for (const Wanted& wanted : wanted_) {
    if (!wanted.field.empty() && CompactFieldName(field) != wanted.field) continue;
    if (IsOwn(wanted, folded, compact)) return SubjectMatch::kOwn;
    if (wanted.field.empty() && IsMentioned(wanted, folded)) best = SubjectMatch::kMention;
  }
  return best;
}

}  // namespace sunder::engine
