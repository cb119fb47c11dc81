// A small JSON emitter: keys in the order they are written, no locale, always valid UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::reports {

// Of every report: raised when a key is added, removed or means something else.
inline constexpr uint64_t kReportFormat = 1;

// Calls must nest as JSON does; inside an object every value goes with its key. Strings: invalid
// bytes become U+FFFD, control characters and bidirectional overrides are escaped.
class JsonWriter {
 public:
  enum class Layout { kCompact, kIndented };

  explicit JsonWriter(Layout layout) : layout_(layout) {}

  // Without a key: the document's root or an array's element.
  void BeginObject();
  void BeginObject(std::string_view key);
  void EndObject();
  void BeginArray(std::string_view key);
  void EndArray();

  void String(std::string_view value);
  void String(std::string_view key, std::string_view value);
  void StringOrNull(std::string_view key, std::string_view value, bool is_null);
  void Strings(std::string_view key, const std::vector<std::string>& values);
  void Number(std::string_view key, uint64_t value);
  void Fixed(std::string_view key, double value, int decimals);
  void Bool(std::string_view key, bool value);
  // A count of records, cells or persons. 1 to 10: `"key": null, "key_under": 11`.
  void Count(std::string_view key, uint64_t value);

  // The document, ended with a newline. The writer is empty again.
  std::string Take();

 private:
  void Key(std::string_view key);
  void BeforeValue();
  void Open(char bracket);
  void Close(char bracket);
  void NewLine();
  void AppendQuoted(std::string_view value);

  Layout layout_;
  std::string out_;
  std::vector<bool> has_element_;  // one an open bracket
  bool is_after_key_ = false;
};

}  // namespace sunder::reports
