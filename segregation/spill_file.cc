#include "segregation/spill_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "segregation/durable_file.h"

namespace sunder::segregation {
namespace {

constexpr size_t kHeaderSizeBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr size_t kFrameTagSizeBytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr uint8_t kMessageTag = 0;
const uint8_t kFinalTag = crypto_secretstream_xchacha20poly1305_TAG_FINAL;
using RecordSize = uint32_t;

Status NoLockedMemory() {
  return Status::StoreFailure(
      "no locked memory for the key of temporary files; raise the limit (ulimit -l)");
}

Status Damaged() {
  return Status::StoreFailure("a temporary file was changed or cut while it was in use");
}

SecretStream MakeStream() {
  return SecretStream(static_cast<crypto_secretstream_xchacha20poly1305_state*>(
      sodium_malloc(sizeof(crypto_secretstream_xchacha20poly1305_state))));
}

}  // namespace

Result<SpillKey> MakeSpillKey() {
  if (sodium_init() < 0) return Status::Internal("libsodium has no source of randomness");
  SpillKey key(
      static_cast<uint8_t*>(sodium_malloc(crypto_secretstream_xchacha20poly1305_KEYBYTES)));
  if (key == nullptr) return NoLockedMemory();
  randombytes_buf(key.get(), crypto_secretstream_xchacha20poly1305_KEYBYTES);
  return key;
}

SpillFile::SpillFile(int descriptor, std::string folder)
    : descriptor_(descriptor), folder_(std::move(folder)) {}

SpillFile::~SpillFile() { close(descriptor_); }

Result<std::unique_ptr<SpillFile>> SpillFile::Create(const std::string& folder) {
  // O_TMPFILE makes a file without a name; file systems that do not know it get a name for a
  // moment.
  int descriptor = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
    std::string name = folder + "/spill-XXXXXX";
    descriptor = mkostemp(name.data(), O_CLOEXEC);
    if (descriptor >= 0 && unlink(name.c_str()) != 0) {
      const int error = errno;
      close(descriptor);
      return StoreError(folder, "removing the name of a temporary file", error);
    }
  }
  if (descriptor < 0) return StoreError(folder, "creating a temporary file", errno);
  return std::unique_ptr<SpillFile>(new SpillFile(descriptor, folder));
}

Status SpillFile::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written =
        pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_bytes_));
    if (written < 0) {
      if (errno == EINTR) continue;
      return StoreError(folder_, "writing a temporary file", errno);
    }
    size_bytes_ += static_cast<uint64_t>(written);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return Status::Ok();
}

Status SpillFile::ReadAt(uint64_t offset_bytes, size_t size, uint8_t* out) const {
  while (size > 0) {
    const ssize_t got = pread(descriptor_, out, size, static_cast<off_t>(offset_bytes));
    if (got < 0) {
      if (errno == EINTR) continue;
      return StoreError(folder_, "reading a temporary file", errno);
    }
    if (got == 0) return Damaged();
    offset_bytes += static_cast<uint64_t>(got);
    out += got;
    size -= static_cast<size_t>(got);
  }
  return Status::Ok();
}

SpillRunWriter::SpillRunWriter(SpillFile* file, size_t frame_size_bytes)
    : file_(file), frame_size_bytes_(frame_size_bytes), stream_(MakeStream()) {
  run_.offset_bytes = file->size_bytes();
  frame_.reserve(frame_size_bytes);
  sealed_.resize(frame_size_bytes + kFrameTagSizeBytes);
}

Result<std::unique_ptr<SpillRunWriter>> SpillRunWriter::Create(SpillFile* file, const SpillKey& key,
                                                               size_t frame_size_bytes) {
  std::unique_ptr<SpillRunWriter> writer(new SpillRunWriter(file, frame_size_bytes));
  if (writer->stream_ == nullptr) return NoLockedMemory();
  std::array<uint8_t, kHeaderSizeBytes> header{};
  crypto_secretstream_xchacha20poly1305_init_push(writer->stream_.get(), header.data(), key.get());
  SUNDER_RETURN_IF_ERROR(
      file->Append({reinterpret_cast<const char*>(header.data()), header.size()}));
  return writer;
}

