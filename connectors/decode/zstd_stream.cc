#include <zstd.h>

#include <utility>

#include "connectors/decode/decompression.h"

namespace sunder {
namespace {

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

// A window larger than 128 MiB (the library's own limit for streams) is refused.
class ZstdStream : public CodecStream {
 public:
  ZstdStream(std::unique_ptr<ByteStream> compressed, std::string name)
      : CodecStream(std::move(compressed), std::move(name), "zstd"), context_(ZSTD_createDCtx()) {}

  bool HasMemory() const { return context_ != nullptr; }

 protected:
  Result<bool> Decode(std::string_view* input, std::span<char>* output) override {
    ZSTD_inBuffer in{input->data(), input->size(), 0};
    ZSTD_outBuffer out{output->data(), output->size(), 0};
    const size_t code = ZSTD_decompressStream(context_.get(), &out, &in);
    input->remove_prefix(in.pos);
    *output = output->subspan(out.pos);
    if (ZSTD_isError(code) != 0) return Corrupt(ZSTD_getErrorName(code));
    return code == 0;
  }

 private:
  std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
};

}  // namespace

Result<std::unique_ptr<CodecStream>> OpenZstdStream(std::unique_ptr<ByteStream> compressed,
                                                    std::string name) {
  auto stream = std::make_unique<ZstdStream>(std::move(compressed), std::move(name));
  if (!stream->HasMemory()) return Status::Internal("no memory to decompress zstd data");
  return std::unique_ptr<CodecStream>(std::move(stream));
}

}  // namespace sunder
