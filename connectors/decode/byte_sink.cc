#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/compression.h"
#include "connectors/decode/encoding_sink.h"

namespace sunder {

Result<std::unique_ptr<ByteSink>> CreateByteSink(const std::string& path, Codec codec) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<FileSink> file, FileSink::Create(path));
  switch (codec) {
    case Codec::kGzip:
      return NewGzipSink(std::move(file));
    case Codec::kZstd:
      return NewZstdSink(std::move(file));
    case Codec::kBzip2:
      return NewBzip2Sink(std::move(file));
    case Codec::kXz:
      return NewXzSink(std::move(file));
    case Codec::kLz4:
      return NewLz4Sink(std::move(file));
    case Codec::kNone:
      break;
  }
  return std::unique_ptr<ByteSink>(std::move(file));
}

Result<std::unique_ptr<ByteSink>> CreateByteSink(const std::string& path,
                                                 const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(path, object.codec));
  if (object.encoding.empty()) return sink;
  SUNDER_ASSIGN_OR_RETURN(charset::Encoder encoder, charset::Encoder::Create(object.encoding));
  return std::unique_ptr<ByteSink>(
      std::make_unique<EncodingSink>(std::move(sink), std::move(encoder), object.encoding));
}

}  // namespace sunder
