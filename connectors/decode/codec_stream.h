// What all decompressing streams have in common: the input buffer, the end of the input, the limit
// on what it may unpack to, and the first failure, which stays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/decode/byte_stream.h"
#include "core/status.h"

namespace sunder {

// So much may come of any few bytes: small files of equal lines compress to next to nothing.
inline constexpr uint64_t kExpansionFreeBytes = 64ULL << 20;

class CodecStream : public ByteStream {
 public:
  // Beyond kExpansionFreeBytes the stream fails (kRefused) once it has given more than
  // `ratio_max` times the bytes it took. 0, and before this call: no limit.
  void LimitExpansion(uint32_t ratio_max) { ratio_max_ = ratio_max; }
  Result<size_t> Read(char* buffer, size_t size) final;

 protected:
  // `name` and `format` ("gzip") are for messages.
  CodecStream(std::unique_ptr<ByteStream> compressed, std::string name, std::string format)
      : compressed_(std::move(compressed)), name_(std::move(name)), format_(std::move(format)) {}

  // Takes bytes from the front of `input` and puts bytes to the front of `output`, both of which
  // become shorter. Called without input only when the call before filled `output` whole. True:
  // the compressed data may end here.
  virtual Result<bool> Decode(std::string_view* input, std::span<char>* output) = 0;

  Status Corrupt(std::string_view why = "") const;
  // Behind the last member stands something else.
  Status Followed() const;

 private:
  void Step(std::span<char>* output);
  bool Refill();
  void CheckExpansion();

  std::unique_ptr<ByteStream> compressed_;
  std::string name_;
  std::string format_;
  std::string buffer_;
  std::string_view input_;
  uint64_t taken_bytes_ = 0;
  uint64_t given_bytes_ = 0;
  uint32_t ratio_max_ = 0;
  bool may_end_ = false;
  bool may_hold_output_ = false;
  bool is_done_ = false;
  Status failure_;
};

}  // namespace sunder
