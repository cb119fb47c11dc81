#include "connectors/charset/detection.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>

#include "connectors/charset/decoder.h"
#include "connectors/charset/plausible_text.h"
#include "connectors/charset/text_damage.h"
#include "connectors/charset/wide_text.h"

namespace sunder::charset {
namespace {

using namespace std::string_view_literals;

// Under it ICU's answer is no better than a guess among its kin: the encodings of the Latin script
// differ in few letters; those of others are told by the script itself. Measured on tables of names
// in 16 languages (detection_test).
constexpr int32_t kConfidenceMinLatin = 20;
constexpr int32_t kConfidenceMin = 11;  // 10 is ICU's "no byte speaks against it"
// Fewer letters beyond ASCII may as well be damage.
constexpr size_t kLettersMin = 3;
// Encodings that ICU does not know, tried when what it knows gives no words.
constexpr std::array<const char*, 2> kOfDos = {"IBM850", "IBM866"};
constexpr uint32_t kConfidenceOfDos = 20;
constexpr size_t kLettersOfDosMin = 8;
// Enough for ICU, which reads no more than some thousand bytes well.
constexpr size_t kSampleSizeBytes = 48 * 1024;
constexpr size_t kDeclarationSizeBytes = 1024;

struct Mark {
  std::string_view bytes;
  const char* encoding;
};

// UTF-32 first: its little-endian mark starts with that of UTF-16.
constexpr std::array<Mark, 6> kMarks = {{
    {"\xEF\xBB\xBF"sv, ""},
    {"\xFF\xFE\x00\x00"sv, "UTF-32LE"},
    {"\x00\x00\xFE\xFF"sv, "UTF-32BE"},
    {"\xFF\xFE"sv, "UTF-16LE"},
    {"\xFE\xFF"sv, "UTF-16BE"},
    {"\x84\x31\x95\x33"sv, "GB18030"},
}};

// Formats that hold no text of their own, or hold it in their own way.
constexpr std::array<std::string_view, 6> kNoText = {"%PDF-",
                                                     "%!PS",
                                                     "{\\rtf",
                                                     "PK\3\4",
                                                     "\x7F"
                                                     "ELF",
                                                     "SQLite format 3"};

bool IsControl(char c) {
  const auto byte = static_cast<uint8_t>(c);
  return byte < 0x20 && std::string_view("\t\n\r\f\v\x1B\b\a").find(c) == std::string_view::npos;
}

bool LooksBinary(std::string_view head) {
  for (const std::string_view start : kNoText) {
    if (head.starts_with(start)) return true;
  }
  const auto controls = std::count_if(head.begin(), head.end(), IsControl);
  return static_cast<size_t>(controls) * 100 > head.size();
}

// The text of `bytes` without a character cut off at the end; nothing when a byte has no character,
// or many are control characters, as a wrong single-byte encoding brings them.
std::optional<std::string> CleanText(const std::string& encoding, std::string_view bytes) {
  Result<Decoder> decoder = Decoder::Create(encoding);
  if (!decoder.ok()) return std::nullopt;
  std::string text;
  decoder->Decode(bytes, /*is_end=*/false, &text);
  if (text.find(kUndecodable) != std::string::npos) return std::nullopt;
  if (CountC1Controls(text) * 1000 > text.size()) return std::nullopt;
  return text;
}

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

// Of the lines that have bytes above ASCII: what stands between them tells nothing.
std::string Sample(std::string_view head) {
  std::string sample;
  while (!head.empty() && sample.size() < kSampleSizeBytes) {
    const size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end);
    if (!IsAscii(line)) sample.append(line.substr(0, kSampleSizeBytes));
  }
  return sample;
}

// Whether `head` reads as words in the encoding; `confidence` is ICU's.
bool IsBelievable(const std::string& encoding, std::string_view head, int32_t confidence) {
  const std::optional<std::string> text = CleanText(encoding, head);
  if (!text) return false;
  const Plausibility judged = JudgeText(*text);
  if (!judged.is_plausible || judged.letters < kLettersMin) return false;
  if (!judged.is_latin) return true;
  // UTF-16's byte-order mark within the text: no language of the Latin script has the letters that
  // its bytes would be side by side.
  return confidence >= kConfidenceMinLatin && head.find("\xFE\xFF") == std::string_view::npos;
}

// Nothing but the letters speaks for these, so it takes some of them.
bool IsOfDos(const char* encoding, std::string_view head) {
  const std::optional<std::string> text = CleanText(encoding, head);
  if (!text) return false;
  const Plausibility judged = JudgeText(*text);
  return judged.is_plausible && judged.letters >= kLettersOfDosMin &&
         judged.letters * 10 >= judged.characters * 9;
}

void AskIcu(std::string_view head, Detection* detection) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&error));
  const std::string sample = Sample(head);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &error);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &error);
  detection->by = "detected";
  for (int32_t i = 0; U_SUCCESS(error) && i < count; ++i) {
    const int32_t confidence = ucsdet_getConfidence(matches[i], &error);
    const char* name = ucsdet_getName(matches[i], &error);
    if (U_FAILURE(error) || confidence < kConfidenceMin) break;
    const Result<std::string> encoding = EncodingNamed(name);
    if (!encoding.ok() || encoding->empty() || encoding->starts_with("UTF-")) continue;
    if (!IsBelievable(*encoding, head, confidence)) continue;
    detection->encoding = *encoding;
    detection->confidence = static_cast<uint32_t>(std::min(confidence, 100));
    return;
  }
  for (const char* encoding : kOfDos) {
    if (!IsOfDos(encoding, head)) continue;
    detection->encoding = encoding;
    detection->confidence = kConfidenceOfDos;
    return;
  }
  detection->by.clear();
  detection->is_unknown = true;
}

