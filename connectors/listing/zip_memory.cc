#include "connectors/listing/zip_memory.h"

#include <array>
#include <utility>

namespace sunder {
namespace {

constexpr size_t kInputSizeBytes = 64 * 1024;
// APPNOTE 5.8.8: version (2), size of the properties (2), then those of LZMA: a byte, and the
// dictionary's size.
constexpr size_t kDictionaryAt = 5;
constexpr size_t kPropertiesSizeBytes = 9;

}  // namespace

std::optional<uint64_t> ZipLzmaMemoryBytes(RandomAccess* zip, uint64_t offset_bytes) {
  std::array<char, kPropertiesSizeBytes> bytes{};
  size_t length = 0;
  while (length < bytes.size()) {
    const Result<size_t> count =
        zip->ReadAt(offset_bytes + length, bytes.data() + length, bytes.size() - length);
    if (!count.ok() || *count == 0) return std::nullopt;
    length += *count;
  }
  uint64_t size = 0;
  for (size_t i = kPropertiesSizeBytes; i > kDictionaryAt; --i) {
    size = size << 8U | static_cast<uint8_t>(bytes[i - 1]);
  }
  return size;
}

ZipXzEntry::ZipXzEntry(RandomAccess* zip, uint64_t offset_bytes, std::optional<uint64_t> size_bytes,
                       uint64_t memory_bytes_max, std::string name)
    : zip_(zip),
      offset_bytes_(offset_bytes),
      size_bytes_(size_bytes),
      memory_bytes_max_(memory_bytes_max),
      name_(std::move(name)),
      input_(kInputSizeBytes, '\0') {
  code_ = lzma_stream_decoder(&state_, memory_bytes_max_, /*flags=*/0);
}

ZipXzEntry::~ZipXzEntry() { lzma_end(&state_); }

Result<size_t> ZipXzEntry::Read(char* buffer, size_t size) {
  state_.next_out = reinterpret_cast<uint8_t*>(buffer);
  state_.avail_out = size;
  while (code_ == LZMA_OK && state_.avail_out == size) {
    if (state_.avail_in == 0) {
      SUNDER_ASSIGN_OR_RETURN(const size_t count,
                              zip_->ReadAt(offset_bytes_, input_.data(), input_.size()));
      if (count == 0) break;
      offset_bytes_ += count;
      state_.next_in = reinterpret_cast<const uint8_t*>(input_.data());
      state_.avail_in = count;
    }
    code_ = lzma_code(&state_, LZMA_RUN);
  }
  const size_t count = size - state_.avail_out;
  if (count > 0) return count;
  // Another stream may follow the first, and nobody would know that it was not read.
  const bool is_whole = !size_bytes_.has_value() || *size_bytes_ == state_.total_out;
  if (code_ == LZMA_STREAM_END && is_whole) return count;
  if (code_ == LZMA_MEMLIMIT_ERROR) {
    return Status::DataLoss(name_ + ": an entry takes more than " +
                            std::to_string(memory_bytes_max_ >> 20) +
                            " MiB of memory to unpack; pack it anew with a smaller dictionary");
  }
  return Status::DataLoss(name_ + ": an entry is damaged or cut off; restore the file");
}

}  // namespace sunder
