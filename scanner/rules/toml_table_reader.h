// Strict reading of one TOML table: every key is known, every value has its type and range.
// Private to this folder.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::scanner {

// Getters remember the first error and then return defaults, so that a caller reads all keys and
// asks once. `table` must outlive the reader.
class TomlTableReader {
 public:
  // `where` begins every message: "religion/affiliation.toml: rule `religion.affiliation`".
  TomlTableReader(const toml::table& table, std::string where);

  std::string String(std::string_view key, bool is_required = false);
  // One of `choices`, by its index; index 0 when the key is missing and not required.
  size_t Choice(std::string_view key, const std::vector<std::string_view>& choices,
                bool is_required = false);
  bool Bool(std::string_view key, bool fallback);
  float Fraction(std::string_view key, float fallback);  // 0..1
  uint32_t Size(std::string_view key, uint32_t fallback, uint32_t max);
  std::string Date(std::string_view key, bool is_required = false);  // YYYY-MM-DD
  std::vector<std::string> Strings(std::string_view key);
  const toml::table* Table(std::string_view key);  // nullptr: missing
  std::vector<const toml::table*> Tables(std::string_view key);
  // The `format` key, which must be 1.
  void Format();

  bool Has(std::string_view key) const { return table_.contains(key); }
  void Fail(std::string_view key, std::string_view message);
  const std::string& where() const { return where_; }
  void set_where(std::string where) { where_ = std::move(where); }
  bool failed() const { return !error_.ok(); }
  // The first error; else an error for the first key that no getter asked for.
  Status Finish() const;

 private:
  const toml::node* Find(std::string_view key, bool is_required);

  const toml::table& table_;
  std::string where_;
  std::set<std::string, std::less<>> known_keys_;
  Status error_;
};

// Parses a whole file. `where` as above.
Result<toml::table> ParseToml(const std::string& bytes, const std::string& where);

}  // namespace sunder::scanner
