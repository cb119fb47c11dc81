#include "connectors/listing/encoding_choice.h"

#include <utility>

#include "connectors/charset/detection.h"
#include "connectors/charset/text_damage.h"
#include "connectors/charset/word_sample.h"
#include "connectors/decode/byte_stream.h"

namespace sunder {
namespace {

constexpr const char* kPlanned = "planned";
constexpr const char* kGiven = "given";
constexpr const char* kUtf8 = "UTF-8";
constexpr size_t kWindowSizeBytes = 64 * 1024;

// Bytes of the object from a line start on that are not all ASCII.
struct Window {
  uint64_t offset_bytes = 0;
  std::string bytes;  // empty: there are none near the head
};

// Damage is for the reader to report and to count. What could not be read may be read well then, in
// an encoding that was guessed from too little.
bool IsFailingDisk(const Result<size_t>& count) {
  return !count.ok() && count.status().code() != StatusCode::kDataLoss &&
         count.status().code() != StatusCode::kRefused;
}

Result<Window> FindBeyondAscii(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ByteStream> stream, OpenByteStream(object));
  Window window;
  std::string piece(kWindowSizeBytes, '\0');
  for (uint64_t looked_at = 0; looked_at < kEncodingLookSizeBytes - kWindowSizeBytes;) {
    const Result<size_t> count = stream->Read(piece.data(), piece.size());
    if (IsFailingDisk(count)) return count.status();
    if (!count.ok() || *count == 0) break;
    looked_at += *count;
    const std::string_view fresh = std::string_view(piece).substr(0, *count);
    window.bytes += fresh;
    if (!charset::IsAscii(fresh)) {
      // Some more behind it: the first name alone would tell little.
      const Result<size_t> more = stream->Read(piece.data(), piece.size());
      if (IsFailingDisk(more)) return more.status();
      window.bytes.append(piece, 0, more.ok() ? *more : 0);
      return window;
    }
    // The line that is open goes on in the next piece.
    const size_t line_end = window.bytes.rfind('\n');
    const size_t seen = line_end == std::string::npos ? window.bytes.size() : line_end + 1;
    window.bytes.erase(0, seen);
    window.offset_bytes += seen;
  }
  window.bytes.clear();
  return window;
}

// Has no byte-order mark and is not of two bytes a character; the rest is told by its words.
bool IsOfWords(std::string_view head) {
  return head.find('\0') == std::string_view::npos && !charset::HasByteOrderMark(head);
}

// All of the object. Where it is damaged, what stands before.
Result<std::string> SampleOf(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ByteStream> stream, OpenByteStream(object));
  charset::WordSample sample;
  std::string piece(kWindowSizeBytes, '\0');
  while (true) {
    const Result<size_t> count = stream->Read(piece.data(), piece.size());
    if (IsFailingDisk(count)) return count.status();
    if (!count.ok() || *count == 0) return sample.Take();
    sample.Add(std::string_view(piece).substr(0, *count));
  }
}

std::string SampleOfBytes(std::string_view bytes) {
  charset::WordSample sample;
  sample.Add(bytes);
  return sample.Take();
}

}  // namespace

void SayEncoding(const ListOptions& options, SourceObject* object) {
  const auto planned = options.planned_encodings.find(object->name);
  if (planned != options.planned_encodings.end()) {
    object->encoding = planned->second;
    object->encoding_by = kPlanned;
  } else if (!options.forced_encoding.empty()) {
    object->encoding = options.forced_encoding == kUtf8 ? "" : options.forced_encoding;
    object->encoding_by = kGiven;
  }
}

Result<bool> ChooseEncoding(std::string_view head, bool by_all, SourceObject* object) {
  if (object->encoding_by == kPlanned) {
    if (object->encoding.empty()) object->encoding_by.clear();
    return true;
  }
  const std::string given = std::exchange(object->encoding, {});
  const bool is_given = std::exchange(object->encoding_by, {}) == kGiven;
  const std::string_view start = head;
  std::string words;
  Window beyond;
  if (by_all && !object->IsStandardInput() && IsOfWords(head)) {
    // Shorter ones are whole.
    if (head.size() >= kWindowSizeBytes) {
      SUNDER_ASSIGN_OR_RETURN(words, SampleOf(*object));
    } else {
      words = SampleOfBytes(head);
    }
    if (!words.empty()) {
      words.insert(0, 1, '\n');
      head = words;
    }
  } else if (head.size() >= kWindowSizeBytes && !object->IsStandardInput() &&
             charset::IsAscii(head) && head.find('\0') == std::string_view::npos &&
             charset::FindIso2022(head) == std::string_view::npos) {
    SUNDER_ASSIGN_OR_RETURN(beyond, FindBeyondAscii(*object));
    if (beyond.bytes.empty()) return true;
    head = beyond.bytes;
  }
  charset::Detection detection = charset::DetectEncoding(head, is_given ? &given : nullptr, start);
  if (by_all && object->IsStandardInput() && detection.is_guess) return false;
  // Whose values stand in the head must not tell the encoding.
  if (detection.is_guess && words.empty() && !object->IsStandardInput()) {
    SUNDER_ASSIGN_OR_RETURN(const std::string sample, SampleOf(*object));
    charset::GuessAgain(sample, &detection);
  }
  object->encoding = std::move(detection.encoding);
  object->encoding_by = std::move(detection.by);
  object->encoding_confidence = detection.confidence;
  object->remarks = std::move(detection.remarks);
  for (Loss& remark : object->remarks) {
    remark.offset_bytes = words.empty() ? remark.offset_bytes + beyond.offset_bytes : 0;
  }
  return !detection.is_unknown;
}

}  // namespace sunder
