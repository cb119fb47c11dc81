// The segregated store as it lies on the disk: header, schema and every cell, read with SQLite
// alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/status.h"

namespace sunder::verifier {

enum class SegregatedCellKind : uint8_t { kNull, kInteger, kReal, kText, kBlob };

struct SegregatedCell {
  SegregatedCellKind kind = SegregatedCellKind::kNull;
  int64_t integer = 0;
  std::string bytes;  // text and blobs
};

struct SegregatedColumn {
  std::string name;  // lower case
  std::string type;  // upper case, as declared
  bool is_key = false;
};

struct SegregatedTable {
  std::string name;
  std::string sql;
  std::vector<SegregatedColumn> columns;
  // In the order of the file; no more than kRowsMax.
  std::vector<std::vector<SegregatedCell>> rows;
  bool has_more_rows = false;

  // Index into columns and rows; -1: none.
  int Column(const std::string& column_name) const;
  // parent, value and count, perhaps context, and nothing else.
  bool IsCategory() const;
};

// No vocabulary comes near this: a table with more rows is no histogram.
inline constexpr size_t kRowsMax = 100000;

struct SegregatedFile {
  std::string path;
  std::string bytes;                       // of the whole file, up to 64 MiB; a histogram is small
  std::vector<SegregatedTable> tables;     // in the order of the schema
  std::vector<std::string> other_objects;  // "index", "trigger", "view": types, no names
};

// `path` is the file, or a folder with segregated.sqlite in it.
Result<SegregatedFile> ReadSegregatedFile(const std::string& path);

// The file that the cells of `file` alone make: a fresh database with the same schema and the
// sorted rows. What differs from it carries something besides the cells.
Result<std::string> RebuildSegregatedFile(const SegregatedFile& file);

}  // namespace sunder::verifier
