// How much memory a 7z archive asks for, before anybody gives it.
#pragma once

#include <cstdint>
#include <optional>

#include "connectors/decode/random_access.h"

namespace sunder {

// The largest dictionary (LZMA, LZMA2) or model (PPMd) of the archive's own header and of its
// folders, in bytes. Nothing where that cannot be told: then the archive is damaged, or encrypted
// with its list of entries.
std::optional<uint64_t> SevenZipMemoryBytes(RandomAccess* archive);

}  // namespace sunder
