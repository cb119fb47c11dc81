#include "connectors/decode/byte_stream.h"

#include <algorithm>
#include <utility>

#include "connectors/decode/decoding_stream.h"
#include "connectors/decode/decompression.h"
#include "connectors/decode/file_stream.h"

namespace sunder {
namespace {

constexpr std::string_view kStandardInput = "-";
constexpr size_t kSkipSizeBytes = 64 * 1024;

Result<std::unique_ptr<ByteStream>> Decompress(const SourceObject& object,
                                               std::unique_ptr<ByteStream> raw) {
  const std::string name = object.path == kStandardInput ? "standard input" : object.path;
  switch (object.codec) {
    case Codec::kGzip:
      return OpenGzipStream(std::move(raw), name);
    case Codec::kZstd:
      return OpenZstdStream(std::move(raw), name);
    case Codec::kNone:
      break;
  }
  return raw;
}

// The bytes of the object without its codec, as UTF-8.
Result<std::unique_ptr<ByteStream>> Unwrap(const SourceObject& object,
                                           std::unique_ptr<ByteStream> raw) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> bytes, Decompress(object, std::move(raw)));
  if (object.encoding.empty()) return bytes;
  SUNDER_ASSIGN_OR_RETURN(charset::Decoder decoder, charset::Decoder::Create(object.encoding));
  return std::unique_ptr<ByteStream>(
      std::make_unique<DecodingStream>(std::move(bytes), std::move(decoder)));
}

bool EndsWithIgnoringCase(std::string_view text, std::string_view ending) {
  if (text.size() < ending.size()) return false;
  return std::equal(ending.begin(), ending.end(), text.end() - ending.size(),
                    [](char expected, char got) {
                      return expected == (got >= 'A' && got <= 'Z' ? got - 'A' + 'a' : got);
                    });
}

std::string_view ExtensionOf(Codec codec) {
  switch (codec) {
    case Codec::kGzip:
      return ".gz";
    case Codec::kZstd:
      return ".zst";
    case Codec::kNone:
      break;
  }
  return "";
}

}  // namespace

Result<std::unique_ptr<ByteStream>> OpenByteStream(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> raw, object.path == kStandardInput
                                                               ? OpenStandardInput()
                                                               : OpenFileStream(object.path, 0));
  return Unwrap(object, std::move(raw));
}

Result<std::unique_ptr<ByteStream>> OpenByteStreamAt(const SourceObject& object,
                                                     uint64_t offset_bytes) {
  if (object.codec == Codec::kNone && object.encoding.empty() && object.path != kStandardInput) {
    return OpenFileStream(object.path, offset_bytes);
  }
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> stream, OpenByteStream(object));
  std::string skipped(kSkipSizeBytes, '\0');
  while (offset_bytes > 0) {
    const size_t size = static_cast<size_t>(std::min<uint64_t>(offset_bytes, skipped.size()));
    SUNDER_ASSIGN_OR_RETURN(const size_t count, stream->Read(skipped.data(), size));
    if (count == 0) break;
    offset_bytes -= count;
  }
  return stream;
}

Result<std::string> ReadHead(const SourceObject& object, size_t size) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> raw, object.path == kStandardInput
                                                               ? PeekStandardInput()
                                                               : OpenFileStream(object.path, 0));
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> stream, Unwrap(object, std::move(raw)));
  std::string head(size, '\0');
  size_t length = 0;
  while (length < size) {
    const Result<size_t> count = stream->Read(head.data() + length, size - length);
    if (!count.ok()) {
      // Damage behind the first bytes is for the reader to report and to count.
      if (length > 0 && count.status().code() == StatusCode::kDataLoss) break;
      return count.status();
    }
    if (*count == 0) break;
    length += *count;
  }
  head.resize(length);
  return head;
}

Codec CodecOfName(std::string_view file_name) {
  for (const Codec codec : {Codec::kGzip, Codec::kZstd}) {
    if (EndsWithIgnoringCase(file_name, ExtensionOf(codec))) return codec;
  }
  return Codec::kNone;
}

std::string_view WithoutCodecExtension(std::string_view file_name) {
  file_name.remove_suffix(ExtensionOf(CodecOfName(file_name)).size());
  return file_name;
}

}  // namespace sunder
