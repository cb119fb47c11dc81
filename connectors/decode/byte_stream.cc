#include "connectors/decode/byte_stream.h"

#include <algorithm>
#include <utility>

#include "connectors/decode/decoding_stream.h"
#include "connectors/decode/decompression.h"
#include "connectors/decode/file_name.h"
#include "connectors/decode/file_stream.h"
#include "connectors/decode/sealed_spool.h"

namespace sunder {
namespace {

constexpr size_t kFirstReadSizeBytes = 4096;
constexpr size_t kSkipSizeBytes = 64 * 1024;

using OpenCodecStream = Result<std::unique_ptr<CodecStream>> (*)(std::unique_ptr<ByteStream>,
                                                                 std::string);

struct CodecForm {
  Codec codec;
  std::string_view extension;
  std::string_view magic;
  OpenCodecStream open;
};

constexpr CodecForm kForms[] = {
    {Codec::kGzip, ".gz", "\x1F\x8B", OpenGzipStream},
    {Codec::kZstd, ".zst", "\x28\xB5\x2F\xFD", OpenZstdStream},
    // The digit between "BZh" and the mark of the first block is the size of the blocks.
    {Codec::kBzip2, ".bz2", "BZh", OpenBzip2Stream},
    {Codec::kXz,
     ".xz",
     {"\xFD"
      "7zXZ\0",
      6},
     OpenXzStream},
    {Codec::kLz4, ".lz4", "\x04\x22\x4D\x18", OpenLz4Stream},
};
constexpr std::string_view kBzip2Block = "1AY&SY";
constexpr size_t kBzip2BlockOffset = 4;

// The range of a spool as a stream that ends as the archive did.
class SpoolStream : public ByteStream {
 public:
  SpoolStream(const SpooledBytes& range, uint64_t offset_bytes)
      : reader_(range), damage_(range.damage), offset_bytes_(offset_bytes) {}

  Result<size_t> Read(char* buffer, size_t size) override {
    SUNDER_ASSIGN_OR_RETURN(const size_t count, reader_.ReadAt(offset_bytes_, buffer, size));
    offset_bytes_ += count;
    if (count == 0 && size > 0 && !damage_.empty()) return Status::DataLoss(damage_);
    return count;
  }

 private:
  SpoolReader reader_;
  std::string damage_;
  uint64_t offset_bytes_;
};

std::unique_ptr<ByteStream> OpenSpoolStream(const SourceObject& object, uint64_t offset_bytes) {
  return std::make_unique<SpoolStream>(object.spooled, offset_bytes);
}

Result<std::unique_ptr<ByteStream>> OpenRaw(const SourceObject& object) {
  if (object.IsUnpacked()) return OpenSpoolStream(object, 0);
  return object.IsStandardInput() ? OpenStandardInput() : OpenFileStream(object.path, 0);
}

Result<std::unique_ptr<ByteStream>> PeekRaw(const SourceObject& object) {
  return object.IsStandardInput() ? PeekStandardInput() : OpenRaw(object);
}

Result<std::unique_ptr<ByteStream>> Decompress(const SourceObject& object,
                                               std::unique_ptr<ByteStream> raw) {
  const std::string name = object.IsStandardInput() ? "standard input"
                           : object.IsUnpacked()    ? object.name
                                                    : object.path;
  for (const CodecForm& form : kForms) {
    if (form.codec != object.codec) continue;
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<CodecStream> stream, form.open(std::move(raw), name));
    stream->LimitExpansion(object.unpacked_ratio_max);
    return std::unique_ptr<ByteStream>(std::move(stream));
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

}  // namespace

Result<std::unique_ptr<ByteStream>> OpenByteStream(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> raw, OpenRaw(object));
  return Unwrap(object, std::move(raw));
}

Result<std::unique_ptr<ByteStream>> OpenByteStreamAt(const SourceObject& object,
                                                     uint64_t offset_bytes) {
  const bool is_as_it_is = object.codec == Codec::kNone && object.encoding.empty();
  if (is_as_it_is && object.IsUnpacked()) return OpenSpoolStream(object, offset_bytes);
  if (is_as_it_is && !object.IsStandardInput()) {
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
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> raw, PeekRaw(object));
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> stream, Unwrap(object, std::move(raw)));
  // Most files are small.
  std::string head(std::min(size, kFirstReadSizeBytes), '\0');
  size_t length = 0;
  while (length < size) {
    if (length == head.size()) head.resize(std::min(size, 4 * length));
    const Result<size_t> count = stream->Read(head.data() + length, head.size() - length);
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
  for (const CodecForm& form : kForms) {
    if (HasExtension(file_name, form.extension)) return form.codec;
  }
  return Codec::kNone;
}

Codec CodecOfContent(std::string_view head) {
  for (const CodecForm& form : kForms) {
    if (!head.starts_with(form.magic)) continue;
    // "BZh" alone may be the start of a text.
    if (form.codec == Codec::kBzip2 && head.find(kBzip2Block) != kBzip2BlockOffset) continue;
    return form.codec;
  }
  return Codec::kNone;
}

std::string_view WithoutCodecExtension(std::string_view file_name) {
  for (const CodecForm& form : kForms) {
    if (!HasExtension(file_name, form.extension)) continue;
    return file_name.substr(0, file_name.size() - form.extension.size());
  }
  return file_name;
}

}  // namespace sunder
