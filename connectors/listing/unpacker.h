// From an archive to the objects in it. Each archive is unpacked once, in one pass, into a sealed
// spool that its objects are read from; nothing of it touches the file system by its own names.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "connectors/api/connector.h"
#include "connectors/decode/sealed_spool.h"
#include "connectors/listing/archive_reader.h"
#include "connectors/listing/container_form.h"
#include "connectors/listing/sources.h"
#include "core/status.h"

namespace sunder {

class Unpacker {
 public:
  // Both outlive the unpacker.
  Unpacker(const ListOptions& options, SourceListing* listing)
      : options_(options), listing_(listing) {}

  // Enters into the listing what is in `archive`: objects, what is skipped, and, where an archive
  // was not read whole, the archive with the reason. `forced`: the connector of all its files, or
  // nullptr. An error is of this machine (no room, cancelled), not of the archive.
  Status Unpack(const SourceObject& archive, ContainerForm form, const Connector* forced);

  // Likewise for the files that `object` carries, if its connector knows any; says so in `object`.
  Status UnpackAttachments(const Connector& connector, SourceObject* object);

 private:
  // What the archive that was named, with all archives in it, has used up of the limits.
  struct Budget {
    uint64_t packed_bytes = 0;
    uint64_t unpacked_bytes = 0;
    uint64_t entries = 0;
    bool is_spent = false;
    LossReason reason = LossReason::kSizeLimit;
    std::string detail;
  };
  // An archive while it is read.
  struct Level {
    const SourceObject& archive;
    uint32_t depth;  // 1: named by the user or lying in a folder
    std::unique_ptr<ArchiveReader> reader;
    // That were given to entries, each with the last number it got: a name may come many times.
    std::map<std::string, uint64_t> names;
  };

  Status SpoolStandardInput(const Connector& connector, SourceObject* object);
  Status TakeAttachments(const Connector& connector, uint32_t depth, SourceObject* object);
  static void NoteUnread(const Status& status, SourceObject* carrier);
  Status UnpackLevel(const SourceObject& archive, ContainerForm form, uint32_t depth);
  // `damage`, here and below: what ended the archive's bytes early; untouched if nothing did.
  Result<std::unique_ptr<ArchiveReader>> Open(const SourceObject& archive, ContainerForm form,
                                              Status* damage);
  Result<SpooledBytes> SpoolDecompressed(const SourceObject& archive, Status* damage);
  Result<uint64_t> TakeEntries(Level* level, Status* end);
  Status TakeEntry(const ArchiveEntry& entry, Level* level);
  Status TakeFile(const std::string& name, Level* level);
  Status TakeAttachmentsOf(const Connector& connector, const Level& level, SourceObject* object);
  Status CopyForEncoding(ArchiveReader* reader, SourceObject* object, bool* is_end);
  Status GiveBack(const SourceObject& object, LossReason reason, std::string detail);
  Status TakeNested(SourceObject object, ContainerForm form, Level* level);
  Status CopyUpTo(uint64_t size_bytes, ArchiveReader* reader, SpooledBytes* spooled, bool* is_end);
  Status PassOver(ArchiveReader* reader);
  void Count(uint64_t unpacked_bytes);
  void Spend(LossReason reason, std::string detail);
  void Skip(std::string name, LossReason reason, std::string detail);
  void Cut(const SourceObject& archive, LossReason reason, const Status& status);
  bool IsCancelled() const;
  Status EnsureSpool();

  const ListOptions& options_;
  SourceListing* listing_;
  const Connector* forced_ = nullptr;
  std::shared_ptr<SealedSpool> spool_;  // made for the first archive, shared by all
  std::string buffer_;
  Budget budget_;
};

}  // namespace sunder
