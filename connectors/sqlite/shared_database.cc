#include "connectors/sqlite/shared_database.h"

#include <utility>

namespace sunder::sqlite {

Result<std::unique_ptr<Database>> SharedDatabase::Open(const std::shared_ptr<SharedContent>& shared,
                                                       const SourceObject& object,
                                                       const std::string& table) {
  auto* const self = dynamic_cast<SharedDatabase*>(shared.get());
  if (self == nullptr) return Database::OpenSource(object);
  {
    const std::lock_guard lock(self->mutex_);
    // One from before the object was locked would wait for that lock.
    if (self->are_locked_ != object.is_locked) self->idle_.clear();
    self->are_locked_ = object.is_locked;
    if (!table.empty()) self->opened_.insert(table);
    if (!self->idle_.empty()) {
      std::unique_ptr<Database> database = std::move(self->idle_.back());
      self->idle_.pop_back();
      return database;
    }
  }
  return Database::OpenSource(object);
}

void SharedDatabase::GiveBack(const std::shared_ptr<SharedContent>& shared,
                              std::unique_ptr<Database> database) {
  auto* const self = dynamic_cast<SharedDatabase*>(shared.get());
  if (self == nullptr) return;
  const std::lock_guard lock(self->mutex_);
  if (self->opened_.size() >= self->tables_) {
    self->idle_.clear();
    self->opened_.clear();
  }
  if (!self->opened_.empty()) self->idle_.push_back(std::move(database));
}

}  // namespace sunder::sqlite
