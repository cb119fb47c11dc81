// SpillFile: sorted runs on disk, sealed. The file has no name from its first moment on, so that a
// killed run leaves nothing; its key lives in locked memory and dies with the process.
#pragma once

#include <sodium.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::segregation {

struct SodiumFree {
  void operator()(void* pointer) const { sodium_free(pointer); }
};

// 32 bytes in memory that is locked, guarded and wiped.
using SpillKey = std::unique_ptr<uint8_t, SodiumFree>;
Result<SpillKey> MakeSpillKey();

// A sorted run within a spill file.
struct SpillRun {
  uint64_t offset_bytes = 0;
  uint64_t sealed_size_bytes = 0;
};

// One file with runs one behind another. One thread.
class SpillFile {
 public:
  static Result<std::unique_ptr<SpillFile>> Create(const std::string& folder);
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;
  Status Append(std::string_view bytes);
  Status ReadAt(uint64_t offset_bytes, size_t size, uint8_t* out) const;
  uint64_t size_bytes() const { return size_bytes_; }

 private:
  SpillFile(int descriptor, std::string folder);
  int descriptor_;
  std::string folder_;  // for messages
  uint64_t size_bytes_ = 0;
};

// Plaintext bytes of a sealed frame. `key` outlives both classes below.
using SecretStream = std::unique_ptr<crypto_secretstream_xchacha20poly1305_state, SodiumFree>;

class SpillRunWriter {
 public:
  static Result<std::unique_ptr<SpillRunWriter>> Create(SpillFile* file, const SpillKey& key,
                                                        size_t frame_size_bytes);
  Status Write(std::string_view record);
  Result<SpillRun> Finish();

 private:
  SpillRunWriter(SpillFile* file, size_t frame_size_bytes);
  Status Append(std::string_view bytes);
  Status Flush(uint8_t tag);

  SpillFile* file_;
  size_t frame_size_bytes_;
  SpillRun run_;
  SecretStream stream_;
  std::string frame_;
  std::string sealed_;
};

class SpillRunReader {
 public:
  // `file` outlives the reader. `frame_size_bytes` is the one that the run was written with.
  static Result<std::unique_ptr<SpillRunReader>> Create(const SpillFile* file, SpillRun run,
                                                        const SpillKey& key,
                                                        size_t frame_size_bytes);
  // False: the end. Then record() is the next one; it lives until the next call.
  Result<bool> Next();
  std::string_view record() const { return record_; }

 private:
  SpillRunReader(const SpillFile* file, SpillRun run, size_t frame_size_bytes);
  Status Fill();
  Status Take(size_t size, char* out);

  const SpillFile* file_;
  SpillRun run_;
  size_t frame_size_bytes_;
  uint64_t position_bytes_ = 0;  // within the run
  SecretStream stream_;
  std::vector<uint8_t> sealed_;
  std::vector<uint8_t> frame_;
  size_t taken_ = 0;  // of frame_
  bool is_last_frame_ = false;
  std::string record_;
};

}  // namespace sunder::segregation
