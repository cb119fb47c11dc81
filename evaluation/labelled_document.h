// The labelled corpus: documents with the spans that a detector should find, and the traps that it
// should not. Format: corpus/README.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/label.h"
#include "core/span.h"
#include "core/status.h"

namespace sunder::evaluation {

// What the truth says of a span: an identifier, a special category by its grade, or a trap: a word
// that could be taken for personal data and is not.
enum class Truth : uint8_t {
  kIdentifier,
  kSelf,
  kThird,
  kDeclared,
  kCoded,
  kTrapGroup,
  kTrapTopic,
  kTrapNone,
};
inline constexpr size_t kTruthCount = 8;
std::string_view TruthName(Truth truth);  // "third", "trap:topic"
constexpr bool IsTrap(Truth truth) { return truth >= Truth::kTrapGroup; }
constexpr bool IsPersonalTruth(Truth truth) {
  return truth >= Truth::kSelf && truth <= Truth::kCoded;
}

struct Annotation {
  LabelId label = kNoLabel;
  Truth truth = Truth::kIdentifier;
  Span span;  // bytes of the document's text
};

struct MarkedText {
  std::string text;
  std::vector<Annotation> annotations;  // ordered, without overlap
};

// Where a document comes from: written by hand, generated, or odd but harmless text.
enum class Origin : uint8_t { kWritten, kGenerated, kOdd };
std::string_view OriginName(Origin origin);

struct LabelledDocument {
  std::string file;  // relative to the corpus
  uint32_t line = 0;
  std::string language;
  std::string carrier;  // prose, note, chat, log ...
  Origin origin = Origin::kWritten;
  std::string text;
  std::vector<Annotation> annotations;

  std::string id() const { return file + ":" + std::to_string(line); }
  bool has_personal() const;  // a special category said of particular persons
  bool has_trap() const;
};

// One line of the format. An error says what is wrong, without text of the line.
Result<MarkedText> ParseMarkedLine(std::string_view line, const LabelCatalog& labels);

// The other direction: spans in brackets, traps in braces. For the worst documents.
std::string MarkedLine(std::string_view text, const std::vector<Annotation>& annotations,
                       const LabelCatalog& labels);

// The lines of one file; `shown` names it in ids and errors.
Result<std::vector<LabelledDocument>> ParseDocuments(std::string_view content,
                                                     const std::string& shown,
                                                     const std::string& language, Origin origin,
                                                     const LabelCatalog& labels);

// sentences/PART/*.txt and generated/PART/*.txt of a corpus, sorted by file; odd.txt is
// Origin::kOdd. Neither has to exist.
Result<std::vector<LabelledDocument>> ReadDocuments(const std::string& corpus,
                                                    const std::string& part,
                                                    const LabelCatalog& labels);

// A whole file. NotFound and Unreadable name it.
Result<std::string> ReadFileText(const std::string& path);

}  // namespace sunder::evaluation
