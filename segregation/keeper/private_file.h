// A file of opened originals: 0600, under its name only when all of it is there.
#pragma once

#include <string>
#include <string_view>

#include "core/status.h"

namespace sunder::segregation {

class PrivateFile {
 public:
  // Refused (kUsage): `path` exists, or would lie with stores.
  static Result<PrivateFile> Create(const std::string& path);
  // Without Commit: overwrites nothing, removes what was written.
  ~PrivateFile();
  PrivateFile(PrivateFile&& other) noexcept;
  PrivateFile(const PrivateFile&) = delete;
  PrivateFile& operator=(const PrivateFile&) = delete;
  Status Write(std::string_view bytes);
  Status Commit();

 private:
  PrivateFile() = default;
  std::string Unfinished() const { return path_ + ".unfinished"; }

  std::string path_;
  int descriptor_ = -1;
};

}  // namespace sunder::segregation
