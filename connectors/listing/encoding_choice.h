// Which encoding the text of a file is in.
#pragma once

#include <string>
#include <string_view>

#include "connectors/api/connector.h"
#include "connectors/listing/sources.h"
#include "core/status.h"

namespace sunder {

// What plan and user say of the object's encoding, before it is looked at.
void SayEncoding(const ListOptions& options, SourceObject* object);

// Sets encoding and remarks of `object`, whose first bytes are `head`. What a plan says stays; what
// is given for all files counts where the bytes do not speak for themselves. False: the text is in
// no encoding of Unicode and cannot be told.
Result<bool> ChooseEncoding(std::string_view head, SourceObject* object);

}  // namespace sunder
