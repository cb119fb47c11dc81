#include "connectors/listing/container_form.h"

#include <cstdint>

#include "connectors/decode/file_name.h"

namespace sunder {
namespace {

using namespace std::string_view_literals;

// APPNOTE 4.3: a local file; an archive without entries; the mark of one in several parts.
constexpr std::string_view kZipMagics[] = {"PK\x03\x04"sv, "PK\x05\x06"sv,
                                           "PK\x07\x08PK\x03\x04"sv};
constexpr std::string_view kSevenZipMagic = "7z\xBC\xAF\x27\x1C"sv;

// POSIX 1003.1, ustar: a header block of 512 bytes whose checksum is the sum of its bytes, taken
// with the checksum itself as blanks.
constexpr size_t kTarBlockBytes = 512;
// Tools fill up to records of 20 blocks, some to 63; what is larger is no empty archive but a file
// whose content was lost.
constexpr size_t kEmptyTarBytesMax = 63 * kTarBlockBytes;
constexpr size_t kTarMagicOffset = 257;
constexpr size_t kTarChecksumOffset = 148;
constexpr size_t kTarChecksumSize = 8;

bool IsTarHeader(std::string_view head) {
  if (head.size() < kTarBlockBytes) return false;
  uint32_t sum = 0;
  for (size_t i = 0; i < kTarBlockBytes; ++i) {
    const bool is_blank = i >= kTarChecksumOffset && i < kTarChecksumOffset + kTarChecksumSize;
    sum += is_blank ? ' ' : static_cast<uint8_t>(head[i]);
  }
  uint32_t written = 0;
  bool has_digit = false;
  for (const char c : head.substr(kTarChecksumOffset, kTarChecksumSize)) {
    if (c >= '0' && c <= '7') {
      written = written * 8 + static_cast<uint32_t>(c - '0');
      has_digit = true;
    } else if (c != ' ' || has_digit) {
      break;
    }
  }
  return has_digit && written == sum && head.front() != '\0';
}

}  // namespace

ContainerForm ContainerOfContent(std::string_view head) {
  for (const std::string_view magic : kZipMagics) {
    if (head.starts_with(magic)) return ContainerForm::kZip;
  }
  if (head.starts_with(kSevenZipMagic)) return ContainerForm::kSevenZip;
  if (IsTarHeader(head)) return ContainerForm::kTar;
  // A damaged first header is still no text.
  const bool says_tar = head.size() >= kTarBlockBytes &&
                        head.substr(kTarMagicOffset, 5) == "ustar" && head.front() != '\0';
  return says_tar ? ContainerForm::kTar : ContainerForm::kNone;
}

bool IsEmptyTar(std::string_view file_name, std::string_view head) {
  const bool promises_tar = HasExtension(file_name, ".tar") || HasExtension(file_name, ".tgz");
  return promises_tar && head.size() >= kTarBlockBytes && head.size() % kTarBlockBytes == 0 &&
         head.size() <= kEmptyTarBytesMax && head.find_first_not_of('\0') == std::string_view::npos;
}

bool PromisesContainer(std::string_view file_name) {
  return HasExtension(file_name, ".zip") || HasExtension(file_name, ".tar") ||
         HasExtension(file_name, ".tgz") || HasExtension(file_name, ".7z");
}

}  // namespace sunder
