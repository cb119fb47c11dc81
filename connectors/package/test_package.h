// For tests only: makes zip files of parts.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace sunder::package {

using TestParts = std::vector<std::pair<std::string, std::string>>;  // name, content

// In the order given; a first part `mimetype` is stored, as OpenDocument asks.
inline void WriteTestPackage(const std::string& path, const TestParts& parts) {
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  if (archive_write_open_filename(writer, path.c_str()) != ARCHIVE_OK) {
    throw std::runtime_error("no package");
  }
  for (const auto& [name, content] : parts) {
    if (name == "mimetype") {
      archive_write_zip_set_compression_store(writer);
    } else {
      archive_write_zip_set_compression_deflate(writer);
    }
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(writer, entry);
    archive_write_data(writer, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
}

}  // namespace sunder::package
