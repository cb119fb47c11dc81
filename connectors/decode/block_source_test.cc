#include "connectors/decode/block_source.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "connectors/conformance/conformance.h"

namespace sunder {
namespace {

using std::string;

// A stream out of memory that gives a few bytes at a time and may end in an error.
class MemoryStream : public ByteStream {
 public:
  MemoryStream(string bytes, size_t step, Status end = Status::Ok())
      : bytes_(std::move(bytes)), step_(step), end_(std::move(end)) {}

  Result<size_t> Read(char* buffer, size_t size) override {
    const size_t count = std::min({size, step_, bytes_.size() - position_});
    if (count == 0 && !end_.ok()) return end_;
    bytes_.copy(buffer, count, position_);
    position_ += count;
    return count;
  }

 private:
  string bytes_;
  size_t step_;
  Status end_;
  size_t position_ = 0;
};

// Records in brackets: "[...]" with anything inside; one that is not closed can never be whole.
class BracketBoundary : public RecordBoundary {
 public:
  size_t WholeRecords(std::string_view bytes, bool /*is_end*/) override {
    return bytes.rfind(']') + 1;
  }
  std::optional<size_t> EndOfRecord(std::string_view chunk, bool /*is_first*/) override {
    const size_t end = chunk.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    return end + 1;
  }
  // Resynchronises at the next opening bracket.
  size_t GiveUp(std::string_view bytes, bool /*is_end*/) override {
    return std::min(bytes.size(), bytes.find('[', 1));
  }
};

struct Outcome {
  string data;
  std::vector<string> blocks;
  ReadLedger ledger;
  Status status;

