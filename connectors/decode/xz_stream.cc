#include <lzma.h>

#include <utility>

#include "connectors/decode/decompression.h"

namespace sunder {
namespace {

// `xz -9` needs 65 MiB; a header may ask for 4 GiB.
constexpr uint64_t kMemoryBytesMax = 256ULL << 20;
constexpr char kFirstByte = '\xFD';  // of every stream (the .xz file format, 2.1.1.1)

class XzStream : public CodecStream {
 public:
  XzStream(std::unique_ptr<ByteStream> compressed, std::string name)
      : CodecStream(std::move(compressed), std::move(name), "xz") {}
  ~XzStream() override { lzma_end(&state_); }
  XzStream(const XzStream&) = delete;
  XzStream& operator=(const XzStream&) = delete;

 protected:
  Result<bool> Decode(std::string_view* input, std::span<char>* output) override {
    if (between_streams_) {
      // The format allows zero bytes behind a stream.
      while (has_stream_ && input->starts_with('\0')) input->remove_prefix(1);
      if (input->empty()) return has_stream_;
      if (has_stream_ && input->front() != kFirstByte) return Followed();
      if (lzma_stream_decoder(&state_, kMemoryBytesMax, /*flags=*/0) != LZMA_OK) {
        return Status::Internal("no memory to decompress xz data");
      }
      has_stream_ = true;
      between_streams_ = false;
    }
    state_.next_in = reinterpret_cast<const uint8_t*>(input->data());
    state_.avail_in = input->size();
    state_.next_out = reinterpret_cast<uint8_t*>(output->data());
    state_.avail_out = output->size();
    const lzma_ret code = lzma_code(&state_, LZMA_RUN);
    input->remove_prefix(input->size() - state_.avail_in);
    *output = output->subspan(output->size() - state_.avail_out);
    between_streams_ = code == LZMA_STREAM_END;
    if (code == LZMA_MEM_ERROR) return Status::Internal("no memory to decompress xz data");
    if (code == LZMA_MEMLIMIT_ERROR) return Corrupt("it needs more than 256 MiB to unpack");
    if (!between_streams_ && code != LZMA_OK && code != LZMA_BUF_ERROR) return Corrupt();
    return between_streams_;
  }

 private:
  lzma_stream state_ = LZMA_STREAM_INIT;
  bool between_streams_ = true;
  bool has_stream_ = false;
};

}  // namespace

Result<std::unique_ptr<CodecStream>> OpenXzStream(std::unique_ptr<ByteStream> compressed,
                                                  std::string name) {
  return std::unique_ptr<CodecStream>(
      std::make_unique<XzStream>(std::move(compressed), std::move(name)));
}

}  // namespace sunder
