#include <lz4frame.h>

#include <utility>

#include "connectors/decode/decompression.h"

namespace sunder {
namespace {

struct FreeContext {
  void operator()(LZ4F_dctx* context) const { LZ4F_freeDecompressionContext(context); }
};

class Lz4Stream : public CodecStream {
 public:
  Lz4Stream(std::unique_ptr<ByteStream> compressed, std::string name)
      : CodecStream(std::move(compressed), std::move(name), "lz4") {}

  bool Initialise() {
    LZ4F_dctx* context = nullptr;
    const bool is_made =
        LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)) == 0U;
    context_.reset(context);
    return is_made;
  }

 protected:
  Result<bool> Decode(std::string_view* input, std::span<char>* output) override {
    size_t taken = input->size();
    size_t given = output->size();
    const size_t hint = LZ4F_decompress(context_.get(), output->data(), &given, input->data(),
                                        &taken, /*options=*/nullptr);
    if (LZ4F_isError(hint) != 0U) {
      return is_between_frames_ && has_frame_ ? Followed() : Corrupt(LZ4F_getErrorName(hint));
    }
    input->remove_prefix(taken);
    *output = output->subspan(given);
    is_between_frames_ = hint == 0;
    has_frame_ = has_frame_ || is_between_frames_;
    return is_between_frames_;
  }

 private:
  std::unique_ptr<LZ4F_dctx, FreeContext> context_;
  bool is_between_frames_ = false;
  bool has_frame_ = false;
};

}  // namespace

Result<std::unique_ptr<CodecStream>> OpenLz4Stream(std::unique_ptr<ByteStream> compressed,
                                                   std::string name) {
  auto stream = std::make_unique<Lz4Stream>(std::move(compressed), std::move(name));
  if (!stream->Initialise()) return Status::Internal("no memory to decompress lz4 data");
  return std::unique_ptr<CodecStream>(std::move(stream));
}

}  // namespace sunder
