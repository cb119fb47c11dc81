#include "scanner/rules/cache_file.h"

#include <fcntl.h>
#include <link.h>
#include <sodium.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "scanner/text/byte_hash.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

namespace fs = std::filesystem;

constexpr size_t kKeptFiles = 4;
constexpr size_t kHashSizeBytes = 32;

struct Header {
  std::array<char, 16> magic = {'s', 'u', 'n', 'd', 'e', 'r', '-',  'c',
                                'a', 'c', 'h', 'e', '-', '2', '\n', 0};
  std::array<char, kHashSizeBytes> name = {};  // what the file is called: none is found by renaming
  uint64_t size = 0;
  uint64_t checksum = 0;
};
static_assert(sizeof(Header) == 64);

// Finds damage, at the speed of memory. Nobody but the user can write the folder.
uint64_t Checksum(std::string_view bytes) {
  constexpr size_t kLanes = 8;
  constexpr size_t kStride = kLanes * sizeof(uint64_t);
  constexpr uint64_t kKey = 0x9E3779B97F4A7C15ULL;
  std::array<uint64_t, kLanes> lanes = {};
  size_t at = 0;
  for (; at + kStride <= bytes.size(); at += kStride) {
    for (size_t lane = 0; lane < kLanes; ++lane) {
      uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at + lane * sizeof word, sizeof word);
      lanes[lane] = FoldedProduct(lanes[lane] ^ word, kKey + 2 * lane);
    }
  }
  uint64_t sum = HashBytes(bytes.substr(at), bytes.size());
  for (const uint64_t lane : lanes) sum = FoldedProduct(sum ^ lane, kKey);
  return sum;
}

std::array<char, kHashSizeBytes> HashOfName(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  std::array<char, kHashSizeBytes> hash = {};
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(name.data()), name.size(), nullptr, 0);
  return hash;
}

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// Rules change, and each change leaves a file.
void RemoveOldFiles(const fs::path& newest) {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code error;
  auto entry = fs::directory_iterator(newest.parent_path(), error);
  for (; !error && entry != fs::end(entry); entry.increment(error)) {
    const fs::path& path = entry->path();
    const bool is_alike = path.extension() == newest.extension() &&
                          path.filename().string().starts_with("rules-") && path != newest;
    if (!is_alike) continue;
    std::error_code gone;
    const fs::file_time_type time = entry->last_write_time(gone);
    if (!gone) files.emplace_back(time, path);
  }
  std::sort(files.rbegin(), files.rend());
  for (size_t at = kKeptFiles - 1; at < files.size(); ++at) fs::remove(files[at].second, error);
}

// The note that the linker leaves in every program, from the module in which `data` lies.
struct BuildNote {
  uintptr_t address = 0;
  std::string id;
};

void ReadNotes(const char* at, size_t size, BuildNote* note) {
  const char* end = at + size;
  const auto padded = [](size_t bytes) { return (bytes + 3) & ~size_t{3}; };
  while (static_cast<size_t>(end - at) >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) head;
    std::memcpy(&head, at, sizeof head);
    at += sizeof head;
    const size_t name_size = padded(head.n_namesz);
    const size_t text_size = padded(head.n_descsz);
    if (static_cast<size_t>(end - at) < name_size + text_size) return;
    if (head.n_type == NT_GNU_BUILD_ID) note->id.assign(at + name_size, head.n_descsz);
    at += name_size + text_size;
  }
}

int ReadModule(dl_phdr_info* info, size_t, void* found) {
  auto* note = static_cast<BuildNote*>(found);
  bool is_ours = false;
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& part = info->dlpi_phdr[i];
    const uintptr_t begin = info->dlpi_addr + part.p_vaddr;
    is_ours = is_ours || (part.p_type == PT_LOAD && note->address >= begin &&
                          note->address < begin + part.p_memsz);
  }
  if (!is_ours) return 0;
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& part = info->dlpi_phdr[i];
    if (part.p_type != PT_NOTE) continue;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): where the loader put it
    ReadNotes(reinterpret_cast<const char*>(info->dlpi_addr + part.p_vaddr), part.p_memsz, note);
  }
  return 1;
}

}  // namespace

CacheFile::~CacheFile() { munmap(mapped_, mapped_size_); }

std::string CacheFile::PathOf(const std::string& folder, std::string_view kind,
                              std::string_view origin) {
  if (folder.empty() || sodium_init() < 0) return {};
  unsigned char hash[kHashSizeBytes];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(origin.data()),
                     origin.size(), nullptr, 0);
  char hex[2 * kHashSizeBytes + 1];
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return folder + "/rules-" + hex + "." + std::string(kind);
}

std::unique_ptr<const CacheFile> CacheFile::Open(const std::string& path) {
  if (path.empty()) return nullptr;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return nullptr;
  struct stat status = {};
  const bool is_usable = fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
                         status.st_uid == geteuid() &&
                         status.st_size >= static_cast<off_t>(sizeof(Header));
  const auto size = static_cast<size_t>(status.st_size);
  void* mapped =
      is_usable ? mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0) : MAP_FAILED;
  close(file);
  if (mapped == MAP_FAILED) return nullptr;
  std::unique_ptr<CacheFile> result(new CacheFile(mapped, size));
  Header header;
  const Header expected;
  std::memcpy(&header, mapped, sizeof header);
  result->bytes_ = {static_cast<const char*>(mapped) + sizeof header, size - sizeof header};
  const bool is_whole = header.magic == expected.magic && header.name == HashOfName(path) &&
                        header.size == result->bytes_.size() &&
                        header.checksum == Checksum(result->bytes_);
  return is_whole ? std::move(result) : nullptr;
}

void CacheFile::Store(const std::string& path, std::string_view bytes) {
  if (path.empty()) return;
  Header header;
  header.name = HashOfName(path);
  header.size = bytes.size();
  header.checksum = Checksum(bytes);
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  std::string temporary = path + ".XXXXXX";
  const int file = mkstemp(temporary.data());  // 0600
  if (file < 0) return;
  const bool is_written = WriteAll(file, {reinterpret_cast<const char*>(&header), sizeof header}) &&
                          WriteAll(file, bytes);
  const bool is_closed = close(file) == 0;
  if (is_written && is_closed) fs::rename(temporary, path, error);
  if (!is_written || !is_closed || error) {
    fs::remove(temporary, error);
    return;
  }
  RemoveOldFiles(path);
}

std::string BuildName() {
  static const char anchor = 0;
  BuildNote note;
  note.address = reinterpret_cast<uintptr_t>(&anchor);
  dl_iterate_phdr(ReadModule, &note);
  return note.id.empty() ? std::string() : note.id + '\n' + IcuVersion();
}

}  // namespace sunder::scanner
