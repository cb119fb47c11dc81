// Streams that decompress another stream. Several members or frames in a row are one stream, as the
// tools of those formats read them.
#pragma once

#include <memory>
#include <string>

#include "connectors/decode/codec_stream.h"
#include "core/status.h"

namespace sunder {

// `name` is for messages. All deliver every byte before damage, then a DataLoss error.
Result<std::unique_ptr<CodecStream>> OpenGzipStream(std::unique_ptr<ByteStream> compressed,
                                                    std::string name);
Result<std::unique_ptr<CodecStream>> OpenZstdStream(std::unique_ptr<ByteStream> compressed,
                                                    std::string name);
Result<std::unique_ptr<CodecStream>> OpenBzip2Stream(std::unique_ptr<ByteStream> compressed,
                                                     std::string name);
Result<std::unique_ptr<CodecStream>> OpenXzStream(std::unique_ptr<ByteStream> compressed,
                                                  std::string name);
Result<std::unique_ptr<CodecStream>> OpenLz4Stream(std::unique_ptr<ByteStream> compressed,
                                                   std::string name);

}  // namespace sunder
