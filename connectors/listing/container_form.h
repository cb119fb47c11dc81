// Which files are containers of others.
#pragma once

#include <cstddef>
#include <string_view>

namespace sunder {

enum class ContainerForm { kNone, kZip, kTar, kSevenZip };

// By the first bytes (decompressed); 512 of them are enough.
ContainerForm ContainerOfContent(std::string_view head);

// Whether a file of this name (codec extension removed) is a tar archive without entries: only its
// name tells it from other zeros. `head` is all of it.
bool IsEmptyTar(std::string_view file_name, std::string_view head);

// Whether a file of this name (codec extension removed) should be an archive.
bool PromisesContainer(std::string_view file_name);

}  // namespace sunder
