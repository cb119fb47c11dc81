// Streams that decompress another stream. Several gzip members or zstd frames in a row are one
// stream, as the tools of those formats read them.
#pragma once

#include <memory>
#include <string>

#include "connectors/decode/byte_stream.h"
#include "core/status.h"

namespace sunder {

// `name` is for messages. Both deliver every byte before damage, then a DataLoss error.
Result<std::unique_ptr<ByteStream>> OpenGzipStream(std::unique_ptr<ByteStream> compressed,
                                                   std::string name);
Result<std::unique_ptr<ByteStream>> OpenZstdStream(std::unique_ptr<ByteStream> compressed,
                                                   std::string name);

}  // namespace sunder
