// BlockSource: a byte stream cut into blocks of whole records. What a format knows about its
// records is a RecordBoundary; everything else that reading involves (byte-order mark, carried
// tail, records larger than a block or over the limit, bytes that are not UTF-8, truncation,
// sampling, cancelling, the ledger) happens here, once, for text, CSV and JSON lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/api/connector.h"
#include "connectors/decode/bounded_loss.h"
#include "connectors/decode/byte_stream.h"
#include "core/ledger.h"
#include "core/status.h"

namespace sunder {

// Where records end. A record's bytes include its terminator. Used by one thread.
class RecordBoundary {
 public:
  virtual ~RecordBoundary() = default;

  // `bytes` starts at the first byte of a record. Returns how many leading bytes form whole
  // records: 0 when the first one is not complete. At `is_end` nothing follows, so a last record
  // without terminator is whole; one that can never be completed (an open quote) is not. Called
  // again with more bytes when it returned 0; the bytes double each time, so starting over at the
  // front stays linear. Must not depend on earlier calls.
  virtual size_t WholeRecords(std::string_view bytes, bool is_end) = 0;

  // The end of one record. `is_first`: `chunk` starts at the first byte of the record; otherwise it
  // continues the chunk of the call before (only here an implementation keeps state). Returns the
  // offset just behind the record within `chunk` (0 when it ended with the chunk before), or
  // nothing when it goes on. Used to skip records over the limit and to cut out undecodable ones,
  // so it must agree with WholeRecords about every record that is whole.
  virtual std::optional<size_t> EndOfRecord(std::string_view chunk, bool is_first) = 0;

  // After EndOfRecord found no end: how many of the last bytes of that chunk may belong to the next
  // record, which only what follows can tell. The next chunk begins with them again. Bounded,
  // whatever the bytes are.
  virtual size_t UndecidedBytes() const { return 0; }

  // The first record of `bytes` never ends: `bytes` is all that is left of the stream (`is_end`),
  // or has passed the size limit. Returns how many leading bytes to give up as a loss before
  // records are looked for again (a format may resynchronise at a line end). bytes.size() gives up
  // all and, before the end of the stream, goes on with EndOfRecord. At least 1.
  virtual size_t GiveUp(std::string_view bytes, bool is_end);
};

// Records are lines that end in \n (a \r before it belongs to the terminator).
class LineBoundary : public RecordBoundary {
 public:
  size_t WholeRecords(std::string_view bytes, bool is_end) override;
  std::optional<size_t> EndOfRecord(std::string_view chunk, bool is_first) override;
};

// Used by one thread.
class BlockSource {
 public:
  // `stream` stands at byte `begin` of the decompressed object; reading stops at byte `end` (0: the
  // end of the stream). Both are record boundaries, or begin is 0: a byte-order mark there is taken
  // off and counted as structure. Of `options` all fields are honoured.
  BlockSource(std::unique_ptr<ByteStream> stream, const ReadOptions& options, uint64_t begin,
              uint64_t end);

  // For formats that say themselves how their bytes are encoded: records need not be UTF-8, and a
  // byte-order mark is data. Before the first Fill.
  void AcceptAnyBytes() { accepts_any_bytes_ = true; }

  // Puts whole records of valid UTF-8 into `data` (cleared first): about block_size_bytes, or one
  // larger record. False: the end, `data` is empty. The block is one contiguous piece of the
  // source. Counts bytes_in, bytes_delivered, bytes_structure and the losses; `records` is the
  // caller's. A caller that finds structure in a block (a header) moves it from delivered to
  // structure. A truncated or corrupt compressed stream ends with a kTruncated loss and false. A
  // Status is kCancelled, or kUnreadable for an error of the operating system; both leave `ledger`
  // balanced.
  Result<bool> Fill(std::string* data, RecordBoundary& boundary, ReadLedger* ledger);

  // Offset in the decompressed object of the first byte of the block that Fill gave last.
  uint64_t block_offset_bytes() const { return block_offset_bytes_; }
  // Where a byte at this offset, of the last block or behind it, stands in the source itself: text
  // in another encoding than UTF-8 has other offsets there. What ledgers show.
  uint64_t SourceOffset(uint64_t offset_bytes) const;

 private:
  enum class End : uint8_t { kOpen, kClean, kTruncated, kFailed };

  std::string_view Pending() const;
  uint64_t Offset() const;  // of the first pending byte
  size_t TargetBytes() const;
  bool IsCancelled() const;
  bool IsSampleComplete() const;
  void ReadUpTo(size_t size_bytes, ReadLedger* ledger);
  void ReadOnce(size_t size_bytes, ReadLedger* ledger);
  void MakeRoom(size_t size_bytes);
  void TakeByteOrderMark(ReadLedger* ledger);
  void FindWhole(RecordBoundary& boundary, ReadLedger* ledger);
  bool MayEndWithinLimit(RecordBoundary& boundary) const;
  void SkipOverLimit(RecordBoundary& boundary, ReadLedger* ledger);
  size_t CleanPrefix(RecordBoundary& boundary, ReadLedger* ledger);
  Result<bool> FinishStream(ReadLedger* ledger);
  void Lose(LossReason reason, size_t size_bytes, std::string detail, ReadLedger* ledger);

  std::unique_ptr<ByteStream> stream_;
  ReadOptions options_;
  uint64_t begin_;
  uint64_t end_;
  uint64_t stream_offset_bytes_;    // of the next byte to read
  std::unique_ptr<char[]> buffer_;  // not filled beforehand; pending bytes: [position_, length_)
  size_t buffer_size_bytes_ = 0;
  size_t position_ = 0;
  size_t length_ = 0;
  size_t whole_bytes_ = 0;  // leading pending bytes known to be whole records
  uint64_t block_offset_bytes_ = 0;
  bool accepts_any_bytes_ = false;
  bool is_started_ = false;
  bool failure_reported_ = false;
  End state_ = End::kOpen;
  Status failure_;  // why state_ is kTruncated or kFailed
};

// Opens `object` at `partition` (OpenByteStream or OpenByteStreamAt).
Result<std::unique_ptr<BlockSource>> OpenBlockSource(const SourceObject& object,
                                                     const Partition& partition,
                                                     const ReadOptions& options);

}  // namespace sunder
