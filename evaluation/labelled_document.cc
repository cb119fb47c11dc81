#include "evaluation/labelled_document.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace sunder::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, kTruthCount> kTruthNames = {
    "identifier", "self", "third", "declared", "coded", "trap:group", "trap:topic", "trap:none"};
constexpr std::string_view kCarrierDirective = "@ carrier=";
constexpr std::string_view kEscaped = "[]{}|\\";

std::optional<Truth> ParseTruth(std::string_view detail, bool is_trap) {
  if (detail.empty()) return is_trap ? std::nullopt : std::optional(Truth::kIdentifier);
  const std::string name = (is_trap ? "trap:" : "") + std::string(detail);
  const auto found = std::find(kTruthNames.begin() + 1, kTruthNames.end(), name);
  if (found == kTruthNames.end()) return std::nullopt;
  return static_cast<Truth>(found - kTruthNames.begin());
}

// "label", "label:grade" or "label:kind".
Result<Annotation> ParseHead(std::string_view head, bool is_trap, const LabelCatalog& labels) {
  const size_t colon = head.find(':');
  const std::string_view name = head.substr(0, colon);
  const std::string_view detail =
      colon == std::string_view::npos ? std::string_view() : head.substr(colon + 1);
  const std::optional<LabelId> label = labels.Find(name);
  if (!label || *label == kNoLabel) {
    return Status::Usage("a span begins with a label and '|'; a literal bracket needs a backslash");
  }
  const std::optional<Truth> truth = ParseTruth(detail, is_trap);
  if (!truth) {
    return Status::Usage(is_trap ? "a trap needs a kind: group, topic or none"
                                 : "a grade is self, third, declared or coded");
  }
  const bool is_special = labels.kind(*label) == LabelKind::kSpecial;
  if (!is_trap && is_special != (*truth != Truth::kIdentifier)) {
    return Status::Usage(is_special ? "a special category needs a grade"
                                    : "an identifier takes no grade");
  }
  return Annotation{*label, *truth, {}};
}

class LineParser {
 public:
  LineParser(std::string_view line, const LabelCatalog& labels) : line_(line), labels_(labels) {}

  Result<MarkedText> Parse() {
    while (at_ < line_.size()) {
      const char c = line_[at_];
      if (c == '\\') {
        SUNDER_RETURN_IF_ERROR(Escape());
      } else if (c == '[' || c == '{') {
        SUNDER_RETURN_IF_ERROR(Open(c == '{'));
      } else if (c == ']' || c == '}') {
        SUNDER_RETURN_IF_ERROR(Close(c == '}'));
      } else if (c == '|') {
        return Status::Usage("a literal '|' needs a backslash");
      } else {
        marked_.text += c;
        ++at_;
      }
    }
    if (is_open_) return Status::Usage("a span is never closed");
    return std::move(marked_);
  }

 private:
  Status Escape() {
    const char next = at_ + 1 < line_.size() ? line_[at_ + 1] : '\0';
    if (next == 'n') {
      marked_.text += '\n';
    } else if (next != '\0' && kEscaped.find(next) != std::string_view::npos) {
      marked_.text += next;
    } else {
      return Status::Usage("a backslash stands before one of n [ ] { } | \\");
    }
    at_ += 2;
    return Status::Ok();
  }

  Status Open(bool is_trap) {
    if (is_open_) return Status::Usage("a span begins inside a span");
    const size_t bar = line_.find('|', at_);
    if (bar == std::string_view::npos) return Status::Usage("a span has no '|' behind its label");
    SUNDER_ASSIGN_OR_RETURN(Annotation annotation,
                            ParseHead(line_.substr(at_ + 1, bar - at_ - 1), is_trap, labels_));
    annotation.span.begin = static_cast<uint32_t>(marked_.text.size());
    marked_.annotations.push_back(annotation);
    is_open_ = true;
    at_ = bar + 1;
    return Status::Ok();
  }

  Status Close(bool is_trap) {
    if (!is_open_ || IsTrap(marked_.annotations.back().truth) != is_trap) {
      return Status::Usage("a closing bracket closes nothing");
    }
    Span& span = marked_.annotations.back().span;
    span.end = static_cast<uint32_t>(marked_.text.size());
    if (span.empty()) return Status::Usage("a span is empty");
    is_open_ = false;
    ++at_;
    return Status::Ok();
  }

