// The literals of all rules as one Hyperscan database. Private to this folder.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "scanner/match/raw_run.h"
#include "scanner/match/word_literals.h"
#include "scanner/text/flat_array.h"
#include "scanner/text/text_table.h"
#include "scanner/text/word_map.h"

struct hs_database;
struct hs_scratch;

namespace sunder::scanner {

struct LiteralSpec {
  std::string shape;
  bool keeps_runs_apart = true;  // every match counts by itself
  // Where a match counts; elsewhere it may be found or not.
  enum class Place : uint8_t { kAnywhere, kWordBegin, kWholeWords };
  Place place = Place::kAnywhere;
  // Where these are all that the literal is wanted for: numbers ("586") that stand by themselves,
  // with no digit beside them. Their shape ("000") would be found in every longer number.
  std::vector<std::string> numbers = {};
};

// Immutable; shared by threads. Hyperscan has only the literals that may stand anywhere: those that
// begin words are looked up by word, and those under three bytes, which would slow it down for all,
// are searched for one by one.
class LiteralScanner {
 public:
  // Takes the compiled database from `cache_folder` (empty: none) if it is there and whole, else
  // compiles and leaves it there. A cache that cannot be read or written is not an error.
  static Result<std::unique_ptr<LiteralScanner>> Create(const std::vector<LiteralSpec>& literals,
                                                        const std::string& cache_folder);
  LiteralScanner() = default;
  ~LiteralScanner();
  LiteralScanner(const LiteralScanner&) = delete;
  LiteralScanner& operator=(const LiteralScanner&) = delete;

  // Of one that was stored; LoadDatabase completes it. False: the database is not in the cache.
  template <class Archive>
  void Fields(Archive& archive) {
    archive(literal_count_, long_literals_, word_literals_, short_literals_, pair_bits_, pairs_,
            numbers_, number_sizes_, database_name_);
  }
  bool LoadDatabase(const std::string& cache_folder);

  // What one thread needs to scan.
  class Scratch {
   public:
    Scratch() = default;
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

   private:
    friend class LiteralScanner;
    hs_scratch* scratch_ = nullptr;
    std::vector<RawRun> long_runs_;
    std::vector<RawRun> word_runs_;
    std::vector<RawRun> short_runs_;  // all others
    std::vector<RawRun> other_runs_;  // of words and short ones
    WordMap words_;
    std::vector<uint32_t> open_run_;  // by literal: index into long_runs_ + 1
  };
  Status Prepare(Scratch* scratch) const;

  // All runs in `shape` (of numbers: in `text`, see ScanText), ordered by `end`.
  Status Scan(std::string_view shape, std::string_view text, Scratch* scratch,
              std::vector<RawRun>* runs) const;
  // Whether one of the numbers stands in `text`; all other literals depend on the shape alone.
  bool HasNumber(std::string_view shape, std::string_view text) const;
  // Matches found by Hyperscan alone in blocks of a size, counted by literal.
  Result<std::vector<uint64_t>> Count(std::string_view bytes, size_t block_size_bytes) const;

  bool is_from_cache() const { return is_from_cache_; }
  size_t literal_count() const { return literal_count_; }

 private:
  struct LongLiteral {  // in the order of Hyperscan's ids
    uint32_t id = 0;
    uint16_t size = 0;
    uint16_t keeps_runs_apart = 0;
  };
  struct ShortLiteral {
    uint32_t id = 0;
    std::array<char, 2> shape = {};
    uint8_t size = 0;
    uint8_t keeps_runs_apart = 0;
  };
  struct Collector;
  static int Collect(unsigned int index, unsigned long long, unsigned long long end, unsigned int,
                     void* context);
  void SetShortLiterals(std::vector<ShortLiteral> literals);
  void ScanShort(std::string_view shape, Scratch* scratch) const;
  void ScanPairs(std::string_view shape, Scratch* scratch) const;
  void ScanNumbers(std::string_view shape, std::string_view text, Scratch* scratch) const;

  uint64_t literal_count_ = 0;
  FlatArray<LongLiteral> long_literals_;  // for Hyperscan
  WordLiterals word_literals_;
  FlatArray<ShortLiteral> short_literals_;  // of one byte, found by memchr, and of two
  FlatArray<uint64_t> pair_bits_;           // by the two bytes: some literal is these
  FlatArray<uint32_t> pairs_;        // of those the places in short_literals_, by their bytes
  TextTable numbers_;                // ids
  uint64_t number_sizes_ = 0;        // a bit for each, the last one for all sizes from 63
  std::string database_name_;        // in the cache
  hs_database* database_ = nullptr;  // nullptr: no long literals
  bool is_from_cache_ = false;
};

}  // namespace sunder::scanner
