#include "connectors/json/json_line_stream.h"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "connectors/decode/byte_chunk.h"

namespace sunder::json {
namespace {

// Bit i of the result is the exclusive or of bits 0 to i.
uint64_t PrefixXor(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

}  // namespace

void LineMaker::Transform(char* bytes, size_t size) {
  for (size_t at = 0; at < size; at += kChunkSizeBytes) {
    TransformChunk(bytes + at, std::min(kChunkSizeBytes, size - at));
  }
}

void LineMaker::TransformChunk(char* bytes, size_t size) {
  const ByteChunk chunk(bytes, size);
  if (is_after_backslash_ || chunk.Equal('\\') != 0) {
    TransformSlowly(bytes, size);
    return;
  }
  const uint64_t quotes = chunk.Equal('"');
  const uint64_t in_string = PrefixXor(quotes) ^ (is_in_string_ ? ~uint64_t{0} : 0);
  const uint64_t newlines = chunk.Equal('\n');
  if ((newlines & in_string) != 0) {
    TransformSlowly(bytes, size);
    return;
  }
  is_in_string_ = (in_string >> 63) != 0;
  const uint64_t open = (chunk.Equal('{') | chunk.Equal('[')) & ~in_string;
  const uint64_t close = (chunk.Equal('}') | chunk.Equal(']')) & ~in_string;
  const auto closed = static_cast<size_t>(std::popcount(close));
  uint64_t events = open | close | newlines;
  if (depth_ > closed) {
    // No value ends here, whatever the order; commas and brackets stay.
    depth_ += static_cast<size_t>(std::popcount(open)) - closed;
    events = newlines;
    for (; events != 0; events &= events - 1) bytes[std::countr_zero(events)] = ' ';
    return;
  }
  events |= chunk.Equal(',') & ~in_string;
  for (; events != 0; events &= events - 1) Structural(bytes + std::countr_zero(events));
}

void LineMaker::TransformSlowly(char* bytes, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    const char byte = bytes[i];
    if (is_after_backslash_ && byte != '\n') {
      is_after_backslash_ = false;
    } else if (byte == '\n' && is_in_string_) {
      NewlineInString();
    } else if (is_in_string_) {
      is_after_backslash_ = byte == '\\';
      is_in_string_ = byte != '"';
    } else if (byte == '"') {
      is_in_string_ = true;
    } else {
      Structural(bytes + i);
    }
  }
}

// One byte outside of strings.
void LineMaker::Structural(char* byte) {
  const bool is_outside = depth_ == 0 && is_array_;  // between the elements
  switch (*byte) {
    case '{':
      ++depth_;
      break;
    case '[':
      if (is_outside && !is_array_open_) {
        is_array_open_ = true;
        *byte = '\n';
      } else {
        ++depth_;
      }
      break;
    case '}':
      if (depth_ > 0) --depth_;
      break;
    case ']':
      if (depth_ > 0) {
        --depth_;
      } else if (is_array_) {
        is_array_open_ = false;
        *byte = '\n';
      }
      break;
    case ',':
      if (is_outside) *byte = '\n';
      break;
    case '\n':
      if (depth_ > 0) *byte = ' ';
      break;
    default:
      break;
  }
}

// No string holds a newline: a quote is missing. The value is lost, so go on as if it ended here;
// the brackets that it leaves behind are malformed values of their own until the next good one.
void LineMaker::NewlineInString() {
  is_in_string_ = false;
  is_after_backslash_ = false;
  depth_ = 0;
}

Result<size_t> JsonLineStream::Read(char* buffer, size_t size) {
  Result<size_t> count = source_->Read(buffer, size);
  if (count.ok()) maker_->Transform(buffer, *count);
  return count;
}

}  // namespace sunder::json