Status SpillRunWriter::Flush(uint8_t tag) {
  unsigned long long size = 0;
  crypto_secretstream_xchacha20poly1305_push(
      stream_.get(), reinterpret_cast<uint8_t*>(sealed_.data()), &size,
      reinterpret_cast<const uint8_t*>(frame_.data()), frame_.size(), nullptr, 0, tag);
  frame_.clear();
  return file_->Append(std::string_view(sealed_).substr(0, size));
}

Status SpillRunWriter::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    if (frame_.size() == frame_size_bytes_) SUNDER_RETURN_IF_ERROR(Flush(kMessageTag));
    const size_t size = std::min(bytes.size(), frame_size_bytes_ - frame_.size());
    frame_.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return Status::Ok();
}

Status SpillRunWriter::Write(std::string_view record) {
  const auto size = static_cast<RecordSize>(record.size());
  char prefix[sizeof size];
  std::memcpy(prefix, &size, sizeof size);
  SUNDER_RETURN_IF_ERROR(Append({prefix, sizeof prefix}));
  return Append(record);
}

Result<SpillRun> SpillRunWriter::Finish() {
  SUNDER_RETURN_IF_ERROR(Flush(kFinalTag));
  run_.sealed_size_bytes = file_->size_bytes() - run_.offset_bytes;
  return run_;
}

SpillRunReader::SpillRunReader(const SpillFile* file, SpillRun run, size_t frame_size_bytes)
    : file_(file), run_(run), frame_size_bytes_(frame_size_bytes), stream_(MakeStream()) {}

Result<std::unique_ptr<SpillRunReader>> SpillRunReader::Create(const SpillFile* file, SpillRun run,
                                                               const SpillKey& key,
                                                               size_t frame_size_bytes) {
  std::unique_ptr<SpillRunReader> reader(new SpillRunReader(file, run, frame_size_bytes));
  if (reader->stream_ == nullptr) return NoLockedMemory();
  std::array<uint8_t, kHeaderSizeBytes> header{};
  SUNDER_RETURN_IF_ERROR(file->ReadAt(run.offset_bytes, header.size(), header.data()));
  reader->position_bytes_ = header.size();
  if (crypto_secretstream_xchacha20poly1305_init_pull(reader->stream_.get(), header.data(),
                                                      key.get()) != 0) {
    return Damaged();
  }
  return reader;
}

Status SpillRunReader::Fill() {
  const uint64_t left = run_.sealed_size_bytes - position_bytes_;
  const auto size =
      static_cast<size_t>(std::min<uint64_t>(left, frame_size_bytes_ + kFrameTagSizeBytes));
  if (size < kFrameTagSizeBytes) return Damaged();
  sealed_.resize(size);
  SUNDER_RETURN_IF_ERROR(file_->ReadAt(run_.offset_bytes + position_bytes_, size, sealed_.data()));
  position_bytes_ += size;
  frame_.resize(size - kFrameTagSizeBytes);
  taken_ = 0;
  uint8_t tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(stream_.get(), frame_.data(), nullptr, &tag,
                                                 sealed_.data(), size, nullptr, 0) != 0) {
    return Damaged();
  }
  is_last_frame_ = tag == kFinalTag;
  return Status::Ok();
}

Status SpillRunReader::Take(size_t size, char* out) {
  while (size > 0) {
    if (taken_ == frame_.size()) {
      if (is_last_frame_) return Damaged();
      SUNDER_RETURN_IF_ERROR(Fill());
      continue;
    }
    const size_t part = std::min(size, frame_.size() - taken_);
    std::memcpy(out, frame_.data() + taken_, part);
    taken_ += part;
    out += part;
    size -= part;
  }
  return Status::Ok();
}

Result<bool> SpillRunReader::Next() {
  while (taken_ == frame_.size()) {
    if (is_last_frame_) return false;
    SUNDER_RETURN_IF_ERROR(Fill());
  }
  RecordSize size = 0;
  char prefix[sizeof size];
  SUNDER_RETURN_IF_ERROR(Take(sizeof prefix, prefix));
  std::memcpy(&size, prefix, sizeof size);
  record_.resize(size);
  SUNDER_RETURN_IF_ERROR(Take(size, record_.data()));
  return true;
}

}  // namespace sunder::segregation
