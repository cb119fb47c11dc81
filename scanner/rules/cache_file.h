// Files of the cache folder: what takes long to make of the rules, by what it was made of.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace sunder::scanner {

// A file, mapped into memory. Immutable.
class CacheFile {
 public:
  ~CacheFile();
  CacheFile(const CacheFile&) = delete;
  CacheFile& operator=(const CacheFile&) = delete;

  // "FOLDER/rules-HASH.KIND", the hash that of `origin`: all that the bytes depend on. Empty where
  // `folder` is: then nothing is found and nothing stored.
  static std::string PathOf(const std::string& folder, std::string_view kind,
                            std::string_view origin);
  // nullptr: there is none, or it is not whole.
  static std::unique_ptr<const CacheFile> Open(const std::string& path);
  // Leaves `bytes` there for the next run, readable by its user only, in one step; removes files of
  // the same kind beyond the newest few. A folder that cannot be written is no error.
  static void Store(const std::string& path, std::string_view bytes);

  // Begin at a multiple of 64 in memory.
  std::string_view bytes() const { return bytes_; }

 private:
  CacheFile(void* mapped, size_t mapped_size) : mapped_(mapped), mapped_size_(mapped_size) {}

  void* const mapped_;
  const size_t mapped_size_;
  std::string_view bytes_;
};

// Tells this build of the program and the libraries that its results depend on apart from others;
// empty where that is not known: then nothing of its own layout may be cached.
std::string BuildName();

}  // namespace sunder::scanner
