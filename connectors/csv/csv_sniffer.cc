#include "connectors/csv/csv_sniffer.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "connectors/csv/csv_indexer.h"
#include "connectors/csv/csv_scan.h"

namespace sunder::csv {
namespace {

// Enough to judge consistency; more only costs time.
constexpr size_t kSampledRecordsMax = 200;
// Fewer cells do not show that a column repeats its values.
constexpr size_t kEnumerationCellsMin = 8;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

using Records = std::vector<std::vector<std::string>>;

// The records of a head under one dialect, and how well its quotes fit.
class SampleSink {
 public:
  SampleSink(std::string_view head, const CsvDialect& dialect) : head_(head), dialect_(dialect) {}

  void Cell(size_t begin, size_t end, bool is_escaped) {
    if (records_.size() >= kSampledRecordsMax) return;
    const std::string_view raw = head_.substr(begin, end - begin);
    const bool is_quoted = begin > 0 && head_[begin - 1] == dialect_.quote;
    if (is_quoted) CountQuoted(begin, end);
    record_.push_back(is_escaped ? DecodeQuoted(raw, dialect_.quote) : std::string(raw));
  }
  void EndRecord() {
    if (records_.size() < kSampledRecordsMax) records_.push_back(std::move(record_));
    record_.clear();
  }

  Records& records() { return records_; }
  size_t well_quoted() const { return well_quoted_; }
  size_t badly_quoted() const { return badly_quoted_; }

 private:
  // A well quoted cell ends with its closing quote.
  void CountQuoted(size_t begin, size_t end) {
    const bool is_closed = end < head_.size() && head_[end] == dialect_.quote;
    (is_closed && end >= begin ? well_quoted_ : badly_quoted_) += 1;
  }

