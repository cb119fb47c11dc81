// The ledger of reading: what was read, what was not and why. It must balance.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder {

// Why bytes of a source were not judged. Published in docs/coverage.md; names are stable.
enum class LossReason : uint8_t {
  kTruncated,    // the source ends inside a record or a compressed frame
  kUndecodable,  // not valid UTF-8
  kMalformed,    // the format's grammar is broken (unclosed quote, bad JSON)
  kOverLimit,    // a record larger than the limit
  kReadError,    // the operating system or database reported an error
  kSampled,      // not read because --sample or --max-bytes asked for a first look: no loss
  kUnsupported,  // no connector reads this type: listed, no loss unless --strict
  kIgnored,      // an --ignore glob matched: no loss
};

std::string_view LossReasonName(LossReason reason);  // "truncated"

// Whether the reason counts as lost data (exit code 3).
bool IsLoss(LossReason reason);

struct Loss {
  LossReason reason = LossReason::kMalformed;
  uint64_t offset_bytes = 0;  // in the (decompressed) stream of the object
  uint64_t size_bytes = 0;
  std::string detail;  // what and what to do; never bytes of the source
};

// What happened to the (decompressed) bytes of one partition. Filled by one reader thread.
struct ReadLedger {
  uint64_t bytes_in = 0;         // taken from the source
  uint64_t bytes_delivered = 0;  // handed on in blocks
  uint64_t bytes_structure = 0;  // byte-order mark, header, blank lines, brackets: no data
  uint64_t bytes_lost = 0;       // sum of the losses' sizes
  uint64_t records = 0;
  std::vector<Loss> losses;

  // Sources without bytes of their own (databases) count the bytes of the cells they deliver.
  bool Balances() const { return bytes_in == bytes_delivered + bytes_structure + bytes_lost; }
  void AddLoss(LossReason reason, uint64_t offset_bytes, uint64_t size_bytes, std::string detail);
  void Merge(const ReadLedger& other);
  bool HasLoss() const;
};

}  // namespace sunder
