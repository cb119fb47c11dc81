// Strict reading of JSON reports: every key of the format must be there, no other one may be.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::reports {

// One object of a parsed document. The first error stays in `*status` and names the place by keys
// and indices, never by a value; after it every getter returns an empty value.
class JsonObjectReader {
 public:
  // `status` must outlive the reader; the parser that made `element` as well.
  JsonObjectReader(simdjson::dom::element element, std::string where, Status* status);

  std::string String(std::string_view key);
  std::string StringOrNull(std::string_view key);  // null: ""
  std::vector<std::string> Strings(std::string_view key);
  uint64_t Number(std::string_view key);
  uint32_t SmallNumber(std::string_view key);  // below 2^32
  double Decimal(std::string_view key);
  bool Bool(std::string_view key);
  // What JsonWriter::Count wrote; a hidden count comes back as 1, which is hidden as well.
  uint64_t Count(std::string_view key);
  JsonObjectReader Object(std::string_view key);

  // Reads the array of objects at `key`: `read` gets a reader an element and must take all its
  // keys.
  template <class Read>
  void Each(std::string_view key, Read read) {
    simdjson::dom::array elements;
    if (!Array(key, &elements)) return;
    size_t index = 0;
    for (const simdjson::dom::element element : elements) {
      JsonObjectReader reader(element, Where(key) + "[" + std::to_string(index++) + "]", status_);
      read(reader);
      reader.Finish();
      if (!status_->ok()) return;
    }
  }

  // The member of `values` whose name is the string at `key`.
  template <class Enum>
  Enum OneOf(std::string_view key, std::initializer_list<Enum> values,
             std::string_view (*name_of)(Enum)) {
    return OneOf(key, std::vector<Enum>(values), name_of);
  }
  template <class Enum>
  Enum OneOf(std::string_view key, const std::vector<Enum>& values,
             std::string_view (*name_of)(Enum)) {
    const std::string name = String(key);
    for (const Enum value : values) {
      if (name_of(value) == name) return value;
    }
    Fail(key, "is not one of the known names");
    return *values.begin();
  }

  // Reports keys that nobody asked for.
  void Finish();

 private:
  bool Find(std::string_view key, simdjson::dom::element* element);
  bool Array(std::string_view key, simdjson::dom::array* array);
  std::string Where(std::string_view key) const;
  void Fail(std::string_view key, std::string_view problem);

  simdjson::dom::object object_;
  std::string where_;
  Status* status_;
  size_t taken_ = 0;  // keys found so far
};

// Opens a report: `report` must be the kind's name and `format` the one number that this program
// writes, so that a report of another version is refused rather than half understood.
class JsonReport {
 public:
  // `kind` is "scan", "segregation" or "verification". REQUIRES: called once, before root().
  Status Open(std::string_view json, std::string_view kind);
  JsonObjectReader& root() { return *root_; }
  // Ends the reading: the first error met, or success.
  Status Close();

 private:
  simdjson::dom::parser parser_;
  std::string kind_;
  Status status_;
  std::unique_ptr<JsonObjectReader> root_;
};

}  // namespace sunder::reports
