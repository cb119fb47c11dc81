// Any bytes: detection answers with an encoding that is known; what is decoded in pieces is what is
// decoded at once; it is UTF-8 but for marked bytes; text without them goes back and comes again
// the same; places in the text grow with places in the bytes.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "connectors/charset/decoder.h"
#include "connectors/charset/detection.h"
#include "connectors/charset/encoder.h"
#include "connectors/decode/byte_stream.h"
#include "tests/fuzz/require.h"

namespace sunder::fuzz {
namespace {

std::string DecodedInPieces(const std::string& encoding, std::string_view bytes, size_t piece) {
  charset::Decoder decoder = Must(charset::Decoder::Create(encoding));
  std::string text;
  std::string waiting;
  for (size_t at = 0; at < bytes.size(); at += piece) {
    waiting.append(bytes.substr(at, piece));
    waiting.erase(0, decoder.Decode(waiting, at + piece >= bytes.size(), &text));
    Require(waiting.size() < 8, "only the start of a character waits");
  }
  return text;
}

void CheckText(const std::string& text) {
  std::string_view rest = text;
  while (!rest.empty()) {
    rest.remove_prefix(ValidUtf8Prefix(rest));
    if (rest.empty()) return;
    Require(rest.front() == charset::kUndecodable, "what is no UTF-8 is marked");
    rest.remove_prefix(1);
  }
}

void CheckEncoding(const std::string& encoding, std::string_view bytes, size_t piece) {
  const std::string text = DecodedInPieces(encoding, bytes, bytes.size());
  Require(DecodedInPieces(encoding, bytes, piece) == text, "pieces of any size give the same");
  CheckText(text);
  charset::Decoder decoder = Must(charset::Decoder::Create(encoding));
  size_t before = 0;
  for (size_t at = 0; at < text.size(); at += 1 + text.size() / 7) {
    const size_t source = decoder.SizeOfText(bytes, at);
    Require(source >= before && source <= bytes.size(), "places grow together");
    before = source;
  }
  if (text.find(charset::kUndecodable) != std::string::npos) return;
  charset::Encoder encoder = Must(charset::Encoder::Create(encoding));
  std::string again;
  // A character may be read and not written: two of an encoding can be one of Unicode.
  if (!encoder.Encode(text, &again) || !encoder.IsWhole()) return;
  Require(DecodedInPieces(encoding, again, again.size()) == text, "there and back");
}

}  // namespace
}  // namespace sunder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sunder;        // NOLINT(google-build-using-namespace)
  using namespace sunder::fuzz;  // NOLINT(google-build-using-namespace)
  if (size < 2) return 0;
  constexpr const char* kEncodings[] = {"UTF-16LE", "UTF-16BE",  "UTF-32LE",     "GB18030",
                                        "Big5",     "Shift_JIS", "windows-1252", "EUC-JP",
                                        "EUC-KR",   "KOI8-R",    "windows-1255", "ISO-8859-6"};
  const std::string chosen = kEncodings[data[0] % std::size(kEncodings)];
  const size_t piece = 1 + data[1] % 32;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const charset::Detection detection = charset::DetectEncoding(bytes, nullptr);
  Require(detection.encoding.empty() == detection.by.empty(), "an encoding is told by something");
  for (const Loss& remark : detection.remarks) {
    Require(remark.offset_bytes <= bytes.size() && remark.size_bytes == 0, "a remark has a place");
  }
  if (!detection.encoding.empty()) CheckEncoding(detection.encoding, bytes, piece);
  CheckEncoding(chosen, bytes, piece);
  return 0;
}
