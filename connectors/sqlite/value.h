// One SQL value in two forms: within a RecordBlock (text that can be judged, beside its type), and
// within a serialised record (exact, and in an order that sorts like the values).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/record_block.h"
#include "core/status.h"

namespace sunder::sqlite {

// Stands as one byte before each cell of a block and each value of a serialised record. Control
// characters: no rule matches them.
enum class ValueType : char {
  kNull = 1,
  kInteger = 2,
  kReal = 3,
  kText = 4,
  kTextBlob = 5,  // a blob that is UTF-8 without NUL: judged like text
  kBlob = 6,      // any other blob: carried, not judged
};

// Ends every cell of a block.
inline constexpr char kCellEnd = '\x1E';

// Appends type, text and kCellEnd, and the cell's reference. The cell of a kBlob is empty; its
// bytes stand behind it, a byte as two of sixteen control characters.
void AppendCell(ValueType type, std::string_view bytes, uint32_t record, uint32_t field,
                RecordBlock* block);
ValueType CellType(const RecordBlock& block, const CellRef& cell);
// The bytes of a kBlob cell.
std::string CellBlob(const RecordBlock& block, const CellRef& cell);

// A value of a serialised record.
struct Value {
  ValueType type = ValueType::kNull;
  int64_t integer = 0;
  double real = 0;
  std::string bytes;  // of texts and blobs
};

std::string IntegerText(int64_t integer);
std::string RealText(double real);  // the shortest text that gives the same number again
// The value of a cell as it stands in the source.
Result<Value> CellValue(const RecordBlock& block, const CellRef& cell);

void AppendValue(const Value& value, std::string* record);
// Takes one value from the front of `*record`. False: the record is damaged.
bool TakeValue(std::string_view* record, Value* value);

}  // namespace sunder::sqlite