  std::string_view line_;
  const LabelCatalog& labels_;
  MarkedText marked_;
  size_t at_ = 0;
  bool is_open_ = false;
};

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (kEscaped.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

Status ReadFolder(const std::string& corpus, const std::string& folder, Origin origin,
                  const LabelCatalog& labels, std::vector<LabelledDocument>* documents) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(corpus + "/" + folder, error)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    SUNDER_ASSIGN_OR_RETURN(const std::string content, ReadFileText(path.string()));
    const std::string language = path.stem().string();
    SUNDER_ASSIGN_OR_RETURN(
        std::vector<LabelledDocument> read,
        ParseDocuments(content, folder + "/" + path.filename().string(), language,
                       language == "odd" ? Origin::kOdd : origin, labels));
    std::move(read.begin(), read.end(), std::back_inserter(*documents));
  }
  return Status::Ok();
}

}  // namespace

std::string_view TruthName(Truth truth) { return kTruthNames[static_cast<size_t>(truth)]; }

std::string_view OriginName(Origin origin) {
  if (origin == Origin::kGenerated) return "generated";
  return origin == Origin::kOdd ? "odd" : "written";
}

bool LabelledDocument::has_personal() const {
  return std::any_of(annotations.begin(), annotations.end(),
                     [](const Annotation& a) { return IsPersonalTruth(a.truth); });
}

bool LabelledDocument::has_trap() const {
  return std::any_of(annotations.begin(), annotations.end(),
                     [](const Annotation& a) { return IsTrap(a.truth); });
}

Result<MarkedText> ParseMarkedLine(std::string_view line, const LabelCatalog& labels) {
  return LineParser(line, labels).Parse();
}

std::string MarkedLine(std::string_view text, const std::vector<Annotation>& annotations,
                       const LabelCatalog& labels) {
  std::string line;
  size_t at = 0;
  for (const Annotation& annotation : annotations) {
    line += Escaped(text.substr(at, annotation.span.begin - at));
    const bool is_trap = IsTrap(annotation.truth);
    std::string_view detail = TruthName(annotation.truth);
    if (is_trap) detail.remove_prefix(std::string_view("trap:").size());
    line += (is_trap ? "{" : "[") + labels.name(annotation.label);
    if (annotation.truth != Truth::kIdentifier) line += ":" + std::string(detail);
    line += "|" + Escaped(text.substr(annotation.span.begin, annotation.span.size())) +
            (is_trap ? "}" : "]");
    at = annotation.span.end;
  }
  return line + Escaped(text.substr(at));
}

Result<std::vector<LabelledDocument>> ParseDocuments(std::string_view content,
                                                     const std::string& shown,
                                                     const std::string& language, Origin origin,
                                                     const LabelCatalog& labels) {
  std::vector<LabelledDocument> documents;
  std::string carrier = "prose";
  uint32_t number = 0;
  while (!content.empty()) {
    const size_t feed = content.find('\n');
    std::string_view line = content.substr(0, feed);
    content = feed == std::string_view::npos ? std::string_view() : content.substr(feed + 1);
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    if (line == "#" || line.starts_with("# ")) continue;
    if (line.starts_with("@ ")) {
      if (!line.starts_with(kCarrierDirective)) {
        return Status::Usage(shown + ":" + std::to_string(number) +
                             ": a line behind '@' is '@ carrier=WORD'");
      }
      carrier = line.substr(kCarrierDirective.size());
      continue;
    }
    Result<MarkedText> marked = ParseMarkedLine(line, labels);
    if (!marked.ok()) return marked.status().WithContext(shown + ":" + std::to_string(number));
    documents.push_back({shown, number, language, carrier, origin, std::move(marked->text),
                         std::move(marked->annotations)});
  }
  return documents;
}

Result<std::vector<LabelledDocument>> ReadDocuments(const std::string& corpus,
                                                    const std::string& part,
                                                    const LabelCatalog& labels) {
  std::vector<LabelledDocument> documents;
  SUNDER_RETURN_IF_ERROR(
      ReadFolder(corpus, "sentences/" + part, Origin::kWritten, labels, &documents));
  SUNDER_RETURN_IF_ERROR(
      ReadFolder(corpus, "generated/" + part, Origin::kGenerated, labels, &documents));
  return documents;
}

Result<std::string> ReadFileText(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return Status::NotFound(path + " does not exist");
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) return Status::Unreadable(path + " cannot be read; check its permissions");
  return text;
}

}  // namespace sunder::evaluation
