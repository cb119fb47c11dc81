#include "connectors/listing/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "connectors/listing/seven_zip_memory.h"
#include "connectors/listing/zip_memory.h"

namespace sunder {
namespace {

constexpr size_t kInputSizeBytes = 256 * 1024;
// As of xz data: `7z -mx=9` takes 64 MiB, an archive may ask for 4 GiB.
constexpr uint64_t kMemoryBytesMax = uint64_t{256} << 20;

struct FreeArchive {
  void operator()(struct archive* handle) const { archive_read_free(handle); }
};
using Handle = std::unique_ptr<struct archive, FreeArchive>;

// libarchive converts names by the locale of the thread: in "C" it has no letters but ASCII's.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = uselocale(locale_);
  }
  ~Utf8Locale() {
    if (locale_ == nullptr) return;
    uselocale(before_);
    freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

// Where libarchive gets its bytes. Lives as long as the handle.
struct Input {
  std::unique_ptr<RandomAccess> access;  // one of the two
  std::unique_ptr<ByteStream> stream;
  uint64_t offset_bytes = 0;
  std::string buffer = std::string(kInputSizeBytes, '\0');
  Status failure;  // of the input itself: says more than libarchive's words on it
};

la_ssize_t ReadInput(struct archive* handle, void* data, const void** buffer) {
  auto* input = static_cast<Input*>(data);
  *buffer = input->buffer.data();
  const Result<size_t> count =
      input->access != nullptr
          ? input->access->ReadAt(input->offset_bytes, input->buffer.data(), input->buffer.size())
          : input->stream->Read(input->buffer.data(), input->buffer.size());
  if (!count.ok()) {
    input->failure = count.status();
    archive_set_error(handle, EIO, "input");
    return ARCHIVE_FATAL;
  }
  input->offset_bytes += *count;
  return static_cast<la_ssize_t>(*count);
}

la_int64_t SkipInput(struct archive* /*handle*/, void* data, la_int64_t count) {
  auto* input = static_cast<Input*>(data);
  const uint64_t size = input->access->size_bytes();
  const uint64_t left = size - std::min(size, input->offset_bytes);
  const auto skipped = std::min(left, static_cast<uint64_t>(std::max<la_int64_t>(count, 0)));
  input->offset_bytes += skipped;
  return static_cast<la_int64_t>(skipped);
}

la_int64_t SeekInput(struct archive* /*handle*/, void* data, la_int64_t offset, int whence) {
  auto* input = static_cast<Input*>(data);
  const auto size = static_cast<la_int64_t>(input->access->size_bytes());
  la_int64_t base = 0;
  if (whence == SEEK_CUR) base = static_cast<la_int64_t>(input->offset_bytes);
  if (whence == SEEK_END) base = size;
  la_int64_t target = 0;
  if (__builtin_add_overflow(base, offset, &target) || target < 0) return ARCHIVE_FATAL;
  input->offset_bytes = static_cast<uint64_t>(std::min(target, size));
  return static_cast<la_int64_t>(input->offset_bytes);
}

Status TooMuchMemory(const std::string& what, uint64_t memory_bytes) {
  return Status::DataLoss(what + " takes " + std::to_string(memory_bytes >> 20) +
                          " MiB of memory to unpack, more than " +
                          std::to_string(kMemoryBytesMax >> 20) +
                          "; pack it anew with a smaller dictionary");
}

std::string NameOf(struct archive_entry* entry) {
  if (const char* name = archive_entry_pathname_utf8(entry)) return name;
  if (const char* name = archive_entry_pathname(entry)) return name;
  return "";
}

ArchiveEntry::Kind KindOf(struct archive_entry* entry) {
  // A hard link that carries data is a file that has it.
  const bool has_data = archive_entry_size_is_set(entry) != 0 && archive_entry_size(entry) > 0;
  if (archive_entry_hardlink(entry) != nullptr && !has_data) return ArchiveEntry::Kind::kLink;
  switch (archive_entry_filetype(entry)) {
    case AE_IFDIR:
      return ArchiveEntry::Kind::kFolder;
    case AE_IFLNK:
      return ArchiveEntry::Kind::kLink;
    case AE_IFREG:
    case 0:  // formats that do not say
      return ArchiveEntry::Kind::kFile;
    default:
      return ArchiveEntry::Kind::kDevice;
  }
}

class LibraryReader : public ArchiveReader {
 public:
  LibraryReader(std::unique_ptr<Input> input, std::string name)
      : input_(std::move(input)), name_(std::move(name)) {}

  Status Open(int (*support)(struct archive*), bool skips_freely, bool is_zip = false) {
    skips_freely_ = skips_freely;
    is_zip_ = is_zip;
    handle_.reset(archive_read_new());
    if (handle_ == nullptr) return Status::Internal("no memory to read an archive");
    support(handle_.get());
    archive_read_set_callback_data(handle_.get(), input_.get());
    archive_read_set_read_callback(handle_.get(), ReadInput);
    if (input_->access != nullptr) {
      archive_read_set_skip_callback(handle_.get(), SkipInput);
      archive_read_set_seek_callback(handle_.get(), SeekInput);
    }
    input_->offset_bytes = 0;
    is_open_ = archive_read_open1(handle_.get()) >= ARCHIVE_WARN;
    return is_open_ ? Status::Ok() : Damage();
  }

  Result<bool> Next(ArchiveEntry* entry) override {
    const Utf8Locale locale;
    struct archive_entry* header = nullptr;
    // To pass over it is to unpack it.
    if (must_not_be_unpacked_ && !skips_freely_) return Damage();
    block_ = {};
    hole_bytes_ = 0;
    end_bytes_ = 0;
    is_entry_end_ = false;
    damage_ = Status::Ok();
    xz_.reset();
    must_not_be_unpacked_ = false;
    const int code = archive_read_next_header(handle_.get(), &header);
    if (code == ARCHIVE_EOF && LacksEndMark()) return Damage();
    if (code == ARCHIVE_EOF) return false;
    // Warnings are about names and dates.
    if (code < ARCHIVE_WARN) {
      return Damage();
    }
    entry->name = NameOf(header);
    entry->kind = KindOf(header);
    entry->is_encrypted = archive_entry_is_encrypted(header) != 0;
    if (is_zip_ && !entry->is_encrypted) LimitMemory(header);
    return true;
  }

  // By blocks: archive_read_data would keep for itself what it has when damage comes.
  Result<size_t> Read(char* buffer, size_t size) override {
    if (xz_.has_value()) return xz_->Read(buffer, size);
    while (block_.empty() && hole_bytes_ == 0 && !is_entry_end_) {
      SUNDER_RETURN_IF_ERROR(NextBlock());
    }
    if (hole_bytes_ > 0) {
      const auto count = static_cast<size_t>(std::min<uint64_t>(size, hole_bytes_));
      std::memset(buffer, 0, count);
      hole_bytes_ -= count;
      return count;
    }
    const size_t count = block_.copy(buffer, size);
    block_.remove_prefix(count);
    return count;
  }

  bool SkipsFreely() const override { return skips_freely_; }
  bool IsEncrypted() const override {
    // An archive without a format cannot be asked.
    return is_open_ && archive_read_has_encrypted_entries(handle_.get()) == 1;
  }

 private:
  // A tar archive ends with two blocks of zeros; one that has none at all was cut off between two
  // entries, or looks as if. libarchive takes either for the end, and consumes the blocks.
  bool LacksEndMark() const {
    const bool is_tar =
        (archive_format(handle_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
    return is_tar && archive_filter_bytes(handle_.get(), 0) ==
                         archive_read_header_position(handle_.get());
  }

  // Of the entry whose header was read last: libarchive stands at its content.
  void LimitMemory(struct archive_entry* header) {
    const std::string_view format = archive_format_name(handle_.get());
    const auto offset = static_cast<uint64_t>(archive_filter_bytes(handle_.get(), 0));
    if (format.ends_with("(xz)")) {
      std::optional<uint64_t> size_bytes;
      if (archive_entry_size_is_set(header) != 0) size_bytes = archive_entry_size(header);
      xz_.emplace(input_->access.get(), offset, size_bytes, kMemoryBytesMax, name_);
      must_not_be_unpacked_ = true;
    } else if (format.ends_with("(lzma)")) {
      const uint64_t memory_bytes = ZipLzmaMemoryBytes(input_->access.get(), offset).value_or(0);
      if (memory_bytes <= kMemoryBytesMax) return;
      must_not_be_unpacked_ = true;
      damage_ = TooMuchMemory(name_ + ": an entry", memory_bytes);
    }
  }

  // Leaves block_ and hole_bytes_ empty at the end of the entry.
  Status NextBlock() {
    if (!damage_.ok()) return damage_;
    const void* bytes = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    const int code = archive_read_data_block(handle_.get(), &bytes, &size, &offset);
    is_entry_end_ = code == ARCHIVE_EOF;
    if (is_entry_end_) return Status::Ok();
    if (code < ARCHIVE_OK) {
      damage_ = Damage();
      // A checksum that does not fit is a warning that comes with the last bytes.
      if (code != ARCHIVE_WARN || bytes == nullptr || size == 0) return damage_;
    }
    block_ = {static_cast<const char*>(bytes), size};
    const auto begin = static_cast<uint64_t>(std::max<la_int64_t>(offset, 0));
    hole_bytes_ = begin - std::min(begin, end_bytes_);  // of a sparse file
    end_bytes_ = begin + size;
    return Status::Ok();
  }

  // libarchive's messages may hold names out of the archive, so they are not passed on.
  Status Damage() const {
    if (!input_->failure.ok()) return input_->failure;
    if (IsEncrypted()) {
      return Status::DataLoss(name_ + ": the archive is encrypted; unpack it and scan the folder");
    }
    return Status::DataLoss(
        name_ +
        ": the archive is damaged or cut off here; what stands before was read, "
        "restore the file to read the rest");
  }

  std::unique_ptr<Input> input_;
  Handle handle_;
  std::string name_;
  bool skips_freely_ = true;
  bool is_open_ = false;
  bool is_zip_ = false;
  // Of the present entry.
  std::string_view block_;
  uint64_t hole_bytes_ = 0;  // zero bytes before block_
  uint64_t end_bytes_ = 0;   // of what was given, block_ included
  bool is_entry_end_ = false;
  Status damage_;
  std::optional<ZipXzEntry> xz_;
  bool must_not_be_unpacked_ = false;  // by libarchive
};

}  // namespace

Result<std::unique_ptr<ArchiveReader>> OpenArchive(ContainerForm form,
                                                   std::unique_ptr<RandomAccess> bytes,
                                                   std::string name) {
  if (form == ContainerForm::kSevenZip) {
    const uint64_t memory_bytes = SevenZipMemoryBytes(bytes.get()).value_or(0);
    if (memory_bytes > kMemoryBytesMax) {
      return TooMuchMemory(name + ":", memory_bytes);
    }
  }
  auto input = std::make_unique<Input>();
  input->access = std::move(bytes);
  auto reader = std::make_unique<LibraryReader>(std::move(input), std::move(name));
  Status status;
  switch (form) {
    case ContainerForm::kZip:
      // The list at the end says what an archive holds. Without it, as in one that is cut off, the
      // entries are read as they come, and to pass over one is to unpack it.
      status = reader->Open(archive_read_support_format_zip_seekable, true, true);
      if (!status.ok())
        status = reader->Open(archive_read_support_format_zip_streamable, false, true);
      break;
    case ContainerForm::kSevenZip:
      status = reader->Open(archive_read_support_format_7zip, false);
      break;
    default:
      status = reader->Open(archive_read_support_format_tar, true);
  }
  if (!status.ok()) return status;
  return std::unique_ptr<ArchiveReader>(std::move(reader));
}

Result<std::unique_ptr<ArchiveReader>> OpenTarStream(std::unique_ptr<ByteStream> bytes,
                                                     std::string name) {
  auto input = std::make_unique<Input>();
  input->stream = std::move(bytes);
  auto reader = std::make_unique<LibraryReader>(std::move(input), std::move(name));
  SUNDER_RETURN_IF_ERROR(reader->Open(archive_read_support_format_tar, true));
  return std::unique_ptr<ArchiveReader>(std::move(reader));
}

}  // namespace sunder
