#include "connectors/decode/sealed_spool.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace sunder {
namespace {

constexpr size_t kTagSizeBytes = crypto_aead_chacha20poly1305_IETF_ABYTES;
constexpr size_t kSealedSizeBytes = SealedSpool::kFrameSizeBytes + kTagSizeBytes;
using Nonce = std::array<unsigned char, crypto_aead_chacha20poly1305_IETF_NPUBBYTES>;

Nonce NonceOf(uint64_t seal) {
  Nonce nonce{};
  for (size_t i = 0; i < sizeof seal; ++i) {
    nonce[i] = static_cast<unsigned char>(seal >> (8 * i));
  }
  return nonce;
}

Status SpoolError(const std::string& folder, const char* what, int error) {
  std::string message =
      folder + ": " + what + " a temporary file failed: " + std::generic_category().message(error);
  if (error == ENOSPC || error == EDQUOT) {
    message += "; archives are unpacked there: set TMPDIR to a folder with more room";
  }
  return Status::StoreFailure(std::move(message));
}

// A file without a name: from its first moment on where the file system knows O_TMPFILE.
int OpenNameless(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0) return descriptor;
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) return -1;
  std::string name = folder + "/.sunder-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0 && ::unlink(name.c_str()) != 0) {
    ::close(named);
    return -1;
  }
  return named;
}

}  // namespace

void SealedSpool::Wipe::operator()(unsigned char* key) const { sodium_free(key); }

Result<std::shared_ptr<SealedSpool>> SealedSpool::Create(const std::vector<std::string>& folders) {
  if (sodium_init() < 0) return Status::Internal("libsodium has no source of randomness");
  std::string message = "no folder to unpack archives in; set TMPDIR";
  for (const std::string& folder : folders) {
    const int descriptor = OpenNameless(folder);
    if (descriptor < 0) {
      message = SpoolError(folder, "making", errno).message() + "; set TMPDIR";
      continue;
    }
    std::shared_ptr<SealedSpool> spool(new SealedSpool(descriptor, folder));
    spool->key_.reset(
        static_cast<unsigned char*>(sodium_malloc(crypto_aead_chacha20poly1305_IETF_KEYBYTES)));
    if (spool->key_ == nullptr) {
      return Status::StoreFailure(
          "no locked memory for the key of temporary files; raise the limit (ulimit -l)");
    }
    crypto_aead_chacha20poly1305_ietf_keygen(spool->key_.get());
    return spool;
  }
  return Status::StoreFailure(std::move(message));
}

SealedSpool::~SealedSpool() {
  ::close(descriptor_);
  sodium_memzero(tail_.data(), tail_.size());
}

Status SealedSpool::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t size = std::min(bytes.size(), kFrameSizeBytes - tail_.size());
    tail_.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    if (tail_.size() == kFrameSizeBytes) SUNDER_RETURN_IF_ERROR(SealTail());
  }
  return Status::Ok();
}

Status SealedSpool::SealTail() {
  sealed_.resize(kSealedSizeBytes);
  crypto_aead_chacha20poly1305_ietf_encrypt(
      reinterpret_cast<unsigned char*>(sealed_.data()), /*clen_p=*/nullptr,
      reinterpret_cast<const unsigned char*>(tail_.data()), tail_.size(), /*ad=*/nullptr,
      /*adlen=*/0, /*nsec=*/nullptr, NonceOf(seals_made_).data(), key_.get());
  std::string_view left = sealed_;
  uint64_t offset = seals_.size() * kSealedSizeBytes;
  while (!left.empty()) {
    const ssize_t count =
        ::pwrite(descriptor_, left.data(), left.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SpoolError(folder_, "writing", errno);
    left.remove_prefix(static_cast<size_t>(count));
    offset += static_cast<uint64_t>(count);
  }
  seals_.push_back(seals_made_++);
  tail_.clear();
  return Status::Ok();
}

Status SealedSpool::Truncate(uint64_t size_bytes) {
  const uint64_t frame = size_bytes / kFrameSizeBytes;
  if (frame < seals_.size()) {
    SUNDER_RETURN_IF_ERROR(ReadFrame(frame, &tail_));
    seals_.resize(frame);
  }
  tail_.resize(std::min<size_t>(tail_.size(), size_bytes % kFrameSizeBytes));
  return Status::Ok();
}

Status SealedSpool::ReadFrame(uint64_t index, std::string* frame) const {
  if (index >= seals_.size()) {
    *frame = index == seals_.size() ? tail_ : std::string();
    return Status::Ok();
  }
  std::string sealed(kSealedSizeBytes, '\0');
  size_t length = 0;
  while (length < sealed.size()) {
    const ssize_t count = ::pread(descriptor_, sealed.data() + length, sealed.size() - length,
                                  static_cast<off_t>(index * kSealedSizeBytes + length));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SpoolError(folder_, "reading", errno);
    if (count == 0) break;
    length += static_cast<size_t>(count);
  }
  frame->resize(kFrameSizeBytes);
  if (length < sealed.size() ||
      crypto_aead_chacha20poly1305_ietf_decrypt(
          reinterpret_cast<unsigned char*>(frame->data()), /*mlen_p=*/nullptr, /*nsec=*/nullptr,
          reinterpret_cast<const unsigned char*>(sealed.data()), sealed.size(), /*ad=*/nullptr,
          /*adlen=*/0, NonceOf(seals_[index]).data(), key_.get()) != 0) {
    return Status::StoreFailure(folder_ +
                                ": a temporary file was changed or cut while it was in use");
  }
  return Status::Ok();
}

Result<size_t> SpoolReader::ReadAt(uint64_t offset_bytes, char* buffer, size_t size) {
  if (offset_bytes >= range_.size_bytes || size == 0) return size_t{0};
  const uint64_t place = range_.begin_bytes + offset_bytes;
  const uint64_t index = place / SealedSpool::kFrameSizeBytes;
  const size_t within = place % SealedSpool::kFrameSizeBytes;
  // The frame that is being filled grows while its archive is unpacked.
  if (index != frame_index_ || within >= frame_.size()) {
    SUNDER_RETURN_IF_ERROR(range_.spool->ReadFrame(index, &frame_));
    frame_index_ = index;
  }
  if (within >= frame_.size()) return Status::Internal("a temporary file is shorter than it was");
  const size_t count =
      std::min<uint64_t>({size, frame_.size() - within, range_.size_bytes - offset_bytes});
  std::memcpy(buffer, frame_.data() + within, count);
  return count;
}

}  // namespace sunder
