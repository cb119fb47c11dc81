// Unmasking of any valid UTF-8: readings are UTF-8 that differ from the text, spans lead back to
// whole code points of it, and the quick look at a shape holds for every text of it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/scan_text.h"
#include "scanner/text/unmask.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/utf8_input.h"

namespace sunder::fuzz {
namespace {

// Spans of a reading up to this size.
constexpr size_t kSpanSizeBytesMax = 32;
constexpr size_t kReadingsMax = 3;
constexpr size_t kGrowthMax = 4;  // bytes of a reading for a byte of the text

void CheckReading(const scanner::UnmaskedText& reading, std::string_view original) {
  Require(reading.text != original, "a reading says something else");
  Require(reading.text.size() <= kGrowthMax * original.size(), "a reading is not much longer");
  Must(scanner::Fold(reading.text));
  const auto size = static_cast<uint32_t>(reading.text.size());
  for (uint32_t begin = 0; begin < size; ++begin) {
    if (!IsCodePointStart(reading.text, begin)) continue;
    for (uint32_t end = begin + 1; end <= size && end - begin <= kSpanSizeBytesMax; ++end) {
      if (!IsCodePointStart(reading.text, end)) continue;
      const Span span = reading.Original({begin, end});
      Require(span.begin < span.end && span.end <= original.size(), "the span lies in its text");
      Require(IsCodePointStart(original, span.begin), "the span begins at a code point");
      Require(IsCodePointStart(original, span.end), "the span ends at a code point");
    }
  }
}

}  // namespace
}  // namespace sunder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sunder::fuzz;  // NOLINT(google-build-using-namespace)
  constexpr char kSeparator = sunder::scanner::kCellSeparator;
  const std::string text = ToUtf8({reinterpret_cast<const char*>(data), size});
  const std::vector<sunder::scanner::UnmaskedText> readings = sunder::scanner::Unmask(text);
  Require(readings.size() <= kReadingsMax, "there are no more than three readings");
  for (const auto& reading : readings) CheckReading(reading, text);
  // Nothing that the judge skips by its shape may be masked.
  const sunder::scanner::ScanText folded = [&] {
    sunder::scanner::ScanText made;
    Must(made.Append(text));
    return made;
  }();
  bool is_ascii = true;  // and without the separator of cells
  for (const char c : text) {
    is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80 && c != kSeparator;
  }
  if (is_ascii && folded.cells().front().is_identity &&
      !sunder::scanner::ShapeMayBeMasked(folded.shape())) {
    // But for case, which no shape shows and which is folded before anything is looked for.
    for (const auto& reading : readings) {
      Require(!sunder::scanner::MayBeMasked(text) ||
                  Must(sunder::scanner::Fold(reading.text)) == folded.text(),
              "a shape that is plain has plain texts");
    }
  }
  return 0;
}
