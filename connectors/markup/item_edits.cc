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
    const bool is_bared = touched.Bares(field);
    const bool is_of_field = touched.IsEditedColumn(field);
    if (touched.IsRemoved(field) || IsHeadingOfRemoved(field, block, *cell, touched)) {
      made.push_back({item, true, "", true, false, true, is_form, is_bared});
    } else if (edit != edits.end() && edit->cell == index) {
      made.push_back({item, edit->kind == CellEdit::Kind::kRemove, edit->text, is_of_field, false,
                      false, is_form, is_bared});
    } else if (is_bared || touched.TellsOfRow(field)) {
      made.push_back({item, false, "", is_of_field, true, false, is_form, is_bared});
    }
  }
  return made;
}

std::vector<size_t> ItemsThatGoAlong(const HtmlRecord& record, std::span<const ItemEdit> edits) {
  const auto edit_of = [&](size_t item) {
    const auto found =
        std::lower_bound(edits.begin(), edits.end(), item,
                         [](const ItemEdit& edit, size_t wanted) { return edit.item < wanted; });
    return found == edits.end() || found->item != item ? nullptr : &*found;
  };
  std::vector<size_t> along;
  for (size_t i = 0; i < record.items.size(); ++i) {
    const HtmlItem& item = record.items[i];
    const ItemEdit* cell = item.cell == HtmlItem::kNoCell ? nullptr : edit_of(item.cell);
    const ItemEdit* own = item.holder == HtmlHolder::kElement ? nullptr : edit_of(i);
    if ((cell != nullptr && cell->is_leaving) || (own != nullptr && own->is_bared)) {
      along.push_back(i);
    }
  }
  return along;
}

}  // namespace sunder::markup
