// Writes JSON, two spaces a level: what `sunder eval --format json` prints.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/intervals.h"

namespace sunder::evaluation {

class JsonWriter {
 public:
  // `key` is ignored inside a list. Spaces of keys become underscores, so that a path can name
  // them.
  void BeginObject(std::string_view key = {}) { Open(key, '{'); }
  void EndObject() { Close('}'); }
  void BeginList(std::string_view key = {}) { Open(key, '['); }
  void EndList() { Close(']'); }
  void Text(std::string_view key, std::string_view value);
  void Count(std::string_view key, uint64_t value);
  void Number(std::string_view key, double value);
  void Flag(std::string_view key, bool value);
  // {"value", "low", "high"}, rounded to four places; null where nothing was counted.
  void Share(std::string_view key, const Rate& rate);
  void Scores(std::string_view key, const Score& score);

  std::string Take() { return std::move(text_) + "\n"; }

 private:
  void Key(std::string_view key);
  void Open(std::string_view key, char bracket);
  void Close(char bracket);

  std::string text_;
  std::vector<char> open_;  // brackets
  bool needs_comma_ = false;
};

}  // namespace sunder::evaluation
