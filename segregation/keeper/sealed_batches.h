// Reading quarantine: its batches, and with keys the items in them (docs/quarantine.md).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "segregation/keeper/age_file.h"
#include "segregation/keeper/key_file.h"

namespace sunder::segregation {

// `folder` itself, or its folder `quarantine` when it is one that `split --to` named. kNotFound: no
// such folder.
Result<std::string> QuarantineFolder(const std::string& folder);

// Names of the batch files, in order. Other files are none of quarantine's.
Result<std::vector<std::string>> BatchNames(const std::string& folder);

// A batch opened by one or several keys. `header.is_opened` counts all of them.
struct OpenedBatch {
  AgeFile file;
  OpenedAgeHeader header;
  std::vector<size_t> keys;  // indexes of the keys that open it; not empty
};
// kUnreadable: none of the keys opens it.
Result<OpenedBatch> OpenBatch(const std::string& path, const std::vector<KeyFile>& keys);

// One item. Views live as long as the call that gives them.
struct SealedItem {
  std::string object;
  std::string table;
  std::string field;
  uint64_t record = 0;
  bool is_file_piece = false;  // of an object that was sealed whole
  std::string_view json;  // the whole line without its padding
};
// nullopt: no line that `split` writes.
std::optional<SealedItem> ParseSealedItem(std::string_view json);

// Which items are meant; what is not set matches all.
struct ItemSelection {
  std::optional<std::string> object;
  std::optional<std::string> table;
  std::optional<std::string> field;
  std::optional<uint64_t> record;
  bool IsAll() const { return !object && !table && !field && !record; }
  bool Matches(const SealedItem& item) const;
};

// Every item of a batch, dummies left out, in the order of the batch. Items are given out as their
// chunks are authenticated: only Ok says that all were. Memory: the longest line.
using VisitItem = std::function<Status(const SealedItem&)>;
Status VisitItems(const OpenedBatch& batch, const VisitItem& visit);

}  // namespace sunder::segregation
