// The figures of `sunder eval --format json`, over the reports' JSON writer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evaluation/intervals.h"
#include "reports/json_writer.h"

namespace sunder::evaluation {

class JsonWriter {
 public:
  // `key` is empty inside a list. Spaces of keys become underscores, so that a path can name them.
  void BeginObject(std::string_view key = {});
  void EndObject() { json_.EndObject(); }
  void BeginList(std::string_view key);
  void EndList() { json_.EndArray(); }
  void Text(std::string_view key, std::string_view value);
  void Count(std::string_view key, uint64_t value);
  void Number(std::string_view key, double value);
  void Flag(std::string_view key, bool value);
  // {"value", "low", "high"}, rounded to four places; null where nothing was counted.
  void Share(std::string_view key, const Rate& rate);
  void Scores(std::string_view key, const Score& score);

  std::string Take() { return json_.Take(); }

 private:
  reports::JsonWriter json_{reports::JsonWriter::Layout::kIndented};
};

}  // namespace sunder::evaluation