// Text in no encoding of Unicode.
void DetectLegacy(std::string_view head, const std::string* given, Detection* detection) {
  if (given != nullptr) {
    detection->encoding = *given;
    detection->by = given->empty() ? "" : "given";
    return;
  }
  const Utf8Lines lines = CountUtf8Lines(head);
  if (lines.valid > 0 && lines.invalid > 0) {
    detection->remarks.push_back(
        {LossReason::kMixedEncodings, lines.first_minor_bytes, 0,
         "some lines are UTF-8 and some in another encoding; split the file by encoding"});
    if (lines.valid >= lines.invalid) return;
  }
  detection->is_guess = true;
  AskIcu(head, detection);
}

}  // namespace

void GuessAgain(std::string_view sample, Detection* detection) {
  if (sample.empty()) return;
  detection->encoding.clear();
  detection->confidence = 0;
  detection->is_unknown = false;
  AskIcu(sample, detection);
}

bool HasByteOrderMark(std::string_view head) {
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [head](const Mark& mark) { return head.starts_with(mark.bytes); });
}

Detection DetectEncoding(std::string_view head, const std::string* given, std::string_view start) {
  Detection detection;
  for (const Mark& mark : kMarks) {
    if (!head.starts_with(mark.bytes)) continue;
    detection.encoding = mark.encoding;
    if (!detection.encoding.empty()) detection.by = "byte_order_mark";
    return detection;
  }
  if (given != nullptr && (given->starts_with("UTF-16") || given->starts_with("UTF-32"))) {
    detection.encoding = *given;
    detection.by = "given";
    return detection;
  }
  const bool has_nul = head.find('\0') != std::string_view::npos;
  if (!has_nul && IsAscii(head)) {
    if (const size_t offset = FindIso2022(head); offset != std::string_view::npos) {
      detection.remarks.push_back(
          {LossReason::kUnknownEncoding, offset, 0,
           "text in ISO-2022, which is not decoded; export it again in UTF-8"});
    }
    return detection;
  }
  if (const std::string wide = has_nul ? WideEncodingOf(head) : ""; !wide.empty()) {
    detection.encoding = wide;
    detection.by = "detected";
    detection.confidence = 100;
    return detection;
  }
  if (LooksBinary(head)) return detection;
  if (IsUtf8ButForTheEnd(head)) {
    if (const std::optional<size_t> offset = FindMojibake(head)) {
      detection.remarks.push_back(
          {LossReason::kMojibake, *offset, 0,
           "text that was decoded with the wrong encoding before it was written; export it again"});
    }
    return detection;
  }
  const Result<std::string> declared = EncodingNamed(DeclaredEncoding(start));
  if (declared.ok() && !declared->empty() && CleanText(*declared, head)) {
    detection.encoding = *declared;
    detection.by = "declared";
    return detection;
  }
  DetectLegacy(head, given, &detection);
  return detection;
}

namespace {

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_.:").find(c) != std::string_view::npos;
}

// The name behind `key`, an `=` or `:` and quotes; empty where there is none.
std::string_view NameBehind(std::string_view text, const std::string& lowered,
                            std::string_view key) {
  const size_t found = lowered.find(key);
  if (found == std::string::npos) return {};
  size_t begin = found + key.size();
  while (begin < text.size() && std::string_view(" \t=:\"'").find(text[begin]) != text.npos) {
    ++begin;
  }
  size_t end = begin;
  while (end < text.size() && IsNameByte(text[end])) ++end;
  return text.substr(begin, end - begin);
}

}  // namespace

size_t FindIso2022(std::string_view head) {
  // To JIS X 0208 of 1978 and 1983, GB 2312 (RFC 1922) and KS X 1001 (RFC 1557).
  constexpr std::array<std::string_view, 4> kShifts = {"\x1B$@", "\x1B$B", "\x1B$)A", "\x1B$)C"};
  size_t first = std::string_view::npos;
  for (const std::string_view shift : kShifts) first = std::min(first, head.find(shift));
  return first;
}

std::string_view DeclaredEncoding(std::string_view head) {
  head = head.substr(0, kDeclarationSizeBytes);
  const std::string lowered = Lowered(head);
  const size_t text_begin = std::min(lowered.find_first_not_of(" \t\r\n"), lowered.size());
  const std::string_view start = std::string_view(lowered).substr(text_begin);
  if (start.starts_with("<?xml")) {
    const size_t end = lowered.find("?>");
    if (end != std::string::npos) return NameBehind(head, lowered.substr(0, end), "encoding");
  }
  if (start.starts_with("@charset")) return NameBehind(head, lowered, "@charset");
  if (start.starts_with('<')) return NameBehind(head, lowered, "charset=");
  // A comment of an editor: a coding line stands in one of the first two.
  size_t second = lowered.find('\n');
  if (second != std::string::npos) second = lowered.find('\n', second + 1);
  const std::string lines = lowered.substr(0, second);
  if (lines.find("-*-") == std::string::npos && lines.find("vim:") == std::string::npos &&
      !start.starts_with('#') && !start.starts_with("//") && !start.starts_with("--")) {
    return {};
  }
  for (const std::string_view key : {"fileencoding=", "coding:", "coding=", "charset:"}) {
    if (const std::string_view name = NameBehind(head, lines, key); !name.empty()) return name;
  }
  return {};
}

}  // namespace sunder::charset
