// Turns JSON that is not one value a line into that, byte for byte in place, so that offsets stay
// those of the source: newlines inside a value become spaces; in an array the brackets around and
// the commas between elements become newlines. What a value is, is found by strings and brackets
// alone; whether it is well formed is for others to say.
#pragma once

#include <cstddef>
#include <memory>

#include "connectors/decode/byte_stream.h"

namespace sunder::json {

// The state of the transformation between two pieces of the stream.
class LineMaker {
 public:
  // `is_array`: arrays at the top level are taken apart; else every top-level value is one line.
  explicit LineMaker(bool is_array) : is_array_(is_array) {}

  void Transform(char* bytes, size_t size);
  // Whether the bytes so far end inside a value or an array: at the end of the stream, that it was
  // cut off.
  bool IsOpen() const { return is_in_string_ || depth_ > 0 || is_array_open_; }

 private:
  void TransformChunk(char* bytes, size_t size);
  void TransformSlowly(char* bytes, size_t size);
  void Structural(char* byte);
  void NewlineInString();

  bool is_array_;
  bool is_array_open_ = false;  // an array at the top level
  size_t depth_ = 0;            // within the value that becomes a line
  bool is_in_string_ = false;
  bool is_after_backslash_ = false;
};

class JsonLineStream : public ByteStream {
 public:
  // `maker` is shared with the reader, which asks it IsOpen at the end.
  JsonLineStream(std::unique_ptr<ByteStream> source, std::shared_ptr<LineMaker> maker)
      : source_(std::move(source)), maker_(std::move(maker)) {}
  Result<size_t> Read(char* buffer, size_t size) override;
  uint64_t SourceOffset(uint64_t offset_bytes) override {
    return source_->SourceOffset(offset_bytes);
  }
  void Forget(uint64_t offset_bytes) override { source_->Forget(offset_bytes); }

 private:
  std::unique_ptr<ByteStream> source_;
  std::shared_ptr<LineMaker> maker_;
};

}  // namespace sunder::json
