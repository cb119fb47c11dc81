// 7zFormat.txt of the LZMA SDK; coders by their ids there.
#include "connectors/listing/seven_zip_memory.h"

#include <lzma.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace sunder {
namespace {

constexpr std::string_view kLzma = "\x03\x01\x01";
constexpr std::string_view kLzma2 = "\x21";
constexpr std::string_view kPpmd = "\x03\x04\x01";
constexpr uint64_t kSignatureSizeBytes = 32;
constexpr uint64_t kHeaderSizeBytesMax = uint64_t{64} << 20;
constexpr uint64_t kHeaderMemoryBytesMax = uint64_t{64} << 20;
constexpr uint64_t kCountMax = 1'000'000;
constexpr size_t kHeadersMax = 4;  // a header may be packed, and again

enum Property : uint8_t {
  kEnd = 0x00,
  kHeader = 0x01,
  kArchiveProperties = 0x02,
  kAdditionalStreams = 0x03,
  kMainStreams = 0x04,
  kPackInfo = 0x06,
  kUnpackInfo = 0x07,
  kSizes = 0x09,
  kDigests = 0x0A,
  kFolder = 0x0B,
  kUnpackSizes = 0x0C,
  kPackedHeader = 0x17,
};

struct Coder {
  std::string id;
  std::string properties;
};

// What a list of streams says: where the packed ones begin, how many there are, and the first of
// them. Of the others nothing is kept: a small archive may name many millions.
struct Streams {
  uint64_t packed_begin = 0;
  uint64_t packed_count = 0;
  uint64_t packed_size = 0;
  uint64_t coders = 0;
  Coder coder;
  uint64_t outputs = 0;
  uint64_t unpacked_size = 0;
  uint64_t memory_bytes = 0;  // the largest of all coders
};

uint64_t LittleEndian(std::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = bytes.size(); i > 0; --i)
    value = value << 8U | static_cast<uint8_t>(bytes[i - 1]);
  return value;
}

uint64_t MemoryOf(const Coder& coder) {
  const std::string_view properties = coder.properties;
  if ((coder.id == kLzma || coder.id == kPpmd) && properties.size() >= 5) {
    return LittleEndian(properties.substr(1, 4));
  }
  if (coder.id != kLzma2 || properties.empty()) return 0;
  const auto bits = static_cast<uint8_t>(properties.front());
  if (bits > 40) return UINT64_MAX;
  return bits == 40 ? UINT32_MAX : (2ULL | (bits & 1U)) << (bits / 2U + 11U);
}

// Reads from the front; behind the first mistake all is zero.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view bytes) : rest_(bytes) {}

  bool is_right() const { return is_right_; }

  uint8_t Byte() {
    const std::string_view byte = Take(1);
    return byte.empty() ? 0 : static_cast<uint8_t>(byte.front());
  }

  // As many of the first byte's leading bits are set as bytes follow.
  uint64_t Number() {
    const uint8_t first = Byte();
    uint64_t value = 0;
    uint8_t mask = 0x80;
    for (uint32_t i = 0; i < 8; ++i, mask >>= 1U) {
      if ((first & mask) == 0) return value | static_cast<uint64_t>(first & (mask - 1U)) << (8 * i);
      value |= static_cast<uint64_t>(Byte()) << (8 * i);
    }
    return value;
  }

  uint64_t Count() {
    const uint64_t count = Number();
    if (count > kCountMax) Fail();
    return is_right_ ? count : 0;
  }

  std::string_view Take(uint64_t size) {
    if (size > rest_.size()) return Fail();
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  void Require(Property property) {
    if (Byte() != property) Fail();
  }

  Streams ReadStreams() {
    Streams streams;
    uint8_t property = Byte();
    if (property == kPackInfo) {
      ReadPackInfo(&streams);
      property = Byte();
    }
    if (property == kUnpackInfo) ReadFolders(&streams);
    return streams;
  }

  void SkipArchiveProperties() {
    while (is_right_ && Byte() != kEnd) Take(Number());
  }

 private:
  std::string_view Fail() {
    is_right_ = false;
    rest_ = {};
    return {};
  }

  void ReadPackInfo(Streams* streams) {
    streams->packed_begin = Number();
    streams->packed_count = Count();
    uint8_t property = Byte();
    if (property == kSizes) {
      streams->packed_size = FirstOf(streams->packed_count);
      property = Byte();
    }
    if (property == kDigests) {
      SkipDigests(streams->packed_count);
      property = Byte();
    }
    if (property != kEnd) Fail();
  }

  uint64_t FirstOf(uint64_t count) {
    const uint64_t first = count == 0 ? 0 : Number();
    for (uint64_t i = 1; i < count && is_right_; ++i) Number();
    return first;
  }

  void SkipDigests(uint64_t count) {
    uint64_t defined = count;
    if (Byte() == 0) {
      defined = 0;
      for (const char byte : Take((count + 7) / 8)) {
        defined += static_cast<uint64_t>(__builtin_popcount(static_cast<uint8_t>(byte)));
      }
    }
    Take(4 * defined);
  }

  void ReadFolders(Streams* streams) {
    Require(kFolder);
    const uint64_t count = Count();
    if (Byte() != 0) Fail();  // told elsewhere
    for (uint64_t i = 0; i < count && is_right_; ++i) ReadFolder(streams);
    Require(kUnpackSizes);
    streams->unpacked_size = FirstOf(streams->outputs);
  }

  void ReadFolder(Streams* streams) {
    uint64_t inputs = 0;
    uint64_t own_outputs = 0;
    const uint64_t count = Count();
    for (uint64_t i = 0; i < count && is_right_; ++i) {
      const uint8_t flags = Byte();
      Coder coder;
      coder.id = Take(flags & 0x0FU);
      const bool is_complex = (flags & 0x10U) != 0;
      inputs += is_complex ? Count() : 1;
      own_outputs += is_complex ? Count() : 1;
      if ((flags & 0x20U) != 0) coder.properties = Take(Number());
      streams->memory_bytes = std::max(streams->memory_bytes, MemoryOf(coder));
      if (++streams->coders == 1) streams->coder = std::move(coder);
    }
    const uint64_t pairs = own_outputs == 0 ? 0 : own_outputs - 1;
    for (uint64_t i = 0; i < 2 * pairs && is_right_; ++i) Number();
    const uint64_t packed = inputs - std::min(inputs, pairs);
    for (uint64_t i = 0; packed > 1 && i < packed && is_right_; ++i) Number();
    streams->outputs += own_outputs;
  }

  std::string_view rest_;
  bool is_right_ = true;
};

