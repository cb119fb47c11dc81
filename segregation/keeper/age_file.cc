#include "segregation/keeper/age_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "segregation/keeper/age_header.h"

namespace sunder::segregation {
namespace {

// About 10,000 recipients; more is no header of this program.
constexpr uint64_t kHeaderSizeBytesMax = 1024 * 1024;
// The first look at a header: some 40 recipients.
constexpr uint64_t kHeaderFirstLookBytes = 4096;
constexpr uint64_t kSealedChunkSizeBytes = kAgeChunkSizeBytes + kAgeTagSizeBytes;

// False: the stanza is not for this key. An error: its point is of low order.
Result<bool> Unwrap(const AgeStanza& stanza, const AgeIdentity& identity, AgeFileKey* file_key) {
  std::array<uint8_t, kAgeKeySizeBytes> share{};
  size_t size = 0;
  if (sodium_base642bin(share.data(), share.size(), stanza.arguments[1].data(),
                        stanza.arguments[1].size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0) {
    return Status::Internal("an age share that was checked does not decode");
  }
  AgeKey shared;
  if (crypto_scalarmult_curve25519(shared.data(), identity.secret.data(), share.data()) != 0) {
    return Status::DataLoss("its header holds a point of low order; it was made to mislead");
  }
  AgeKey wrap_key;
  DeriveAgeWrapKey(shared, share, identity.recipient, &wrap_key);
  const std::array<uint8_t, kAgeChunkNonceSizeBytes> nonce{};
  return crypto_aead_chacha20poly1305_ietf_decrypt(
             file_key->data(), nullptr, nullptr,
             reinterpret_cast<const uint8_t*>(stanza.body.data()), stanza.body.size(), nullptr, 0,
             nonce.data(), wrap_key.data()) == 0;
}

}  // namespace

AgeFile::~AgeFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

AgeFile::AgeFile(AgeFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      size_bytes_(other.size_bytes_),
      header_size_bytes_(other.header_size_bytes_),
      stanzas_(std::move(other.stanzas_)),
      authenticated_(std::move(other.authenticated_)),
      mac_(other.mac_) {}

Result<AgeFile> AgeFile::Open(const std::string& path) {
  AgeFile file;
  file.path_ = path;
  file.descriptor_ = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  struct stat info {};
  if (file.descriptor_ < 0 || fstat(file.descriptor_, &info) != 0) {
    return Status::Unreadable(path + ": " + std::generic_category().message(errno));
  }
  if (!S_ISREG(info.st_mode)) return Status::Unreadable(path + ": not a regular file");
  file.size_bytes_ = static_cast<uint64_t>(info.st_size);
  SUNDER_RETURN_IF_ERROR(file.ReadHeader());
  return file;
}

Status AgeFile::ReadHeader() {
  const uint64_t most = std::min(size_bytes_, kHeaderSizeBytesMax);
  std::string head;
  for (uint64_t size = std::min(most, kHeaderFirstLookBytes);; size = std::min(most, size * 4)) {
    head.resize(size);
    SUNDER_RETURN_IF_ERROR(ReadAt(0, size, head.data()));
    std::optional<AgeHeaderText> header = ParseAgeHeader(head);
    if (header) {
      stanzas_ = std::move(header->stanzas);
      authenticated_ = std::move(header->authenticated);
      mac_ = header->mac;
      header_size_bytes_ = header->size_bytes;
      return Status::Ok();
    }
    if (size == most) return Damaged("its header is not that of an age v1 file");
  }
}

Status AgeFile::ReadAt(uint64_t offset_bytes, size_t size, void* out) const {
  auto* bytes = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t got = pread(descriptor_, bytes, size, static_cast<off_t>(offset_bytes));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Status::Unreadable(path_ + ": " + std::generic_category().message(errno));
    if (got == 0) return Damaged("it became shorter while it was read");
    bytes += got;
    offset_bytes += static_cast<uint64_t>(got);
    size -= static_cast<size_t>(got);
  }
  return Status::Ok();
}

Status AgeFile::Damaged(std::string_view what) const {
  return Status::DataLoss(path_ + ": " + std::string(what) +
                          "; nothing behind this was read. Take the file from a backup");
}

Result<std::optional<OpenedAgeHeader>> AgeFile::OpenHeader(const AgeIdentity& identity) const {
  OpenedAgeHeader opened;
  opened.is_opened.assign(stanzas_.size(), false);
  bool is_for_key = false;
  for (size_t i = 0; i < stanzas_.size(); ++i) {
    if (!stanzas_[i].is_x25519()) continue;
    AgeFileKey file_key;
    const Result<bool> unwrapped = Unwrap(stanzas_[i], identity, &file_key);
    if (!unwrapped.ok()) return unwrapped.status().WithContext(path_);
    if (!*unwrapped) continue;
    opened.is_opened[i] = true;
    if (!is_for_key) opened.file_key = std::move(file_key);
    is_for_key = true;
  }
  if (!is_for_key) return std::optional<OpenedAgeHeader>();
  const AgeMac expected = AgeHeaderMac(opened.file_key, authenticated_);
  if (sodium_memcmp(expected.data(), mac_.data(), mac_.size()) != 0) {
    return Damaged("its header was changed");
  }
  return std::optional<OpenedAgeHeader>(std::move(opened));
}

Result<uint64_t> AgeFile::SealedChunks() const {
  const uint64_t payload = payload_size_bytes();
  if (payload < kAgeNonceSizeBytes + kAgeTagSizeBytes) return Damaged("its end is missing");
  return (payload - kAgeNonceSizeBytes - 1) / kSealedChunkSizeBytes + 1;
}

Result<uint64_t> AgeFile::PlaintextSizeBytes() const {
  SUNDER_ASSIGN_OR_RETURN(const uint64_t chunks, SealedChunks());
  return payload_size_bytes() - kAgeNonceSizeBytes - chunks * kAgeTagSizeBytes;
}

Status AgeFile::OpenPayload(const AgeFileKey& file_key, const Release& release) const {
  SUNDER_ASSIGN_OR_RETURN(const uint64_t chunks, SealedChunks());
  std::array<uint8_t, kAgeNonceSizeBytes> payload_nonce{};
  SUNDER_RETURN_IF_ERROR(ReadAt(header_size_bytes_, payload_nonce.size(), payload_nonce.data()));
  AgeKey key;
  DeriveAgePayloadKey(file_key, payload_nonce, &key);

  std::vector<uint8_t> sealed(kSealedChunkSizeBytes);
  LockedBytes plain(kAgeChunkSizeBytes);
  uint64_t offset = header_size_bytes_ + payload_nonce.size();
  for (uint64_t chunk = 0; chunk < chunks; ++chunk) {
    const bool is_last = chunk + 1 == chunks;
    const uint64_t size = is_last ? size_bytes_ - offset : kSealedChunkSizeBytes;
    // By the specification only an empty file ends with an empty chunk.
    if (size < kAgeTagSizeBytes || (size == kAgeTagSizeBytes && chunk > 0)) {
      return Damaged("its end is missing");
    }
    SUNDER_RETURN_IF_ERROR(ReadAt(offset, size, sealed.data()));
    offset += size;
    const auto nonce = AgeChunkNonce(chunk, is_last);
    if (crypto_aead_chacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(),
                                                  size, nullptr, 0, nonce.data(),
                                                  key.data()) != 0) {
      return Damaged("its content was changed or its end is missing");
    }
    SUNDER_RETURN_IF_ERROR(release({reinterpret_cast<const char*>(plain.data()),
                                    static_cast<size_t>(size) - kAgeTagSizeBytes}));
  }
  struct stat info {};
  if (fstat(descriptor_, &info) != 0 || static_cast<uint64_t>(info.st_size) != size_bytes_) {
    return Damaged("its size changed while it was read");
  }
  return Status::Ok();
}

Result<std::string> AgeFile::ReadSealedPayload() const {
  std::string payload(payload_size_bytes(), '\0');
  SUNDER_RETURN_IF_ERROR(ReadAt(header_size_bytes_, payload.size(), payload.data()));
  return payload;
}

}  // namespace sunder::segregation
