// presence: what shows that a value stood here, even if not which one.
#include <cctype>
#include <map>
#include <set>

#include "verifier/attack.h"
#include "verifier/column_names.h"

namespace sunder::verifier {
namespace {

// A trace of blanks is one where it is the exception: a source that writes so throughout has no
// trace.
constexpr double kExceptionShareMax = 0.05;
constexpr uint64_t kExceptionsMin = 3;

// Words of markers that redaction tools leave, in brackets of any kind. The special categories come
// from the evidence as well.
constexpr std::string_view kMarkerWords[] = {"redacted",
                                             "removed",
                                             "masked",
                                             "withheld",
                                             "deleted",
                                             "suppressed",
                                             "sensitive",
                                             "race",
                                             "ethnicity",
                                             "religion",
                                             "hidden",
                                             "censored",
                                             "anonymized",
                                             "anonymised",
                                             "sexual_orientation",
                                             "political_affiliation",
                                             "gender_identity",
                                             "union_membership",
                                             "special_category",
                                             "quarantined"};

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

// "[RELIGION]", "<redacted>", "{{race}}": the word between brackets, in lower case with
// underscores.
std::string BracketedWord(std::string_view text, size_t open) {
  const char opening = text[open];
  const char closing = opening == '[' ? ']' : opening == '<' ? '>' : opening == '{' ? '}' : ')';
  const size_t close = text.find(closing, open);
  if (close == std::string_view::npos || close - open > 40) return {};
  std::string word;
  for (const char c : text.substr(open + 1, close - open - 1)) {
    if (c == opening) continue;
    const bool is_joint = c == ' ' || c == '-';
    word += is_joint ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return word;
}

// Three or more asterisks or black boxes in place of a word: "is ***.", "a \u2588\u2588\u2588
// family".
bool HasMaskedWord(std::string_view text) {
  for (size_t at = text.find("***"); at != std::string_view::npos; at = text.find("***", at + 1)) {
    size_t end = at;
    while (end < text.size() && text[end] == '*') ++end;
    const bool is_behind_word = at > 1 && IsBlank(text[at - 1]) &&
                                std::isalpha(static_cast<unsigned char>(text[at - 2])) != 0;
    const bool is_whole = at == 0 && end == text.size();
    // Rulers of asterisks are long.
    if ((is_behind_word || is_whole) && end - at <= 20) return true;
    at = end;
  }
  return text.find("\xE2\x96\x88\xE2\x96\x88") != std::string_view::npos;
}

// Blanks at the end that fill a text up to a length.
constexpr size_t kFillingBlanksMin = 8;
// So many different lengths are none of a layout of fixed width.
constexpr size_t kFillingLengthsMin = 3;

size_t BlanksAtEnd(std::string_view text) {
  const size_t last = text.find_last_not_of(" \t");
  return last == std::string_view::npos ? text.size() : text.size() - last - 1;
}

struct FieldTrace {
  uint64_t filled = 0;
  uint64_t edges = 0;       // a blank at an edge
  uint64_t doubled = 0;     // two blanks in a row
  uint64_t ellipses = 0;    // "[...]": something was left out
  bool is_dropped = false;  // sentences were dropped from it, as the evidence says
  // Lengths of texts that end in a long run of blanks, and of those runs; no more than needed.
  std::set<size_t> filled_lengths;
  std::set<size_t> filling_lengths;

  bool IsFilledUp() const {
    return filled_lengths.size() >= kFillingLengthsMin &&
           filling_lengths.size() >= kFillingLengthsMin;
  }
};

class PresenceAttack : public Attack, public IdentityObserver {
 public:
  explicit PresenceAttack(const AttackContext& context) : context_(context) {
    words_.insert(std::begin(kMarkerWords), std::end(kMarkerWords));
    if (!context.input.claims) return;
    for (const PublishedCategory& category : context.input.claims->categories) {
      words_.insert(category.label);
    }
  }

  IdentityObserver* observer() override { return this; }

  Status BeginTable(const Connector&, const TableInfo& table) override {
    fields_.clear();
    containers_.clear();
    is_json_ = table.object.connector == "json";
    if (table.fields_known) {
      for (const std::string& field : table.fields) fields_[field];
    }
    ReadClaims(table);
    for (const auto& [field, trace] : fields_) {
      if (removed_.contains(field)) ++remaining_;
    }
    records_ = 0;
    return Status::Ok();
  }

  Status SeeRecord(const IdentityRecord& record) override {
    ++records_;
    for (size_t i = 0; i < record.cells.size(); ++i) {
      SeeCell(record.block.fields[record.cells[i].field], record.texts[i]);
    }
    if (is_json_ && !record.cells.empty()) SeeContainers(record);
    return Status::Ok();
  }

  Status EndTable() override {
    for (const auto& [field, trace] : fields_) {
      if (records_ > 0 && trace.filled == 0 && !context_.input.claims) ++empty_columns_;
      if (!trace.is_dropped) continue;
      for (const uint64_t count : {trace.edges, trace.doubled}) {
        const double share = static_cast<double>(count) / static_cast<double>(trace.filled + 1);
        if (count >= kExceptionsMin && share < kExceptionShareMax) ++blank_traces_;
      }
      if (trace.IsFilledUp()) ++blank_traces_;
      if (trace.ellipses >= kExceptionsMin) ++ellipsis_traces_;
    }
    return Status::Ok();
  }

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("presence", "Traces of presence",
                 "Does something in the identity store show where a value stood: a marker, an "
                 "emptied field, doubled blanks?");
    if (context_.input.identity.empty()) {
      return Undecided(std::move(result), "no identity store", "name the identity store");
    }
    const std::string measure = Counted(markers_, "marker") + ", " +
                                Counted(containers_left_, "emptied container") + ", " +
                                Counted(remaining_, "removed column") + " still there, " +
                                Counted(empty_columns_, "column") + " without any value, " +
                                Counted(blank_traces_, "field") + " with stray blanks, " +
                                Counted(ellipsis_traces_, "field") + " with \"[...]\"";
    if (markers_ + containers_left_ + remaining_ > 0) {
      return Failed(
          std::move(result), measure,
          "split again and leave no marker; if the source itself holds them, they are not "
          "of this split");
    }
    if (empty_columns_ > 0) {
      return Undecided(
          std::move(result), measure,
          "an empty column may have held a special category: verify with the evidence, "
          "or drop the column");
    }
    if (blank_traces_ + ellipsis_traces_ > 0) {
      return Undecided(std::move(result), measure,
                       "compare with the source: blanks and ellipses of its own are no trace");
    }
    return Passed(std::move(result), measure);
  }

 private:
  // What the evidence says about this table's fields. Names are as shown; a field whose name is
  // sensitive appears as its number and is not found here.
  void ReadClaims(const TableInfo& table) {
    removed_.clear();
    for (const SegregatedField* field : context_.claims.FieldsOf(table)) {
      if (field->route == "drop_sentences") fields_[field->field].is_dropped = true;
      if (field->route != "segregate" && field->route != "quarantine") continue;
      // Names that go by position move on when a column leaves: `identity_shape` counts those.
      if (!IsPositional(field->field, table)) removed_.insert(field->field);
      AddContainer(field->field);
    }
  }

  // "column 3" of a table without a header, or one of several columns with the same name.
  bool IsPositional(const std::string& name, const TableInfo& table) const {
    if (!table.fields_known) return false;
    if (IsNumberedColumn(name) || NameWithoutNumber(name) != name) return true;
    for (const SegregatedField* field : context_.claims.FieldsOf(table)) {
      if (field->field != name && NameWithoutNumber(field->field) == name) return true;
    }
    return false;
  }

  // "profile.faith" stood in "profile", "terms[].party" in "terms".
  void AddContainer(const std::string& path) {
    const size_t end = path.find_last_of(".[");
    if (end == std::string::npos || end == 0) return;
    std::string container = path.substr(0, end);
    while (container.size() > 2 && container.substr(container.size() - 2) == "[]") {
      container.resize(container.size() - 2);
    }
    const size_t dot = container.rfind('.');
    containers_.insert(dot == std::string::npos ? container : container.substr(dot + 1));
  }

  void SeeCell(const std::string& field, std::string_view text) {
    FieldTrace& trace = fields_[field];
    if (trace.filled == 0 && !text.empty() && removed_.contains(field)) ++remaining_;
    if (text.empty()) return;
    ++trace.filled;
    SeeMarkers(text);
    if (!trace.is_dropped) return;
    if (IsBlank(text.front()) || IsBlank(text.back())) ++trace.edges;
    if (text.find("  ") != std::string_view::npos) ++trace.doubled;
    if (text.find("[...]") != std::string_view::npos ||
        text.find("[\xE2\x80\xA6]") != std::string_view::npos) {
      ++trace.ellipses;
    }
    const size_t blanks = BlanksAtEnd(text);
    if (blanks < kFillingBlanksMin || trace.IsFilledUp()) return;
    trace.filled_lengths.insert(text.size());
    trace.filling_lengths.insert(blanks);
  }

  void SeeMarkers(std::string_view text) {
    for (size_t at = text.find_first_of("[<{("); at != std::string_view::npos;
         at = text.find_first_of("[<{(", at + 1)) {
      // In round brackets only capitals are a marker: "(race)" may stand in any text.
      if (text[at] == '(' && (at + 1 == text.size() || text[at + 1] < 'A' || text[at + 1] > 'Z' ||
                              at + 2 >= text.size() || text[at + 2] < 'A' || text[at + 2] > 'Z')) {
        continue;
      }
      if (words_.contains(BracketedWord(text, at))) {
        ++markers_;
        return;
      }
    }
    if (HasMaskedWord(text)) ++markers_;
  }

  // Looks behind the last cell, too: an emptied container has no cell of its own.
  void SeeContainers(const IdentityRecord& record) {
    if (containers_.empty()) return;
    const std::string_view bytes = record.block.bytes();
    const size_t first = record.cells.front().begin;
    const size_t line = first == 0 ? std::string_view::npos : bytes.rfind('\n', first - 1);
    const size_t begin = line == std::string_view::npos ? 0 : line + 1;
    const size_t end = bytes.find('\n', record.cells.back().end);
    const std::string_view text =
        bytes.substr(begin, end == std::string_view::npos ? end : end - begin);
    for (const std::string& container : containers_) {
      const std::string key = "\"" + container + "\"";
      const size_t at = text.find(key);
      if (at == std::string_view::npos) continue;
      std::string after;
      for (const char c : text.substr(at + key.size(), 16)) {
        if (!IsBlank(c)) after += c;
      }
      if (after.rfind(":{}", 0) == 0 || after.rfind(":[]", 0) == 0) ++containers_left_;
    }
  }

  const AttackContext& context_;
  std::set<std::string, std::less<>> words_;
  std::map<std::string, FieldTrace> fields_;  // of the table at hand
  std::set<std::string> removed_;
  std::set<std::string> containers_;
  bool is_json_ = false;
  uint64_t records_ = 0;
  uint64_t markers_ = 0;
  uint64_t containers_left_ = 0;
  uint64_t remaining_ = 0;
  uint64_t empty_columns_ = 0;
  uint64_t blank_traces_ = 0;
  uint64_t ellipsis_traces_ = 0;
};

}  // namespace

std::unique_ptr<Attack> NewPresenceAttack(const AttackContext& context) {
  return std::make_unique<PresenceAttack>(context);
}

}  // namespace sunder::verifier
