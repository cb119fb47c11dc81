// Bytes of a file, decompressed. Standard input is "-".
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "connectors/api/connector.h"
#include "core/status.h"

namespace sunder {

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // Reads up to `size` bytes; 0 is the end. A truncated or corrupt compressed stream is a DataLoss
  // error after the bytes before it were delivered.
  virtual Result<size_t> Read(char* buffer, size_t size) = 0;
  // Where in the (decompressed) source the byte at this offset of the stream comes from; another
  // place only where text was decoded. Of what was read and not forgotten.
  virtual uint64_t SourceOffset(uint64_t offset_bytes) { return offset_bytes; }
  // Nobody will ask for places before this offset of the stream.
  virtual void Forget(uint64_t /*offset_bytes*/) {}
};

// Opens an object with its codec, and decodes it to UTF-8. Errors say what and where: NotFound,
// Unreadable.
Result<std::unique_ptr<ByteStream>> OpenByteStream(const SourceObject& object);
// From an offset of an uncompressed file.
Result<std::unique_ptr<ByteStream>> OpenByteStreamAt(const SourceObject& object,
                                                     uint64_t offset_bytes);
// The first bytes of the decompressed stream, up to `size`. Standard input is not consumed: what
// was read is kept and given again to the first OpenByteStream.
Result<std::string> ReadHead(const SourceObject& object, size_t size);

// By file name extension: .gz, .zst, .bz2, .xz, .lz4.
Codec CodecOfName(std::string_view file_name);
// By the first bytes; kCodecMagicSizeBytes of them are enough.
inline constexpr size_t kCodecMagicSizeBytes = 10;
Codec CodecOfContent(std::string_view head);
std::string_view WithoutCodecExtension(std::string_view file_name);

// The other direction: a file of mode 0600, compressed like the source was, deterministic (no name,
// no time). Finish flushes and fsyncs; without it the destructor removes the file.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual Status Write(std::string_view bytes) = 0;
  virtual Status Finish() = 0;
};
Result<std::unique_ptr<ByteSink>> CreateByteSink(const std::string& path, Codec codec);
// As `object` is: compressed, and in its encoding. DataLoss from Write for a character that the
// encoding does not have.
Result<std::unique_ptr<ByteSink>> CreateByteSink(const std::string& path,
                                                 const SourceObject& object);

// Whether `bytes` is valid UTF-8, and up to where. Overlong forms and surrogates are not.
size_t ValidUtf8Prefix(std::string_view bytes);
// "UTF-16 (byte-order mark FF FE)", "binary data (a NUL byte)", or empty when it looks like UTF-8.
std::string ForeignEncoding(std::string_view head);

}  // namespace sunder
