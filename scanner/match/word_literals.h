// Literals that count only where a word begins: nearly all terms. They are looked up at the
// beginnings of the text's words, which takes a fraction of the time of a search at every byte.
// Private to this folder.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/match/raw_run.h"
#include "scanner/text/flat_array.h"
#include "scanner/text/text_table.h"
#include "scanner/text/word_map.h"

namespace sunder::scanner {

// Immutable; shared by threads.
class WordLiterals {
 public:
  struct Spec {
    std::string_view shape;
    uint32_t id = 0;
    bool ends_word = false;  // counts only where a word ends behind it
  };
  // Whether a literal of this shape can be one: it begins with a letter or digit, or a character
  // that may begin a word anywhere, and is not too long.
  static bool Takes(std::string_view shape);
  // REQUIRES: all are taken, and no shape comes twice.
  static WordLiterals Build(const std::vector<Spec>& specs);

  template <class Archive>
  void Fields(Archive& archive) {
    archive(short_sizes_, lead_bits_, leads_, text_bits_, texts_);
  }

  // Adds the literals that begin where a word of `shape` begins, in the order of their beginnings,
  // each as a run by itself. `words` are those of `shape`. Also some that end inside a word.
  void Scan(std::string_view shape, const WordMap& words, std::vector<RawRun>* runs) const;

 private:
  // The sizes of literals that begin with the same four bytes: bit n for size n.
  struct Lead {
    uint32_t bytes = 0;
    uint32_t is_used = 0;
    uint64_t whole = 0;         // that end a word
    uint64_t stems = 0;         // of one word
    uint64_t phrase_stems = 0;  // of several
  };
  static constexpr size_t kSizeMax = 62;

  class Search;

  void AddShort(const Spec& spec, std::vector<uint8_t>* sizes) const;

  // Of up to three bytes, by the first two: bits 0 to 2 for sizes that end a word, 3 to 5 for
  // stems.
  FlatArray<uint8_t> short_sizes_;
  FlatArray<uint64_t> lead_bits_;  // by hash: may be in leads_
  FlatArray<Lead> leads_;          // open addressing; the length is a power of two
  FlatArray<uint64_t> text_bits_;  // by hash: may be in texts_
  TextTable texts_;                // ids
};

}  // namespace sunder::scanner
