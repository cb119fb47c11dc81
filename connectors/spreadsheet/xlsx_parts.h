// The parts of an XLSX file that its cells refer to.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/package/package.h"
#include "connectors/spreadsheet/cell_text.h"
#include "connectors/spreadsheet/workbook.h"
#include "core/status.h"

namespace sunder::spreadsheet {

// What the workbook part says.
struct XlsxIndex {
  std::vector<Sheet> sheets;
  std::vector<std::string> parts;  // of the sheets
  std::string shared_strings;      // part; empty: none
  std::string styles;              // part; empty: none
  bool is_epoch_1904 = false;
};
Result<XlsxIndex> ReadXlsxIndex(const package::Package& package, const std::string& name);

// Ids of relationships -> parts, of the part `part`. Empty: it has none.
struct Relationship {
  std::string type;  // last part of its URI: "worksheet"
  std::string target;
};
Result<std::map<std::string, Relationship>> ReadRelationships(const package::Package& package,
                                                              std::string_view part);

// Number formats of cells by style.
Result<std::vector<NumberFormat>> ReadXlsxStyles(const package::Package& package,
                                                 std::string_view part);

// All texts one behind the other. Memory: their size and four bytes each.
class SharedStrings {
 public:
  static constexpr uint64_t kSizeBytesMax = uint64_t{512} << 20;
  static constexpr size_t kCountMax = 32 << 20;

  void Append(std::string_view text);
  size_t size() const { return ends_.size(); }
  uint64_t size_bytes() const { return texts_.size(); }
  // "" for a number that is none.
  std::string_view at(uint64_t index) const;

 private:
  std::string texts_;
  std::vector<uint32_t> ends_;
};
Result<SharedStrings> ReadSharedStrings(const package::Package& package, std::string_view part);

}  // namespace sunder::spreadsheet
