// Leaks to plant into segregation/ and engine/: the compiler includes this before every source of
// `sunder_leaky` (tests/swap/CMakeLists.txt). $SUNDER_LEAK names the one that is on; tests/swap/
// mutations.py lists them all with what each stands for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::planted {

// True for the leak of $SUNDER_LEAK, and for "*": hooks that only take notes or ask on.
bool IsOn(std::string_view leak);

// A removed value of the record at hand (of this thread).
void Note(const std::string& object, uint64_t record, uint32_t label, std::string_view value);
// The record's bytes once it is taken apart; ends the record.
void AlterRecord(const std::string& object, std::string* bytes);
// Of a category.
std::string MarkOf(uint32_t label);
// True: the records, put into the order that leaks, are written at once.
bool TakesOrder(std::vector<std::string>* records);
std::string_view WithoutSortKey(std::string_view record);

void AlterSchema(std::string* sql);
std::string MoreSql();
std::string FirstValue();
// Position at which a value was first met; values of a store are met in lower case as well.
size_t FirstSeen(const std::string& value);
std::string FirstSpelling(const std::string& value);

// True where an item's object is another than the last one's.
bool IsNextObject(const std::string& object);
void NameBatch(char* name, size_t size);

int64_t DataSeconds();
void NoteRunFolder(const std::string& temporary_folder);
void KeepInClear(std::string_view bytes);
void AlterStores(const std::string& identity_folder, const std::string& evidence_folder);

uint64_t CountOf(const std::string& object);
void AlterSmallestCell(uint64_t* k);

template <class Categories>
void AlterCells(Categories* categories) {
  for (auto& category : *categories) {
    if (IsOn("insertion_order")) {
      std::stable_sort(
          category.cells.begin(), category.cells.end(),
          [](const auto& a, const auto& b) { return FirstSeen(a.value) < FirstSeen(b.value); });
    }
    if (!IsOn("first_seen_spelling")) continue;
    for (auto& cell : category.cells) cell.value = FirstSpelling(cell.value);
  }
}

template <class Report>
void AlterReport(Report* report) {
  for (const auto& table : report->identity) {
    if (!IsOn("per_file_count")) break;
    report->remains.push_back(table.object + ": " + std::to_string(CountOf(table.object)) +
                              " values");
  }
  if (IsOn("fine_time")) report->day += "T10:31:07Z";
  if (IsOn("first_holder")) report->remains.push_back("first value at " + FirstValue());
}

template <class Steps>
void AlterCommit(Steps* steps) {
  using Kind = typename Steps::value_type::Kind;
  const auto marker = std::find_if(steps->begin(), steps->end(), [](const auto& step) {
    return step.kind == Kind::kWriteMarker;
  });
  const auto end = std::find_if(marker, steps->end(), [](const auto& step) {
    return step.kind == Kind::kStamp || step.kind == Kind::kRemoveMarker;
  });
  if (IsOn("late_marker")) std::rotate(marker, marker + 1, end);
  if (IsOn("evidence_first")) std::reverse(marker + 1, end);
}

}  // namespace sunder::planted

#define SUNDER_PLANT(leak, ...)          \
  do {                                   \
    if (::sunder::planted::IsOn(leak)) { \
      __VA_ARGS__;                       \
    }                                    \
  } while (false)
