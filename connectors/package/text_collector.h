// Texts of a document, gathered from XML as it streams by: paragraphs, groups of them (a comment),
// and tables, whose rows are records.
#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/decode/gathered_reader.h"

namespace sunder::package {

class TextCollector {
 public:
  // Complete records, in the order in which they ended. The owner takes them away.
  std::deque<GatheredRecord> records;

  // Open and Close calls nest. A text that ends within a cell or a group is part of that, each on a
  // line of its own; else it is a record.
  void OpenText(std::string_view field);
  void CloseText();
  // `more` are further cells of the group's record.
  void OpenGroup(std::string_view field, GatheredRecord more = {});
  void AddToGroup(std::string_view field, std::string_view text);
  void CloseGroup();
  void OpenTable();
  void CloseTable();
  void OpenRow();
  void MarkHeader();  // the row at hand names the columns
  void CloseRow();
  void OpenCell(uint32_t repeat);
  void CloseCell();
  // Adds to the innermost open text; elsewhere it is layout and dropped.
  void Append(std::string_view text);
  // A record of its own, whatever is open.
  void Emit(std::string_view field, std::string_view text);

  // Ends all that a damaged part left open: what it gave is a record, and nothing of the next part
  // goes into it.
  void CloseAll();

  // Texts larger than this are dropped and counted.
  void LimitTexts(uint64_t size_bytes_max) { size_bytes_max_ = size_bytes_max; }
  uint64_t dropped_bytes() const { return dropped_bytes_; }

 private:
  enum class Kind : uint8_t { kText, kGroup, kTable, kRow, kCell };
  using Row = std::vector<std::string>;
  struct Frame {
    Kind kind = Kind::kText;
    std::string field = {};
    std::string text = {};
    GatheredRecord more = {};
    uint32_t repeat = 1;
    Row cells = {};                 // of a row
    bool is_header = false;         // of a row
    std::vector<Row> waiting = {};  // of a table: until it is known whether the first is a header
    bool is_named = false;
    Row names = {};
  };

  void Close(Kind kind);
  Kind EndInnermost();
  void End(Frame frame);
  void EndTable(Frame* table);
  void EmitRow(const Frame& table, Row row);
  void NameColumns(Frame* table);
  std::string FieldOf(const Frame& table, size_t column);

  std::vector<Frame> open_;
  uint64_t size_bytes_max_ = UINT64_MAX;
  uint64_t dropped_bytes_ = 0;
  std::set<std::string, std::less<>> names_;  // that tables gave to columns
};

}  // namespace sunder::package
