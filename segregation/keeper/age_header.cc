#include "segregation/keeper/age_header.h"

#include <sodium.h>

#include <algorithm>

namespace sunder::segregation {
namespace {

constexpr std::string_view kStanzaStart = "-> ";
constexpr std::string_view kMacStart = "--- ";
constexpr size_t kBodyLineSize = 64;
constexpr size_t kShareSizeBytes = 32;
constexpr size_t kWrappedKeySizeBytes = AgeFileKey::size() + kAgeTagSizeBytes;

bool IsBase64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/';
}

// nullopt: padding, foreign characters, or bits left over that are not zero.
std::optional<std::string> DecodeBase64(std::string_view text) {
  // libsodium 1.0.18 takes some bytes over 127 for characters of the alphabet.
  if (!std::all_of(text.begin(), text.end(), IsBase64)) return std::nullopt;
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<uint8_t*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

class HeaderParser {
 public:
  explicit HeaderParser(std::string_view file) : file_(file) {}

  std::optional<AgeHeaderText> Parse() {
    if (file_.substr(0, kAgeVersionLine.size()) != kAgeVersionLine) return std::nullopt;
    position_ = kAgeVersionLine.size();
    while (file_.substr(position_, kMacStart.size()) != kMacStart) {
      if (!ParseStanza()) return std::nullopt;
    }
    if (header_.stanzas.empty() || !HasValidKinds() || !ParseMac()) return std::nullopt;
    header_.size_bytes = position_;
    return std::move(header_);
  }

 private:
  // The line at the position, without its line feed; nullopt: it has no end.
  std::optional<std::string_view> TakeLine() {
    const size_t end = file_.find('\n', position_);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = file_.substr(position_, end - position_);
    position_ = end + 1;
    return line;
  }

  bool ParseStanza() {
    const size_t begin = position_;
    const auto line = TakeLine();
    if (!line || line->substr(0, kStanzaStart.size()) != kStanzaStart) return false;
    AgeStanza stanza;
    if (!ParseArguments(line->substr(kStanzaStart.size()), &stanza.arguments)) return false;
    std::string encoded;
    while (true) {
      const auto body = TakeLine();
      if (!body || body->size() > kBodyLineSize) return false;
      encoded += *body;
      if (body->size() < kBodyLineSize) break;  // a short line, maybe empty, ends the body
    }
    const auto decoded = DecodeBase64(encoded);
    if (!decoded) return false;
    stanza.body = *decoded;
    stanza.text = std::string(file_.substr(begin, position_ - begin));
    header_.stanzas.push_back(std::move(stanza));
    return true;
  }

  static bool ParseArguments(std::string_view text, std::vector<std::string>* arguments) {
    while (true) {
      const size_t end = std::min(text.find(' '), text.size());
      const std::string_view argument = text.substr(0, end);
      const bool is_visible = std::all_of(argument.begin(), argument.end(),
                                          [](char c) { return c >= '!' && c <= '~'; });
      if (argument.empty() || !is_visible) return false;
      arguments->emplace_back(argument);
      if (end == text.size()) return true;
      text.remove_prefix(end + 1);
    }
  }

  bool HasValidKinds() const {
    for (const AgeStanza& stanza : header_.stanzas) {
      // A passphrase stands alone by the specification: else who seals could not be told from who
      // knows the passphrase.
      if (stanza.arguments.front() == "scrypt" && header_.stanzas.size() > 1) return false;
      if (!stanza.is_x25519()) continue;
      if (stanza.arguments.size() != 2 || stanza.body.size() != kWrappedKeySizeBytes) return false;
      const auto share = DecodeBase64(stanza.arguments[1]);
      if (!share || share->size() != kShareSizeBytes) return false;
    }
    return true;
  }

  bool ParseMac() {
    // The MAC covers the dashes, not the blank behind them.
    header_.authenticated = std::string(file_.substr(0, position_ + kMacStart.size() - 1));
    const auto line = TakeLine();
    if (!line) return false;
    const auto mac = DecodeBase64(line->substr(kMacStart.size()));
    if (!mac || mac->size() != header_.mac.size()) return false;
    std::copy(mac->begin(), mac->end(), header_.mac.begin());
    return true;
  }

  std::string_view file_;
  size_t position_ = 0;
  AgeHeaderText header_;
};

}  // namespace

std::optional<AgeHeaderText> ParseAgeHeader(std::string_view file) {
  return HeaderParser(file).Parse();
}

}  // namespace sunder::segregation
