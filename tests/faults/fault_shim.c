/* LD_PRELOAD: counts the calls by which a program changes, or reads, what is on disk below one
   folder, and ends the process, or makes a call fail once, at the n-th of them. It also writes a
   trace.

   FAULT_UNDER   folders, with colons: only calls on files below them count
   FAULT_CALLS   names, with commas: write (write, pwrite, writev), sync (fsync, fdatasync), rename,
                 unlink (unlink, unlinkat, rmdir), truncate, create (open with O_CREAT or O_TMPFILE,
                 mkdir); empty: all
   FAULT_READS   set: calls that read count, too, else they are left alone: read (read, pread), open
                 (open for reading), stat (stat, lstat, fstat), folder (opendir, readdir), seek
                 (lseek), map (mmap)
   FAULT_AT      number of the call, from 1; 0: none
   FAULT_ACTION  kill_before | kill_after | ENOSPC | EIO | EINTR | short
   FAULT_LIE     set: a read does not say what is wrong with it, as if the program did not look: a
                 short one is told as whole, with zeros, and a failed one, or a folder's, as the end
   FAULT_TRACE   file that gets a line a call: NAME PATH [NEW PATH]; written before the call, so
   that the last line of a killed run is the call that it was killed at */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long calls_so_far;

/* What is to become of a call. */
enum outcome { PASS, KILL_AFTER, FAIL, SHORTEN };

static int is_counted(const char *name) {
  const char *names = getenv("FAULT_CALLS");
  if (names == NULL || *names == '\0') return 1;
  const char *found = strstr(names, name);
  return found != NULL;
}

static int reads_count(void) { return getenv("FAULT_READS") != NULL; }

static int lies(void) { return getenv("FAULT_LIE") != NULL; }

static int is_under(const char *path) {
  const char *folder = getenv("FAULT_UNDER");
  while (folder != NULL && *folder != '\0') {
    const size_t size = strcspn(folder, ":");
    const int is_below = strncmp(path, folder, size) == 0;
    if (is_below && (path[size] == '/' || path[size] == '\0')) return 1;
    folder += size + (folder[size] == ':');
  }
  return 0;
}

static void trace(const char *name, const char *path, const char *new_path) {
  const char *file = getenv("FAULT_TRACE");
  if (file == NULL) return;
  char line[2 * PATH_MAX + 64];
  const int size = snprintf(line, sizeof line, "%s\t%s%s%s\n", name, path,
                            new_path == NULL ? "" : "\t", new_path == NULL ? "" : new_path);
  const int descriptor =
      (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor < 0) return;
  if (syscall(SYS_write, descriptor, line, (size_t)size) < 0) abort();
  syscall(SYS_close, descriptor);
}

static void die(void) {
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) pause();
}

/* Sets errno for FAIL. The lock keeps other threads from changing the disk between a kill's call
   and the kill. */
static enum outcome judge(const char *name, const char *path, const char *new_path) {
  if (!is_under(path) && (new_path == NULL || !is_under(new_path))) return PASS;
  pthread_mutex_lock(&lock);
  trace(name, path, new_path);
  enum outcome outcome = PASS;
  const char *at = getenv("FAULT_AT");
  const char *action = getenv("FAULT_ACTION");
  if (is_counted(name) && ++calls_so_far == (at == NULL ? 0 : atol(at)) && action != NULL) {
    if (strcmp(action, "kill_before") == 0) die();
    if (strcmp(action, "kill_after") == 0) outcome = KILL_AFTER;
    if (strcmp(action, "short") == 0) outcome = SHORTEN;
    if (strcmp(action, "ENOSPC") == 0) errno = ENOSPC, outcome = FAIL;
    if (strcmp(action, "EIO") == 0) errno = EIO, outcome = FAIL;
    if (strcmp(action, "EINTR") == 0) errno = EINTR, outcome = FAIL;
  }
  if (outcome != KILL_AFTER) pthread_mutex_unlock(&lock);
  return outcome;
}

static enum outcome judge_descriptor(const char *name, int descriptor) {
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  if (size <= 0 || path[0] != '/') return PASS;
  path[size] = '\0';
  return judge(name, path, NULL);
}

