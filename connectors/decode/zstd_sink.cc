#include <zstd.h>

#include <utility>
#include <vector>

#include "connectors/decode/compression.h"

namespace sunder {
namespace {

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

class ZstdSink : public ByteSink {
 public:
  explicit ZstdSink(std::unique_ptr<FileSink> file)
      : file_(std::move(file)), output_(ZSTD_CStreamOutSize()), context_(ZSTD_createCCtx()) {}

  Status Initialise() {
    if (context_ == nullptr) return Status::Internal(file_->path() + ": no memory to compress");
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
    return Status::Ok();
  }

  Status Write(std::string_view bytes) override { return Compress(bytes, ZSTD_e_continue); }

  Status Finish() override {
    SUNDER_RETURN_IF_ERROR(Compress({}, ZSTD_e_end));
    return file_->Finish();
  }

 private:
  Status Compress(std::string_view bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    size_t remaining = 0;
    do {
      ZSTD_outBuffer output{output_.data(), output_.size(), 0};
      remaining = ZSTD_compressStream2(context_.get(), &output, &input, directive);
      if (ZSTD_isError(remaining) != 0) {
        return Status::StoreFailure(file_->path() +
                                    ": zstd compression failed: " + ZSTD_getErrorName(remaining));
      }
      SUNDER_RETURN_IF_ERROR(file_->Write({output_.data(), output.pos}));
    } while (directive == ZSTD_e_end ? remaining != 0 : input.pos < input.size);
    return Status::Ok();
  }

  std::unique_ptr<FileSink> file_;
  std::vector<char> output_;
  std::unique_ptr<ZSTD_CCtx, FreeContext> context_;
};

}  // namespace

Result<std::unique_ptr<ByteSink>> NewZstdSink(std::unique_ptr<FileSink> file) {
  return InitialisedSink<ZstdSink>(std::move(file));
}

}  // namespace sunder
