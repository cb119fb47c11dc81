#include "connectors/listing/unpacker.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "connectors/charset/text_damage.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/decode/codec_stream.h"
#include "connectors/decode/random_access.h"
#include "connectors/listing/connector_choice.h"
#include "connectors/listing/encoding_choice.h"
#include "connectors/listing/entry_name.h"
#include "connectors/listing/folder_walk.h"

namespace sunder {
namespace {

constexpr size_t kCopySizeBytes = 64 * 1024;
constexpr uint64_t kWhole = UINT64_MAX;
constexpr const char* kSpentDetail = "was not unpacked: the limits of its archive are used up";
// What separates an archive's name from that of an entry.
constexpr char kEntryMark = '!';

// "a#2.csv" for the second "a.csv": both are read, and neither takes the other's place.
std::string UniqueName(const std::string& name, std::map<std::string, uint64_t>* names) {
  const auto [given, is_first] = names->emplace(name, 1);
  if (is_first) return name;
  const size_t slash = name.rfind('/') + 1;  // 0 for none
  const size_t dot = std::min(name.find('.', slash + 1), name.size());
  while (true) {
    std::string unique = name.substr(0, dot) + "#" + std::to_string(++given->second);
    unique += name.substr(dot);
    if (names->emplace(unique, 1).second) return unique;
  }
}

// What is carried lies beside its carrier, which is a file itself.
constexpr const char* kAttachmentsSuffix = ".attachments";

class AttachedFiles : public ArchiveReader {
 public:
  explicit AttachedFiles(std::unique_ptr<AttachmentReader> reader) : reader_(std::move(reader)) {}

  Result<bool> Next(ArchiveEntry* entry) override {
    *entry = {};
    position_ = 0;
    return reader_->Next(&entry->name, &bytes_);
  }
  Result<size_t> Read(char* buffer, size_t size) override {
    const size_t count = bytes_.copy(buffer, size, position_);
    position_ += count;
    return count;
  }
  bool SkipsFreely() const override { return true; }
  bool IsEncrypted() const override { return false; }

