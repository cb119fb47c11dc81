#include <zlib.h>

#include <algorithm>
#include <climits>
#include <utility>
#include <vector>

#include "connectors/decode/compression.h"

namespace sunder {
namespace {

constexpr size_t kOutputSizeBytes = 256 * 1024;

class GzipSink : public ByteSink {
 public:
  explicit GzipSink(std::unique_ptr<FileSink> file)
      : file_(std::move(file)), output_(kOutputSizeBytes) {}
  ~GzipSink() override {
    if (is_initialised_) deflateEnd(&state_);
  }
  GzipSink(const GzipSink&) = delete;
  GzipSink& operator=(const GzipSink&) = delete;

  Status Initialise() {
    // Without deflateSetHeader zlib writes no name and no time. 15 + 16: the gzip wrapper; 8: the
    // default memory level (zlib.h).
    if (deflateInit2(&state_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      return Status::Internal(file_->path() + ": no memory to compress");
    }
    is_initialised_ = true;
    return Status::Ok();
  }

  Status Write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const size_t size = std::min<size_t>(bytes.size(), UINT_MAX);
      SUNDER_RETURN_IF_ERROR(Deflate(bytes.substr(0, size), Z_NO_FLUSH));
      bytes.remove_prefix(size);
    }
    return Status::Ok();
  }

  Status Finish() override {
    SUNDER_RETURN_IF_ERROR(Deflate({}, Z_FINISH));
    return file_->Finish();
  }

 private:
  Status Deflate(std::string_view bytes, int flush) {
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    state_.avail_in = static_cast<uInt>(bytes.size());
    do {
      state_.next_out = output_.data();
      state_.avail_out = static_cast<uInt>(output_.size());
      deflate(&state_, flush);
      const size_t count = output_.size() - state_.avail_out;
      SUNDER_RETURN_IF_ERROR(file_->Write({reinterpret_cast<const char*>(output_.data()), count}));
    } while (state_.avail_out == 0);
    return Status::Ok();
  }

  std::unique_ptr<FileSink> file_;
  std::vector<Bytef> output_;
  z_stream state_{};
  bool is_initialised_ = false;
};

}  // namespace

Result<std::unique_ptr<ByteSink>> NewGzipSink(std::unique_ptr<FileSink> file) {
  return InitialisedSink<GzipSink>(std::move(file));
}

}  // namespace sunder
