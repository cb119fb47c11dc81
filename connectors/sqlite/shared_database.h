// Connections to a database of many tables, used again by the readers of one table after another:
// each new one would read the whole schema.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/sqlite/database.h"
#include "core/status.h"

namespace sunder::sqlite {

// From any thread. A connection is used by one at a time.
class SharedDatabase : public SharedContent {
 public:
  // Nothing is kept open once so many tables were read.
  explicit SharedDatabase(size_t tables) : tables_(tables) {}

  // As Database::OpenSource, to read `table` or (empty) to look at it. `shared`: that of a table;
  // nullptr or of another kind: a new one.
  static Result<std::unique_ptr<Database>> Open(const std::shared_ptr<SharedContent>& shared,
                                                const SourceObject& object,
                                                const std::string& table);
  // Without statements, and after no error.
  static void GiveBack(const std::shared_ptr<SharedContent>& shared,
                       std::unique_ptr<Database> database);

 private:
  const size_t tables_;
  std::mutex mutex_;
  bool are_locked_ = false;                 // opened while the object was
  std::unordered_set<std::string> opened_;  // tables, since none or all were
  std::vector<std::unique_ptr<Database>> idle_;
};

}  // namespace sunder::sqlite
