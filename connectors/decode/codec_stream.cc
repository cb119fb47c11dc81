#include "connectors/decode/codec_stream.h"

namespace sunder {
namespace {

constexpr size_t kInputSizeBytes = 128 * 1024;

}  // namespace

Result<size_t> CodecStream::Read(char* buffer, size_t size) {
  std::span<char> output(buffer, size);
  while (size > 0 && failure_.ok() && !is_done_ && output.size() == size) Step(&output);
  const size_t count = size - output.size();
  given_bytes_ += count;
  if (count == 0 && !failure_.ok()) return failure_;
  if (failure_.ok()) CheckExpansion();
  return count;
}

// Takes one input buffer's worth; sets failure_ or is_done_ when nothing more can come.
void CodecStream::Step(std::span<char>* output) {
  // Output may be held back in the decoder although all input was taken: ask for it first.
  if (input_.empty() && !may_hold_output_ && !Refill()) return;
  const Result<bool> may_end = Decode(&input_, output);
  if (!may_end.ok()) {
    failure_ = may_end.status();
    return;
  }
  may_end_ = *may_end;
  may_hold_output_ = !may_end_ && output->empty();
}

bool CodecStream::Refill() {
  buffer_.resize(kInputSizeBytes);
  const Result<size_t> count = compressed_->Read(buffer_.data(), buffer_.size());
  if (!count.ok()) {
    failure_ = count.status();
    return false;
  }
  if (*count > 0) {
    input_ = std::string_view(buffer_).substr(0, *count);
    taken_bytes_ += *count;
    return true;
  }
  is_done_ = may_end_;
  if (!is_done_) {
    failure_ = Status::DataLoss(name_ + ": the " + format_ +
                                " data ends early; the file is truncated, fetch it again");
  }
  return false;
}

void CodecStream::CheckExpansion() {
  if (ratio_max_ == 0 || given_bytes_ <= kExpansionFreeBytes) return;
  if (given_bytes_ / ratio_max_ <= taken_bytes_) return;
  failure_ = Status::Refused(
      name_ + ": the " + format_ + " data unpacks to more than " + std::to_string(ratio_max_) +
      " times its size, as bombs do; the rest was not read: raise --unpacked-ratio if it is meant");
}

Status CodecStream::Corrupt(std::string_view why) const {
  return Status::DataLoss(name_ + ": the " + format_ + " data is corrupt" +
                          (why.empty() ? "" : " (" + std::string(why) + ")") +
                          "; what stands before the damage was read, restore the file to read the "
                          "rest");
}

Status CodecStream::Followed() const {
  return Status::DataLoss(name_ + ": bytes that are not " + format_ + " data follow the " +
                          format_ + " data; they were not read");
}

}  // namespace sunder
