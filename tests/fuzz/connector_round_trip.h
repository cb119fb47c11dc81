// What every connector promises for every sequence of bytes, as one function for its fuzz target.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"

namespace sunder::fuzz {

// `data` is one byte that chooses a name of `file_names` and whether records are bounded to 64
// bytes, then the file's content. Claims: blocks of 1, 7, 64 and 256 Ki bytes give the same cells
// and lose the same bytes; the ledger balances; what is read, written and read again with the same
// dialect gives the same cells and loses nothing.
void CheckRoundTrip(const Connector& connector, const std::vector<std::string_view>& file_names,
                    const uint8_t* data, size_t size);

}  // namespace sunder::fuzz
