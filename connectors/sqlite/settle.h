// A database as one file: what its log or journal holds is folded in.
#pragma once

#include <cstdint>

#include "connectors/api/connector.h"
#include "core/status.h"

namespace sunder::sqlite {

// PENDING_BYTE and what follows it: a pending, a reserved and 510 shared bytes (SQLite file locking
// and concurrency 6; os.h of its source). Who holds them all keeps every reader and writer out.
inline constexpr uint64_t kLockBeginBytes = 0x40000000;
inline constexpr uint64_t kLockSizeBytes = 512;

// Rolls back what a crash left, folds the write-ahead log in and removes -wal, -shm and -journal.
// Nothing is opened where none of them stands. Unreadable: another program has the database open.
Status SettleDatabase(const SourceObject& object);

}  // namespace sunder::sqlite
