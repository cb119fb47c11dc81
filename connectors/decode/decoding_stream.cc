#include "connectors/decode/decoding_stream.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace sunder {
namespace {

constexpr size_t kPieceSizeBytes = 64 * 1024;

}  // namespace

DecodingStream::DecodingStream(std::unique_ptr<ByteStream> source, charset::Decoder decoder)
    : source_(std::move(source)), decoder_(std::move(decoder)) {}

Result<size_t> DecodingStream::Read(char* buffer, size_t size) {
  while (position_ == text_.size()) {
    SUNDER_ASSIGN_OR_RETURN(const bool is_more, DecodeNext());
    if (!is_more) return size_t{0};
  }
  const size_t count = std::min(size, text_.size() - position_);
  std::memcpy(buffer, text_.data() + position_, count);
  position_ += count;
  return count;
}

// An error of the source comes again with every call; what it gave before is text by then.
Result<bool> DecodingStream::DecodeNext() {
  if (is_end_) return false;
  text_.clear();
  position_ = 0;
  Piece piece;
  piece.source.resize(kPieceSizeBytes);
  const Result<size_t> count = source_->Read(piece.source.data(), piece.source.size());
  if (!count.ok() && rest_.empty()) return count.status();
  piece.source.resize(count.ok() ? *count : 0);
  const bool is_last = piece.source.empty();
  piece.source.insert(0, std::exchange(rest_, {}));
  const size_t taken = decoder_.Decode(piece.source, is_last, &text_);
  rest_ = piece.source.substr(taken);
  piece.source.resize(taken);
  is_end_ = is_last && count.ok();
  piece.text_begin = text_end_;
  piece.source_begin = source_end_;
  piece.text_size_bytes = text_.size();
  text_end_ += text_.size();
  source_end_ += taken;
  if (!text_.empty()) pieces_.push_back(std::move(piece));
  return true;
}

uint64_t DecodingStream::SourceOffset(uint64_t offset_bytes) {
  for (const Piece& piece : pieces_) {
    const uint64_t text_end = piece.text_begin + piece.text_size_bytes;
    if (offset_bytes < piece.text_begin || offset_bytes >= text_end) continue;
    const auto wanted = static_cast<size_t>(offset_bytes - piece.text_begin);
    return piece.source_begin + decoder_.SizeOfText(piece.source, wanted);
  }
  return source_end_;
}

void DecodingStream::Forget(uint64_t offset_bytes) {
  while (!pieces_.empty() &&
         pieces_.front().text_begin + pieces_.front().text_size_bytes <= offset_bytes) {
    pieces_.pop_front();
  }
}

}  // namespace sunder
