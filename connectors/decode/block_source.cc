#include "connectors/decode/block_source.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace sunder {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kSkipSizeBytes = 256 * 1024;
constexpr size_t kLookAheadSizeBytes = 1024;  // read at a time to decide about the end of a record

constexpr const char* kNotUtf8 =
    "records with bytes that are no text in the encoding of the file were left out; name another "
    "with --encoding, or mend the file";
constexpr const char* kNeverEnds =
    "a record that never ends was left out; look for an open quote or bracket";
constexpr const char* kStopped = "the run was cancelled here";
constexpr const char* kSampleEnd = "not read: the sample ends here";

std::string OverLimitDetail(uint32_t limit_bytes) {
  return "a record larger than the limit of " + std::to_string(limit_bytes) + " bytes was left out";
}

// Start and end of the first record of `records` for which `is_wanted(begin, end)` holds; the size
// of `records` twice for none.
template <class Predicate>
std::pair<size_t, size_t> FindRecord(RecordBoundary& boundary, std::string_view records,
                                     Predicate is_wanted) {
  size_t begin = 0;
  while (begin < records.size()) {
    const auto size = boundary.EndOfRecord(records.substr(begin), true);
    const size_t end = size && *size > 0 ? begin + *size : records.size();
    if (is_wanted(begin, end)) return {begin, end};
    begin = end;
  }
  return {records.size(), records.size()};
}

}  // namespace

size_t RecordBoundary::GiveUp(std::string_view bytes, bool /*is_end*/) { return bytes.size(); }

size_t LineBoundary::WholeRecords(std::string_view bytes, bool is_end) {
  if (is_end) return bytes.size();
  const size_t last = bytes.rfind('\n');
  return last == std::string_view::npos ? 0 : last + 1;
}

std::optional<size_t> LineBoundary::EndOfRecord(std::string_view chunk, bool /*is_first*/) {
  const size_t first = chunk.find('\n');
  if (first == std::string_view::npos) return std::nullopt;
  return first + 1;
}

BlockSource::BlockSource(std::unique_ptr<ByteStream> stream, const ReadOptions& options,
                         uint64_t begin, uint64_t end)
    : stream_(std::move(stream)),
      options_(options),
      begin_(begin),
      end_(end),
      stream_offset_bytes_(begin) {}

Result<bool> BlockSource::Fill(std::string* data, RecordBoundary& boundary, ReadLedger* ledger) {
  data->clear();
  while (true) {
    if (whole_bytes_ == 0 && IsSampleComplete()) {
      ReadUpTo(1, ledger);  // to know whether anything is left
      if (!Pending().empty()) Lose(LossReason::kSampled, Pending().size(), kSampleEnd, ledger);
      if (state_ == End::kOpen) state_ = End::kClean;
      return FinishStream(ledger);
    }
    if (whole_bytes_ == 0) FindWhole(boundary, ledger);
    if (IsCancelled()) {
      if (!Pending().empty()) Lose(LossReason::kSampled, Pending().size(), kStopped, ledger);
      whole_bytes_ = 0;
      return Status::Cancelled("reading was cancelled");
    }
    if (whole_bytes_ == 0) return FinishStream(ledger);
    const size_t size = CleanPrefix(boundary, ledger);
    if (size == 0) continue;
    stream_->Forget(Offset());
    block_offset_bytes_ = Offset();
    data->assign(Pending().substr(0, size));
    position_ += size;
    whole_bytes_ -= size;
    ledger->bytes_delivered += size;
    return true;
  }
}

std::string_view BlockSource::Pending() const {
  return {buffer_.get() + position_, length_ - position_};
}

uint64_t BlockSource::SourceOffset(uint64_t offset_bytes) const {
  return stream_->SourceOffset(offset_bytes);
}

uint64_t BlockSource::Offset() const { return stream_offset_bytes_ - (length_ - position_); }

size_t BlockSource::TargetBytes() const {
  uint64_t target = options_.block_size_bytes;
  if (options_.max_bytes > 0) {
    const uint64_t taken = Offset() - begin_;
    target = std::min(target, options_.max_bytes - std::min(options_.max_bytes, taken));
  }
  return static_cast<size_t>(std::max<uint64_t>(target, 1));
}

