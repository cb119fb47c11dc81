#include "connectors/mail/mail_boundary.h"

namespace sunder::mail {
namespace {

// Behind a line end: an empty line, and the start of the next message.
constexpr std::string_view kMark = "\n\nFrom ";

}  // namespace

bool EndsWithEmptyLine(std::string_view bytes) {
  if (!bytes.ends_with('\n')) return false;
  bytes.remove_suffix(1);
  return bytes.substr(0, bytes.find_last_not_of('\r') + 1).ends_with('\n');
}

std::optional<size_t> MailBoundary::EndOfRecord(std::string_view chunk, bool is_first) {
  if (form_ == MailForm::kMessage) return std::nullopt;
  if (is_first) matched_ = 0;
  size_t at = 0;
  while (at < chunk.size()) {
    if (matched_ == 0) {
      at = chunk.find('\n', at);
      if (at == std::string_view::npos) return std::nullopt;
      matched_ = 1;
      ++at;
      continue;
    }
    const char c = chunk[at++];
    if (c == kMark[matched_]) {
      if (++matched_ == kMark.size()) return at;
    } else if (c == '\n') {
      matched_ = matched_ == 2 ? 2 : 1;
    } else {
      // A carriage return begins an empty line behind a line end or another empty line.
      matched_ = c == '\r' && matched_ <= 2 ? 1 : 0;
    }
  }
  return std::nullopt;
}

size_t MailBoundary::WholeRecords(std::string_view bytes, bool is_end) {
  if (is_end) return bytes.size();
  size_t whole = 0;
  while (const auto end = EndOfRecord(bytes.substr(whole), true)) whole += *end;
  return whole;
}

}  // namespace sunder::mail