static void absolute(int folder, const char *path, char *out) {
  if (path[0] == '/') {
    snprintf(out, PATH_MAX, "%s", path);
    return;
  }
  char link[64];
  char base[PATH_MAX];
  snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
  const ssize_t size = readlink(link, base, sizeof base - 1);
  base[size > 0 ? size : 0] = '\0';
  if (snprintf(out, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) abort();
}

static enum outcome judge_path(const char *name, int folder, const char *path) {
  char whole[PATH_MAX];
  absolute(folder, path, whole);
  return judge(name, whole, NULL);
}

/* Runs a call as it was judged; returns from the function. */
#define FINISH(judged, call)            \
  do {                                  \
    const enum outcome what = (judged); \
    if (what == FAIL) return -1;        \
    const long result = (call);         \
    if (what == KILL_AFTER) die();      \
    return result;                      \
  } while (0)

ssize_t write(int descriptor, const void *bytes, size_t size) {
  const enum outcome outcome = judge_descriptor("write", descriptor);
  if (outcome == SHORTEN && size > 1) size /= 2;
  FINISH(outcome, syscall(SYS_write, descriptor, bytes, size));
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset) {
  const enum outcome outcome = judge_descriptor("write", descriptor);
  if (outcome == SHORTEN && size > 1) size /= 2;
  FINISH(outcome, syscall(SYS_pwrite64, descriptor, bytes, size, offset));
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset) {
  return pwrite(descriptor, bytes, size, offset);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  const enum outcome outcome = judge_descriptor("write", descriptor);
  if (outcome == SHORTEN && count > 1) count = 1;
  FINISH(outcome, syscall(SYS_writev, descriptor, parts, count));
}

/* `offset`: NULL to read on. */
static ssize_t read_at(int descriptor, void *bytes, size_t size, const off_t *offset) {
  const enum outcome outcome = reads_count() ? judge_descriptor("read", descriptor) : PASS;
  if (outcome == FAIL) return lies() ? 0 : -1;
  if (outcome == SHORTEN && size > 1 && !lies()) size = 1;
  const ssize_t count = offset == NULL ? syscall(SYS_read, descriptor, bytes, size)
                                       : syscall(SYS_pread64, descriptor, bytes, size, *offset);
  if (outcome == KILL_AFTER) die();
  if (outcome == SHORTEN && lies() && count > 1) memset((char *)bytes + 1, 0, (size_t)count - 1);
  return count;
}

ssize_t read(int descriptor, void *bytes, size_t size) {
  return read_at(descriptor, bytes, size, NULL);
}

ssize_t pread(int descriptor, void *bytes, size_t size, off_t offset) {
  return read_at(descriptor, bytes, size, &offset);
}
ssize_t pread64(int descriptor, void *bytes, size_t size, off64_t offset) {
  return pread(descriptor, bytes, size, offset);
}

int fsync(int descriptor) {
  FINISH(judge_descriptor("sync", descriptor), syscall(SYS_fsync, descriptor));
}
int fdatasync(int descriptor) {
  FINISH(judge_descriptor("sync", descriptor), syscall(SYS_fdatasync, descriptor));
}
int ftruncate(int descriptor, off_t size) {
  FINISH(judge_descriptor("truncate", descriptor), syscall(SYS_ftruncate, descriptor, size));
}
int ftruncate64(int descriptor, off64_t size) { return ftruncate(descriptor, size); }

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  char whole_from[PATH_MAX];
  char whole_to[PATH_MAX];
  absolute(from_folder, from, whole_from);
  absolute(to_folder, to, whole_to);
  FINISH(judge("rename", whole_from, whole_to),
         syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
}
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  return renameat2(from_folder, from, to_folder, to, 0);
}

int unlink(const char *path) {
  FINISH(judge_path("unlink", AT_FDCWD, path), syscall(SYS_unlink, path));
}
int unlinkat(int folder, const char *path, int flags) {
  FINISH(judge_path("unlink", folder, path), syscall(SYS_unlinkat, folder, path, flags));
}
int rmdir(const char *path) {
  FINISH(judge_path("unlink", AT_FDCWD, path), syscall(SYS_rmdir, path));
}
int remove(const char *path) {
  const int result = unlink(path);
  return result == 0 || errno != EISDIR ? result : rmdir(path);
}

