#include "tests/fuzz/package_parts.h"

#include <zlib.h>

#include <cstdint>

namespace sunder::fuzz {
namespace {

void AppendNumber(uint64_t number, int size, std::string* bytes) {
  for (int i = 0; i < size; ++i) {
    bytes->push_back(static_cast<char>(number & 0xFF));
    number >>= 8;
  }
}

// What the local header and the directory say alike.
std::string Facts(const std::string& name, std::string_view content) {
  std::string facts;
  AppendNumber(20, 2, &facts);  // version
  AppendNumber(0, 2, &facts);   // flags
  AppendNumber(0, 2, &facts);   // stored
  AppendNumber(0, 4, &facts);   // time
  AppendNumber(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())),
      4, &facts);
  AppendNumber(content.size(), 4, &facts);
  AppendNumber(content.size(), 4, &facts);
  AppendNumber(name.size(), 2, &facts);
  AppendNumber(0, 2, &facts);
  return facts;
}

}  // namespace

std::string StoredPackage(const std::vector<std::pair<std::string, std::string_view>>& parts) {
  std::string file;
  std::string directory;
  for (const auto& [name, content] : parts) {
    const std::string facts = Facts(name, content);
    directory += "PK\x01\x02";
    AppendNumber(20, 2, &directory);
    directory += facts;
    AppendNumber(0, 2 + 2 + 2 + 4, &directory);  // comment, disk, attributes
    AppendNumber(file.size(), 4, &directory);
    directory += name;
    file += "PK\x03\x04" + facts + name;
    file += content;
  }
  const size_t begin = file.size();
  file += directory + "PK\x05\x06";
  AppendNumber(0, 4, &file);
  AppendNumber(parts.size(), 2, &file);
  AppendNumber(parts.size(), 2, &file);
  AppendNumber(directory.size(), 4, &file);
  AppendNumber(begin, 4, &file);
  AppendNumber(0, 2, &file);
  return file;
}

}  // namespace sunder::fuzz
