// A TOML table read strictly: every key must be asked for, and have the type that was asked for.
// Private to segregation/.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::segregation {

// The first error sticks: later calls do nothing, and Finish returns it. Errors name the key and
// the place ("plan.toml: table 2: field 5").
class TomlTable {
 public:
  // Parses a whole file; `name` is for messages.
  static Result<TomlTable> Parse(std::string_view text, std::string_view name);
  ~TomlTable();
  TomlTable(TomlTable&&) noexcept;
  TomlTable& operator=(TomlTable&&) noexcept;

  bool Has(std::string_view key) const;
  // Keys in byte order; those already asked for as well.
  std::vector<std::string> Keys() const;
  // Leave the target as it is when the key is absent.
  void Read(std::string_view key, std::string* target);
  void Read(std::string_view key, bool* target);
  void Read(std::string_view key, uint64_t* target, uint64_t min, uint64_t max);
  void Read(std::string_view key, double* target, double min, double max);
  void Read(std::string_view key, std::vector<std::string>* target);
  // Like Read, and absence is an error.
  void Require(std::string_view key, std::string* target);
  // Absent: an empty table, or no tables. The parts must not outlive this table.
  TomlTable Table(std::string_view key);
  std::vector<TomlTable> Tables(std::string_view key, std::string_view place_name);

  // Enters an error of the caller's own about `key`.
  void Complain(std::string_view key, std::string_view what);
  // The first error; else a complaint about the keys that nobody asked for.
  Status Finish();
  // Finish of a part, entered here.
  void FinishPart(TomlTable* part);
  bool ok() const;

 private:
  struct State;
  explicit TomlTable(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A TOML basic string with its quotes. Bytes that are not UTF-8 become U+FFFD, as TOML has no way
// to write them.
std::string TomlString(std::string_view text);
// The shortest text that reads back as the same number.
std::string DecimalText(double value);
std::string TomlStrings(const std::vector<std::string>& texts);

}  // namespace sunder::segregation
