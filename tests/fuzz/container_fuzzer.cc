// Archives from strangers: any bytes are listed within the limits; what is listed has a name that
// stays inside and can be read to its end.
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "connectors/decode/byte_stream.h"
#include "connectors/listing/sources.h"
#include "tests/fuzz/require.h"

namespace {

constexpr uint64_t kUnpackedBytesMax = 1 << 20;
constexpr uint64_t kEntriesMax = 200;

std::string PathOfInput() {
  const char* folder = getenv("TMPDIR");
  return std::string(folder == nullptr ? "/tmp" : folder) + "/container-" +
         std::to_string(getpid());
}

// Of what can be read of it.
uint64_t SizeOf(const sunder::SourceObject& object) {
  const auto stream = sunder::OpenByteStream(object);
  if (!stream.ok()) return 0;
  std::string buffer(64 * 1024, '\0');
  uint64_t size = 0;
  while (true) {
    const auto count = (*stream)->Read(buffer.data(), buffer.size());
    if (!count.ok() || *count == 0) return size;
    size += *count;
  }
}

void CheckObject(const sunder::SourceObject& object) {
  using sunder::fuzz::Require;
  if (!object.IsUnpacked()) return;
  const std::string& name = object.unpacked_name;
  Require(!name.empty() && name.front() != '/', "a name is relative");
  Require(("/" + name + "/").find("/../") == std::string::npos, "a name stays inside");
  SizeOf(object);
  sunder::SourceObject raw = object;
  raw.codec = sunder::Codec::kNone;
  raw.encoding.clear();
  Require(SizeOf(raw) == object.size_bytes, "an entry is as long as it says");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sunder::fuzz;  // NOLINT(google-build-using-namespace)
  static const std::string path = PathOfInput();
  std::FILE* file = std::fopen(path.c_str(), "wb");
  Require(file != nullptr && std::fwrite(data, 1, size, file) == size, "the input is written");
  std::fclose(file);
  sunder::ListOptions options;
  options.limits.size_bytes_max = kUnpackedBytesMax;
  options.limits.entries_max = kEntriesMax;
  const auto listing = Must(sunder::ListSources({path}, options));
  Require(listing.objects.size() <= kEntriesMax, "entries stay within the limit");
  for (const sunder::SourceObject& object : listing.objects) CheckObject(object);
  Require(std::is_sorted(listing.objects.begin(), listing.objects.end(),
                         [](const auto& a, const auto& b) { return a.name < b.name; }),
          "objects are sorted");
  return 0;
}
