#include "connectors/package/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "connectors/decode/byte_stream.h"

namespace sunder::package {
namespace {

constexpr size_t kBufferSizeBytes = 64 * 1024;
constexpr std::string_view kLocalHeader = "PK\x03\x04";
constexpr size_t kLocalHeaderSizeBytes = 30;
constexpr uint32_t kSizesBehindFlag = 8;
constexpr uint32_t kIsInExtraField = 0xFFFFFFFF;  // zip64

// The file's bytes for libarchive, which wants to go back and forth.
class PackedBytes {
 public:
  explicit PackedBytes(const SourceObject& object)
      : object_(object), buffer_(kBufferSizeBytes, '\0') {
    size_bytes_ = object.size_bytes;
    struct stat status {};
    if (size_bytes_ == 0 && ::stat(object.path.c_str(), &status) == 0) {
      size_bytes_ = static_cast<uint64_t>(status.st_size);
    }
  }

  uint64_t size_bytes() const { return size_bytes_; }

  static la_ssize_t Read(archive* archive, void* data, const void** bytes) {
    auto* self = static_cast<PackedBytes*>(data);
    if (self->stream_ == nullptr) {
      auto stream = OpenByteStreamAt(self->object_, self->position_);
      if (!stream.ok()) return self->Fail(archive, stream.status());
      self->stream_ = std::move(*stream);
    }
    const auto count = self->stream_->Read(self->buffer_.data(), self->buffer_.size());
    if (!count.ok()) return self->Fail(archive, count.status());
    self->position_ += *count;
    *bytes = self->buffer_.data();
    return static_cast<la_ssize_t>(*count);
  }

  static la_int64_t Seek(archive* /*archive*/, void* data, la_int64_t offset, int whence) {
    auto* self = static_cast<PackedBytes*>(data);
    const auto size = static_cast<la_int64_t>(self->size_bytes_);
    const la_int64_t base = whence == SEEK_SET   ? 0
                            : whence == SEEK_END ? size
                                                 : static_cast<la_int64_t>(self->position_);
    const la_int64_t wanted = std::clamp<la_int64_t>(base + offset, 0, size);
    if (static_cast<uint64_t>(wanted) != self->position_) self->stream_.reset();
    self->position_ = static_cast<uint64_t>(wanted);
    return wanted;
  }

  static la_int64_t Skip(archive* archive, void* data, la_int64_t count) {
    auto* self = static_cast<PackedBytes*>(data);
    const auto before = static_cast<la_int64_t>(self->position_);
    return Seek(archive, data, count, SEEK_CUR) - before;
  }

  const Status& failure() const { return failure_; }
  void StartAt(uint64_t offset_bytes) {
    stream_.reset();
    position_ = offset_bytes;
    failure_ = Status::Ok();
  }

 private:
  la_ssize_t Fail(archive* archive, const Status& status) {
    failure_ = status;
    archive_set_error(archive, EIO, "the file cannot be read");
    return ARCHIVE_FATAL;
  }

  const SourceObject object_;
  std::string buffer_;
  uint64_t size_bytes_ = 0;
  uint64_t position_ = 0;
  std::unique_ptr<ByteStream> stream_;
  Status failure_;
};

struct FreeArchive {
  void operator()(archive* opened) const { archive_read_free(opened); }
};
using ArchivePointer = std::unique_ptr<archive, FreeArchive>;

Result<ArchivePointer> OpenArchive(PackedBytes* bytes, const std::string& name) {
  ArchivePointer opened(archive_read_new());
  archive_read_support_format_zip(opened.get());
  archive_read_set_callback_data(opened.get(), bytes);
  archive_read_set_read_callback(opened.get(), PackedBytes::Read);
  archive_read_set_seek_callback(opened.get(), PackedBytes::Seek);
  archive_read_set_skip_callback(opened.get(), PackedBytes::Skip);
  if (archive_read_open1(opened.get()) == ARCHIVE_OK) return opened;
  if (!bytes->failure().ok()) return bytes->failure();
  return Status::DataLoss(name + ": is no zip file that can be read; mend or replace it");
}

// At the header of one part, which libarchive then takes for the beginning of a stream.
ArchivePointer OpenAtPart(PackedBytes* bytes) {
  ArchivePointer opened(archive_read_new());
  archive_read_support_format_zip_streamable(opened.get());
  archive_read_set_callback_data(opened.get(), bytes);
  archive_read_set_read_callback(opened.get(), PackedBytes::Read);
  if (archive_read_open1(opened.get()) != ARCHIVE_OK) opened.reset();
  return opened;
}

// Office programs store and deflate, no more; other methods may ask for gigabytes of memory. By the
// header that was read last.
bool IsOfOfficePrograms(archive* opened) {
  const std::string_view format = archive_format_name(opened);
  return format.ends_with("(uncompressed)") || format.ends_with("(deflation)");
}

// Names of parts are ASCII; others (libarchive gives none in the C locale) are nobody's part.
std::string NameOf(archive_entry* entry) {
  const char* name = archive_entry_pathname(entry);
  return name == nullptr ? "" : name;
}

class ArchivedPart : public PartStream {
 public:
  ArchivedPart(const SourceObject& object, std::string part,
               std::shared_ptr<UnpackedParts> unpacked)
      : bytes_(object),
        place_(object.name + ", part " + part),
        part_(std::move(part)),
        unpacked_(std::move(unpacked)) {}

