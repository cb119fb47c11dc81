#include <zstd.h>

#include <utility>
#include <vector>

#include "connectors/decode/decompression.h"

namespace sunder {
namespace {

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

class ZstdStream : public ByteStream {
 public:
  ZstdStream(std::unique_ptr<ByteStream> compressed, std::string name)
      : compressed_(std::move(compressed)),
        name_(std::move(name)),
        buffer_(ZSTD_DStreamInSize()),
        context_(ZSTD_createDCtx()) {}

  bool HasMemory() const { return context_ != nullptr; }

  Result<size_t> Read(char* buffer, size_t size) override {
    if (size == 0) return size_t{0};
    ZSTD_outBuffer output{buffer, size, 0};
    while (failure_.ok() && !is_done_ && output.pos == 0) Step(&output);
    if (output.pos == 0 && !failure_.ok()) return failure_;
    return output.pos;
  }

 private:
  void Step(ZSTD_outBuffer* output) {
    // Output may be held back in the context although all input was taken: ask for it first.
    if (input_.pos == input_.size && !may_hold_output_ && !Refill()) return;
    const size_t code = ZSTD_decompressStream(context_.get(), output, &input_);
    if (ZSTD_isError(code) != 0) {
      failure_ = Status::DataLoss(name_ + ": the zstd data is corrupt (" + ZSTD_getErrorName(code) +
                                  "); what stands before the damage was read, restore the file to "
                                  "read the rest");
      return;
    }
    in_frame_ = code != 0;
    may_hold_output_ = in_frame_ && output->pos == output->size;
  }

  bool Refill() {
    const Result<size_t> count = compressed_->Read(buffer_.data(), buffer_.size());
    if (!count.ok()) {
      failure_ = count.status();
      return false;
    }
    if (*count > 0) {
      input_ = {buffer_.data(), *count, 0};
      return true;
    }
    if (in_frame_) {
      failure_ = Status::DataLoss(name_ +
                                  ": the zstd data ends early; the file is truncated, "
                                  "fetch it again");
    } else {
      is_done_ = true;
    }
    return false;
  }

  std::unique_ptr<ByteStream> compressed_;
  std::string name_;
  std::vector<char> buffer_;
  std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  bool in_frame_ = true;  // a file without any frame is truncated, too
  bool may_hold_output_ = false;
  bool is_done_ = false;
  Status failure_;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> OpenZstdStream(std::unique_ptr<ByteStream> compressed,
                                                   std::string name) {
  auto stream = std::make_unique<ZstdStream>(std::move(compressed), std::move(name));
  if (!stream->HasMemory()) {
    return Status::Internal("no memory to decompress zstd data");
  }
  return std::unique_ptr<ByteStream>(std::move(stream));
}

}  // namespace sunder
