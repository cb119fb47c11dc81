// The bytes of another stream as UTF-8.
#pragma once

#include <deque>
#include <memory>
#include <string>

#include "connectors/charset/decoder.h"
#include "connectors/decode/byte_stream.h"
#include "core/status.h"

namespace sunder {

// Used by one thread. Keeps the source bytes of what was read until Forget, so that any place in
// the text can be found in the source.
class DecodingStream : public ByteStream {
 public:
  DecodingStream(std::unique_ptr<ByteStream> source, charset::Decoder decoder);

  Result<size_t> Read(char* buffer, size_t size) override;
  uint64_t SourceOffset(uint64_t offset_bytes) override;
  void Forget(uint64_t offset_bytes) override;

 private:
  // What one reading of the source gave, without a character that the next one goes on with.
  struct Piece {
    uint64_t text_begin = 0;
    uint64_t source_begin = 0;
    std::string source;
    uint64_t text_size_bytes = 0;
  };

  Result<bool> DecodeNext();

  std::unique_ptr<ByteStream> source_;
  charset::Decoder decoder_;
  std::deque<Piece> pieces_;
  std::string text_;  // decoded; delivered up to position_
  size_t position_ = 0;
  uint64_t text_end_ = 0;  // offset of the end of text_
  uint64_t source_end_ = 0;
  std::string rest_;  // begins a character
  bool is_end_ = false;
};

}  // namespace sunder