bool BlockSource::IsCancelled() const {
  return options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed);
}

bool BlockSource::IsSampleComplete() const {
  return options_.max_bytes > 0 && Offset() - begin_ >= options_.max_bytes;
}

// Reads until `size_bytes` are pending, or nothing more can come.
void BlockSource::ReadUpTo(size_t size_bytes, ReadLedger* ledger) {
  while (state_ == End::kOpen && length_ - position_ < size_bytes && !IsCancelled()) {
    ReadOnce(size_bytes, ledger);
  }
}

// Moves what is pending to the front of at least `size_bytes`.
void BlockSource::MakeRoom(size_t size_bytes) {
  const size_t pending = length_ - position_;
  if (buffer_size_bytes_ < size_bytes) {
    auto larger = std::make_unique_for_overwrite<char[]>(size_bytes);
    if (pending > 0) std::memcpy(larger.get(), buffer_.get() + position_, pending);
    buffer_ = std::move(larger);
    buffer_size_bytes_ = size_bytes;
  } else if (position_ > 0 && pending > 0) {
    std::memmove(buffer_.get(), buffer_.get() + position_, pending);
  }
  position_ = 0;
  length_ = pending;
}

void BlockSource::ReadOnce(size_t size_bytes, ReadLedger* ledger) {
  if (end_ > 0 && stream_offset_bytes_ >= end_) {
    state_ = End::kClean;
    return;
  }
  MakeRoom(size_bytes);
  uint64_t wanted = size_bytes - length_;
  if (end_ > 0) wanted = std::min(wanted, end_ - stream_offset_bytes_);
  const Result<size_t> count = stream_->Read(buffer_.get() + length_, wanted);
  if (!count.ok()) {
    failure_ = count.status();
    const bool is_data =
        failure_.code() == StatusCode::kDataLoss ||  // of the data, not of the reading
        failure_.code() == StatusCode::kRefused;
    state_ = is_data ? End::kTruncated : End::kFailed;
    return;
  }
  length_ += *count;
  stream_offset_bytes_ += *count;
  ledger->bytes_in += *count;
  if (*count > 0) return;
  state_ = End::kClean;
  if (end_ > 0) {
    failure_ = Status::DataLoss("the file became shorter while it was read; run again");
    state_ = End::kTruncated;
  }
}

void BlockSource::TakeByteOrderMark(ReadLedger* ledger) {
  is_started_ = true;
  if (begin_ > 0 || accepts_any_bytes_) return;
  ReadUpTo(kByteOrderMark.size(), ledger);
  if (Pending().substr(0, kByteOrderMark.size()) != kByteOrderMark) return;
  position_ += kByteOrderMark.size();
  ledger->bytes_structure += kByteOrderMark.size();
}

// Sets whole_bytes_; leaves it 0 at the end of the stream and when cancelled.
void BlockSource::FindWhole(RecordBoundary& boundary, ReadLedger* ledger) {
  if (!is_started_) TakeByteOrderMark(ledger);
  size_t target = TargetBytes();
  while (!IsCancelled()) {
    ReadUpTo(target, ledger);
    const std::string_view pending = Pending();
    if (pending.empty()) return;
    const bool is_end = state_ == End::kClean;
    whole_bytes_ = boundary.WholeRecords(pending, is_end);
    if (whole_bytes_ > 0) return;
    const bool is_over = pending.size() > options_.record_size_bytes_max;
    if (is_over && !MayEndWithinLimit(boundary)) {
      SkipOverLimit(boundary, ledger);
      target = TargetBytes();
      continue;
    }
    if (is_end) {
      const size_t size = boundary.GiveUp(pending, true);
      Lose(LossReason::kMalformed, std::clamp<size_t>(size, 1, pending.size()), kNeverEnds, ledger);
      continue;
    }
    if (state_ != End::kOpen) return;
    const size_t limit = size_t{options_.record_size_bytes_max} + 1;
    target = is_over ? pending.size() + kLookAheadSizeBytes
                     : std::min(std::max(target, pending.size()) * 2, limit);
  }
}

