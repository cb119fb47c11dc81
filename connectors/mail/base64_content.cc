#include "connectors/mail/base64_content.h"

#include <algorithm>

namespace sunder::mail {
namespace {

bool IsForeign(char c) {
  const bool is_sign = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       c == '+' || c == '/' || c == '=';
  const bool is_blank = c == ' ' || (c >= '\t' && c <= '\r');
  return !is_sign && !is_blank;
}

bool HasForeign(std::string_view text) { return std::any_of(text.begin(), text.end(), IsForeign); }

}  // namespace

size_t EndOfBase64(std::string_view content) {
  const size_t padding = content.find('=');
  if (padding == std::string_view::npos) return content.size();
  const size_t end = std::min(content.find_first_not_of('=', padding), content.size());
  return HasForeign(content.substr(end)) ? end : content.size();
}

ForeignLines FindForeignLines(std::string_view content) {
  const size_t content_end = EndOfBase64(content);
  ForeignLines found;
  for (size_t begin = 0; begin < content_end;) {
    const size_t end = std::min(content.find('\n', begin), content_end - 1) + 1;
    if (HasForeign(content.substr(begin, end - begin))) {
      if (found.size == 0) found.first_at = begin;
      found.size += end - begin;
    }
    begin = end;
  }
  if (found.size == 0) found.first_at = content_end;
  found.size += content.size() - content_end;
  return found;
}

}  // namespace sunder::mail
