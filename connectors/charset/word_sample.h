// Words beyond ASCII of a whole file, whatever their order and place: what an encoding is guessed
// from must not depend on which rows come first, nor on whose row a value stands in.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace sunder::charset {

// A word is a run of bytes without ASCII blanks and punctuation as they stand between cells; behind
// a byte beyond ASCII a bar ends it, too, and is part of it. Of all distinct ones those with the
// smallest hashes are kept, no more than 64 KiB.
class WordSample {
 public:
  // Pieces of the file in order, of any size.
  void Add(std::string_view bytes);
  // A word a line, by hash. Ends the sample.
  std::string Take();

 private:
  void AddByte(char c);
  void EndWord();

  std::map<uint64_t, std::string> words_;  // by hash
  uint64_t size_bytes_ = 0;
  uint64_t hash_max_ = UINT64_MAX;  // larger ones had to go
  std::string open_;
  bool is_beyond_ascii_ = false;
};

}  // namespace sunder::charset