 private:
  std::unique_ptr<AttachmentReader> reader_;
  std::string bytes_;
  size_t position_ = 0;
};

LossReason ReasonOf(const Status& status) {
  switch (status.code()) {
    case StatusCode::kDataLoss:
      return LossReason::kTruncated;
    case StatusCode::kRefused:
      return LossReason::kRatioLimit;
    default:
      return LossReason::kReadError;
  }
}

}  // namespace

Status Unpacker::Unpack(const SourceObject& archive, ContainerForm form, const Connector* forced) {
  if (options_.limits.depth_max == 0) {
    Skip(archive.name, LossReason::kUnsupported, "is an archive, and --archive-depth is 0");
    return Status::Ok();
  }
  forced_ = forced;
  budget_ = {};
  budget_.packed_bytes = archive.size_bytes;
  SUNDER_RETURN_IF_ERROR(EnsureSpool());
  SUNDER_RETURN_IF_ERROR(UnpackLevel(archive, form, 1));
  if (budget_.is_spent) {
    listing_->skipped.push_back({archive.name, budget_.reason, budget_.detail, true, archive.path});
  }
  return Status::Ok();
}

Status Unpacker::UnpackAttachments(const Connector& connector, SourceObject* object) {
  if (options_.limits.depth_max == 0 || connector.traits().open_attachments == nullptr) {
    return Status::Ok();
  }
  forced_ = nullptr;
  budget_ = {};
  budget_.packed_bytes = object->size_bytes;
  if (object->IsStandardInput()) SUNDER_RETURN_IF_ERROR(SpoolStandardInput(connector, object));
  SUNDER_RETURN_IF_ERROR(TakeAttachments(connector, 1, object));
  if (budget_.is_spent) object->remarks.push_back({budget_.reason, 0, 0, budget_.detail});
  return Status::Ok();
}

// Its attachments are read before its records are.
Status Unpacker::SpoolStandardInput(const Connector& connector, SourceObject* object) {
  SUNDER_RETURN_IF_ERROR(EnsureSpool());
  Status damage;
  SUNDER_ASSIGN_OR_RETURN(object->spooled, SpoolDecompressed(*object, &damage));
  object->spooled.damage = damage.message();
  object->size_bytes = object->spooled.size_bytes;
  object->codec = Codec::kNone;
  object->unpacked_name = object->name + std::string(connector.traits().extensions.front());
  return Status::Ok();
}

Status Unpacker::TakeAttachments(const Connector& connector, uint32_t depth, SourceObject* object) {
  if (connector.traits().open_attachments == nullptr) return Status::Ok();
  Result<std::unique_ptr<AttachmentReader>> reader = connector.traits().open_attachments(*object);
  if (!reader.ok()) {
    NoteUnread(reader.status(), object);
    return Status::Ok();
  }
  SourceObject carrier = *object;
  carrier.unpacked_name =
      (object->IsUnpacked() ? object->unpacked_name : object->name) + kAttachmentsSuffix;
  Level level{carrier, depth, std::make_unique<AttachedFiles>(std::move(*reader)), {}};
  object->are_attachments_listed = true;
  Status end;
  SUNDER_RETURN_IF_ERROR(TakeEntries(&level, &end).status());
  NoteUnread(end, object);
  return Status::Ok();
}

// Why the attachments of a carrier were not read, or not all. Damage is told when its records are
// read; a failing disk may have recovered by then.
void Unpacker::NoteUnread(const Status& status, SourceObject* carrier) {
  if (status.ok() || status.code() == StatusCode::kDataLoss) return;
  carrier->remarks.push_back({ReasonOf(status), 0, 0, status.message()});
}

Status Unpacker::EnsureSpool() {
  if (spool_ != nullptr) return Status::Ok();
  std::vector<std::string> folders = options_.spool_folders;
  if (folders.empty()) {
    std::error_code error;
    folders.push_back(std::filesystem::temp_directory_path(error).string());
  }
  SUNDER_ASSIGN_OR_RETURN(spool_, SealedSpool::Create(folders));
  buffer_.resize(kCopySizeBytes);
  return Status::Ok();
}

Status Unpacker::UnpackLevel(const SourceObject& archive, ContainerForm form, uint32_t depth) {
  Status damage;  // behind which nothing of the archive's bytes could be had
  Result<std::unique_ptr<ArchiveReader>> reader = Open(archive, form, &damage);
  if (!reader.ok()) {
    if (reader.status().code() == StatusCode::kStoreFailure) return reader.status();
    const Status& cause = damage.ok() ? reader.status() : damage;
    if (!budget_.is_spent) Cut(archive, ReasonOf(cause), cause);
    return Status::Ok();
  }
  Level level{archive, depth, std::move(*reader), {}};
  Status end;
  SUNDER_ASSIGN_OR_RETURN(const uint64_t entries, TakeEntries(&level, &end));
  if (!end.ok()) {
    const Status& status = damage.ok() ? end : damage;
    const bool is_encrypted = level.reader->IsEncrypted();
    Cut(archive, is_encrypted ? LossReason::kEncrypted : ReasonOf(status), status);
  } else if (!damage.ok() && !budget_.is_spent) {
    Cut(archive, ReasonOf(damage), damage);
  } else if (entries == 0 && !budget_.is_spent) {
    Skip(archive.name, LossReason::kEmpty, "is an archive without entries");
  }
  return Status::Ok();
}

// Returns how many there were. `end`: why the archive cannot be read on.
Result<uint64_t> Unpacker::TakeEntries(Level* level, Status* end) {
  ArchiveEntry entry;
  uint64_t entries = 0;
  while (!budget_.is_spent) {
    if (IsCancelled()) return Status::Cancelled("unpacking was cancelled");
    const Result<bool> more = level->reader->Next(&entry);
    if (!more.ok()) *end = more.status();
    if (!more.ok() || !*more) break;
    ++entries;
    if (++budget_.entries > options_.limits.entries_max) {
      Spend(LossReason::kEntryLimit,
            "has more than " + std::to_string(options_.limits.entries_max) +
                " entries; the rest was not read: raise --archive-entries if it is meant");
      break;
    }
    SUNDER_RETURN_IF_ERROR(TakeEntry(entry, level));
  }
  return entries;
}

Result<std::unique_ptr<ArchiveReader>> Unpacker::Open(const SourceObject& archive,
                                                      ContainerForm form, Status* damage) {
  const bool is_at_hand = CuttableSizeBytes(archive).has_value() ||
                          (archive.IsUnpacked() && archive.codec == Codec::kNone);
  if (is_at_hand) {
    SUNDER_ASSIGN_OR_RETURN(auto access, OpenRandomAccess(archive));
    return OpenArchive(form, std::move(access), archive.name);
  }
  if (form == ContainerForm::kTar) {
    SUNDER_ASSIGN_OR_RETURN(auto stream, OpenByteStream(archive));
    return OpenTarStream(std::move(stream), archive.name);
  }
  SUNDER_ASSIGN_OR_RETURN(SpooledBytes spooled, SpoolDecompressed(archive, damage));
  return OpenArchive(form, std::make_unique<SpoolReader>(std::move(spooled)), archive.name);
}

// Formats that are read from their end need all of the file first.
Result<SpooledBytes> Unpacker::SpoolDecompressed(const SourceObject& archive, Status* damage) {
  SUNDER_ASSIGN_OR_RETURN(auto stream, OpenByteStream(archive));
  SpooledBytes spooled{spool_, spool_->size_bytes(), 0, ""};
  while (!budget_.is_spent) {
    const Result<size_t> count = stream->Read(buffer_.data(), buffer_.size());
    if (!count.ok() && count.status().code() == StatusCode::kRefused) {
      Spend(LossReason::kRatioLimit, count.status().message());
    }
    // What came before damage is worth reading.
    if (!count.ok() && spooled.size_bytes == 0) return count.status();
    if (!count.ok()) *damage = count.status();
    if (!count.ok() || *count == 0) break;
    SUNDER_RETURN_IF_ERROR(spool_->Append(std::string_view(buffer_).substr(0, *count)));
    spooled.size_bytes += *count;
    Count(*count);
  }
  if (budget_.is_spent) return Status::Refused(budget_.detail);
  if (archive.IsStandardInput()) budget_.packed_bytes = spooled.size_bytes;
  return spooled;
}

Status Unpacker::TakeEntry(const ArchiveEntry& entry, Level* level) {
  if (entry.kind == ArchiveEntry::Kind::kFolder) return Status::Ok();
  const std::string prefix = level->archive.name + kEntryMark;
  // A pattern may be on all of a name, or on its last part.
  if (MatchesGlob(options_.ignore_globs, prefix + entry.name) ||
      MatchesGlob(options_.ignore_globs, "/" + entry.name)) {
    Skip(prefix + entry.name, LossReason::kIgnored, "an ignore pattern matches");
    return PassOver(level->reader.get());
  }
  const std::optional<std::string> safe = SafeEntryName(entry.name);
  if (!safe) {
    Skip(prefix + entry.name, LossReason::kUnsafeName,
         "its name leads out of the archive; unpack it with care and scan the folder");
    return PassOver(level->reader.get());
  }
  const std::string name = UniqueName(*safe, &level->names);
  if (entry.kind != ArchiveEntry::Kind::kFile) {
    Skip(prefix + name, LossReason::kIgnored, "a link or device in an archive is not followed");
    return Status::Ok();
  }
  if (entry.is_encrypted) {
    Skip(prefix + name, LossReason::kEncrypted,
         "is encrypted; unpack it and scan the folder, or leave it out with --ignore");
    return Status::Ok();
  }
  return TakeFile(name, level);
}

Status Unpacker::TakeFile(const std::string& name, Level* level) {
  SUNDER_RETURN_IF_ERROR(EnsureSpool());
  const SourceObject& archive = level->archive;
  ArchiveReader* reader = level->reader.get();
  SourceObject object;
  object.path = archive.path;
  object.name = archive.name + kEntryMark + name;
  object.unpacked_name =
      (archive.unpacked_name.empty() ? archive.name : archive.unpacked_name) + "/" + name;
  object.unpacked_ratio_max = options_.limits.ratio_max;
  object.spooled = {spool_, spool_->size_bytes(), 0, ""};
  bool is_end = false;
  SUNDER_RETURN_IF_ERROR(CopyUpTo(kHeadSizeBytes, reader, &object.spooled, &is_end));
  if (object.spooled.size_bytes == 0 && !object.spooled.damage.empty()) {
    return GiveBack(object, LossReason::kTruncated, object.spooled.damage);
  }
  // What a codec gives is known only from more than its first bytes.
  SUNDER_ASSIGN_OR_RETURN(object.codec, FindCodec(object));
  if (object.codec != Codec::kNone && !is_end) {
    SUNDER_RETURN_IF_ERROR(CopyUpTo(kWhole, reader, &object.spooled, &is_end));
  }
  SUNDER_RETURN_IF_ERROR(CopyForEncoding(reader, &object, &is_end));
  if (budget_.is_spent) return GiveBack(object, budget_.reason, kSpentDetail);
  SayEncoding(options_, &object);
  const Result<ConnectorChoice> choice = ChooseConnector(
      BuiltinConnectors(), forced_, /*is_named=*/false, options_.tells_encodings_by_all, &object);
  if (!choice.ok()) {
    listing_->errors.push_back(choice.status());
    const bool is_data = choice.status().code() == StatusCode::kDataLoss;
    SUNDER_RETURN_IF_ERROR(GiveBack(object,
                                    is_data ? LossReason::kMalformed : LossReason::kUnreadable,
                                    choice.status().message()));
    return PassOver(reader);
  }
  if (choice->connector == nullptr && choice->container == ContainerForm::kNone) {
    if (IsLoss(choice->skip_reason)) {
      listing_->errors.push_back(Status::Unreadable(object.name + ": " + choice->skip_detail));
    }
    SUNDER_RETURN_IF_ERROR(GiveBack(object, choice->skip_reason, choice->skip_detail));
    return PassOver(reader);
  }
  if (!is_end) SUNDER_RETURN_IF_ERROR(CopyUpTo(kWhole, reader, &object.spooled, &is_end));
  object.size_bytes = object.spooled.size_bytes;
  if (budget_.is_spent) return GiveBack(object, budget_.reason, kSpentDetail);
  if (choice->container != ContainerForm::kNone) {
    return TakeNested(std::move(object), choice->container, level);
  }
  SUNDER_RETURN_IF_ERROR(TakeAttachmentsOf(*choice->connector, *level, &object));
  listing_->objects.push_back(std::move(object));
  return Status::Ok();
}

// Attachments are one level further down, as entries of an archive in the archive would be.
Status Unpacker::TakeAttachmentsOf(const Connector& connector, const Level& level,
                                   SourceObject* object) {
  if (level.depth < options_.limits.depth_max) {
    return TakeAttachments(connector, level.depth + 1, object);
  }
  return Status::Ok();
}

// A text that begins with nothing but ASCII shows its encoding further on.
Status Unpacker::CopyForEncoding(ArchiveReader* reader, SourceObject* object, bool* is_end) {
  if (*is_end || budget_.is_spent) return Status::Ok();
  SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(*object, kHeadSizeBytes));
  if (options_.tells_encodings_by_all) {
    // Text of two bytes a character and what is no text show it at once.
    if (head.find('\0') != std::string::npos) return Status::Ok();
    return CopyUpTo(kWhole, reader, &object->spooled, is_end);
  }
  if (!charset::IsAscii(head)) return Status::Ok();
  return CopyUpTo(kEncodingLookSizeBytes, reader, &object->spooled, is_end);
}