  // `place` of its header; ZipPlaces::kNowhere: to be looked for.
  Status Open(std::string_view part, const std::string& name, uint64_t place) {
    if (place != ZipPlaces::kNowhere && OpenAt(part, place)) return Status::Ok();
    bytes_.StartAt(0);
    SUNDER_ASSIGN_OR_RETURN(archive_, OpenArchive(&bytes_, name));
    archive_entry* entry = nullptr;
    for (size_t i = 0; i < kPartsMax; ++i) {
      const int code = archive_read_next_header(archive_.get(), &entry);
      if (code != ARCHIVE_OK && code != ARCHIVE_WARN) break;
      if (!IsOfOfficePrograms(archive_.get())) {
        return Status::DataLoss(place_ + " cannot be read: the file is packed in a way that no " +
                                "office program uses; save it anew");
      }
      if (NameOf(entry) == part) return Status::Ok();
    }
    return Status::DataLoss(place_ + " is missing; the file is damaged");
  }

  Result<size_t> Read(char* buffer, size_t size) override {
    const la_ssize_t count = archive_read_data(archive_.get(), buffer, size);
    if (count < 0) {
      if (!bytes_.failure().ok()) return bytes_.failure();
      return Status::DataLoss(place_ + " cannot be unpacked: damaged, cut off or encrypted");
    }
    unpacked_bytes_ += static_cast<uint64_t>(count);
    const uint64_t total = unpacked_->Count(part_, unpacked_bytes_);
    if (total > kBombSizeBytesMin &&
        total / kBombRatio > std::max<uint64_t>(bytes_.size_bytes(), 1)) {
      return Status::Refused(place_ + " unpacks, with the parts read before, to more than " +
                             std::to_string(kBombRatio) +
                             " times the file's size and was given up");
    }
    return static_cast<size_t>(count);
  }

 private:
  bool OpenAt(std::string_view part, uint64_t place) {
    bytes_.StartAt(place);
    archive_ = OpenAtPart(&bytes_);
    archive_entry* entry = nullptr;
    if (archive_ == nullptr) return false;
    const int code = archive_read_next_header(archive_.get(), &entry);
    return (code == ARCHIVE_OK || code == ARCHIVE_WARN) && NameOf(entry) == part &&
           IsOfOfficePrograms(archive_.get());
  }

  PackedBytes bytes_;
  const std::string place_;
  const std::string part_;
  const std::shared_ptr<UnpackedParts> unpacked_;
  ArchivePointer archive_;  // goes before the bytes
  uint64_t unpacked_bytes_ = 0;
};

uint64_t LittleEndian(std::string_view bytes, size_t at, size_t size) {
  uint64_t value = 0;
  for (size_t i = size; i > 0; --i) {
    value = value << 8 | static_cast<uint8_t>(bytes[at + i - 1]);
  }
  return value;
}

// Whether the sizes that are written behind a part's content (APPNOTE 4.3.9: checksum, packed size,
// size, perhaps with a mark in front) end at `end` and say that the content began at `begin`.
bool SizesStandBehind(std::string_view head, size_t begin, size_t end) {
  for (const size_t width : {size_t{4}, size_t{8}}) {  // of one size; zip64 has the wide ones
    for (const size_t front : {size_t{4}, size_t{8}}) {  // checksum alone, or mark and checksum
      const size_t size = front + 2 * width;
      if (end - begin < size) continue;
      if (LittleEndian(head, end - 2 * width, width) == end - size - begin) return true;
    }
  }
  return false;
}

// Where the local header behind the one at `at` stands; npos: not within `head`. What looks like a
// header in a part's content is none: a part may be a zip itself, stored as it is.
size_t NextHeader(std::string_view head, size_t at) {
  const size_t name_size = LittleEndian(head, at + 26, 2);
  const size_t extra_size = LittleEndian(head, at + 28, 2);
  const size_t begin = at + kLocalHeaderSizeBytes + name_size + extra_size;
  if (begin > head.size()) return std::string_view::npos;
  uint64_t packed_bytes = LittleEndian(head, at + 18, 4);
  const bool has_sizes_behind = (LittleEndian(head, at + 6, 2) & kSizesBehindFlag) != 0;
  if (has_sizes_behind && (packed_bytes == 0 || packed_bytes == kIsInExtraField)) {
    for (size_t next = head.find(kLocalHeader, begin); next != std::string_view::npos;
         next = head.find(kLocalHeader, next + 1)) {
      if (SizesStandBehind(head, begin, next)) return next;
    }
    return std::string_view::npos;
  }
  if (packed_bytes == kIsInExtraField) {
    // APPNOTE 4.5.3: mark and size of the field, then size and packed size of the part.
    const size_t field = at + kLocalHeaderSizeBytes + name_size;
    if (extra_size < 20 || LittleEndian(head, field, 2) != 1) return std::string_view::npos;
    packed_bytes = LittleEndian(head, field + 12, 8);
  }
  if (packed_bytes > head.size() - begin) return std::string_view::npos;
  const size_t end = begin + static_cast<size_t>(packed_bytes);
  // Sizes may be told in front and behind.
  return has_sizes_behind ? head.find(kLocalHeader, end) : end;
}

}  // namespace

Result<std::unique_ptr<Package>> Package::Open(const SourceObject& object) {
  std::unique_ptr<Package> opened(new Package(object));
  opened->places_ = ZipPlaces::Read(object);
  if (opened->places_.is_known() && opened->places_.names().size() <= kPartsMax) {
    opened->parts_ = opened->places_.names();
    opened->is_encrypted_ = opened->places_.is_encrypted();
    return opened;
  }
  PackedBytes bytes(object);
  SUNDER_ASSIGN_OR_RETURN(const ArchivePointer archive, OpenArchive(&bytes, object.name));
  archive_entry* entry = nullptr;
  while (true) {
    const int code = archive_read_next_header(archive.get(), &entry);
    if (code == ARCHIVE_EOF) break;
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN) {
      if (!bytes.failure().ok()) return bytes.failure();
      opened->damage_ =
          Status::DataLoss(object.name + ": the zip file is damaged or cut off; replace it");
      break;
    }
    opened->is_encrypted_ |= archive_entry_is_data_encrypted(entry) != 0;
    if (!IsOfOfficePrograms(archive.get())) {
      opened->damage_ = Status::DataLoss(
          object.name + ": a part is packed in a way that no office program uses; save it anew");
      break;
    }
    if (opened->parts_.size() == kPartsMax) {
      return Status::DataLoss(object.name + ": holds more than " + std::to_string(kPartsMax) +
                              " parts and was not read");
    }
    opened->parts_.push_back(NameOf(entry));
  }
  if (opened->parts_.empty() && !opened->damage_.ok()) return opened->damage_;
  return opened;
}