int mkdir(const char *path, mode_t mode) {
  FINISH(judge_path("create", AT_FDCWD, path), syscall(SYS_mkdir, path, mode));
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
  const int makes = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
  const int reads = !makes && reads_count() && (flags & O_ACCMODE) == O_RDONLY;
  const enum outcome outcome = makes   ? judge_path("create", folder, path)
                               : reads ? judge_path("open", folder, path)
                                       : PASS;
  FINISH(outcome, syscall(SYS_openat, folder, path, flags, mode));
}

#define OPEN_WITH_MODE(folder)                                        \
  do {                                                                \
    mode_t mode = 0;                                                  \
    if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE) { \
      va_list arguments;                                              \
      va_start(arguments, flags);                                     \
      mode = va_arg(arguments, mode_t);                               \
      va_end(arguments);                                              \
    }                                                                 \
    return open_at(folder, path, flags, mode);                        \
  } while (0)

int open(const char *path, int flags, ...) { OPEN_WITH_MODE(AT_FDCWD); }
int open64(const char *path, int flags, ...) { OPEN_WITH_MODE(AT_FDCWD); }
int openat(int folder, const char *path, int flags, ...) { OPEN_WITH_MODE(folder); }
int openat64(int folder, const char *path, int flags, ...) { OPEN_WITH_MODE(folder); }

/* The next of a function that is no bare system call. */
#define NEXT(type, name) ((type)(uintptr_t)dlsym(RTLD_NEXT, name))

static int fails_at_path(const char *name, int folder, const char *path) {
  return reads_count() && judge_path(name, folder, path) == FAIL;
}

int fstatat(int folder, const char *restrict path, struct stat *restrict status, int flags) {
  if (*path != '\0' && fails_at_path("stat", folder, path)) return -1;
  return (int)syscall(SYS_newfstatat, folder, path, status, flags);
}
int stat(const char *restrict path, struct stat *restrict status) {
  return fstatat(AT_FDCWD, path, status, 0);
}
int lstat(const char *restrict path, struct stat *restrict status) {
  return fstatat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW);
}
int fstat(int descriptor, struct stat *status) {
  if (reads_count() && judge_descriptor("stat", descriptor) == FAIL) return -1;
  return (int)syscall(SYS_fstat, descriptor, status);
}
int stat64(const char *restrict path, struct stat64 *restrict status) {
  return stat(path, (struct stat *)status);
}
int lstat64(const char *restrict path, struct stat64 *restrict status) {
  return lstat(path, (struct stat *)status);
}
int fstat64(int descriptor, struct stat64 *status) {
  return fstat(descriptor, (struct stat *)status);
}

DIR *opendir(const char *path) {
  typedef DIR *(*function)(const char *);
  return fails_at_path("folder", AT_FDCWD, path) ? NULL : NEXT(function, "opendir")(path);
}
struct dirent *readdir(DIR *folder) {
  typedef struct dirent *(*function)(DIR *);
  const int error = errno;
  if (reads_count() && judge_descriptor("folder", dirfd(folder)) == FAIL) {
    if (lies()) errno = error;
    return NULL;
  }
  return NEXT(function, "readdir")(folder);
}
struct dirent64 *readdir64(DIR *folder) {
  return (struct dirent64 *)readdir(folder);
}

off_t lseek(int descriptor, off_t offset, int whence) {
  if (reads_count() && judge_descriptor("seek", descriptor) == FAIL) return -1;
  return syscall(SYS_lseek, descriptor, offset, whence);
}
off64_t lseek64(int descriptor, off64_t offset, int whence) {
  return lseek(descriptor, offset, whence);
}

void *mmap(void *address, size_t size, int protection, int flags, int descriptor, off_t offset) {
  if (descriptor >= 0 && reads_count() && judge_descriptor("map", descriptor) == FAIL) {
    return MAP_FAILED;
  }
  return (void *)syscall(SYS_mmap, address, size, protection, flags, descriptor, offset);
}
void *mmap64(void *address, size_t size, int protection, int flags, int descriptor,
             off64_t offset) {
  return mmap(address, size, protection, flags, descriptor, offset);
}
