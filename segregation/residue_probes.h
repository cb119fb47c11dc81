// Probes for residue: what a split in place takes away, kept only as keyed hashes, so that files
// can be searched for it afterwards. Common words ("White") occur rightfully in many places; so a
// probe is either distinctive by itself (a removed sentence, a string that is no common word) or
// holds the value together with what stood beside it.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "core/record_block.h"
#include "core/status.h"
#include "segregation/spill_file.h"

namespace sunder::segregation {

// A shorter string is not distinctive. Also the window that files are searched with.
inline constexpr size_t kProbeSizeBytesMin = 16;
inline constexpr size_t kProbeSizeBytesMax = 64;
inline constexpr size_t kProbesMax = 65'536;

struct Probe {
  uint64_t window = 0;  // hash of the first kProbeSizeBytesMin bytes
  uint64_t whole = 0;   // hash of all bytes
  uint32_t object = 0;  // which object of the run it was taken from
  uint8_t size_bytes = 0;
};

// Add may be called from several threads at once; the rest from one, after the last Add.
class ResidueProbes {
 public:
  // The sample of `probes_max` is that of the smallest hashes: no order of records decides it.
  static Result<std::unique_ptr<ResidueProbes>> Create(size_t probes_max = kProbesMax);

  // Takes the first kProbeSizeBytesMax bytes; too short ones are left out.
  void Add(uint32_t object, std::string_view bytes);
  // A cell's value with its neighbours as they lie in the source: in a database cells touch one
  // another, in a file the separators are between them.
  void AddInContext(uint32_t object, const RecordBlock& block, size_t cell, bool is_database);

  std::vector<Probe> probes() const;
  // Of bytes of at least kProbeSizeBytesMin: the hash of a window can be rolled on by a byte.
  uint64_t WindowHash(std::string_view window) const;
  uint64_t RollOn(uint64_t hash, char leaves, char enters) const {
    return (hash - static_cast<uint8_t>(leaves) * leaving_factor_) * factor_ +
           static_cast<uint8_t>(enters);
  }
  uint64_t WholeHash(std::string_view bytes) const;

 private:
  explicit ResidueProbes(SpillKey key, size_t probes_max);

  SpillKey key_;
  size_t probes_max_;
  uint64_t factor_ = 0;
  uint64_t leaving_factor_ = 0;
  std::atomic<uint64_t> threshold_{UINT64_MAX};  // hashes over it are not wanted any more
  std::mutex mutex_;
  std::map<std::pair<uint64_t, uint32_t>, Probe> by_hash_;
};

}  // namespace sunder::segregation
