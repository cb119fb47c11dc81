#include "connectors/csv/csv_scan.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "connectors/csv/csv_indexer.h"
#include "connectors/csv/csv_partitions.h"
#include "connectors/csv/csv_reader.h"

namespace sunder::csv {
namespace {

using Records = std::vector<std::vector<std::string>>;

// The grammar once more, byte by byte and obvious.
struct SlowParse {
  Records records;
  std::vector<size_t> line_ends;
  bool is_open = false;
};

SlowParse ParseSlowly(const std::string& bytes, const CsvDialect& dialect) {
  SlowParse parse;
  std::vector<std::string> record;
  std::string cell;
  bool at_start = true;
  bool is_quoted = false;
  bool was_quoted = false;
  size_t line_begin = 0;
  const auto end_line = [&](size_t end) {
    std::string line = bytes.substr(line_begin, end - line_begin);
    if (!was_quoted && cell.ends_with('\r')) cell.pop_back();
    if (was_quoted && cell.ends_with('\r') && line.ends_with('\r')) cell.pop_back();
    if (line.ends_with('\r')) line.pop_back();
    record.push_back(cell);
    if (!line.empty()) parse.records.push_back(record);
    record.clear();
    cell.clear();
    at_start = true;
    was_quoted = false;
  };
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (is_quoted) {
      if (c == dialect.quote && i + 1 < bytes.size() && bytes[i + 1] == dialect.quote) {
        cell += c;
        ++i;
      } else if (c == dialect.quote) {
        is_quoted = false;
      } else {
        cell += c;
      }
    } else if (c == dialect.delimiter) {
      record.push_back(std::exchange(cell, ""));
      at_start = true;
      was_quoted = false;
    } else if (c == '\n') {
      end_line(i);
      line_begin = i + 1;
      parse.line_ends.push_back(i + 1);
    } else if (c == dialect.quote && at_start) {
      is_quoted = was_quoted = true;
      at_start = false;
    } else {
      cell += c;
      at_start = false;
    }
  }
  parse.is_open = is_quoted;
  if (line_begin < bytes.size()) end_line(bytes.size());
  return parse;
}

struct LineEnds {
  std::vector<size_t> ends;
  size_t base = 0;
  bool Line(size_t, size_t end, bool) {
    ends.push_back(base + end);
    return true;
  }
};

std::string RandomCsv(std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {
      ",",    ",",  "\n",
      "\"",   "\"", "\"\"",
      "\r\n", "a",  "some text that is a little longer than others"};
  std::string bytes;
  const size_t count = random() % 120;
  for (size_t i = 0; i < count; ++i) bytes += kPieces[random() % std::size(kPieces)];
  return bytes;
}

TEST_CASE("scan: agrees with a slow parser on random bytes") {
  std::mt19937 random(20240229);
  const CsvDialect dialect;
  for (int round = 0; round < 3000; ++round) {
    const std::string bytes = RandomCsv(random);
    const SlowParse slow = ParseSlowly(bytes, dialect);
    CAPTURE(bytes);

    // Lines, in one piece and with a buffer that grows and is cut.
    LineEnds lines;
    LineState state;
    ScanLines(bytes, dialect, &state, &lines);
    REQUIRE(lines.ends == slow.line_ends);
    REQUIRE(state.is_quoted == slow.is_open);
    LineEnds piecewise;
    LineState moving;
    std::string buffer;
    for (size_t at = 0; at < bytes.size();) {
      const size_t step = std::min<size_t>(1 + random() % 90, bytes.size() - at);
      buffer.append(bytes, at, step);
      at += step;
      ScanLines(buffer, dialect, &moving, &piecewise);
      const size_t seen = moving.line_begin;
      buffer.erase(0, seen);
      piecewise.base += seen;
      moving.Rebase(seen);
    }
    REQUIRE(piecewise.ends == slow.line_ends);

    // Cells of the whole lines.
    RecordBlock block;
    CsvBoundary boundary(dialect);
    block.data = bytes.substr(0, boundary.WholeRecords(bytes, true));
    block.indexer = std::make_shared<CsvIndexer>(dialect, std::vector<std::string>{"a"});
    REQUIRE(block.EnsureIndexed().ok());
    Records records(block.record_count);
    std::string scratch;
    for (const CellRef& cell : block.cells) {
      REQUIRE(cell.record < records.size());
      REQUIRE(cell.field == records[cell.record].size());
      REQUIRE(cell.field < block.fields.size());
      records[cell.record].emplace_back(block.Text(cell, &scratch));
    }
    REQUIRE(records == ParseSlowly(block.data, dialect).records);
  }
}

TEST_CASE("boundary: the two ways to find an end agree") {
  std::mt19937 random(7);
  CsvBoundary boundary{CsvDialect()};
  for (int round = 0; round < 2000; ++round) {
    const std::string bytes = RandomCsv(random);
    CAPTURE(bytes);
    const SlowParse slow = ParseSlowly(bytes, CsvDialect());
    const std::optional<size_t> whole = boundary.EndOfRecord(bytes, true);
    if (slow.line_ends.empty()) {
      REQUIRE_FALSE(whole.has_value());
      REQUIRE(boundary.WholeRecords(bytes, false) == 0);
      continue;
    }
    REQUIRE(whole == slow.line_ends.front());
    REQUIRE(boundary.WholeRecords(bytes, false) == slow.line_ends.back());
    const size_t cut = random() % (bytes.size() + 1);
    std::optional<size_t> end = boundary.EndOfRecord(std::string_view(bytes).substr(0, cut), true);
    if (!end) {
      end = boundary.EndOfRecord(std::string_view(bytes).substr(cut), false);
      REQUIRE(end.has_value());
      *end += cut;
    }
    REQUIRE(*end == slow.line_ends.front());
  }
}

class StringStream : public ByteStream {
 public:
  explicit StringStream(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<size_t> Read(char* buffer, size_t size) override {
    const size_t count = bytes_.copy(buffer, std::min<size_t>(size, 70000), position_);
    position_ += count;
    return count;
  }

 private:
  std::string bytes_;
  size_t position_ = 0;
};

TEST_CASE("partitions: cuts are record starts, also between quoted newlines") {
  std::string bytes = "\xEF\xBB\xBF\"id\",note\n";
  std::vector<size_t> starts;
  for (int i = 0; bytes.size() < 1000000; ++i) {
    starts.push_back(bytes.size());
    bytes += std::to_string(i) + ",\"" + std::string(static_cast<size_t>(i % 50), '\n') + "\"\n";
  }
  StringStream stream(bytes);
  const auto partitions = CutCsv(&stream, bytes.size(), 8, CsvDialect());
  REQUIRE(partitions.ok());
  REQUIRE(partitions->size() >= 7);
  uint64_t begin = 0;
  for (const Partition& partition : *partitions) {
    CHECK(partition.begin == begin);
    if (begin > 0) CHECK(std::binary_search(starts.begin(), starts.end(), begin));
    begin = partition.end;
  }
  CHECK(begin == bytes.size());
}

TEST_CASE("partitions: nothing is cut behind a record over the limit") {
  std::string bytes = "id,note\n";
  while (bytes.size() < 200000) bytes += "1,x\n";
  bytes += "2,\"";
  while (bytes.size() < 3000000) bytes += "1,x\n";
  StringStream stream(bytes);
  const auto partitions = CutCsv(&stream, bytes.size(), 20, CsvDialect());
  REQUIRE(partitions.ok());
  REQUIRE(partitions->size() >= 2);
  CHECK(partitions->back().begin <= 200000);
  CHECK(partitions->back().end == bytes.size());
}

}  // namespace
}  // namespace sunder::csv