  uint64_t Lost(LossReason reason) const {
    uint64_t size = 0;
    for (const Loss& loss : ledger.losses) {
      if (loss.reason == reason) size += loss.size_bytes;
    }
    return size;
  }
};

Outcome Read(std::unique_ptr<ByteStream> stream, const ReadOptions& options,
             RecordBoundary& boundary, uint64_t begin = 0, uint64_t end = 0) {
  BlockSource source(std::move(stream), options, begin, end);
  Outcome outcome;
  string data;
  while (true) {
    const Result<bool> filled = source.Fill(&data, boundary, &outcome.ledger);
    if (!filled.ok()) outcome.status = filled.status();
    if (!filled.ok() || !*filled) break;
    REQUIRE_FALSE(data.empty());
    outcome.blocks.push_back(data);
    outcome.data += data;
  }
  CHECK(data.empty());
  CHECK(outcome.ledger.Balances());
  CHECK(outcome.ledger.bytes_delivered == outcome.data.size());
  return outcome;
}

Outcome ReadLines(const string& bytes, ReadOptions options = {}, size_t step = 5) {
  LineBoundary boundary;
  return Read(std::make_unique<MemoryStream>(bytes, step), options, boundary);
}

ReadOptions Blocks(uint32_t block_size, uint32_t record_max = 64U << 20) {
  ReadOptions options;
  options.block_size_bytes = block_size;
  options.record_size_bytes_max = record_max;
  return options;
}

}  // namespace

TEST_CASE("Blocks hold whole records and lose nothing") {
  string bytes;
  for (int i = 0; i < 200; ++i) bytes += string(static_cast<size_t>(i * 7 % 50), 'x') + "\n";
  for (const char* ending : {"", "last without end"}) {
    for (const uint32_t block_size : {1U, 7U, 64U, 100'000U}) {
      const Outcome outcome = ReadLines(bytes + ending, Blocks(block_size));
      CHECK(outcome.status.ok());
      CHECK(outcome.data == bytes + ending);
      CHECK(outcome.ledger.losses.empty());
      for (size_t i = 0; i + 1 < outcome.blocks.size(); ++i) {
        REQUIRE(outcome.blocks[i].back() == '\n');
      }
    }
  }
  CHECK(ReadLines("").blocks.empty());
}

TEST_CASE("A block is about as large as asked for") {
  string bytes;
  for (int i = 0; i < 1000; ++i) bytes += "123456789\n";
  const Outcome outcome = ReadLines(bytes, Blocks(100), 1000);
  CHECK(outcome.blocks.size() == 100);
  CHECK(ReadLines(bytes, Blocks(1'000'000)).blocks.size() == 1);
}

TEST_CASE("A byte-order mark is structure at the beginning only") {
  const Outcome marked = ReadLines("\xEF\xBB\xBFone\n\xEF\xBB\xBFtwo\n", {}, 1);
  CHECK(marked.data == "one\n\xEF\xBB\xBFtwo\n");
  CHECK(marked.ledger.bytes_structure == 3);
  const Outcome only = ReadLines("\xEF\xBB\xBF");
  CHECK(only.blocks.empty());
  CHECK(only.ledger.bytes_structure == 3);
  LineBoundary boundary;
  const Outcome middle =
      Read(std::make_unique<MemoryStream>("\xEF\xBB\xBFtwo\n", 4), {}, boundary, 7, 0);
  CHECK(middle.ledger.bytes_structure == 0);
  CHECK(middle.data == "\xEF\xBB\xBFtwo\n");
}

TEST_CASE("Reading stops at the end of the partition") {
  LineBoundary boundary;
  const Outcome outcome =
      Read(std::make_unique<MemoryStream>("two\nthree\nfour\n", 100), {}, boundary, 4, 14);
  CHECK(outcome.data == "two\nthree\n");
  CHECK(outcome.ledger.bytes_in == 10);
  CHECK(outcome.ledger.losses.empty());
}

TEST_CASE("A file that became shorter is a loss") {
  LineBoundary boundary;
  const Outcome outcome =
      Read(std::make_unique<MemoryStream>("two\nthr", 100), {}, boundary, 4, 14);
  CHECK(outcome.data == "two\n");
  CHECK(outcome.Lost(LossReason::kTruncated) == 3);
}

TEST_CASE("Records over the limit are skipped, however large the blocks are") {
  const string big(1000, 'b');
  const string bytes =
      "one\n" + big + "\ntwo\n" + string(20, 'c') + "\n" + string(19, 'd') + "\n" + big;
  for (const uint32_t block_size : {1U, 16U, 64U, 100'000U}) {
    for (const size_t step : {1UL, 3UL, 10'000UL}) {
      const Outcome outcome = ReadLines(bytes, Blocks(block_size, 20), step);
      CHECK(outcome.status.ok());
      CHECK(outcome.data == "one\ntwo\n" + string(19, 'd') + "\n");
      CHECK(outcome.Lost(LossReason::kOverLimit) == 1001 + 21 + 1000);
      CHECK(outcome.ledger.bytes_lost == 1001 + 21 + 1000);
      CHECK(outcome.ledger.losses[0].offset_bytes == 4);
    }
  }
}

TEST_CASE("Records that are not UTF-8 are cut out") {
  const string bytes =
      "good\nb\xE4"
      "d\nfine\n\xFF\n\xFE\nlast \xC3";
  for (const uint32_t block_size : {1U, 7U, 100'000U}) {
    const Outcome outcome = ReadLines(bytes, Blocks(block_size));
    CHECK(outcome.data == "good\nfine\n");
    CHECK(outcome.Lost(LossReason::kUndecodable) == 4 + 4 + 6);
    CHECK(outcome.ledger.losses.size() == 2);  // neighbours are one entry
    CHECK(outcome.ledger.losses[0].offset_bytes == 5);
  }
}

TEST_CASE("Every block says where it began") {
  const string bytes = "\xEF\xBB\xBFgood\n\xFF\nfine\nmore\n";
  BlockSource source(std::make_unique<MemoryStream>(bytes, 3), Blocks(1), 0, 0);
  LineBoundary boundary;
  ReadLedger ledger;
  string data;
  while (*source.Fill(&data, boundary, &ledger)) {
    CHECK(bytes.substr(source.block_offset_bytes(), data.size()) == data);
  }
}

TEST_CASE("A million bad records make few entries") {
  string bytes;
  for (int i = 0; i < 20'000; ++i) bytes += i % 2 == 0 ? "\xFF\n" : "ok\n";
  const Outcome outcome = ReadLines(bytes, Blocks(65'536), 65'536);
  CHECK(outcome.ledger.losses.size() == 100);
  CHECK(outcome.Lost(LossReason::kUndecodable) == 20'000);
  CHECK(outcome.ledger.bytes_delivered == 30'000);
}

TEST_CASE("A truncated stream gives the whole records, the rest is lost") {
  for (const uint32_t block_size : {1U, 7U, 100'000U}) {
    LineBoundary boundary;
    const Outcome outcome = Read(
        std::make_unique<MemoryStream>("one\ntwo\nthr", 4, Status::DataLoss("x.gz: ends early")),
        Blocks(block_size), boundary);
    CHECK(outcome.status.ok());
    CHECK(outcome.data == "one\ntwo\n");
    REQUIRE(outcome.ledger.losses.size() == 1);
    CHECK(outcome.Lost(LossReason::kTruncated) == 3);
    CHECK(outcome.ledger.losses[0].detail == "x.gz: ends early");
  }
}

TEST_CASE("A truncation between records is a loss, too") {
  LineBoundary boundary;
  const Outcome outcome = Read(
      std::make_unique<MemoryStream>("one\n", 4, Status::DataLoss("ends early")), {}, boundary);
  CHECK(outcome.data == "one\n");
  CHECK(outcome.ledger.HasLoss());
}

TEST_CASE("An error of the system is a loss and a status") {
  LineBoundary boundary;
  const Outcome outcome =
      Read(std::make_unique<MemoryStream>("one\ntw", 4, Status::Unreadable("disk")), {}, boundary);
  CHECK(outcome.data == "one\n");
  CHECK(outcome.status.code() == StatusCode::kUnreadable);
  CHECK(outcome.Lost(LossReason::kReadError) == 2);
}

TEST_CASE("What never ends is malformed, and reading goes on where the format can") {
  for (const uint32_t block_size : {1U, 7U, 100'000U}) {
    BracketBoundary boundary;
    const Outcome outcome =
        Read(std::make_unique<MemoryStream>("[one][two][thr", 4), Blocks(block_size), boundary);
    CHECK(outcome.data == "[one][two]");
    CHECK(outcome.Lost(LossReason::kMalformed) == 4);
  }
  BracketBoundary boundary;
  const Outcome rest = Read(std::make_unique<MemoryStream>("[one][two[thr", 100), {}, boundary);
  CHECK(rest.data == "[one]");
  CHECK(rest.Lost(LossReason::kMalformed) == 8);
}

TEST_CASE("A format may resynchronise behind a record over the limit") {
  // In a large block the record's end is known, in a small one it is not: the same must be lost.
  for (const uint32_t block_size : {1U, 8U, 100'000U}) {
    BracketBoundary boundary;
    const Outcome outcome =
        Read(std::make_unique<MemoryStream>("[" + string(8, 'x') + "[0123456789abc][fine]", 4),
             Blocks(block_size, 16), boundary);
    CHECK(outcome.data == "[0123456789abc][fine]");
    CHECK(outcome.Lost(LossReason::kOverLimit) == 9);
    const Outcome skipped =
        Read(std::make_unique<MemoryStream>("[" + string(100, 'x') + "[lost][fine]", 4),
             Blocks(block_size, 16), boundary);
    CHECK(skipped.data == "[fine]");
    const Outcome endless =
        Read(std::make_unique<MemoryStream>("[one][" + string(100, 'x') + "[lost", 4),
             Blocks(block_size, 16), boundary);
    CHECK(endless.data == "[one]");
    CHECK(endless.Lost(LossReason::kOverLimit) == 106);
  }
}

TEST_CASE("A sample ends behind about so many bytes and is no loss") {
  string bytes;
  for (int i = 0; i < 100; ++i) bytes += "123456789\n";
  for (const uint32_t block_size : {1U, 64U, 100'000U}) {
    ReadOptions options = Blocks(block_size);
    options.max_bytes = 105;
    const Outcome outcome = ReadLines(bytes, options);
    CHECK(outcome.data.size() >= 100);
    CHECK(outcome.data.size() <= 120);
    CHECK_FALSE(outcome.ledger.HasLoss());
    CHECK(std::any_of(outcome.ledger.losses.begin(), outcome.ledger.losses.end(),
                      [](const Loss& loss) { return loss.reason == LossReason::kSampled; }));
  }
  ReadOptions all = Blocks(64);
  all.max_bytes = bytes.size();
  CHECK(ReadLines(bytes, all).data == bytes);
  CHECK(ReadLines(bytes, all).ledger.losses.empty());
}

TEST_CASE("Cancelling ends reading at once") {
  std::atomic<bool> cancel = true;
  ReadOptions options = Blocks(4);
  options.cancel = &cancel;
  const Outcome outcome = ReadLines("one\ntwo\n", options);
  CHECK(outcome.status.code() == StatusCode::kCancelled);
  CHECK(outcome.data.empty());
  CHECK_FALSE(outcome.ledger.HasLoss());
}

}  // namespace sunder