// What was unpacked of an object that is not read makes room again.
Status Unpacker::GiveBack(const SourceObject& object, LossReason reason, std::string detail) {
  Skip(object.name, reason, std::move(detail));
  return spool_->Truncate(object.spooled.begin_bytes);
}

Status Unpacker::TakeNested(SourceObject object, ContainerForm form, Level* level) {
  if (level->depth < options_.limits.depth_max) return UnpackLevel(object, form, level->depth + 1);
  return GiveBack(object, LossReason::kDepthLimit,
                  "is an archive in more than " + std::to_string(options_.limits.depth_max - 1) +
                      " others and was not unpacked; raise --archive-depth if it is meant");
}

// Appends to the spool until `spooled` has `size_bytes`, the entry ends, is damaged (noted in
// `spooled`), or the limits are used up.
Status Unpacker::CopyUpTo(uint64_t size_bytes, ArchiveReader* reader, SpooledBytes* spooled,
                          bool* is_end) {
  while (spooled->size_bytes < size_bytes && !budget_.is_spent) {
    if (IsCancelled()) return Status::Cancelled("unpacking was cancelled");
    const size_t wanted = std::min<uint64_t>(buffer_.size(), size_bytes - spooled->size_bytes);
    const Result<size_t> count = reader->Read(buffer_.data(), wanted);
    if (!count.ok() && count.status().code() == StatusCode::kRefused) {
      Spend(LossReason::kRatioLimit, count.status().message());
    } else if (!count.ok()) {
      spooled->damage = count.status().message();
    }
    *is_end = !count.ok() || *count == 0;
    if (*is_end) return Status::Ok();
    SUNDER_RETURN_IF_ERROR(spool_->Append(std::string_view(buffer_).substr(0, *count)));
    spooled->size_bytes += *count;
    Count(*count);
  }
  return Status::Ok();
}