  std::string_view head_;
  const CsvDialect& dialect_;
  Records records_;
  std::vector<std::string> record_;
  size_t well_quoted_ = 0;
  size_t badly_quoted_ = 0;
};

struct Sample {
  CsvDialect dialect;
  Records records;
  size_t well_quoted = 0;
  size_t badly_quoted = 0;
  size_t column_count = 0;  // the commonest
  double share = 0;         // of records with that many cells
  double score = 0;
};

Sample TakeSample(std::string_view head, bool is_whole, const CsvDialect& dialect) {
  Sample sample;
  sample.dialect = dialect;
  SampleSink sink(head, sample.dialect);
  const bool is_complete = ScanCells(head, sample.dialect, &sink);
  sample.records = std::move(sink.records());
  sample.well_quoted = sink.well_quoted();
  // A quote that is open where the head was cut off says nothing.
  const bool is_cut_in_quotes = !is_complete && !is_whole && sink.badly_quoted() > 0;
  sample.badly_quoted = sink.badly_quoted() - (is_cut_in_quotes ? 1 : 0);
  // The last record of a head that was cut off is not complete.
  if (!is_whole && sample.records.size() > 1 && sample.records.size() < kSampledRecordsMax) {
    sample.records.pop_back();
  }
  std::map<size_t, size_t> count_by_columns;
  for (const auto& record : sample.records) ++count_by_columns[record.size()];
  size_t most = 0;
  for (const auto& [columns, count] : count_by_columns) {
    if (count < most) continue;
    most = count;
    sample.column_count = columns;
  }
  if (sample.records.empty()) return sample;
  sample.share = static_cast<double>(most) / static_cast<double>(sample.records.size());
  if (sample.column_count < 2) return sample;
  // Consistency decides; the header's agreement counts extra; columns only break ties.
  const bool first_agrees = sample.records[0].size() == sample.column_count;
  sample.score = sample.share + (first_agrees ? 0.25 : 0.0) +
                 0.005 * static_cast<double>(std::min<size_t>(sample.column_count, 20));
  return sample;
}

std::string_view SniffLineEnd(std::string_view head) {
  size_t line_feeds = 0;
  size_t pairs = 0;
  size_t returns = 0;
  for (size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\r') ++returns;
    if (head[i] != '\n') continue;
    ++line_feeds;
    if (i > 0 && head[i - 1] == '\r') ++pairs;
  }
  if (line_feeds == 0) return returns > 0 ? "\r" : "\n";
  return 2 * pairs > line_feeds ? "\r\n" : "\n";
}

// Quotes that open without closing before a separator are no quotes. Between tabs quotes are rarely
// meant as such; elsewhere a few bad ones are mistakes to be reported.
char SniffQuote(std::string_view head, bool is_whole, const CsvDialect& dialect,
                const Sample& with_double) {
  const size_t tolerated = dialect.delimiter == '\t' ? 0 : 2;
  if (with_double.badly_quoted > with_double.well_quoted + tolerated) return kNoQuote;
  if (with_double.well_quoted > 0) return '"';
  CsvDialect single = dialect;
  single.quote = '\'';
  const Sample sample = TakeSample(head, is_whole, single);
  // An apostrophe may open a word, so a few cells prove nothing.
  return sample.well_quoted >= 3 && sample.badly_quoted == 0 ? '\'' : '"';
}

bool EndsWithIgnoringCase(std::string_view text, std::string_view lower_suffix) {
  if (text.size() < lower_suffix.size()) return false;
  const std::string_view tail = text.substr(text.size() - lower_suffix.size());
  return std::equal(tail.begin(), tail.end(), lower_suffix.begin(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

// Of prose with as many commas in every line, cells begin with a space.
bool LooksLikeProse(const Sample& sample) {
  size_t cells = 0;
  size_t spaced = 0;
  for (const auto& record : sample.records) {
    for (size_t i = 1; i < record.size(); ++i) {
      if (record[i].empty()) continue;
      ++cells;
      if (record[i][0] == ' ') ++spaced;
    }
  }
  return 2 * spaced > cells;
}

bool IsTableLike(const Sample& sample, std::string_view head) {
  if (head.empty() || head[0] == '{' || head[0] == '[' || head[0] == '<') return false;
  if (sample.column_count < 2 || sample.records.size() < 3 || sample.share < 0.95) return false;
  return sample.records[0].size() == sample.column_count && !LooksLikeProse(sample);
}

bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

// Whether a cell could be the name of a column: words, not numbers, dates, addresses or links.
bool IsNameLike(std::string_view cell) {
  size_t letters = 0;
  size_t digits = 0;
  for (const char c : cell) {
    if (IsLetter(c)) ++letters;
    if (c >= '0' && c <= '9') ++digits;
  }
  if (letters == 0 || digits > letters) return false;
  return cell.find('@') == std::string_view::npos && cell.find("://") == std::string_view::npos;
}

// +1: the first cell is unlike those below it; -1: it is one of them.
int HeaderVote(const Records& records, size_t column) {
  const std::string& first = records[0][column];
  if (first.empty()) return 0;
  if (!IsNameLike(first)) return -1;
  bool has_values = false;
  bool has_names = false;
  size_t filled = 0;
  std::set<std::string_view> distinct;
  for (size_t i = 1; i < records.size(); ++i) {
    if (column >= records[i].size() || records[i] == records[0]) continue;
    const std::string& cell = records[i][column];
    if (cell.empty()) continue;
    if (cell == first) return -1;
    ++filled;
    distinct.insert(cell);
    (IsNameLike(cell) ? has_names : has_values) = true;
  }
  // Where few values come again and again, one of them would have come again.
  const bool is_enumeration = filled >= kEnumerationCellsMin && 2 * distinct.size() <= filled;
  return (has_values && !has_names) || is_enumeration ? 1 : 0;
}

}  // namespace

bool HasHeader(const Records& records) {
  if (records.empty()) return true;
  int votes = 0;
  for (size_t column = 0; column < records[0].size(); ++column) {
    votes += HeaderVote(records, column);
  }
  if (votes != 0) return votes > 0;
  std::vector<std::string> names = records[0];
  std::sort(names.begin(), names.end());
  return std::all_of(names.begin(), names.end(), IsNameLike) &&
         std::adjacent_find(names.begin(), names.end()) == names.end();
}

SniffedCsv SniffCsv(std::string_view file_name, std::string_view head, bool is_whole) {
  CsvDialect dialect;
  dialect.has_byte_order_mark = head.starts_with(kByteOrderMark);
  if (dialect.has_byte_order_mark) head.remove_prefix(kByteOrderMark.size());
  dialect.line_end = SniffLineEnd(head);

  const bool prefers_tab =
      EndsWithIgnoringCase(file_name, ".tsv") || EndsWithIgnoringCase(file_name, ".tab");
  std::optional<Sample> best;
  for (const char delimiter : {',', '\t', ';', '|'}) {
    if (prefers_tab && delimiter != '\t') continue;
    dialect.delimiter = delimiter;
    dialect.quote = '"';
    Sample sample = TakeSample(head, is_whole, dialect);
    const char quote = SniffQuote(head, is_whole, dialect, sample);
    if (quote != '"') {
      dialect.quote = quote;
      sample = TakeSample(head, is_whole, dialect);
    }
    if (!best || sample.score > best->score) best = std::move(sample);
  }

  SniffedCsv sniffed;
  sniffed.dialect = best->dialect;
  sniffed.dialect.has_header = HasHeader(best->records);
  sniffed.column_count = best->column_count;
  sniffed.is_table_like = IsTableLike(*best, head);
  if (!best->records.empty()) sniffed.first_record = std::move(best->records[0]);
  return sniffed;
}

}  // namespace sunder::csv
