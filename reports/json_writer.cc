#include "reports/json_writer.h"

#include <utility>

#include "reports/figures.h"
#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

// Written as it is: nearly all of a report.
bool IsPlain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

void AppendEscaped(char32_t code_point, std::string* out) {
  switch (code_point) {
    case '"':
      *out += "\\\"";
      return;
    case '\\':
      *out += "\\\\";
      return;
    case '\n':
      *out += "\\n";
      return;
    case '\r':
      *out += "\\r";
      return;
    case '\t':
      *out += "\\t";
      return;
    default:
      break;
  }
  if (!IsUnsafeToShow(code_point)) return AppendUtf8(code_point, out);
  constexpr std::string_view kHex = "0123456789abcdef";
  *out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) *out += kHex[(code_point >> shift) & 0xF];
}

}  // namespace

void JsonWriter::BeginObject() { Open('{'); }
void JsonWriter::BeginObject(std::string_view key) {
  Key(key);
  Open('{');
}
void JsonWriter::EndObject() { Close('}'); }
void JsonWriter::BeginArray(std::string_view key) {
  Key(key);
  Open('[');
}
void JsonWriter::EndArray() { Close(']'); }

void JsonWriter::String(std::string_view value) {
  BeforeValue();
  AppendQuoted(value);
}

void JsonWriter::String(std::string_view key, std::string_view value) {
  Key(key);
  String(value);
}

void JsonWriter::StringOrNull(std::string_view key, std::string_view value, bool is_null) {
  if (!is_null) return String(key, value);
  Key(key);
  BeforeValue();
  out_ += "null";
}

void JsonWriter::Strings(std::string_view key, const std::vector<std::string>& values) {
  BeginArray(key);
  for (const std::string& value : values) String(value);
  EndArray();
}

void JsonWriter::Number(std::string_view key, uint64_t value) {
  Key(key);
  BeforeValue();
  out_ += std::to_string(value);
}

void JsonWriter::Fixed(std::string_view key, double value, int decimals) {
  Key(key);
  BeforeValue();
  out_ += FixedDecimals(value, decimals);
}

void JsonWriter::Bool(std::string_view key, bool value) {
  Key(key);
  BeforeValue();
  out_ += value ? "true" : "false";
}

void JsonWriter::Count(std::string_view key, uint64_t value) {
  if (!IsHiddenCount(value)) return Number(key, value);
  StringOrNull(key, "", true);
  Number(std::string(key) + "_under", kSmallestShownCount);
}

std::string JsonWriter::Take() {
  out_ += '\n';
  has_element_.clear();
  return std::exchange(out_, {});
}

void JsonWriter::Key(std::string_view key) {
  BeforeValue();
  AppendQuoted(key);
  out_ += layout_ == Layout::kIndented ? ": " : ":";
  is_after_key_ = true;
}

void JsonWriter::BeforeValue() {
  if (std::exchange(is_after_key_, false)) return;
  if (has_element_.empty()) return;
  if (has_element_.back()) out_ += ',';
  has_element_.back() = true;
  NewLine();
}

void JsonWriter::Open(char bracket) {
  BeforeValue();
  out_ += bracket;
  has_element_.push_back(false);
}

void JsonWriter::Close(char bracket) {
  const bool had_element = has_element_.back();
  has_element_.pop_back();
  if (had_element) NewLine();
  out_ += bracket;
}

void JsonWriter::NewLine() {
  if (layout_ == Layout::kCompact) return;
  out_ += '\n';
  out_.append(2 * has_element_.size(), ' ');
}

void JsonWriter::AppendQuoted(std::string_view value) {
  out_ += '"';
  for (size_t offset = 0; offset < value.size();) {
    size_t plain_end = offset;
    while (plain_end < value.size() && IsPlain(value[plain_end])) ++plain_end;
    out_ += value.substr(offset, plain_end - offset);
    offset = plain_end;
    if (offset == value.size()) break;
    const CodePoint next = DecodeCodePoint(value, offset);
    AppendEscaped(next.value, &out_);
    offset += next.size_bytes;
  }
  out_ += '"';
}

}  // namespace sunder::reports
