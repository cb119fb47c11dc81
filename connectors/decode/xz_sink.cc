#include <lzma.h>

#include <utility>
#include <vector>

#include "connectors/decode/compression.h"

namespace sunder {
namespace {

constexpr size_t kOutputSizeBytes = 256 * 1024;
constexpr uint32_t kPreset = 6;  // the default of `xz`

class XzSink : public ByteSink {
 public:
  explicit XzSink(std::unique_ptr<FileSink> file)
      : file_(std::move(file)), output_(kOutputSizeBytes) {}
  ~XzSink() override { lzma_end(&state_); }
  XzSink(const XzSink&) = delete;
  XzSink& operator=(const XzSink&) = delete;

  Status Initialise() {
    if (lzma_easy_encoder(&state_, kPreset, LZMA_CHECK_CRC64) != LZMA_OK) {
      return Status::Internal(file_->path() + ": no memory to compress");
    }
    return Status::Ok();
  }

  Status Write(std::string_view bytes) override {
    state_.next_in = reinterpret_cast<const uint8_t*>(bytes.data());
    state_.avail_in = bytes.size();
    while (state_.avail_in > 0) SUNDER_RETURN_IF_ERROR(Compress(LZMA_RUN).status());
    return Status::Ok();
  }

  Status Finish() override {
    while (true) {
      SUNDER_ASSIGN_OR_RETURN(const bool is_whole, Compress(LZMA_FINISH));
      if (is_whole) return file_->Finish();
    }
  }

 private:
  // True: the end of the stream was written.
  Result<bool> Compress(lzma_action action) {
    state_.next_out = reinterpret_cast<uint8_t*>(output_.data());
    state_.avail_out = output_.size();
    const lzma_ret code = lzma_code(&state_, action);
    if (code != LZMA_OK && code != LZMA_STREAM_END) {
      return Status::StoreFailure(file_->path() + ": xz compression failed");
    }
    SUNDER_RETURN_IF_ERROR(file_->Write({output_.data(), output_.size() - state_.avail_out}));
    return code == LZMA_STREAM_END;
  }

  std::unique_ptr<FileSink> file_;
  std::vector<char> output_;
  lzma_stream state_ = LZMA_STREAM_INIT;
};

}  // namespace

Result<std::unique_ptr<ByteSink>> NewXzSink(std::unique_ptr<FileSink> file) {
  return InitialisedSink<XzSink>(std::move(file));
}

}  // namespace sunder
