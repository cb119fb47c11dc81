#include <zlib.h>

#include <algorithm>
#include <climits>
#include <utility>

#include "connectors/decode/decompression.h"

namespace sunder {
namespace {

constexpr int kGzipWindowBits = 15 + 16;  // largest window; + 16: the gzip wrapper (zlib.h)
constexpr char kFirstByte = '\x1F';       // of every member (RFC 1952)

class GzipStream : public CodecStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> compressed, std::string name)
      : CodecStream(std::move(compressed), std::move(name), "gzip") {}
  ~GzipStream() override {
    if (is_initialised_) inflateEnd(&state_);
  }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  bool Initialise() { return is_initialised_ = inflateInit2(&state_, kGzipWindowBits) == Z_OK; }

 protected:
  Result<bool> Decode(std::string_view* input, std::span<char>* output) override {
    if (between_members_) {
      // Zero bytes between and behind members are padding (tapes, block devices).
      while (has_member_ && input->starts_with('\0')) input->remove_prefix(1);
      if (input->empty()) return has_member_;
      if (has_member_ && input->front() != kFirstByte) return Followed();
      if (has_member_) inflateReset(&state_);
      has_member_ = true;
      between_members_ = false;
    }
    const size_t space = std::min<size_t>(output->size(), UINT_MAX);
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input->data()));
    state_.avail_in = static_cast<uInt>(input->size());
    state_.next_out = reinterpret_cast<Bytef*>(output->data());
    state_.avail_out = static_cast<uInt>(space);
    const int code = inflate(&state_, Z_NO_FLUSH);
    input->remove_prefix(input->size() - state_.avail_in);
    *output = output->subspan(space - state_.avail_out);
    between_members_ = code == Z_STREAM_END;
    if (!between_members_ && code != Z_OK && code != Z_BUF_ERROR) return Corrupt();
    return between_members_;
  }

 private:
  z_stream state_{};
  bool is_initialised_ = false;
  bool between_members_ = true;
  bool has_member_ = false;
};

}  // namespace

Result<std::unique_ptr<CodecStream>> OpenGzipStream(std::unique_ptr<ByteStream> compressed,
                                                    std::string name) {
  auto stream = std::make_unique<GzipStream>(std::move(compressed), std::move(name));
  if (!stream->Initialise()) return Status::Internal("no memory to decompress gzip data");
  return std::unique_ptr<CodecStream>(std::move(stream));
}

}  // namespace sunder
