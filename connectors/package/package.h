// A zip of XML parts: Office Open XML and OpenDocument files.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/package/zip_places.h"
#include "core/status.h"

namespace sunder::package {

// Parts that unpack, all together, to more than this many times the size of the whole file, and to
// more than kBombSizeBytesMin, are a bomb: XML of spreadsheets packs 10 to 100 to one.
inline constexpr uint64_t kBombRatio = 200;
inline constexpr uint64_t kBombSizeBytesMin = uint64_t{64} << 20;
inline constexpr size_t kPartsMax = 65536;

// The unpacked bytes of one part.
class PartStream {
 public:
  virtual ~PartStream() = default;
  // Up to `size` bytes; 0 is the end. DataLoss: damaged or cut off. Refused: a bomb.
  virtual Result<size_t> Read(char* buffer, size_t size) = 0;
};

// What the parts of a package unpacked to so far; a part that is read twice counts once.
class UnpackedParts {
 public:
  // `unpacked_bytes` of `part`, all of them. Returns those of all parts.
  uint64_t Count(const std::string& part, uint64_t unpacked_bytes);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, uint64_t> by_part_;
  uint64_t total_ = 0;
};

// Immutable once opened; parts may be opened and read by several threads at once, each by one.
class Package {
 public:
  // Lists the parts. DataLoss: no zip, damaged before its first part, or too many parts.
  static Result<std::unique_ptr<Package>> Open(const SourceObject& object);

  const std::vector<std::string>& parts() const { return parts_; }  // in the order of the file
  bool Has(std::string_view part) const;
  // DataLoss: there is no such part.
  Result<std::unique_ptr<PartStream>> OpenPart(std::string_view part) const;
  // Where the listing ended too early; Ok: the whole directory was read.
  const Status& damage() const { return damage_; }
  bool is_encrypted() const { return is_encrypted_; }  // some part is
  // What is lost where a part cannot be read on.
  LossReason LossReasonOf(const Status& failure) const;

 private:
  explicit Package(SourceObject object) : object_(std::move(object)) {}

  SourceObject object_;
  std::vector<std::string> parts_;
  ZipPlaces places_;
  std::shared_ptr<UnpackedParts> unpacked_ = std::make_shared<UnpackedParts>();
  Status damage_;
  bool is_encrypted_ = false;
};

// What the first bytes of a file tell about it.
bool IsZip(std::string_view head);
// The container of encrypted Office Open XML files, and of the binary formats before it.
bool IsCompoundFile(std::string_view head);
// Whether a part of that name begins within `head` (its local header is there); parts of zips that
// are stored in the zip do not count.
bool HeadNamesPart(std::string_view head, std::string_view part);
// The stored content of a first part `mimetype`, as OpenDocument has it; empty: none.
std::string_view MimetypeOfHead(std::string_view head);

// `target` of a relationship in a part of the folder `folder` ("xl/"), as a part's name.
std::string ResolveTarget(std::string_view folder, std::string_view target);

}  // namespace sunder::package
