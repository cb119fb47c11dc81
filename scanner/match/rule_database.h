// RuleDatabase: a RuleSet compiled for scanning. One all-literal Hyperscan database of terms,
// keywords and shape literals; RE2 programs and validators confirm. No SOM, no `\b`, no UCP.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Immutable, shared by all detectors; safe to use from any thread.
class RuleDatabase {
 public:
  // Compiles, or takes the serialised database of the same content from `cache_folder` (empty: no
  // cache). A cache that cannot be read or written is not an error. `rules` must outlive it.
  static Result<std::unique_ptr<const RuleDatabase>> Create(const RuleSet& rules,
                                                            const std::string& cache_folder);
  ~RuleDatabase();

  const RuleSet& rules() const { return rules_; }
  bool is_from_cache() const;
  size_t literal_count() const;
  // The raw scan of `bytes` (shapes, see ScanText) with a counting callback: the denominator of
  // speed ratios. By literal; those of one or two bytes are not Hyperscan's and count 0.
  Result<std::vector<uint64_t>> CountRawMatches(std::string_view bytes,
                                                size_t block_size_bytes) const;
  std::string_view LiteralShape(uint32_t literal) const;

  // What a later stage makes of the rules, T::Make(rules(), cache folder), a shared_ptr made when
  // it is first asked for and shared by all threads. One type a database.
  template <class T>
  const T& Companion() const {
    std::call_once(companion_once_, [this] { companion_ = T::Make(rules_, cache_folder_); });
    return *static_cast<const T*>(companion_.get());
  }

  struct Compiled;  // match/compiled.h, private to this folder
  const Compiled& compiled() const { return *compiled_; }

 private:
  RuleDatabase(const RuleSet& rules, std::string cache_folder, std::unique_ptr<Compiled> compiled);
  const RuleSet& rules_;
  const std::string cache_folder_;
  std::unique_ptr<Compiled> compiled_;
  mutable std::once_flag companion_once_;
  mutable std::shared_ptr<const void> companion_;
};

}  // namespace sunder::scanner
