#include <zlib.h>

#include <algorithm>
#include <climits>
#include <utility>
#include <vector>

#include "connectors/decode/decompression.h"

namespace sunder {
namespace {

constexpr size_t kInputSizeBytes = 128 * 1024;
constexpr int kGzipWindowBits = 15 + 16;  // largest window; + 16: the gzip wrapper (zlib.h)

class GzipStream : public ByteStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> compressed, std::string name)
      : compressed_(std::move(compressed)), name_(std::move(name)), input_(kInputSizeBytes) {}
  ~GzipStream() override {
    if (is_initialised_) inflateEnd(&state_);
  }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  Status Initialise() {
    if (inflateInit2(&state_, kGzipWindowBits) != Z_OK) {
      return Status::Internal(name_ + ": no memory to decompress gzip data");
    }
    is_initialised_ = true;
    return Status::Ok();
  }

  Result<size_t> Read(char* buffer, size_t size) override {
    if (size == 0) return size_t{0};
    state_.next_out = reinterpret_cast<Bytef*>(buffer);
    state_.avail_out = static_cast<uInt>(std::min<size_t>(size, UINT_MAX));
    const uInt capacity = state_.avail_out;
    while (failure_.ok() && !is_done_ && state_.avail_out == capacity) Step();
    const size_t count = capacity - state_.avail_out;
    if (count == 0 && !failure_.ok()) return failure_;
    return count;
  }

 private:
  // Takes one input buffer's worth; sets failure_ or is_done_ when nothing more can come.
  void Step() {
    // Output may be held back in the state although all input was taken: ask for it first.
    if (state_.avail_in == 0 && !may_hold_output_ && !Refill()) return;
    if (between_members_ && !StartMember()) return;
    const int code = inflate(&state_, Z_NO_FLUSH);
    may_hold_output_ = code == Z_OK && state_.avail_out == 0;
    if (code == Z_STREAM_END) {
      between_members_ = true;
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      failure_ = Status::DataLoss(name_ +
                                  ": the gzip data is corrupt; what stands before the "
                                  "damage was read, restore the file to read the rest");
    }
  }

  bool Refill() {
    const Result<size_t> count =
        compressed_->Read(reinterpret_cast<char*>(input_.data()), input_.size());
    if (!count.ok()) {
      failure_ = count.status();
      return false;
    }
    if (*count > 0) {
      state_.next_in = input_.data();
      state_.avail_in = static_cast<uInt>(*count);
      return true;
    }
    if (between_members_ && has_member_) {
      is_done_ = true;
    } else {
      failure_ = Status::DataLoss(name_ +
                                  ": the gzip data ends early; the file is truncated, "
                                  "fetch it again");
    }
    return false;
  }

  // Zero bytes between and behind members are padding (tapes, block devices).
  bool StartMember() {
    while (has_member_ && state_.avail_in > 0 && *state_.next_in == 0) {
      ++state_.next_in;
      --state_.avail_in;
    }
    if (state_.avail_in == 0) return false;
    if (has_member_ && *state_.next_in != 0x1F) {
      failure_ = Status::DataLoss(name_ +
                                  ": bytes that are not gzip data follow the gzip data; "
                                  "they were not read");
      return false;
    }
    if (has_member_) inflateReset(&state_);
    has_member_ = true;
    between_members_ = false;
    return true;
  }

  std::unique_ptr<ByteStream> compressed_;
  std::string name_;
  std::vector<Bytef> input_;
  z_stream state_{};
  bool is_initialised_ = false;
  bool between_members_ = true;
  bool has_member_ = false;
  bool may_hold_output_ = false;
  bool is_done_ = false;
  Status failure_;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> OpenGzipStream(std::unique_ptr<ByteStream> compressed,
                                                   std::string name) {
  auto stream = std::make_unique<GzipStream>(std::move(compressed), std::move(name));
  SUNDER_RETURN_IF_ERROR(stream->Initialise());
  return std::unique_ptr<ByteStream>(std::move(stream));
}

}  // namespace sunder
