// Bytes that can be read at any place: a file on disk, or a range of a sealed spool.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "connectors/api/connector.h"
#include "core/status.h"

namespace sunder {

class RandomAccess {
 public:
  virtual ~RandomAccess() = default;
  // Up to `size` bytes from `offset_bytes` on; 0 at or behind the end. One thread.
  virtual Result<size_t> ReadAt(uint64_t offset_bytes, char* buffer, size_t size) = 0;
  virtual uint64_t size_bytes() const = 0;
};

// The raw bytes of `object`, not decompressed. Nothing for standard input, pipes and devices.
Result<std::unique_ptr<RandomAccess>> OpenRandomAccess(const SourceObject& object);

// How many bytes partitions may be cut of. Nothing where bytes can be reached only by reading all
// before them (standard input, pipes, compressed data, text that is decoded).
std::optional<uint64_t> CuttableSizeBytes(const SourceObject& object);

}  // namespace sunder
