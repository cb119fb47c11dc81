#include "connectors/package/package.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace sunder::package {
namespace {

using namespace std::string_literals;

std::string Number(uint64_t value, size_t size) {
  std::string bytes;
  for (size_t i = 0; i < size; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
  return bytes;
}

enum class Sizes { kInFront, kBehind, kBehindWithoutMark, kBehindWide, kInExtraField };

// A part with its local header; the content may be anything.
std::string Part(const std::string& name, const std::string& content, Sizes sizes) {
  const bool is_behind = sizes != Sizes::kInFront && sizes != Sizes::kInExtraField;
  const std::string extra = sizes == Sizes::kInExtraField
                                ? Number(1, 2) + Number(16, 2) + Number(content.size(), 8) +
                                      Number(content.size(), 8)
                                : "";
  const uint64_t told = is_behind ? 0 : sizes == Sizes::kInFront ? content.size() : 0xFFFFFFFF;
  std::string part = "PK\x03\x04"s + Number(20, 2) + Number(is_behind ? 8 : 0, 2) + Number(0, 10) +
                     Number(told, 4) + Number(told, 4) + Number(name.size(), 2) +
                     Number(extra.size(), 2) + name + extra + content;
  if (!is_behind) return part;
  if (sizes != Sizes::kBehindWithoutMark) part += "PK\x07\x08";
  const size_t width = sizes == Sizes::kBehindWide ? 8 : 4;
  return part + Number(0, 4) + Number(content.size(), width) + Number(content.size(), width);
}

}  // namespace

TEST_CASE("A zip's first bytes name its own parts, not those of a zip in it") {
  for (const Sizes sizes : {Sizes::kInFront, Sizes::kBehind, Sizes::kBehindWithoutMark,
                            Sizes::kBehindWide, Sizes::kInExtraField}) {
    INFO(static_cast<int>(sizes));
    const std::string inner = Part("xl/styles.xml", "<a/>", sizes) +
                              Part("xl/workbook.xml", "<workbook/>", sizes) +
                              Part("xl/sheet.xml", "<b/>", sizes);
    CHECK(HeadNamesPart(inner, "xl/workbook.xml"));
    CHECK(HeadNamesPart(inner, "xl/sheet.xml"));
    CHECK_FALSE(HeadNamesPart(inner, "xl/other.xml"));
    const std::string outer =
        Part("book.xlsx", inner, sizes) + Part("last.txt", "words\n", sizes);
    CHECK(HeadNamesPart(outer, "book.xlsx"));
    CHECK(HeadNamesPart(outer, "last.txt"));
    CHECK_FALSE(HeadNamesPart(outer, "xl/workbook.xml"));
    // Cut off anywhere, it is read as far as it goes.
    for (size_t size = 0; size < outer.size(); ++size) {
      CHECK_FALSE(HeadNamesPart(std::string_view(outer).substr(0, size), "xl/workbook.xml"));
    }
  }
}

}  // namespace sunder::package
