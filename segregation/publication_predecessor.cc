#include "segregation/publication_predecessor.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "segregation/segregated_store.h"

namespace sunder::segregation {
namespace {

Status NotComparable(const std::string& path) {
  return Status::Refused(
      path +
      ": the publication that stands there cannot be read, so nobody can tell by how many persons "
      "a new one would differ from it; split into another folder, or destroy the old stores first");
}

std::string ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The cells of the category's context move from `table`.
void TakeCells(const StoredTable& table, PublishedCategory* category) {
  category->cells.clear();
  for (const StoredCell& cell : table.cells) {
    if (cell.context != category->context) continue;
    category->cells.push_back({cell.value, cell.parent, cell.count});
  }
}

}  // namespace

Result<std::optional<Predecessor>> ReadPredecessor(
    const std::string& segregated_folder, const std::string& evidence_path,
    const std::function<Result<SegregationReport>(std::string_view)>& parse) {
  const std::string path = segregated_folder + "/" + kSegregatedFileName;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::optional<Predecessor>();
  const Result<std::vector<StoredTable>> tables = ReadSegregatedStore(path);
  if (!tables.ok()) return NotComparable(path);
  Result<SegregationReport> evidence = parse(ReadBytes(evidence_path));
  if (!evidence.ok()) return NotComparable(evidence_path);
  Predecessor predecessor;
  predecessor.bytes = ReadBytes(path);
  predecessor.categories = std::move(evidence->categories);
  predecessor.earlier = std::move(evidence->earlier);
  size_t cells = 0;
  for (const StoredTable& table : *tables) cells += table.cells.size();
  for (PublishedCategory& category : predecessor.categories) {
    const size_t claimed = category.cells.size();
    category.cells.clear();
    for (const StoredTable& table : *tables) {
      if (table.label == category.label) TakeCells(table, &category);
    }
    if (category.cells.size() != claimed) return NotComparable(path);
    cells -= claimed;
  }
  if (cells != 0) return NotComparable(path);
  return std::optional<Predecessor>(std::move(predecessor));
}

}  // namespace sunder::segregation
