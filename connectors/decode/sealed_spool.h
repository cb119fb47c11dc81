// SealedSpool: what archives unpack to, kept for every later reading in one file that has no name
// and that nobody else can read: frames of 64 KiB, each sealed (ChaCha20-Poly1305) under a key that
// lives in locked memory. A run that is killed leaves nothing behind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/decode/random_access.h"
#include "core/status.h"

namespace sunder {

class SealedSpool {
 public:
  // Plaintext bytes of a frame. Large enough that its tag costs nothing, small enough to be kept by
  // every reader.
  static constexpr size_t kFrameSizeBytes = 64 * 1024;

  // In the first of `folders` where a file can be made. StoreFailure when there is none.
  static Result<std::shared_ptr<SealedSpool>> Create(const std::vector<std::string>& folders);
  ~SealedSpool();
  SealedSpool(const SealedSpool&) = delete;
  SealedSpool& operator=(const SealedSpool&) = delete;

  // Only while no other thread reads.
  Status Append(std::string_view bytes);
  uint64_t size_bytes() const { return seals_.size() * kFrameSizeBytes + tail_.size(); }
  // Forgets what stands behind `size_bytes`, under the same condition.
  Status Truncate(uint64_t size_bytes);

  // Opens frame `index` into `frame`, which becomes its plaintext. Any thread. StoreFailure when
  // the file was changed from outside.
  Status ReadFrame(uint64_t index, std::string* frame) const;

 private:
  struct Wipe {
    void operator()(unsigned char* key) const;
  };

  SealedSpool(int descriptor, std::string folder)
      : descriptor_(descriptor), folder_(std::move(folder)) {}
  Status SealTail();

  int descriptor_;
  std::string folder_;  // for messages
  std::unique_ptr<unsigned char, Wipe> key_;
  // The nonce of every frame in the file. A frame that is forgotten and sealed anew gets another:
  // none ever comes twice under a key.
  std::vector<uint64_t> seals_;
  uint64_t seals_made_ = 0;
  std::string tail_;    // what does not fill a frame yet
  std::string sealed_;  // scratch
};

// Reads a range of a spool. One thread; keeps one frame.
class SpoolReader : public RandomAccess {
 public:
  explicit SpoolReader(SpooledBytes range) : range_(std::move(range)) {}
  Result<size_t> ReadAt(uint64_t offset_bytes, char* buffer, size_t size) override;
  uint64_t size_bytes() const override { return range_.size_bytes; }

 private:
  SpooledBytes range_;
  std::string frame_;
  uint64_t frame_index_ = UINT64_MAX;
};

}  // namespace sunder
