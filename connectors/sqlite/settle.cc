#include "connectors/sqlite/settle.h"

#include <unistd.h>

#include <string>

#include "connectors/sqlite/database.h"

namespace sunder::sqlite {
namespace {

bool Exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

bool HasCompanion(const std::string& path) {
  return Exists(path + "-wal") || Exists(path + "-shm") || Exists(path + "-journal");
}

Status FoldLog(const Database& database, const std::string& name) {
  // The first column says whether somebody was in the way.
  SUNDER_ASSIGN_OR_RETURN(const int64_t is_busy,
                          database.QueryInteger("PRAGMA main.wal_checkpoint(TRUNCATE)"));
  if (is_busy == 0) return Status::Ok();
  return Status::Unreadable(name +
                            ": another program reads or writes it; stop that program, then run "
                            "again. Nothing was changed");
}

}  // namespace

Status SettleDatabase(const SourceObject& object) {
  if (!HasCompanion(object.path)) return Status::Ok();
  {
    SUNDER_ASSIGN_OR_RETURN(const auto database, Database::OpenForUpdate(object.path, object.name));
    // The first read rolls a crashed transaction back.
    SUNDER_RETURN_IF_ERROR(database->QueryInteger("SELECT count(*) FROM sqlite_schema").status());
    if (database->UsesWriteAheadLog()) {
      SUNDER_RETURN_IF_ERROR(FoldLog(*database, object.name));
    } else if (Exists(object.path + "-journal")) {
      // Journals of programs that keep them (PERSIST, TRUNCATE) hold old pages. Only a change of
      // mode removes them.
      SUNDER_RETURN_IF_ERROR(database->Execute("PRAGMA main.journal_mode=PERSIST"));
      SUNDER_RETURN_IF_ERROR(database->Execute("PRAGMA main.journal_mode=DELETE"));
    }
  }
  // The last connection of a write-ahead log has removed its files now.
  if (!HasCompanion(object.path)) return Status::Ok();
  return Status::Unreadable(object.name +
                            ": a -wal, -shm or -journal file stays beside it: another program has "
                            "it open; stop that program, then run again");
}

}  // namespace sunder::sqlite
