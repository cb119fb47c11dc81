#include "connectors/markup/item_edits.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace sunder::markup {
namespace {

constexpr std::string_view kHeading = "header";

// The heading of a list's entries that leave: only who has such an entry has the heading.
bool IsHeadingOfRemoved(std::string_view field, const RecordBlock& block, const CellRef& cell,
                        const TouchedFields& touched) {
  if (!field.ends_with(kHeading)) return false;
  std::string scratch;
  const std::string prefix(field.substr(0, field.size() - kHeading.size()));
  return touched.IsRemoved(prefix + "list." + std::string(block.Text(cell, &scratch)));
}

}  // namespace

std::vector<ItemEdit> EditsOfItems(const RecordBlock& block, uint32_t record,
                                   std::span<const CellEdit> edits, const TouchedFields& touched) {
  const auto first =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& cell, uint32_t wanted) { return cell.record < wanted; });
  std::vector<ItemEdit> made;
  auto edit = edits.begin();
  for (auto cell = first; cell != block.cells.end() && cell->record == record; ++cell) {
    const auto index = static_cast<uint32_t>(cell - block.cells.begin());
    const auto item = static_cast<size_t>(cell - first);
    while (edit != edits.end() && edit->cell < index) ++edit;
    const std::string& field = block.fields[cell->field];
    const bool is_form = TouchedFields::IsOfForm(field);
    const bool is_of_field = touched.IsEditedColumn(field);
    if (touched.IsRemoved(field) || IsHeadingOfRemoved(field, block, *cell, touched)) {
      made.push_back({item, true, "", true, false, true, is_form});
    } else if (edit != edits.end() && edit->cell == index) {
      made.push_back({item, edit->kind == CellEdit::Kind::kRemove, edit->text, is_of_field, false,
                      false, is_form});
    } else if (touched.TellsOfRow(field)) {
      made.push_back({item, false, "", is_of_field, true, false, is_form});
    }
  }
  return made;
}

}  // namespace sunder::markup
