#include <bzlib.h>

#include <algorithm>
#include <climits>
#include <utility>

#include "connectors/decode/decompression.h"

namespace sunder {
namespace {

class Bzip2Stream : public CodecStream {
 public:
  Bzip2Stream(std::unique_ptr<ByteStream> compressed, std::string name)
      : CodecStream(std::move(compressed), std::move(name), "bzip2") {}
  ~Bzip2Stream() override { End(); }
  Bzip2Stream(const Bzip2Stream&) = delete;
  Bzip2Stream& operator=(const Bzip2Stream&) = delete;

 protected:
  Result<bool> Decode(std::string_view* input, std::span<char>* output) override {
    if (!is_initialised_) {
      if (has_member_ && input->front() != 'B') return Followed();
      state_ = {};
      if (BZ2_bzDecompressInit(&state_, /*verbosity=*/0, /*small=*/0) != BZ_OK) {
        return Status::Internal("no memory to decompress bzip2 data");
      }
      has_member_ = is_initialised_ = true;
    }
    const size_t space = std::min<size_t>(output->size(), UINT_MAX);
    state_.next_in = const_cast<char*>(input->data());
    state_.avail_in = static_cast<unsigned>(input->size());
    state_.next_out = output->data();
    state_.avail_out = static_cast<unsigned>(space);
    const int code = BZ2_bzDecompress(&state_);
    input->remove_prefix(input->size() - state_.avail_in);
    *output = output->subspan(space - state_.avail_out);
    if (code == BZ_MEM_ERROR) return Status::Internal("no memory to decompress bzip2 data");
    if (code != BZ_OK && code != BZ_STREAM_END) return Corrupt();
    if (code == BZ_STREAM_END) End();
    return code == BZ_STREAM_END;
  }

 private:
  void End() {
    if (std::exchange(is_initialised_, false)) BZ2_bzDecompressEnd(&state_);
  }

  bz_stream state_{};
  bool is_initialised_ = false;
  bool has_member_ = false;
};

}  // namespace

Result<std::unique_ptr<CodecStream>> OpenBzip2Stream(std::unique_ptr<ByteStream> compressed,
                                                     std::string name) {
  return std::unique_ptr<CodecStream>(
      std::make_unique<Bzip2Stream>(std::move(compressed), std::move(name)));
}

}  // namespace sunder
