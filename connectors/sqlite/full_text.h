// Full-text tables (FTS5) that index the columns of another table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::sqlite {

struct FullTextTable {
  std::string content_table;
  std::vector<std::string> columns;
};

// From a CREATE VIRTUAL TABLE statement. nullopt: another module, or a table that keeps or drops
// its texts itself (no content table, or an empty one).
std::optional<FullTextTable> ParseFullTextTable(const std::string& sql);

// SQL names are compared without case.
bool SameName(std::string_view a, std::string_view b);

}  // namespace sunder::sqlite