// More is pending than a record may have, none of it known to be whole: whether the first record
// may end within the limit all the same.
bool BlockSource::MayEndWithinLimit(RecordBoundary& boundary) const {
  if (boundary.EndOfRecord(Pending(), true)) return false;
  return Pending().size() - boundary.UndecidedBytes() <= options_.record_size_bytes_max;
}

// The first pending record is over the limit. Where reading goes on depends on the bytes up to the
// limit alone, whether the end of the record is known or not: blocks of any size lose the same.
void BlockSource::SkipOverLimit(RecordBoundary& boundary, ReadLedger* ledger) {
  const std::string detail = OverLimitDetail(options_.record_size_bytes_max);
  const std::string_view front = Pending().substr(0, size_t{options_.record_size_bytes_max} + 1);
  const size_t given_up = std::clamp<size_t>(boundary.GiveUp(front, false), 1, front.size());
  if (given_up < front.size()) {
    Lose(LossReason::kOverLimit, given_up, detail, ledger);
    return;
  }
  bool is_first = true;
  while (!IsCancelled()) {
    const std::optional<size_t> end = boundary.EndOfRecord(Pending(), is_first);
    // Held back, unless nothing follows: then they are of this record.
    const size_t undecided = state_ == End::kOpen ? boundary.UndecidedBytes() : 0;
    Lose(LossReason::kOverLimit, end.value_or(Pending().size() - undecided), detail, ledger);
    if (end) return;
    is_first = false;
    ReadUpTo(undecided + kSkipSizeBytes, ledger);
    if (Pending().empty()) return;
  }
}

// How many leading bytes of the whole records may be delivered. When the first record is over the
// limit or not UTF-8, it is lost and the answer is 0.
size_t BlockSource::CleanPrefix(RecordBoundary& boundary, ReadLedger* ledger) {
  std::string_view records = Pending().substr(0, whole_bytes_);
  const size_t limit = options_.record_size_bytes_max;
  if (records.size() > limit) {
    const size_t begin = FindRecord(boundary, records, [limit](size_t from, size_t to) {
                           return to - from > limit;
                         }).first;
    if (begin == 0) {
      SkipOverLimit(boundary, ledger);
      whole_bytes_ = 0;  // what follows may start inside what was one record
      return 0;
    }
    records = records.substr(0, begin);
  }
  const size_t valid = accepts_any_bytes_ ? records.size() : ValidUtf8Prefix(records);
  if (valid == records.size()) return valid;
  const auto [begin, end] =
      FindRecord(boundary, records, [valid](size_t, size_t to) { return to > valid; });
  if (begin > 0) return begin;
  Lose(LossReason::kUndecodable, end, kNotUtf8, ledger);
  whole_bytes_ -= end;
  return 0;
}

Result<bool> BlockSource::FinishStream(ReadLedger* ledger) {
  if (state_ == End::kTruncated) {
    const bool is_limit = failure_.code() == StatusCode::kRefused;
    Lose(is_limit ? LossReason::kRatioLimit : LossReason::kTruncated, Pending().size(),
         failure_.message(), ledger);
    state_ = End::kClean;
  }
  if (state_ == End::kFailed) {
    if (!failure_reported_) {
      Lose(LossReason::kReadError, Pending().size(), failure_.message(), ledger);
    }
    failure_reported_ = true;
    return failure_;
  }
  return false;
}

void BlockSource::Lose(LossReason reason, size_t size_bytes, std::string detail,
                       ReadLedger* ledger) {
  AddBoundedLoss(reason, SourceOffset(Offset()), size_bytes, std::move(detail), ledger);
  position_ += size_bytes;
}

Result<std::unique_ptr<BlockSource>> OpenBlockSource(const SourceObject& object,
                                                     const Partition& partition,
                                                     const ReadOptions& options) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> stream,
                          OpenByteStreamAt(object, partition.begin));
  return std::make_unique<BlockSource>(std::move(stream), options, partition.begin, partition.end);
}

}  // namespace sunder
