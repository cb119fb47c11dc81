#include <lz4frame.h>

#include <utility>
#include <vector>

#include "connectors/decode/compression.h"

namespace sunder {
namespace {

constexpr size_t kPieceSizeBytes = 256 * 1024;

struct FreeContext {
  void operator()(LZ4F_cctx* context) const { LZ4F_freeCompressionContext(context); }
};

// As the `lz4` tool writes: blocks of 4 MiB, a checksum of the content.
LZ4F_preferences_t Preferences() {
  LZ4F_preferences_t preferences = LZ4F_INIT_PREFERENCES;
  preferences.frameInfo.blockSizeID = LZ4F_max4MB;
  preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
  return preferences;
}

class Lz4Sink : public ByteSink {
 public:
  explicit Lz4Sink(std::unique_ptr<FileSink> file)
      : file_(std::move(file)), preferences_(Preferences()) {}

  Status Initialise() {
    LZ4F_cctx* context = nullptr;
    const size_t code = LZ4F_createCompressionContext(&context, LZ4F_VERSION);
    context_.reset(context);
    if (LZ4F_isError(code) != 0U) {
      return Status::Internal(file_->path() + ": no memory to compress");
    }
    output_.resize(LZ4F_compressBound(kPieceSizeBytes, &preferences_));
    return Take(LZ4F_compressBegin(context_.get(), output_.data(), output_.size(), &preferences_));
  }

  Status Write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const std::string_view piece = bytes.substr(0, kPieceSizeBytes);
      SUNDER_RETURN_IF_ERROR(Take(LZ4F_compressUpdate(context_.get(), output_.data(),
                                                      output_.size(), piece.data(), piece.size(),
                                                      /*options=*/nullptr)));
      bytes.remove_prefix(piece.size());
    }
    return Status::Ok();
  }

  Status Finish() override {
    SUNDER_RETURN_IF_ERROR(Take(LZ4F_compressEnd(context_.get(), output_.data(), output_.size(),
                                                 /*options=*/nullptr)));
    return file_->Finish();
  }

 private:
  Status Take(size_t count) {
    if (LZ4F_isError(count) != 0U) {
      return Status::StoreFailure(file_->path() +
                                  ": lz4 compression failed: " + LZ4F_getErrorName(count));
    }
    return file_->Write({output_.data(), count});
  }

  std::unique_ptr<FileSink> file_;
  LZ4F_preferences_t preferences_;
  std::vector<char> output_;
  std::unique_ptr<LZ4F_cctx, FreeContext> context_;
};

}  // namespace

Result<std::unique_ptr<ByteSink>> NewLz4Sink(std::unique_ptr<FileSink> file) {
  return InitialisedSink<Lz4Sink>(std::move(file));
}

}  // namespace sunder