bool Package::Has(std::string_view part) const {
  return std::find(parts_.begin(), parts_.end(), part) != parts_.end();
}

Result<std::unique_ptr<PartStream>> Package::OpenPart(std::string_view part) const {
  auto stream = std::make_unique<ArchivedPart>(object_, std::string(part), unpacked_);
  SUNDER_RETURN_IF_ERROR(
      stream->Open(part, object_.name, places_.PlaceOf(object_, std::string(part))));
  return std::unique_ptr<PartStream>(std::move(stream));
}

uint64_t UnpackedParts::Count(const std::string& part, uint64_t unpacked_bytes) {
  const std::lock_guard lock(mutex_);
  uint64_t& counted = by_part_[part];
  if (unpacked_bytes > counted) {
    total_ += unpacked_bytes - counted;
    counted = unpacked_bytes;
  }
  return total_;
}

LossReason Package::LossReasonOf(const Status& failure) const {
  switch (failure.code()) {
    case StatusCode::kDataLoss:
      // What is missing or ends early in a file that was cut off.
      return damage_.ok() ? LossReason::kMalformed : LossReason::kTruncated;
    case StatusCode::kRefused:
      return LossReason::kRatioLimit;
    default:
      return LossReason::kReadError;
  }
}

bool IsZip(std::string_view head) { return head.starts_with(kLocalHeader); }

bool IsCompoundFile(std::string_view head) {
  return head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

bool HeadNamesPart(std::string_view head, std::string_view part) {
  size_t at = 0;
  while (at <= head.size() && head.substr(at).starts_with(kLocalHeader)) {
    if (head.size() - at < kLocalHeaderSizeBytes) return false;
    const size_t name_size = LittleEndian(head, at + 26, 2);
    if (head.substr(at + kLocalHeaderSizeBytes, name_size) == part) return true;
    at = NextHeader(head, at);
  }
  return false;
}

std::string_view MimetypeOfHead(std::string_view head) {
  constexpr std::string_view kName = "mimetype";
  if (!IsZip(head) || head.size() < kLocalHeaderSizeBytes) return {};
  const size_t size_bytes = LittleEndian(head, 18, 4);
  const size_t name_size = LittleEndian(head, 26, 2);
  const size_t extra_size = LittleEndian(head, 28, 2);
  const std::string_view rest = head.substr(kLocalHeaderSizeBytes);
  if (name_size != kName.size() || !rest.starts_with(kName)) return {};
  const size_t begin = kName.size() + extra_size;
  if (begin > rest.size()) return {};
  // Written as a stream, its size stands behind it: up to the next header then.
  if (size_bytes > 0) return rest.substr(begin, size_bytes);
  return rest.substr(begin, rest.find("PK", begin) - begin);
}

std::string ResolveTarget(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (folder.ends_with('/')) folder.remove_suffix(1);
    const size_t slash = folder.rfind('/');
    folder = slash == std::string_view::npos ? "" : folder.substr(0, slash + 1);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return std::string(folder) + std::string(target);
}

}  // namespace sunder::package
