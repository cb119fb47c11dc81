#include "segregation/quarantine_line.h"

#include <sodium.h>

#include <bit>
#include <string_view>

#include "core/planted_leak.h"

namespace sunder::segregation {
namespace {

constexpr uint64_t kLineSizeStepBytes = 1024;
constexpr std::string_view kReplacementCharacter = "\xef\xbf\xbd";

bool IsContinuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

// Size of the well-formed UTF-8 sequence at the front of `text`; 0: none. RFC 3629: no overlong
// forms, no surrogates, nothing over U+10FFFF.
size_t SequenceSize(std::string_view text) {
  const auto at = [&text](size_t i) {
    return i < text.size() ? static_cast<uint8_t>(text[i]) : uint8_t{0};
  };
  const uint8_t lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return IsContinuation(at(1)) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool is_overlong = lead == 0xE0 && at(1) < 0xA0;
    const bool is_surrogate = lead == 0xED && at(1) > 0x9F;
    if (is_overlong || is_surrogate) return 0;
    return IsContinuation(at(1)) && IsContinuation(at(2)) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool is_overlong = lead == 0xF0 && at(1) < 0x90;
    const bool is_too_large = lead == 0xF4 && at(1) > 0x8F;
    if (is_overlong || is_too_large) return 0;
    return IsContinuation(at(1)) && IsContinuation(at(2)) && IsContinuation(at(3)) ? 4 : 0;
  }
  return 0;
}

void AppendEscaped(char c, std::string* json) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto byte = static_cast<uint8_t>(c);
  if (c == '"' || c == '\\') {
    *json += '\\';
    *json += c;
  } else if (byte < 0x20) {
    *json += "\\u00";
    *json += kHex[byte >> 4];
    *json += kHex[byte & 15];
  } else {
    *json += c;
  }
}

// RFC 4648, with padding.
void AppendBase64(std::string_view bytes, std::string* text) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  const size_t begin = text->size();
  const size_t size = sodium_base64_ENCODED_LEN(bytes.size(), kVariant);  // with a NUL behind
  text->resize(begin + size);
  sodium_bin2base64(text->data() + begin, size,
                    reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kVariant);
  text->pop_back();
}

}  // namespace

void AppendJsonString(std::string_view text, std::string* json) {
  *json += '"';
  while (!text.empty()) {
    const size_t size = SequenceSize(text);
    if (size == 0) {
      *json += kReplacementCharacter;
      text.remove_prefix(1);
    } else if (size == 1) {
      AppendEscaped(text.front(), json);
      text.remove_prefix(1);
    } else {
      json->append(text.substr(0, size));
      text.remove_prefix(size);
    }
  }
  *json += '"';
}

std::string QuarantineJson(const QuarantineItem& item) {
  std::string json = "{\"object\":";
  AppendJsonString(item.object, &json);
  json += ",\"table\":";
  AppendJsonString(item.table, &json);
  json += ",\"field\":";
  AppendJsonString(item.field, &json);
  json += ",\"record\":" + std::to_string(item.record);
  if (item.is_file_piece) {
    json += ",\"base64\":\"";
    AppendBase64(item.text, &json);
    return json + "\"}";
  }
  json += ",\"text\":";
  AppendJsonString(item.text, &json);
  json += '}';
  return json;
}

uint64_t PadmeSize(uint64_t size_bytes) {
  if (size_bytes < 2) return size_bytes;
  const auto exponent = static_cast<uint32_t>(std::bit_width(size_bytes) - 1);
  const auto kept_bits = static_cast<uint32_t>(std::bit_width(exponent));
  if (kept_bits >= exponent) return size_bytes;
  const uint64_t mask = (uint64_t{1} << (exponent - kept_bits)) - 1;
  return (size_bytes + mask) & ~mask;
}

uint64_t LineSizeClass(uint64_t size_bytes) {
  const uint64_t steps = (size_bytes + kLineSizeStepBytes - 1) / kLineSizeStepBytes;
  return PadmeSize((steps == 0 ? 1 : steps) * kLineSizeStepBytes);
}

std::string PaddedLine(std::string json) {
  SUNDER_PLANT("unpadded_items", return json + "\n");
  json.resize(LineSizeClass(json.size() + 1) - 1, ' ');
  json += '\n';
  return json;
}

}  // namespace sunder::segregation
