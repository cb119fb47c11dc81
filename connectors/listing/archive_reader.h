// One archive, entry by entry (libarchive). What it says of itself is not trusted: names, sizes and
// kinds are the caller's to judge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/random_access.h"
#include "connectors/listing/container_form.h"
#include "core/status.h"

namespace sunder {

struct ArchiveEntry {
  enum class Kind : uint8_t { kFile, kFolder, kLink, kDevice };
  std::string name;  // as the archive has it, in UTF-8 where it says what it is
  Kind kind = Kind::kFile;
  bool is_encrypted = false;
};

class ArchiveReader {
 public:
  virtual ~ArchiveReader() = default;
  // False: the end. DataLoss: the archive is damaged and nothing behind this can be read,
  // or it is encrypted as a whole; kRefused: it unpacks to too much.
  virtual Result<bool> Next(ArchiveEntry* entry) = 0;
  // Bytes of the present entry; 0 is its end. DataLoss: the rest of the entry cannot be read, the
  // next ones perhaps can.
  virtual Result<size_t> Read(char* buffer, size_t size) = 0;
  // Whether passing over an entry without reading it costs next to nothing. If not, it unpacks
  // the entry: the caller, who counts, reads it to its end instead.
  virtual bool SkipsFreely() const = 0;
  // Whether encryption was met. One entry may be encrypted and others not.
  virtual bool IsEncrypted() const = 0;
};

// An archive at any place of which can be read; zip and 7z need that. `name` is for messages.
Result<std::unique_ptr<ArchiveReader>> OpenArchive(ContainerForm form,
                                                   std::unique_ptr<RandomAccess> bytes,
                                                   std::string name);
// A tar archive as it comes.
Result<std::unique_ptr<ArchiveReader>> OpenTarStream(std::unique_ptr<ByteStream> bytes,
                                                     std::string name);

}  // namespace sunder
