// A folder for writers that are made only for their serialisation; removed with all in it.
#pragma once

#include <string>

#include "core/status.h"

namespace sunder::verifier {

class TemporaryFolder {
 public:
  TemporaryFolder() = default;
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  // Mode 0700, below the system's temporary folder.
  Status Create();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace sunder::verifier