// Where passing over an entry unpacks it, it is unpacked here, where it is counted.
Status Unpacker::PassOver(ArchiveReader* reader) {
  if (reader->SkipsFreely()) return Status::Ok();
  while (!budget_.is_spent) {
    if (IsCancelled()) return Status::Cancelled("unpacking was cancelled");
    const Result<size_t> count = reader->Read(buffer_.data(), buffer_.size());
    if (!count.ok() || *count == 0) return Status::Ok();
    Count(*count);
  }
  return Status::Ok();
}

void Unpacker::Count(uint64_t unpacked_bytes) {
  const UnpackLimits& limits = options_.limits;
  budget_.unpacked_bytes += unpacked_bytes;
  if (budget_.unpacked_bytes > limits.size_bytes_max) {
    Spend(LossReason::kSizeLimit, "unpacks to more than " + std::to_string(limits.size_bytes_max) +
                                      " bytes; the rest was not read: raise --unpacked-size if "
                                      "there is room for it");
  }
  if (limits.ratio_max == 0 || budget_.packed_bytes == 0) return;
  if (budget_.unpacked_bytes <= kExpansionFreeBytes) return;
  if (budget_.unpacked_bytes / limits.ratio_max <= budget_.packed_bytes) return;
  Spend(LossReason::kRatioLimit,
        "unpacks to more than " + std::to_string(limits.ratio_max) +
            " times its size, as bombs do; the rest was not read: raise --unpacked-ratio if it is "
            "meant");
}

void Unpacker::Spend(LossReason reason, std::string detail) {
  if (budget_.is_spent) return;
  budget_.is_spent = true;
  budget_.reason = reason;
  budget_.detail = std::move(detail);
}

void Unpacker::Skip(std::string name, LossReason reason, std::string detail) {
  listing_->skipped.push_back({std::move(name), reason, std::move(detail)});
}

// The archive cannot be read on from here.
void Unpacker::Cut(const SourceObject& archive, LossReason reason, const Status& status) {
  listing_->skipped.push_back({archive.name, reason, status.message(), true, archive.path});
}

bool Unpacker::IsCancelled() const {
  return options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed);
}

}  // namespace sunder
