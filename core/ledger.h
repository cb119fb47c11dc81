// The ledger of reading: what was read, what was not and why. It must balance.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder {

// Why a source, or bytes of it, were not judged, or not surely as what they mean. Published in
// docs/coverage.md with what to do; names are stable. New ones are added at the end, with a row in
// ledger.cc, in docs/coverage.md and in docs/schema/scan-report.schema.json (a test compares).
enum class LossReason : uint8_t {
  kTruncated,    // the source ends inside a record or a compressed frame
  kUndecodable,  // not valid text in the encoding of the source
  kMalformed,    // the format's grammar is broken (unclosed quote, bad JSON)
  kOverLimit,    // a record larger than the limit
  kReadError,    // the operating system or database reported an error
  kSampled,      // not read because --sample or --max-bytes asked for a first look: no loss
  kUnsupported,  // no connector reads this type: listed, no loss unless --strict
  kIgnored,      // an --ignore glob matched: no loss
  kMissing,      // a named source does not exist
  kUnreadable,   // a file or folder that cannot be opened
  kVanished,     // was listed, and gone when it was to be read
  kChanged,      // was rewritten or cut while it was read
  kGrew,         // was appended to while it was read; what was there was judged: no loss
  kNotAFile,     // a pipe, socket or device in a folder: no loss unless --strict
  kBrokenLink,   // a symbolic link that leads nowhere: no loss unless --strict
  kRepeated,     // reached by another name as well (link loops, named twice); read once: no loss
  kEmpty,        // holds no byte: no loss
  kEncrypted,    // needs a password or key that Sunder does not have
  kUnsafeName,   // an entry of an archive whose name leads out of it
  kDepthLimit,   // an archive in an archive in an archive ...
  kEntryLimit,   // an archive with too many entries
  kSizeLimit,    // an archive that unpacks to too much
  kRatioLimit,   // data that unpacks to too many times its size, as bombs do
  kNoText,       // pages that are pictures: no loss unless --strict
  kUnknownEncoding,  // text in an encoding that is neither declared nor told surely
  kMojibake,         // judged, but its characters were once decoded wrongly: no loss
  kMixedEncodings,   // parts are in an encoding of their own: no loss of its own
  kUnchanged,        // not read again: as the ledger of an earlier scan has it: no loss
  kGone,             // stood in the ledger of an earlier scan and is no more: no loss
};
inline constexpr size_t kLossReasonCount = 29;

std::string_view LossReasonName(LossReason reason);  // "truncated"

// Whether the reason counts as lost data (exit code 3), always or with --strict.
bool IsLoss(LossReason reason);
bool IsLossWhenStrict(LossReason reason);

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
