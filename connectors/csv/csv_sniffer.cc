#include "connectors/csv/csv_sniffer.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>

#include "connectors/csv/csv_indexer.h"
#include "connectors/csv/csv_layout.h"
#include "connectors/csv/csv_scan.h"
#include "connectors/decode/file_name.h"
#include "connectors/decode/sql_line.h"

namespace sunder::csv {
namespace {

constexpr size_t kSureRecordsMin = 5;  // fewer lines of text may be alike by chance
// Enough to judge consistency; more only costs time.
constexpr size_t kSampledRecordsMax = 200;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The records of a head under one dialect, and how well its quotes fit.
class SampleSink {
 public:
  SampleSink(std::string_view head, const CsvDialect& dialect) : head_(head), dialect_(dialect) {}

  void Cell(size_t begin, size_t end, bool is_escaped) {
    if (records_.size() >= kSampledRecordsMax) return;
    const std::string_view raw = head_.substr(begin, end - begin);
    const bool is_quoted = begin > 0 && head_[begin - 1] == dialect_.quote;
    if (record_.empty()) begins_.push_back(is_quoted ? begin - 1 : begin);
    if (is_quoted) CountQuoted(begin, end);
    record_.push_back(is_escaped ? DecodeQuoted(raw, dialect_.quote) : std::string(raw));
  }
  void EndRecord() {
    if (records_.size() < kSampledRecordsMax) records_.push_back(std::move(record_));
    record_.clear();
  }

  Records& records() { return records_; }
  std::vector<size_t>& begins() { return begins_; }
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
  std::vector<size_t> begins_;  // of each record in the head
  std::vector<std::string> record_;
  size_t well_quoted_ = 0;
  size_t badly_quoted_ = 0;
};

struct Sample {
  CsvDialect dialect;
  Records records;  // behind the preamble
  uint32_t preamble_lines = 0;
  size_t well_quoted = 0;
  size_t badly_quoted = 0;
  size_t column_count = 0;  // the commonest
  double share = 0;         // of records with that many cells
  double score = 0;
};

// Lines before `offset`, blank ones included.
struct LineCounter {
  size_t offset = 0;
  uint32_t count = 0;
  bool Line(size_t begin, size_t, bool) {
    if (begin >= offset) return false;
    ++count;
    return true;
  }
};

// Takes the records above a header off.
void TakePreamble(std::string_view head, const std::vector<size_t>& begins, Sample* sample) {
  const size_t above = CountPreamble(sample->records, sample->column_count);
  if (above == 0) return;
  LineCounter lines{begins[above], 0};
  LineState state;
  ScanLines(head, sample->dialect, &state, &lines);
  sample->preamble_lines = lines.count;
  sample->records.erase(sample->records.begin(),
                        sample->records.begin() + static_cast<ptrdiff_t>(above));
}

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
  TakePreamble(head, sink.begins(), &sample);
  most = static_cast<size_t>(
      std::count_if(sample.records.begin(), sample.records.end(),
                    [&](const auto& record) { return record.size() == sample.column_count; }));
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
  if (with_double.well_quoted > 0 || head.find('\'') == std::string_view::npos) return '"';
  CsvDialect single = dialect;
  single.quote = '\'';
  const Sample sample = TakeSample(head, is_whole, single);
  // An apostrophe may open a word, so a few cells prove nothing.
  return sample.well_quoted >= 3 && sample.badly_quoted == 0 ? '\'' : '"';
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

// Lines of a database dump: "INSERT INTO people VALUES ('Ada', 3);", "(7, 'Ben')," are statements
// and rows of them, in which a first and a last value are not told from what stands around them.
bool LooksLikeStatements(std::string_view head) {
  size_t lines = 0;
  size_t statements = 0;
  while (!head.empty()) {
    std::string_view line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    const size_t last = line.find_last_not_of(" \t\r,;");
    if (last == std::string_view::npos) continue;
    line = line.substr(0, last + 1);
    line.remove_prefix(line.find_first_not_of(" \t"));
    ++lines;
    if (BeginsInsert(line) || (line.front() == '(' && line.back() == ')')) ++statements;
  }
  return 2 * statements >= lines && lines > 0;
}

bool IsTableLike(const Sample& sample, std::string_view head) {
  if (head.empty() || head[0] == '{' || head[0] == '[' || head[0] == '<') return false;
  if (sample.column_count < 2 || sample.records.size() < 3 || sample.share < 0.95) return false;
  return sample.records[0].size() == sample.column_count && !LooksLikeProse(sample) &&
         !LooksLikeStatements(head);
}

// The sample under the delimiter and quote that fit best, or that are said.
Sample BestSample(std::string_view file_name, std::string_view head, bool is_whole,
                  CsvDialect dialect, bool knows_delimiter, bool knows_quote) {
  const bool prefers_tab = HasExtension(file_name, ".tsv") || HasExtension(file_name, ".tab");
  std::string_view delimiters = prefers_tab ? "\t" : ",\t;|";
  const char said[] = {dialect.delimiter};
  if (knows_delimiter) delimiters = std::string_view(said, 1);
  const char said_quote = dialect.quote;
  std::optional<Sample> best;
  const auto take = [&](char delimiter) {
    dialect.delimiter = delimiter;
    dialect.quote = knows_quote ? said_quote : '"';
    Sample sample = TakeSample(head, is_whole, dialect);
    const char quote = knows_quote ? said_quote : SniffQuote(head, is_whole, dialect, sample);
    if (quote == dialect.quote) return sample;
    dialect.quote = quote;
    return TakeSample(head, is_whole, dialect);
  };
  for (const char delimiter : delimiters) {
    // One that does not stand there parts nothing and scores nothing.
    if (head.find(delimiter) == std::string_view::npos) continue;
    Sample sample = take(delimiter);
    if (!best || sample.score > best->score) best = std::move(sample);
  }
  // Of those that score nothing the first one counts.
  const bool has_score = best && best->score > 0;
  if (!has_score && (!best || best->dialect.delimiter != delimiters.front())) {
    return take(delimiters.front());
  }
  return *std::move(best);
}

class RowSink {
 public:
  RowSink(std::string_view bytes, const CsvDialect& dialect, size_t rows_max)
      : bytes_(bytes), dialect_(dialect), rows_max_(rows_max) {}

