// Which encoding the text of a file is in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "connectors/api/connector.h"
#include "connectors/listing/sources.h"
#include "core/status.h"

namespace sunder {

// So many first bytes tell the encoding: a table may hold nothing but ASCII for long, and names
// behind that.
inline constexpr uint64_t kEncodingLookSizeBytes = (1024 + 64) * 1024;

// What plan and user say of the object's encoding, before it is looked at.
void SayEncoding(const ListOptions& options, SourceObject* object);

// Sets encoding and remarks of `object`, whose first bytes are `head`. What a plan says stays; what
// is given for all files counts where the bytes do not speak for themselves. False: the text is in
// no encoding of Unicode and cannot be told. `by_all`: ListOptions::tells_encodings_by_all.
Result<bool> ChooseEncoding(std::string_view head, bool by_all, SourceObject* object);

}  // namespace sunder
