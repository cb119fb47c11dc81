#include "connectors/package/zip_places.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "connectors/decode/random_access.h"

namespace sunder::package {
namespace {

// APPNOTE 4.3.7, 4.3.12, 4.3.16.
constexpr std::string_view kLocalMark = "PK\x03\x04";
constexpr std::string_view kEntryMark = "PK\x01\x02";
constexpr std::string_view kEndMark = "PK\x05\x06";
constexpr size_t kLocalSizeBytes = 30;
constexpr size_t kEntrySizeBytes = 46;
constexpr size_t kEndSizeBytes = 22;
constexpr size_t kCommentSizeBytesMax = 65535;
constexpr uint64_t kDirectorySizeBytesMax = uint64_t{32} << 20;
constexpr uint32_t kIsElsewhere = 0xFFFFFFFF;  // zip64
constexpr uint32_t kEncryptedFlag = 1;
constexpr uint32_t kSizesBehindFlag = 8;

uint32_t Number(std::string_view bytes, size_t at, size_t size) {
  uint32_t value = 0;
  for (size_t i = size; i > 0; --i) value = value << 8 | static_cast<uint8_t>(bytes[at + i - 1]);
  return value;
}

std::optional<std::string> ReadExactly(RandomAccess* file, uint64_t offset, size_t size) {
  std::string bytes(size, '\0');
  size_t length = 0;
  while (length < size) {
    const Result<size_t> count =
        file->ReadAt(offset + length, bytes.data() + length, size - length);
    if (!count.ok() || *count == 0) return std::nullopt;
    length += *count;
  }
  return bytes;
}

// The directory, if it stands where its end record says; nothing stands in front of the zip then.
std::optional<std::string> ReadDirectory(RandomAccess* file) {
  const uint64_t file_size = file->size_bytes();
  const auto tail_size =
      static_cast<size_t>(std::min<uint64_t>(file_size, kEndSizeBytes + kCommentSizeBytesMax));
  const std::optional<std::string> tail = ReadExactly(file, file_size - tail_size, tail_size);
  if (!tail) return std::nullopt;
  const size_t at = tail->rfind(kEndMark);
  if (at == std::string::npos || tail->size() - at < kEndSizeBytes) return std::nullopt;
  const uint64_t size = Number(*tail, at + 12, 4);
  const uint64_t offset = Number(*tail, at + 16, 4);
  const uint64_t end_at = file_size - tail_size + at;
  if (size > kDirectorySizeBytesMax || offset + size != end_at) return std::nullopt;
  return ReadExactly(file, offset, static_cast<size_t>(size));
}

bool IsPlainName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(),
                                      [](char c) { return c >= 0x20 && c < 0x7F && c != '\\'; });
}

}  // namespace

ZipPlaces ZipPlaces::Read(const SourceObject& object) {
  const Result<std::unique_ptr<RandomAccess>> file = OpenRandomAccess(object);
  if (!file.ok()) return {};
  const std::optional<std::string> directory = ReadDirectory(file->get());
  if (!directory) return {};
  ZipPlaces places;
  std::vector<std::pair<uint32_t, std::string>> found;
  std::string_view rest = *directory;
  while (!rest.empty()) {
    if (rest.size() < kEntrySizeBytes || !rest.starts_with(kEntryMark)) return {};
    const size_t name_size = Number(rest, 28, 2);
    const size_t size = kEntrySizeBytes + name_size + Number(rest, 30, 2) + Number(rest, 32, 2);
    if (size > rest.size()) return {};
    const std::string name(rest.substr(kEntrySizeBytes, name_size));
    const uint32_t offset = Number(rest, 42, 4);
    const bool is_elsewhere = offset == kIsElsewhere || Number(rest, 20, 4) == kIsElsewhere ||
                              Number(rest, 24, 4) == kIsElsewhere;
    if (is_elsewhere || !IsPlainName(name)) return {};
    places.is_encrypted_ |= (Number(rest, 8, 2) & kEncryptedFlag) != 0;
    // Flags, form, time, checksum and sizes stand in this order in both headers. Of two parts of
    // one name walking finds one or the other: neither is told.
    const bool is_new =
        places.entries_.emplace(name, Entry{offset, std::string(rest.substr(8, 20))}).second;
    if (!is_new) return {};
    found.emplace_back(offset, name);
    rest.remove_prefix(size);
  }
  std::sort(found.begin(), found.end());
  for (auto& [offset, name] : found) places.names_.push_back(std::move(name));
  places.is_known_ = true;
  return places;
}

uint64_t ZipPlaces::PlaceOf(const SourceObject& object, const std::string& part) const {
  const auto found = entries_.find(part);
  if (found == entries_.end()) return kNowhere;
  const std::string_view told = found->second.sizes_and_form;
  const uint32_t flags = Number(told, 0, 2);
  const bool has_sizes_behind = (flags & kSizesBehindFlag) != 0;
  const bool is_stored = Number(told, 2, 2) == 0;
  if ((flags & kEncryptedFlag) != 0 || (has_sizes_behind && is_stored)) return kNowhere;
  const Result<std::unique_ptr<RandomAccess>> file = OpenRandomAccess(object);
  if (!file.ok()) return kNowhere;
  const std::optional<std::string> local =
      ReadExactly(file->get(), found->second.offset, kLocalSizeBytes + part.size());
  if (!local || !local->starts_with(kLocalMark)) return kNowhere;
  const std::string_view header = *local;
  // With sizes behind the part, those in front of it are not to be trusted: nothing reads them.
  const size_t compared = has_sizes_behind ? 4 : told.size();
  const bool is_same = header.substr(6, compared) == told.substr(0, compared) &&
                       Number(header, 26, 2) == part.size() &&
                       header.substr(kLocalSizeBytes) == part;
  return is_same ? found->second.offset : kNowhere;
}

}  // namespace sunder::package
