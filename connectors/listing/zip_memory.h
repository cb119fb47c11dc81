// Entries of a zip that are packed by LZMA or xz ask for as much memory as they like, and
// libarchive gives it.
#pragma once

#include <lzma.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "connectors/decode/random_access.h"
#include "core/status.h"

namespace sunder {

// The dictionary of an entry packed by LZMA whose content begins at `offset_bytes`. Nothing where
// the file ends before it says so.
std::optional<uint64_t> ZipLzmaMemoryBytes(RandomAccess* zip, uint64_t offset_bytes);

// The content of an entry packed by xz. Its blocks may each ask for more than the one before.
class ZipXzEntry {
 public:
  // `zip` outlives this. `size_bytes`: what the zip says that the entry unpacks to, if it does.
  // `name` is for messages.
  ZipXzEntry(RandomAccess* zip, uint64_t offset_bytes, std::optional<uint64_t> size_bytes,
             uint64_t memory_bytes_max, std::string name);
  ~ZipXzEntry();
  ZipXzEntry(const ZipXzEntry&) = delete;
  ZipXzEntry& operator=(const ZipXzEntry&) = delete;

  // 0: the end. DataLoss: damaged, cut off, of another size, or over the limit.
  Result<size_t> Read(char* buffer, size_t size);

 private:
  RandomAccess* const zip_;
  uint64_t offset_bytes_;
  const std::optional<uint64_t> size_bytes_;
  const uint64_t memory_bytes_max_;
  const std::string name_;
  std::string input_;
  lzma_stream state_ = LZMA_STREAM_INIT;
  lzma_ret code_ = LZMA_OK;
};

}  // namespace sunder
