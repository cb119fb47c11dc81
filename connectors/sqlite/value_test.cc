#include "connectors/sqlite/value.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace sunder::sqlite {
namespace {

Value Integer(int64_t integer) { return {ValueType::kInteger, integer, 0, ""}; }
Value Real(double real) { return {ValueType::kReal, 0, real, ""}; }
Value Text(std::string text) { return {ValueType::kText, 0, 0, std::move(text)}; }
Value Blob(std::string bytes) { return {ValueType::kBlob, 0, 0, std::move(bytes)}; }

std::string Record(const Value& value) {
  std::string record;
  AppendValue(value, &record);
  return record;
}

TEST_CASE("Serialised values sort like the values") {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<Value> ordered = {Value(),
                                      Integer(std::numeric_limits<int64_t>::min()),
                                      Integer(-300),
                                      Integer(-1),
                                      Integer(0),
                                      Integer(7),
                                      Integer(300),
                                      Integer(std::numeric_limits<int64_t>::max()),
                                      Real(-infinity),
                                      Real(-1e300),
                                      Real(-2.5),
                                      Real(-1e-300),
                                      Real(0),
                                      Real(1e-300),
                                      Real(0.1),
                                      Real(2.5),
                                      Real(infinity),
                                      Text(""),
                                      Text(std::string(1, '\0')),
                                      Text("a"),
                                      Text(std::string("a\0", 2)),
                                      Text(std::string("a\0b", 3)),
                                      Text("a\x01"),
                                      Text("ab"),
                                      Text("b"),
                                      Text("\xff"),
                                      Blob(""),
                                      Blob("a")};
  for (size_t i = 0; i + 1 < ordered.size(); ++i) {
    INFO("value " << i);
    // Something behind must not matter.
    CHECK(Record(ordered[i]) + "\xff" < Record(ordered[i + 1]) + std::string(1, '\0'));
  }
}

TEST_CASE("A serialised record gives its values back, and damage is noticed") {
  const std::vector<Value> values = {
      Text(std::string("x\0\xff\x01y", 5)), Value(), Integer(-5), Real(-0.0), Real(0.1),
      Blob(std::string("\0\0", 2)),         Text("")};
  std::string record;
  for (const Value& value : values) AppendValue(value, &record);
  std::string_view rest = record;
  for (const Value& value : values) {
    Value taken;
    REQUIRE(TakeValue(&rest, &taken));
    CHECK(taken.type == value.type);
    if (value.type == ValueType::kInteger) CHECK(taken.integer == value.integer);
    if (value.type == ValueType::kReal) {
      CHECK(taken.real == value.real);
      CHECK(std::signbit(taken.real) == std::signbit(value.real));
    }
    CHECK(taken.bytes == value.bytes);
  }
  CHECK(rest.empty());
  Value ignored;
  for (const std::string& damaged :
       {std::string(), std::string("\x02short"), std::string("\x04no end"), std::string("\x09")}) {
    std::string_view view = damaged;
    CHECK_FALSE(TakeValue(&view, &ignored));
  }
}

TEST_CASE("Numbers have a text that gives the same number again") {
  for (const double real : {0.1, 1.0 / 3, 1e23, 5e-324, 1.7976931348623157e308, 5550100.0}) {
    RecordBlock block;
    AppendCell(ValueType::kReal, RealText(real), 0, 0, &block);
    CHECK(CellValue(block, block.cells[0])->real == real);
  }
  CHECK(RealText(5550100.0) == "5550100");
  RecordBlock block;
  AppendCell(ValueType::kInteger, "12x", 0, 0, &block);
  CHECK_FALSE(CellValue(block, block.cells[0]).ok());
}

TEST_CASE("Blobs travel behind their empty cell in control characters") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  RecordBlock block;
  AppendCell(ValueType::kBlob, bytes, 0, 0, &block);
  AppendCell(ValueType::kText, "next", 0, 1, &block);
  CHECK(block.cells[0].begin == block.cells[0].end);
  CHECK_FALSE(block.cells[0].is_text);
  CHECK(CellValue(block, block.cells[0])->bytes == bytes);
  CHECK(CellValue(block, block.cells[1])->bytes == "next");
  const size_t blob_end = block.cells[1].begin - 2;
  for (size_t i = 0; i < blob_end; ++i) {
    CHECK(static_cast<uint8_t>(block.data[i]) < 0x20);
    CHECK(block.data[i] != kCellEnd);
    CHECK(block.data[i] != '\n');
  }
}

}  // namespace
}  // namespace sunder::sqlite