std::optional<std::string> ReadExactly(RandomAccess* file, uint64_t offset, uint64_t size) {
  if (size > kHeaderSizeBytesMax || offset > file->size_bytes() ||
      size > file->size_bytes() - offset) {
    return std::nullopt;
  }
  std::string bytes(size, '\0');
  for (size_t length = 0; length < size;) {
    const Result<size_t> count =
        file->ReadAt(offset + length, bytes.data() + length, size - length);
    if (!count.ok() || *count == 0) return std::nullopt;
    length += *count;
  }
  return bytes;
}

std::optional<std::string> Unpack(const Coder& coder, std::string_view packed, uint64_t size) {
  if (coder.id != kLzma && coder.id != kLzma2) return std::nullopt;
  lzma_filter filters[2] = {};
  filters[0].id = coder.id == kLzma ? LZMA_FILTER_LZMA1 : LZMA_FILTER_LZMA2;
  filters[1].id = LZMA_VLI_UNKNOWN;
  const auto* properties = reinterpret_cast<const uint8_t*>(coder.properties.data());
  if (lzma_properties_decode(&filters[0], nullptr, properties, coder.properties.size()) !=
      LZMA_OK) {
    return std::nullopt;
  }
  std::string bytes(size, '\0');
  lzma_stream stream = LZMA_STREAM_INIT;
  lzma_ret code = lzma_raw_decoder(&stream, filters);
  std::free(filters[0].options);
  if (code == LZMA_OK) {
    stream.next_in = reinterpret_cast<const uint8_t*>(packed.data());
    stream.avail_in = packed.size();
    stream.next_out = reinterpret_cast<uint8_t*>(bytes.data());
    stream.avail_out = bytes.size();
    code = lzma_code(&stream, LZMA_RUN);
  }
  const bool is_whole = (code == LZMA_OK || code == LZMA_STREAM_END) && stream.avail_out == 0;
  lzma_end(&stream);
  if (!is_whole) return std::nullopt;
  return bytes;
}

}  // namespace

std::optional<uint64_t> SevenZipMemoryBytes(RandomAccess* archive) {
  const std::optional<std::string> signature = ReadExactly(archive, 0, kSignatureSizeBytes);
  if (!signature) return std::nullopt;
  const std::string_view places = std::string_view(*signature).substr(12);
  const uint64_t offset = LittleEndian(places.substr(0, 8));
  if (offset > archive->size_bytes()) return std::nullopt;
  std::optional<std::string> header =
      ReadExactly(archive, kSignatureSizeBytes + offset, LittleEndian(places.substr(8, 8)));
  uint64_t largest = 0;
  for (size_t i = 0; i < kHeadersMax && header; ++i) {
    HeaderReader reader(*header);
    const uint8_t kind = reader.Byte();
    if (kind == kHeader) {
      uint8_t property = reader.Byte();
      if (property == kArchiveProperties) {
        reader.SkipArchiveProperties();
        property = reader.Byte();
      }
      // Nobody writes additional streams.
      if (property == kAdditionalStreams) return std::nullopt;
      if (property == kMainStreams) largest = std::max(largest, reader.ReadStreams().memory_bytes);
      if (!reader.is_right()) return std::nullopt;
      return largest;
    }
    if (kind != kPackedHeader) return std::nullopt;
    const Streams streams = reader.ReadStreams();
    const bool is_plain = reader.is_right() && streams.coders == 1 && streams.packed_count == 1 &&
                          streams.outputs == 1 && streams.unpacked_size <= kHeaderSizeBytesMax &&
                          streams.packed_begin <= archive->size_bytes();
    if (!is_plain) return std::nullopt;
    largest = std::max(largest, streams.memory_bytes);
    if (largest > kHeaderMemoryBytesMax) return largest;
    const std::optional<std::string> packed =
        ReadExactly(archive, kSignatureSizeBytes + streams.packed_begin, streams.packed_size);
    if (!packed) return std::nullopt;
    header = Unpack(streams.coder, *packed, streams.unpacked_size);
  }
  return std::nullopt;
}

}  // namespace sunder
