// Opening an age v1 file (https://age-encryption.org/v1) with X25519 keys. Bytes are given out only
// after their chunk is authenticated; what stands behind the last chunk, a missing chunk and every
// changed bit are errors (kDataLoss).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "segregation/age_format.h"
#include "segregation/keeper/age_identity.h"

namespace sunder::segregation {

struct AgeStanza {
  std::string text;                    // as it stands in the file, last line feed included
  std::vector<std::string> arguments;  // the first is the type
  std::string body;                    // decoded
  bool is_x25519() const { return arguments.front() == "X25519"; }
};

// What a key opens of a header.
struct OpenedAgeHeader {
  AgeFileKey file_key;
  std::vector<bool> is_opened;  // by index of the stanza
};

class AgeFile {
 public:
  // Reads the header. kUnreadable: no regular file, or it cannot be read.
  static Result<AgeFile> Open(const std::string& path);
  ~AgeFile();
  AgeFile(AgeFile&& other) noexcept;
  AgeFile(const AgeFile&) = delete;
  AgeFile& operator=(const AgeFile&) = delete;

  const std::string& path() const { return path_; }
  const std::vector<AgeStanza>& stanzas() const { return stanzas_; }
  uint64_t header_size_bytes() const { return header_size_bytes_; }
  // Nonce, chunks and tags.
  uint64_t payload_size_bytes() const { return size_bytes_ - header_size_bytes_; }

  // From the size of the payload alone. kDataLoss: it ends before its first chunk could.
  Result<uint64_t> PlaintextSizeBytes() const;

  // nullopt: the file is not for this key. The header is authentic otherwise.
  Result<std::optional<OpenedAgeHeader>> OpenHeader(const AgeIdentity& identity) const;
  // `release` gets authenticated pieces in their order; its error ends the reading. Only Ok says
  // that all of the file was there.
  using Release = std::function<Status(std::string_view)>;
  Status OpenPayload(const AgeFileKey& file_key, const Release& release) const;
  // The sealed payload as it is.
  Result<std::string> ReadSealedPayload() const;

 private:
  AgeFile() = default;
  Status ReadHeader();
  // Chunks of the payload, the last one perhaps cut off.
  Result<uint64_t> SealedChunks() const;
  Status ReadAt(uint64_t offset_bytes, size_t size, void* out) const;
  Status Damaged(std::string_view what) const;

  int descriptor_ = -1;
  std::string path_;
  uint64_t size_bytes_ = 0;
  uint64_t header_size_bytes_ = 0;
  std::vector<AgeStanza> stanzas_;
  std::string authenticated_;  // the header up to its "---"
  AgeMac mac_{};
};

}  // namespace sunder::segregation
