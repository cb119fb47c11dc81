#include "connectors/markup/text_cuts.h"

#include <algorithm>

namespace sunder::markup {
namespace {

// How much of what follows a cut must be found again behind it. Longer costs nothing; shorter could
// stop at a repeated phrase.
constexpr size_t kAnchorSizeBytes = 64;
constexpr std::string_view kBlanks = " \t\n\f\r";

// Whether a sentence may begin at `at`: nothing before it, or white space behind an end mark or a
// line end.
bool IsSentenceStart(std::string_view text, size_t at) {
  if (at == 0) return true;
  if (kBlanks.find(text[at - 1]) == std::string_view::npos) return false;
  if (text[at - 1] == '\n') return true;
  const size_t last = text.find_last_not_of(kBlanks, at - 1);
  return last == std::string_view::npos ||
         std::string_view(".!?:;)\"'").find(text[last]) != std::string_view::npos ||
         static_cast<unsigned char>(text[last]) >= 0x80;
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Moves a cut to the left, as far as the text that stays is the same, to where a sentence begins.
TextCut AtSentence(std::string_view text, TextCut cut, size_t begin_min) {
  for (TextCut moved = cut;; --moved.begin, --moved.end) {
    if (IsSentenceStart(text, moved.begin)) return moved;
    if (moved.begin == begin_min || text[moved.begin - 1] != text[moved.end - 1]) break;
  }
  // At the least no character is cut in two.
  while (cut.begin > begin_min && cut.begin < text.size() && IsContinuation(text[cut.begin]) &&
         text[cut.begin - 1] == text[cut.end - 1]) {
    --cut.begin;
    --cut.end;
  }
  return cut;
}

}  // namespace

std::optional<std::vector<TextCut>> FindCuts(std::string_view before, std::string_view after) {
  std::vector<TextCut> cuts;
  size_t old_at = 0;
  size_t new_at = 0;
  size_t kept_from = 0;
  while (old_at < before.size() || new_at < after.size()) {
    const auto [left, right] =
        std::mismatch(before.begin() + static_cast<ptrdiff_t>(old_at), before.end(),
                      after.begin() + static_cast<ptrdiff_t>(new_at), after.end());
    old_at = static_cast<size_t>(left - before.begin());
    new_at = static_cast<size_t>(right - after.begin());
    if (old_at == before.size()) break;
    const std::string_view rest = after.substr(new_at);
    size_t next = before.size();
    if (!rest.empty()) {
      // All that is left fits the end best; else the next place where enough of it stands.
      next = before.ends_with(rest) && before.size() - rest.size() >= old_at
                 ? before.size() - rest.size()
                 : before.find(rest.substr(0, kAnchorSizeBytes), old_at);
      if (next == std::string_view::npos) return std::nullopt;
    }
    const TextCut cut = AtSentence(before, {old_at, next}, kept_from);
    cuts.push_back(cut);
    old_at = next;
    kept_from = cut.end;
  }
  if (new_at != after.size()) return std::nullopt;
  return cuts;
}

}  // namespace sunder::markup
