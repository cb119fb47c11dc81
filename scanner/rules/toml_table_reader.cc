#include "scanner/rules/toml_table_reader.h"

#include <cstdio>
#include <utility>

namespace sunder::scanner {

TomlTableReader::TomlTableReader(const toml::table& table, std::string where)
    : table_(table), where_(std::move(where)) {}

void TomlTableReader::Fail(std::string_view key, std::string_view message) {
  if (!error_.ok()) return;
  error_ = Status::Usage(where_ + ": key `" + std::string(key) + "`: " + std::string(message));
}

const toml::node* TomlTableReader::Find(std::string_view key, bool is_required) {
  known_keys_.emplace(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && is_required) Fail(key, "is missing; docs/rule-format.md says what it is");
  return node;
}

std::string TomlTableReader::String(std::string_view key, bool is_required) {
  const toml::node* node = Find(key, is_required);
  if (node == nullptr) return {};
  if (const auto* text = node->as_string()) {
    if (is_required && text->get().empty()) Fail(key, "is empty; write a text");
    return text->get();
  }
  Fail(key, "is not a text; write it in quotes");
  return {};
}

size_t TomlTableReader::Choice(std::string_view key, const std::vector<std::string_view>& choices,
                               bool is_required) {
  const std::string value = String(key, is_required);
  if (value.empty() && !Has(key)) return 0;
  std::string known;
  for (size_t at = 0; at < choices.size(); ++at) {
    if (choices[at] == value) return at;
    known += (at == 0 ? "`" : ", `") + std::string(choices[at]) + "`";
  }
  Fail(key, "`" + value + "` is unknown; write one of " + known);
  return 0;
}

bool TomlTableReader::Bool(std::string_view key, bool fallback) {
  const toml::node* node = Find(key, false);
  if (node == nullptr) return fallback;
  if (const auto* flag = node->as_boolean()) return flag->get();
  Fail(key, "is not a truth value; write true or false, without quotes");
  return fallback;
}

float TomlTableReader::Fraction(std::string_view key, float fallback) {
  const toml::node* node = Find(key, false);
  if (node == nullptr) return fallback;
  const auto number = node->value<double>();
  if (number && *number >= 0 && *number <= 1) return static_cast<float>(*number);
  Fail(key, "is not a number from 0 to 1");
  return fallback;
}

uint32_t TomlTableReader::Size(std::string_view key, uint32_t fallback, uint32_t max) {
  const toml::node* node = Find(key, false);
  if (node == nullptr) return fallback;
  const auto* number = node->as_integer();
  if (number != nullptr && number->get() >= 1 && number->get() <= max) {
    return static_cast<uint32_t>(number->get());
  }
  Fail(key, "is not a whole number from 1 to " + std::to_string(max) + " (bytes)");
  return fallback;
}

std::string TomlTableReader::Date(std::string_view key, bool is_required) {
  const toml::node* node = Find(key, is_required);
  if (node == nullptr) return {};
  const auto* date = node->as_date();
  if (date == nullptr) {
    Fail(key, "is not a date; write YYYY-MM-DD, without quotes");
    return {};
  }
  const toml::date day = date->get();
  char text[16];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", unsigned{day.year}, unsigned{day.month},
                unsigned{day.day});
  return text;
}

std::vector<std::string> TomlTableReader::Strings(std::string_view key) {
  std::vector<std::string> texts;
  const toml::node* node = Find(key, false);
  if (node == nullptr) return texts;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    Fail(key, "is not a list; write [\"one\", \"two\"]");
    return texts;
  }
  for (const toml::node& element : *array) {
    const auto* text = element.as_string();
    if (text == nullptr || text->get().empty()) {
      Fail(key, "holds something that is not a text or is empty; write [\"one\", \"two\"]");
      return texts;
    }
    texts.push_back(text->get());
  }
  return texts;
}

const toml::table* TomlTableReader::Table(std::string_view key) {
  const toml::node* node = Find(key, false);
  if (node == nullptr) return nullptr;
  if (const toml::table* table = node->as_table()) return table;
  Fail(key, "is not a table; write [" + std::string(key) + "] on a line of its own");
  return nullptr;
}

std::vector<const toml::table*> TomlTableReader::Tables(std::string_view key) {
  std::vector<const toml::table*> tables;
  const toml::node* node = Find(key, false);
  if (node == nullptr) return tables;
  const toml::array* array = node->as_array();
  if (array != nullptr) {
    for (const toml::node& element : *array) {
      if (const toml::table* table = element.as_table()) tables.push_back(table);
    }
  }
  if (array == nullptr || tables.size() != array->size()) {
    Fail(key, "is not a list of tables; write [[" + std::string(key) + "]] on a line of its own");
    tables.clear();
  }
  return tables;
}

void TomlTableReader::Format() {
  const toml::node* node = Find("format", true);
  if (node == nullptr) return;
  const auto* number = node->as_integer();
  if (number == nullptr || number->get() != 1) Fail("format", "is not 1, the only known format");
}

Status TomlTableReader::Finish() const {
  if (!error_.ok()) return error_;
  for (const auto& [key, node] : table_) {
    if (known_keys_.find(key.str()) != known_keys_.end()) continue;
    std::string known;
    for (const std::string& name : known_keys_) known += (known.empty() ? "`" : ", `") + name + "`";
    return Status::Usage(where_ + ": key `" + std::string(key.str()) + "` (line " +
                         std::to_string(key.source().begin.line) + ") is unknown; known here are " +
                         known);
  }
  return Status::Ok();
}

Result<toml::table> ParseToml(const std::string& bytes, const std::string& where) {
  try {
    return toml::parse(bytes);
  } catch (const toml::parse_error& error) {
    return Status::Usage(where + ": line " + std::to_string(error.source().begin.line) +
                         " is not TOML: " + std::string(error.description()));
  }
}

}  // namespace sunder::scanner
