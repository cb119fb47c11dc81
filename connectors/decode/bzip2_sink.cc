#include <bzlib.h>

#include <algorithm>
#include <climits>
#include <utility>
#include <vector>

#include "connectors/decode/compression.h"

namespace sunder {
namespace {

constexpr size_t kOutputSizeBytes = 256 * 1024;
constexpr int kBlockSize = 9;  // in units of 100,000 bytes: the default of `bzip2`

class Bzip2Sink : public ByteSink {
 public:
  explicit Bzip2Sink(std::unique_ptr<FileSink> file)
      : file_(std::move(file)), output_(kOutputSizeBytes) {}
  ~Bzip2Sink() override {
    if (is_initialised_) BZ2_bzCompressEnd(&state_);
  }
  Bzip2Sink(const Bzip2Sink&) = delete;
  Bzip2Sink& operator=(const Bzip2Sink&) = delete;

  Status Initialise() {
    if (BZ2_bzCompressInit(&state_, kBlockSize, /*verbosity=*/0, /*workFactor=*/0) != BZ_OK) {
      return Status::Internal(file_->path() + ": no memory to compress");
    }
    is_initialised_ = true;
    return Status::Ok();
  }

  Status Write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const size_t size = std::min<size_t>(bytes.size(), UINT_MAX);
      state_.next_in = const_cast<char*>(bytes.data());
      state_.avail_in = static_cast<unsigned>(size);
      while (state_.avail_in > 0) SUNDER_RETURN_IF_ERROR(Compress(BZ_RUN).status());
      bytes.remove_prefix(size);
    }
    return Status::Ok();
  }

  Status Finish() override {
    state_.avail_in = 0;
    while (true) {
      SUNDER_ASSIGN_OR_RETURN(const bool is_whole, Compress(BZ_FINISH));
      if (is_whole) return file_->Finish();
    }
  }

 private:
  // True: the end of the stream was written.
  Result<bool> Compress(int action) {
    state_.next_out = output_.data();
    state_.avail_out = static_cast<unsigned>(output_.size());
    const int code = BZ2_bzCompress(&state_, action);
    if (code < 0) return Status::StoreFailure(file_->path() + ": bzip2 compression failed");
    SUNDER_RETURN_IF_ERROR(file_->Write({output_.data(), output_.size() - state_.avail_out}));
    return code == BZ_STREAM_END;
  }

  std::unique_ptr<FileSink> file_;
  std::vector<char> output_;
  bz_stream state_{};
  bool is_initialised_ = false;
};

}  // namespace

Result<std::unique_ptr<ByteSink>> NewBzip2Sink(std::unique_ptr<FileSink> file) {
  return InitialisedSink<Bzip2Sink>(std::move(file));
}

}  // namespace sunder