  void Cell(size_t begin, size_t end, bool is_escaped) {
    if (rows_.size() >= rows_max_) return;
    const std::string_view raw = bytes_.substr(begin, end - begin);
    row_.push_back(is_escaped ? DecodeQuoted(raw, dialect_.quote) : std::string(raw));
  }
  void EndRecord() {
    if (rows_.size() < rows_max_) rows_.push_back(std::move(row_));
    row_.clear();
  }
  std::vector<std::vector<std::string>>& rows() { return rows_; }

 private:
  std::string_view bytes_;
  const CsvDialect& dialect_;
  size_t rows_max_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> row_;
};

// The end of the first lines.
struct LineEndFinder {
  uint32_t wanted = 0;
  size_t end = 0;
  bool Line(size_t, size_t line_end, bool) {
    end = line_end;
    return --wanted > 0;
  }
};

}  // namespace

Result<SniffedCsv> SniffCsv(std::string_view file_name, std::string_view head, bool is_whole,
                            const std::map<std::string, std::string>& said) {
  SUNDER_ASSIGN_OR_RETURN(CsvDialect dialect, CsvDialect::FromMap(said));
  dialect.has_byte_order_mark = head.starts_with(kByteOrderMark);
  if (dialect.has_byte_order_mark) head.remove_prefix(kByteOrderMark.size());
  if (!said.contains("line_end")) dialect.line_end = SniffLineEnd(head);
  const Sample best = BestSample(file_name, head, is_whole, dialect, said.contains("delimiter"),
                                 said.contains("quote"));
  const RowLayout layout = LayoutOf(best.records);
  dialect = best.dialect;
  dialect.preamble_lines = best.preamble_lines;
  dialect.has_header = layout.has_header;
  dialect.header_rows = layout.header_rows;
  dialect.has_units_row = layout.has_units_row;

  SniffedCsv sniffed;
  sniffed.column_count = best.column_count;
  sniffed.is_table_like = best.preamble_lines == 0 && IsTableLike(best, head);
  const size_t columns_min = dialect.delimiter == '\t' ? 2 : 3;
  sniffed.is_surely_table = sniffed.is_table_like && dialect.has_header &&
                            best.column_count >= columns_min &&
                            best.records.size() >= kSureRecordsMin;
  const size_t above = std::min<size_t>(dialect.rows_above_records(), best.records.size());
  if (dialect.quote != '\'') {
    sniffed.json_columns = JsonColumns(
        {std::next(best.records.begin(), static_cast<ptrdiff_t>(above)), best.records.end()},
        best.column_count);
  }
  // What was written with the dialect of its source is read in it, whatever its rows look like
  // without the columns that left.
  if (CsvDialect::IsWhole(said)) {
    SUNDER_ASSIGN_OR_RETURN(sniffed.dialect, CsvDialect::FromMap(said));
    sniffed.json_columns.clear();
    return sniffed;
  }
  std::map<std::string, std::string> map = dialect.ToMap();
  for (const auto& [key, value] : said) map[key] = value;
  SUNDER_ASSIGN_OR_RETURN(sniffed.dialect, CsvDialect::FromMap(map));
  return sniffed;
}

AboveRecords ReadAbove(std::string_view head, const CsvDialect& dialect) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  AboveRecords above;
  if (dialect.preamble_lines > 0) {
    LineEndFinder preamble{dialect.preamble_lines, 0};
    LineState state;
    ScanLines(head, dialect, &state, &preamble);
    above.lacks_lines = preamble.wanted > 0;
    above.preamble = head.substr(0, above.lacks_lines ? head.size() : preamble.end);
    head.remove_prefix(above.preamble.size());
  }
  RowSink sink(head, dialect, std::max<size_t>(1, dialect.rows_above_records()));
  ScanCells(head, dialect, &sink);
  above.rows = std::move(sink.rows());
  return above;
}

}  // namespace sunder::csv
