#include "connectors/sqlite/spool_vfs.h"

#include <cstdio>
#include <cstring>
#include <new>
#include <utility>

#include "connectors/decode/random_access.h"

namespace sunder::sqlite {
namespace {

constexpr int kPathSizeMax = 512;
constexpr int kSectorSizeBytes = 4096;

// SQLite allocates szOsFile bytes and knows the front of them.
struct SpoolFile {
  sqlite3_file base;
  RandomAccess* bytes;
};

RandomAccess& BytesOf(sqlite3_file* file) { return *reinterpret_cast<SpoolFile*>(file)->bytes; }

int Close(sqlite3_file* file) {
  delete std::exchange(reinterpret_cast<SpoolFile*>(file)->bytes, nullptr);
  return SQLITE_OK;
}

int Read(sqlite3_file* file, void* buffer, int size, sqlite3_int64 offset) {
  auto* out = static_cast<char*>(buffer);
  int length = 0;
  while (length < size) {
    const Result<size_t> count = BytesOf(file).ReadAt(
        static_cast<uint64_t>(offset + length), out + length, static_cast<size_t>(size - length));
    if (!count.ok()) return SQLITE_IOERR_READ;
    if (*count == 0) break;
    length += static_cast<int>(*count);
  }
  if (length == size) return SQLITE_OK;
  // SQLite counts on the rest being zero.
  std::memset(out + length, 0, static_cast<size_t>(size - length));
  return SQLITE_IOERR_SHORT_READ;
}

int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(BytesOf(file).size_bytes());
  return SQLITE_OK;
}

int CheckReservedLock(sqlite3_file* /*file*/, int* is_locked) {
  *is_locked = 0;
  return SQLITE_OK;
}

// Nobody else can change it: no locks, no journal, no log.
constexpr sqlite3_io_methods MakeMethods() {
  sqlite3_io_methods methods{};
  methods.iVersion = 1;
  methods.xClose = Close;
  methods.xRead = Read;
  methods.xWrite = [](sqlite3_file*, const void*, int, sqlite3_int64) { return SQLITE_READONLY; };
  methods.xTruncate = [](sqlite3_file*, sqlite3_int64) { return SQLITE_READONLY; };
  methods.xSync = [](sqlite3_file*, int) { return SQLITE_OK; };
  methods.xFileSize = FileSize;
  methods.xLock = [](sqlite3_file*, int) { return SQLITE_OK; };
  methods.xUnlock = [](sqlite3_file*, int) { return SQLITE_OK; };
  methods.xCheckReservedLock = CheckReservedLock;
  methods.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
  methods.xSectorSize = [](sqlite3_file*) { return kSectorSizeBytes; };
  methods.xDeviceCharacteristics = [](sqlite3_file*) { return SQLITE_IOCAP_IMMUTABLE; };
  return methods;
}

constexpr sqlite3_io_methods kMethods = MakeMethods();

int Access(sqlite3_vfs* /*vfs*/, const char* /*name*/, int /*flags*/, int* exists) {
  *exists = 0;  // no journal, no log
  return SQLITE_OK;
}

int FullPath(sqlite3_vfs* /*vfs*/, const char* name, int size, char* full) {
  const int length = std::snprintf(full, static_cast<size_t>(size), "%s", name);
  return length < size ? SQLITE_OK : SQLITE_CANTOPEN;
}

}  // namespace

Result<std::unique_ptr<SpoolVfs>> SpoolVfs::Register(const SourceObject& object) {
  const sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
  if (system == nullptr) return Status::Internal("SQLite has no file system");
  std::unique_ptr<SpoolVfs> spool(new SpoolVfs(object));
  char name[64];
  std::snprintf(name, sizeof name, "sunder-%p", static_cast<void*>(spool.get()));
  spool->name_ = name;
  sqlite3_vfs& vfs = spool->vfs_;
  vfs = *system;  // clocks and randomness are the system's
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(SpoolFile);
  vfs.mxPathname = kPathSizeMax;
  vfs.pNext = nullptr;
  vfs.zName = spool->name_.c_str();
  vfs.pAppData = spool.get();
  vfs.xOpen = Open;
  vfs.xDelete = [](sqlite3_vfs*, const char*, int) { return SQLITE_READONLY; };
  vfs.xAccess = Access;
  vfs.xFullPathname = FullPath;
  if (sqlite3_vfs_register(&vfs, /*makeDflt=*/0) != SQLITE_OK) {
    return Status::Internal("SQLite takes no further file system");
  }
  return spool;
}

SpoolVfs::~SpoolVfs() { sqlite3_vfs_unregister(&vfs_); }

int SpoolVfs::Open(sqlite3_vfs* vfs, const char* /*name*/, sqlite3_file* file, int flags,
                   int* out_flags) {
  auto* opened = reinterpret_cast<SpoolFile*>(file);
  opened->base.pMethods = nullptr;  // nothing to close
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_CANTOPEN;
  const auto* spool = static_cast<const SpoolVfs*>(vfs->pAppData);
  Result<std::unique_ptr<RandomAccess>> bytes = OpenRandomAccess(spool->object_);
  if (!bytes.ok()) return SQLITE_CANTOPEN;
  opened->bytes = bytes->release();
  opened->base.pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
  return SQLITE_OK;
}

}  // namespace sunder::sqlite
