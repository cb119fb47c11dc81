#include "connectors/package/encrypted_package.h"

#include <string>
#include <string_view>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/lost_reader.h"
#include "connectors/package/package.h"

namespace sunder::package {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr size_t kManifestSizeBytesMax = 1 << 20;
constexpr char kManifest[] = "META-INF/manifest.xml";
constexpr const char* kKey = "encrypted";

// Of the stream that holds the package, in the directory of a compound file: UTF-16.
bool NamesEncryptedPackage(std::string_view head) {
  std::string name;
  for (const char c : std::string_view("EncryptedPackage")) {
    name += c;
    name += '\0';
  }
  return head.find(name) != std::string_view::npos;
}

// OpenDocument encrypts part by part, and the manifest tells how.
bool IsEncryptedByPart(const Package& opened) {
  if (!opened.Has(kManifest)) return false;
  const auto stream = opened.OpenPart(kManifest);
  if (!stream.ok()) return false;
  std::string text;
  std::string buffer(kHeadSizeBytes, '\0');
  while (text.size() < kManifestSizeBytesMax) {
    const Result<size_t> count = (*stream)->Read(buffer.data(), buffer.size());
    if (!count.ok() || *count == 0) break;
    text.append(buffer, 0, *count);
  }
  return text.find("encryption-data") != std::string::npos;
}

}  // namespace

std::optional<TableInfo> EncryptedTable(const SourceObject& object) {
  const Result<std::string> head = ReadHead(object, kHeadSizeBytes);
  if (!head.ok()) return std::nullopt;
  bool is_encrypted = IsCompoundFile(*head) && NamesEncryptedPackage(*head);
  if (IsZip(*head)) {
    const auto opened = Package::Open(object);
    is_encrypted = opened.ok() && ((*opened)->is_encrypted() || IsEncryptedByPart(**opened));
  }
  if (!is_encrypted) return std::nullopt;
  TableInfo table;
  table.object = object;
  table.dialect[kKey] = "yes";
  table.keeps_order = true;
  table.read_only_reason = "it is encrypted";
  return table;
}

bool IsEncryptedTable(const TableInfo& table) { return table.dialect.contains(kKey); }

std::unique_ptr<RecordReader> NewEncryptedReader() {
  return NewLostReader(LossReason::kEncrypted,
                       "is encrypted and was not read; save it without a password");
}

}  // namespace sunder::package
