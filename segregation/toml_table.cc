#include "segregation/toml_table.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

namespace sunder::segregation {

struct TomlTable::State {
  std::string place;
  toml::table owned;                   // of the file's own table
  const toml::table* table = nullptr;  // null: an absent table
  std::set<std::string, std::less<>> asked;
  Status error;

  const toml::node* Ask(std::string_view key) {
    asked.emplace(key);
    if (table == nullptr || !error.ok()) return nullptr;
    return table->get(key);
  }
  void Fail(std::string_view key, std::string_view what) {
    if (!error.ok()) return;
    error = Status::Usage(place + ": `" + std::string(key) + "` " + std::string(what));
  }
};

TomlTable::TomlTable(std::unique_ptr<State> state) : state_(std::move(state)) {}
TomlTable::~TomlTable() = default;
TomlTable::TomlTable(TomlTable&&) noexcept = default;
TomlTable& TomlTable::operator=(TomlTable&&) noexcept = default;

Result<TomlTable> TomlTable::Parse(std::string_view text, std::string_view name) {
  auto state = std::make_unique<State>();
  state->place = std::string(name);
  try {
    state->owned = toml::parse(text);
  } catch (const toml::parse_error& error) {
    return Status::Usage(state->place + ": line " + std::to_string(error.source().begin.line) +
                         ", column " + std::to_string(error.source().begin.column) +
                         " is not TOML: " + std::string(error.description()));
  }
  state->table = &state->owned;
  return TomlTable(std::move(state));
}

bool TomlTable::Has(std::string_view key) const {
  return state_->table != nullptr && state_->table->contains(key);
}

std::vector<std::string> TomlTable::Keys() const {
  std::vector<std::string> keys;
  if (state_->table == nullptr) return keys;
  for (const auto& [key, node] : *state_->table) keys.emplace_back(key.str());
  std::sort(keys.begin(), keys.end());
  return keys;
}

void TomlTable::Read(std::string_view key, std::string* target) {
  const toml::node* node = state_->Ask(key);
  if (node == nullptr) return;
  if (!node->is_string()) return state_->Fail(key, "must be a text in quotes");
  *target = node->as_string()->get();
}

void TomlTable::Read(std::string_view key, bool* target) {
  const toml::node* node = state_->Ask(key);
  if (node == nullptr) return;
  if (!node->is_boolean()) return state_->Fail(key, "must be true or false");
  *target = node->as_boolean()->get();
}

void TomlTable::Read(std::string_view key, uint64_t* target, uint64_t min, uint64_t max) {
  const toml::node* node = state_->Ask(key);
  if (node == nullptr) return;
  const std::string wanted =
      "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max);
  if (!node->is_integer()) return state_->Fail(key, wanted);
  const int64_t value = node->as_integer()->get();
  if (value < 0 || static_cast<uint64_t>(value) < min || static_cast<uint64_t>(value) > max) {
    return state_->Fail(key, wanted);
  }
  *target = static_cast<uint64_t>(value);
}

void TomlTable::Read(std::string_view key, double* target, double min, double max) {
  const toml::node* node = state_->Ask(key);
  if (node == nullptr) return;
  const std::optional<double> value = node->value<double>();
  if (!node->is_number() || !value || !(*value >= min && *value <= max)) {
    return state_->Fail(key,
                        "must be a number from " + DecimalText(min) + " to " + DecimalText(max));
  }
  *target = *value;
}

void TomlTable::Read(std::string_view key, std::vector<std::string>* target) {
  const toml::node* node = state_->Ask(key);
  if (node == nullptr) return;
  const toml::array* array = node->as_array();
  if (array == nullptr) return state_->Fail(key, "must be a list of texts");
  std::vector<std::string> texts;
  for (const toml::node& element : *array) {
    if (!element.is_string()) return state_->Fail(key, "must be a list of texts");
    texts.push_back(element.as_string()->get());
  }
  *target = std::move(texts);
}

void TomlTable::Require(std::string_view key, std::string* target) {
  if (!Has(key)) state_->Fail(key, "is missing");
  Read(key, target);
}

TomlTable TomlTable::Table(std::string_view key) {
  auto part = std::make_unique<State>();
  part->place = state_->place + ": [" + std::string(key) + "]";
  const toml::node* node = state_->Ask(key);
  if (node != nullptr) {
    part->table = node->as_table();
    if (part->table == nullptr) state_->Fail(key, "must be a table");
  }
  return TomlTable(std::move(part));
}

std::vector<TomlTable> TomlTable::Tables(std::string_view key, std::string_view place_name) {
  std::vector<TomlTable> parts;
  const toml::node* node = state_->Ask(key);
  if (node == nullptr) return parts;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    state_->Fail(key, "must be a list of tables");
    return parts;
  }
  for (const toml::node& element : *array) {
    auto part = std::make_unique<State>();
    part->place =
        state_->place + ": " + std::string(place_name) + " " + std::to_string(parts.size() + 1);
    part->table = element.as_table();
    if (part->table == nullptr) {
      state_->Fail(key, "must be a list of tables");
      return {};
    }
    parts.push_back(TomlTable(std::move(part)));
  }
  return parts;
}

void TomlTable::Complain(std::string_view key, std::string_view what) { state_->Fail(key, what); }

Status TomlTable::Finish() {
  if (!state_->error.ok() || state_->table == nullptr) return state_->error;
  for (const std::string& key : Keys()) {
    if (state_->asked.contains(key)) continue;
    std::string known;
    for (const std::string& asked : state_->asked) known += (known.empty() ? "" : ", ") + asked;
    state_->Fail(key, "is not a known key here; known are: " + known);
    break;
  }
  return state_->error;
}

void TomlTable::FinishPart(TomlTable* part) {
  const Status status = part->Finish();
  if (state_->error.ok() && !status.ok()) state_->error = status;
}

bool TomlTable::ok() const { return state_->error.ok(); }

namespace {

// Length of the UTF-8 sequence at the beginning of `text`; 0 where it is none.
size_t SequenceLength(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const size_t length = lead < 0x80   ? 1
                        : lead < 0xC2 ? 0
                        : lead < 0xE0 ? 2
                        : lead < 0xF0 ? 3
                        : lead < 0xF5 ? 4
                                      : 0;
  if (length == 0 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  if (lead == 0xE0 && byte(1) < 0xA0) return 0;
  if (lead == 0xED && byte(1) >= 0xA0) return 0;  // surrogates
  if (lead == 0xF0 && byte(1) < 0x90) return 0;
  if (lead == 0xF4 && byte(1) >= 0x90) return 0;
  return length;
}

}  // namespace

std::string DecimalText(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string TomlString(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out = "\"";
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const size_t length = SequenceLength(text.substr(i));
    if (length == 0) {
      out += "\\uFFFD";
      ++i;
    } else if (length == 1 && (byte < 0x20 || byte == 0x7F)) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
      ++i;
    } else {
      if (byte == '"' || byte == '\\') out += '\\';
      out.append(text.substr(i, length));
      i += length;
    }
  }
  return out + '"';
}

std::string TomlStrings(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    if (out.size() > 1) out += ", ";
    out += TomlString(text);
  }
  return out + "]";
}

}  // namespace sunder::segregation
