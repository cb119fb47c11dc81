#include "connectors/sqlite/value.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

namespace sunder::sqlite {
namespace {

// Half bytes of blobs. Neither NUL, white space nor kCellEnd.
constexpr std::string_view kNibbles =
    "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15";
static_assert(kNibbles.size() == 16);

constexpr uint64_t kSignBit = uint64_t{1} << 63;
// A NUL within a value is escaped; what follows it tells an escape from the end.
constexpr char kEscapedNul = '\xFF';
constexpr char kValueEnd = '\x01';

void AppendBigEndian(uint64_t number, std::string* out) {
  for (int shift = 56; shift >= 0; shift -= 8) *out += static_cast<char>(number >> shift);
}

uint64_t BigEndian(std::string_view bytes) {
  uint64_t number = 0;
  for (const char c : bytes) number = number << 8 | static_cast<uint8_t>(c);
  return number;
}

// Orders like the numbers: negative ones turned round, below the positive ones.
uint64_t OrderedBits(double real) {
  const auto bits = std::bit_cast<uint64_t>(real);
  return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}

double RealOfOrderedBits(uint64_t bits) {
  return std::bit_cast<double>((bits & kSignBit) != 0 ? bits & ~kSignBit : ~bits);
}

bool TakeBytes(std::string_view* record, std::string* bytes) {
  for (size_t i = 0; i + 1 < record->size(); ++i) {
    if ((*record)[i] != '\0') {
      *bytes += (*record)[i];
      continue;
    }
    if ((*record)[++i] == kEscapedNul) {
      *bytes += '\0';
      continue;
    }
    record->remove_prefix(i + 1);
    return true;
  }
  return false;
}

std::string_view RawText(const RecordBlock& block, const CellRef& cell) {
  return block.bytes().substr(cell.begin, cell.end - cell.begin);
}

}  // namespace

void AppendCell(ValueType type, std::string_view bytes, uint32_t record, uint32_t field,
                RecordBlock* block) {
  std::string& data = block->data;
  data += static_cast<char>(type);
  CellRef cell;
  cell.record = record;
  cell.field = field;
  cell.begin = static_cast<uint32_t>(data.size());
  cell.is_text = type == ValueType::kText || type == ValueType::kTextBlob;
  if (type != ValueType::kBlob) data += bytes;
  cell.end = static_cast<uint32_t>(data.size());
  if (type == ValueType::kBlob) {
    for (const char c : bytes) {
      data += kNibbles[static_cast<uint8_t>(c) >> 4];
      data += kNibbles[static_cast<uint8_t>(c) & 15];
    }
  }
  data += kCellEnd;
  block->cells.push_back(cell);
}

ValueType CellType(const RecordBlock& block, const CellRef& cell) {
  return static_cast<ValueType>(block.data[cell.begin - 1]);
}

std::string CellBlob(const RecordBlock& block, const CellRef& cell) {
  std::string blob;
  for (size_t i = cell.end; i + 1 < block.data.size() && block.data[i] != kCellEnd; i += 2) {
    blob += static_cast<char>(kNibbles.find(block.data[i]) << 4 | kNibbles.find(block.data[i + 1]));
  }
  return blob;
}

std::string IntegerText(int64_t integer) { return std::to_string(integer); }

std::string RealText(double real) {
  char text[32];
  const auto result = std::to_chars(text, text + sizeof text, real);
  return {text, result.ptr};
}

Result<Value> CellValue(const RecordBlock& block, const CellRef& cell) {
  const std::string_view text = RawText(block, cell);
  Value value;
  value.type = CellType(block, cell);
  std::from_chars_result parsed{text.data() + text.size(), std::errc()};
  switch (value.type) {
    case ValueType::kNull:
      break;
    case ValueType::kInteger:
      parsed = std::from_chars(text.data(), text.data() + text.size(), value.integer);
      break;
    case ValueType::kReal:
      parsed = std::from_chars(text.data(), text.data() + text.size(), value.real);
      break;
    case ValueType::kText:
    case ValueType::kTextBlob:
      value.bytes = std::string(text);
      break;
    case ValueType::kBlob:
      value.bytes = CellBlob(block, cell);
      break;
    default:
      return Status::Internal("a cell of an unknown type");
  }
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
    return Status::Internal("a numeric cell that is not a number");
  }
  return value;
}

void AppendValue(const Value& value, std::string* record) {
  // Both kinds of blob are one in the copy.
  const ValueType type = value.type == ValueType::kTextBlob ? ValueType::kBlob : value.type;
  *record += static_cast<char>(type);
  switch (type) {
    case ValueType::kNull:
      return;
    case ValueType::kInteger:
      return AppendBigEndian(static_cast<uint64_t>(value.integer) ^ kSignBit, record);
    case ValueType::kReal:
      return AppendBigEndian(OrderedBits(value.real), record);
    default:
      break;
  }
  for (const char c : value.bytes) {
    *record += c;
    if (c == '\0') *record += kEscapedNul;
  }
  *record += '\0';
  *record += kValueEnd;
}

bool TakeValue(std::string_view* record, Value* value) {
  if (record->empty()) return false;
  *value = Value();
  value->type = static_cast<ValueType>(record->front());
  record->remove_prefix(1);
  switch (value->type) {
    case ValueType::kNull:
      return true;
    case ValueType::kInteger:
    case ValueType::kReal: {
      if (record->size() < sizeof(uint64_t)) return false;
      const uint64_t bits = BigEndian(record->substr(0, sizeof(uint64_t)));
      record->remove_prefix(sizeof(uint64_t));
      value->integer = static_cast<int64_t>(bits ^ kSignBit);
      value->real = RealOfOrderedBits(bits);
      return true;
    }
    case ValueType::kText:
    case ValueType::kBlob:
      return TakeBytes(record, &value->bytes);
    default:
      return false;
  }
}

}  // namespace sunder::sqlite
