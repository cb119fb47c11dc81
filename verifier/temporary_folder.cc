#include "verifier/temporary_folder.h"

#include <stdlib.h>

#include <filesystem>
#include <system_error>

namespace sunder::verifier {

TemporaryFolder::~TemporaryFolder() {
  if (path_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Status TemporaryFolder::Create() {
  std::error_code error;
  std::string path =
      (std::filesystem::temp_directory_path(error) / "sunder-verify-XXXXXX").string();
  if (error || mkdtemp(path.data()) == nullptr) {
    return Status::StoreFailure("no temporary folder can be made; set TMPDIR to a writable folder");
  }
  path_ = path;
  return Status::Ok();
}

}  // namespace sunder::verifier
