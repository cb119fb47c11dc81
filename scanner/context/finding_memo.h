// Findings of cells met lately: columns repeat their values. Private to this folder.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/finding.h"
#include "core/judge.h"

namespace sunder::scanner {

// Keyed by the whole text and field, so what it gives is what judging again would give. One a
// thread; takes at most about 5 MiB. Values that were asked for again outlive those that were not.
class FindingMemo {
 public:
  // A field and how often its cells were remembered.
  struct Field {
    uint32_t number = 0;
    uint32_t asked = 0;
    uint32_t found = 0;
    uint32_t skipped = 0;  // cells still to be left alone: the field's values hardly repeat
  };
  struct Key {
    uint64_t hash = 0;
    Field* field = nullptr;  // nullptr: not to be remembered
    std::string_view text;
  };
  static constexpr size_t kTextSizeBytesMax = 48;  // an entry is a cache line
  struct Entry {
    uint64_t hash = 0;
    uint32_t field = 0;
    uint8_t is_filled = 0;
    uint8_t size = 0;
    uint8_t uses = 0;
    uint8_t finding_count = 0;
    std::array<char, kTextSizeBytesMax> text = {};

    bool Is(const Key& key) const;
  };

  FindingMemo();

  // Before the cells of another call: views of fields may have come to mean something else.
  void StartCells();
  // The key of a short cell of a field whose values repeat, else one without field. It views the
  // text and holds until the next StartCells.
  Key KeyOf(const JudgedCell& cell);
  // nullptr: not remembered. Holds until the next Add.
  // REQUIRES: the key has a field, here and below.
  const Entry* Find(const Key& key);
  // Finding::cell is undefined.
  std::span<const Finding> FindingsOf(const Entry& entry) const;
  void Add(const Key& key, std::span<const Finding> findings);

 private:
  struct RecentField {
    const char* data = nullptr;
    size_t size = 0;
    uint64_t call = 0;
    Field* field = nullptr;
  };
  static constexpr size_t kRecentFields = 256;

  Field* FieldOf(std::string_view field);

  std::vector<Entry> entries_;
  std::vector<Finding> findings_;  // kFindingsMax an entry
  std::array<RecentField, kRecentFields> recent_fields_;
  std::unordered_map<std::string, Field> fields_;
  uint32_t next_field_number_ = 0;
  uint64_t call_ = 0;
};

}  // namespace sunder::scanner
