#include "connectors/conformance/conformance.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>

#include "connectors/decode/byte_stream.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// What trips writers: quotes, separators, escapes, markup, other scripts.
constexpr std::string_view kNasty =
    "it's \"so\", they; said:\t\\n {x} [y] <b>&amp;</b> = \xC3\xBC\xE6\xBC\xA2\xF0\x9F\x98\x80 #1 "
    "%";

template <class T>
T Must(Result<T> result) {
  if (!result.ok()) FAIL(result.status().message());
  return std::move(result).value();
}

// Reports the first difference only: samples are long.
void CheckSameRecords(const std::vector<ReadRecord>& got, const std::vector<ReadRecord>& expected) {
  const auto [left, right] =
      std::mismatch(got.begin(), got.end(), expected.begin(), expected.end());
  if (left == got.end() && right == expected.end()) return;
  const auto print = [](auto position, auto end) {
    if (position == end) return std::string("no record");
    std::string text;
    for (const ReadCell& cell : *position) text += "[" + cell.field + "=" + cell.text + "]";
    return text.substr(0, 500);
  };
  FAIL_CHECK("records differ at " << left - got.begin() << " of " << got.size() << " (expected "
                                  << expected.size() << "):\n  got      " << print(left, got.end())
                                  << "\n  expected " << print(right, expected.end()));
}

void CheckPrefix(const std::vector<ReadRecord>& got, const std::vector<ReadRecord>& all) {
  REQUIRE(got.size() <= all.size());
  CheckSameRecords(got, {all.begin(), all.begin() + static_cast<ptrdiff_t>(got.size())});
}

bool HasReason(const ReadLedger& ledger, LossReason reason) {
  return std::any_of(ledger.losses.begin(), ledger.losses.end(),
                     [reason](const Loss& loss) { return loss.reason == reason; });
}

// Cells that say something. Removing a value leaves an empty cell, none, or no record, as the
// format has it.
std::vector<ReadRecord> FilledCells(const std::vector<ReadRecord>& records) {
  std::vector<ReadRecord> filled;
  for (ReadRecord record : records) {
    std::erase_if(record, [](const ReadCell& cell) { return cell.text.empty(); });
    for (ReadCell& cell : record) cell.is_text = true;
    if (!record.empty()) filled.push_back(std::move(record));
  }
  return filled;
}

class Run {
 public:
  Run(const Connector& connector, const ConformanceCase& sample)
      : connector_(connector), sample_(sample) {}

  void All() {
    path_ = folder_.path() + "/" + sample_.file_name;
    if (sample_.make_file) {
      sample_.make_file(path_);
    } else {
      folder_.Write(sample_.file_name, sample_.content);
    }
    object_ = TestObject(connector_, path_);
    Recognition();
    CountsAndSchema();
    Invariance();
    if (tables_[0].read_only_reason.empty()) {
      Writing();
      Removing();
      Replacing();
    } else {
      NotWriting();
    }
    Stopping();
    if (sample_.runs_empty) Empty();
    if (sample_.make_file) return;
    if (sample_.accepts_byte_order_mark) ByteOrderMark();
    Variant("truncated", sample_.truncated);
    Variant("bad UTF-8", sample_.bad_utf8);
    Variant("over limit", sample_.over_limit);
    if (!connector_.traits().reads_streams) return;
    Compressed(".gz", Codec::kGzip);
    Compressed(".zst", Codec::kZstd);
    Compressed(".bz2", Codec::kBzip2);
    Compressed(".xz", Codec::kXz);
    Compressed(".lz4", Codec::kLz4);
  }

 private:
  std::vector<TableInfo> Inspect(const SourceObject& object) {
    return Must(connector_.Inspect(object));
  }

  std::vector<ReadRecord> ReadFirst(const std::string& path) {
    const std::vector<TableInfo> tables = Inspect(TestObject(connector_, path));
    REQUIRE_FALSE(tables.empty());
    return ReadWholeTable(connector_, tables[0]).records;
  }

  void Recognition() {
    INFO("recognition");
    const std::string head = Must(ReadHead(object_, kHeadSizeBytes));
    CHECK(connector_.Recognise(sample_.file_name, head) >= 2);
    const std::string binary = {'\x7F', 'E', 'L', 'F', '\0', '\x01', '\xFF', '\0'};
    CHECK(connector_.Recognise("program.unknown", binary) == 0);
  }

  void CountsAndSchema() {
    INFO("counts and schema");
    tables_ = Inspect(object_);
    REQUIRE(tables_.size() == sample_.records.size());
    for (size_t index = 0; index < tables_.size(); ++index) {
      const TableInfo& table = tables_[index];
      const ReadTable read = ReadWholeTable(connector_, table);
      CHECK(read.records.size() == sample_.records[index]);
      CHECK(read.ledger.records == sample_.records[index]);
      CHECK_FALSE(read.ledger.HasLoss());
      CHECK(read.ledger.losses.empty());
      CheckFields(index, read);
      baseline_.push_back(read.records);
    }
    for (const auto& [key, value] : sample_.dialect) {
      const auto entry = tables_[0].dialect.find(key);
      REQUIRE(entry != tables_[0].dialect.end());
      CHECK(entry->second == value);
    }
  }

  void CheckFields(size_t index, const ReadTable& read) {
    if (index >= sample_.fields.size() || sample_.fields[index].empty()) return;
    if (tables_[index].fields_known) {
      CHECK(tables_[index].fields == sample_.fields[index]);
      return;
    }
    std::set<std::string> met;
    for (const ReadRecord& record : read.records) {
      for (const ReadCell& cell : record) met.insert(cell.field);
    }
    CHECK(std::vector<std::string>(met.begin(), met.end()) == sample_.fields[index]);
  }

  void Invariance() {
    for (size_t index = 0; index < tables_.size(); ++index) {
      for (const uint32_t block_size : {1U, 7U, 64U, 64U * 1024, 4U * 1024 * 1024}) {
        INFO("table " << index << ", blocks of " << block_size << " bytes");
        const ReadOptions options{.block_size_bytes = block_size};
        CheckSameRecords(ReadWholeTable(connector_, tables_[index], options).records,
                         baseline_[index]);
      }
      for (const uint32_t partitions : {2U, 3U, 8U, 1000U}) {
        INFO("table " << index << ", " << partitions << " partitions");
        const ReadOptions options{.block_size_bytes = 1024};
        CheckSameRecords(ReadWholeTable(connector_, tables_[index], options, partitions).records,
                         baseline_[index]);
      }
    }
    if (!sample_.must_partition) return;
    INFO("must partition");
    CHECK(Must(connector_.Plan(tables_[0], 8)).size() > 1);
  }

  void Writing() {
    INFO("write without edits");
    const std::string copy = Fresh("copy");
    RewriteObject(connector_, object_, copy);
    if (sample_.is_byte_identical) CHECK(ReadTestFile(copy) == ReadTestFile(path_));
    const std::vector<TableInfo> tables = Inspect(TestObject(connector_, copy));
    REQUIRE(tables.size() == tables_.size());
    for (size_t index = 0; index < tables.size(); ++index) {
      CHECK(tables[index].fields == tables_[index].fields);
      CHECK(tables[index].table == tables_[index].table);
      CheckSameRecords(ReadWholeTable(connector_, tables[index]).records, baseline_[index]);
    }
    const std::string again = Fresh("again");
    RewriteObject(connector_, object_, again);
    CHECK(ReadTestFile(copy) == ReadTestFile(again));
    const std::string unfinished = Fresh("unfinished");
    {
      const auto writer =
          Must(connector_.Create(unfinished, tables_, std::vector<WriteOptions>(tables_.size())));
    }
    CHECK_FALSE(std::filesystem::exists(unfinished));
  }

  void NotWriting() {
    INFO("read only");
    for (const TableInfo& table : tables_) {
      CHECK(table.read_only_reason == tables_[0].read_only_reason);
    }
    const std::string path = Fresh("copy");
    const auto writer = connector_.Create(path, tables_, std::vector<WriteOptions>(tables_.size()));
    CHECK_FALSE(writer.ok());
    CHECK_FALSE(std::filesystem::exists(path));
  }

  void Removing() {
    if (sample_.removed_field.empty()) return;
    INFO("removed field " << sample_.removed_field);
    REQUIRE(ReadTestFile(path_).find(sample_.removed_text) != std::string::npos);
    const std::string path = Fresh("removed");
    RewriteObject(connector_, object_, path, {WriteOptions{{sample_.removed_field}}});
    CHECK(ReadTestFile(path).find(sample_.removed_text) == std::string::npos);
    std::vector<ReadRecord> expected = baseline_[0];
    for (ReadRecord& record : expected) {
      std::erase_if(record,
                    [this](const ReadCell& cell) { return cell.field == sample_.removed_field; });
    }
    CheckSameRecords(FilledCells(ReadFirst(path)), FilledCells(expected));
    const std::vector<TableInfo> tables = Inspect(TestObject(connector_, path));
    const auto& fields = tables[0].fields;
    CHECK(std::find(fields.begin(), fields.end(), sample_.removed_field) == fields.end());
  }

  // Rewrites with every cell that holds replaced_text replaced (or removed) and compares.
  void CheckEdited(const std::string& path, CellEdit::Kind kind, std::string_view text) {
    const auto holds = [this](std::string_view cell) {
      return cell.find(sample_.replaced_text) != std::string_view::npos;
    };
    const auto edit = [&](const RecordBlock& block, uint32_t, std::span<const CellRef> cells) {
      std::vector<CellEdit> edits;
      std::string scratch;
      for (const CellRef& cell : cells) {
        if (!holds(block.Text(cell, &scratch))) continue;
        const auto index = static_cast<uint32_t>(&cell - block.cells.data());
        edits.push_back({index, kind, std::string(text)});
      }
      return edits;
    };
    RewriteObject(connector_, object_, path, {}, edit);
    CHECK(ReadTestFile(path).find(sample_.replaced_text) == std::string::npos);
    std::vector<ReadRecord> expected = baseline_[0];
    size_t edited_cells = 0;
    for (ReadRecord& record : expected) {
      for (ReadCell& cell : record) {
        if (!holds(cell.text)) continue;
        cell.text = text;
        ++edited_cells;
      }
    }
    REQUIRE(edited_cells > 0);
    CheckSameRecords(FilledCells(ReadFirst(path)), FilledCells(expected));
  }

  void Replacing() {
    if (sample_.replaced_text.empty()) return;
    {
      INFO("replaced cells");
      CheckEdited(Fresh("replaced"), CellEdit::Kind::kReplace, kNasty);
    }
    {
      INFO("cells replaced by nothing");
      CheckEdited(Fresh("emptied"), CellEdit::Kind::kReplace, "");
    }
    INFO("removed cells");
    CheckEdited(Fresh("without"), CellEdit::Kind::kRemove, "");
  }

  void Stopping() {
    Cancelling();
    INFO("max_bytes");
    const ReadOptions options{.block_size_bytes = 64, .max_bytes = 100};
    const ReadTable read = ReadWholeTable(connector_, tables_[0], options);
    CheckPrefix(read.records, baseline_[0]);
    CHECK_FALSE(read.ledger.HasLoss());
    if (read.records.size() < baseline_[0].size()) {
      CHECK(HasReason(read.ledger, LossReason::kSampled));
    }
    if (baseline_[0].size() > 100) CHECK(read.records.size() < baseline_[0].size());
  }

  void Cancelling() {
    INFO("cancel");
    std::atomic<bool> cancel = false;
    const ReadOptions options{.block_size_bytes = 64, .cancel = &cancel};
    const Partition partition = Must(connector_.Plan(tables_[0], 1))[0];
    const auto reader = Must(connector_.Open(tables_[0], partition, options));
    RecordBlock block;
    if (!baseline_[0].empty()) CHECK(Must(reader->Next(&block)));
    cancel = true;
    const Result<bool> stopped = reader->Next(&block);
    REQUIRE_FALSE(stopped.ok());
    CHECK(stopped.status().code() == StatusCode::kCancelled);
    CHECK(reader->ledger().Balances());
    CHECK_FALSE(reader->ledger().HasLoss());
  }

  void Empty() {
    INFO("empty file");
    const std::string path = folder_.Write("empty/" + sample_.file_name, "");
    for (const TableInfo& table : Inspect(TestObject(connector_, path))) {
      const ReadTable read = ReadWholeTable(connector_, table, {}, 4);
      CHECK(read.records.empty());
      CHECK(read.ledger.losses.empty());
    }
  }

  void ByteOrderMark() {
    INFO("byte-order mark");
    const std::string path =
        folder_.Write("marked/" + sample_.file_name, std::string(kByteOrderMark) + sample_.content);
    const std::vector<TableInfo> tables = Inspect(TestObject(connector_, path));
    REQUIRE(tables.size() == tables_.size());
    for (const uint32_t partitions : {1U, 8U}) {
      uint64_t bytes_structure = 0;
      for (size_t index = 0; index < tables.size(); ++index) {
        CHECK(tables[index].fields == tables_[index].fields);
        const ReadTable read = ReadWholeTable(connector_, tables[index], {}, partitions);
        CheckSameRecords(read.records, baseline_[index]);
        CHECK(read.ledger.losses.empty());
        bytes_structure += read.ledger.bytes_structure;
      }
      CHECK(bytes_structure >= kByteOrderMark.size());
    }
  }

  void Variant(const std::string& name, const ConformanceVariant& variant) {
    if (variant.content.empty()) return;
    const std::string path = folder_.Write(name + "/" + sample_.file_name, variant.content);
    const std::vector<TableInfo> tables = Inspect(TestObject(connector_, path));
    REQUIRE_FALSE(tables.empty());
    std::optional<std::vector<ReadRecord>> first;
    for (const uint32_t block_size : {256U * 1024, 7U, 64U}) {
      INFO(name << ", blocks of " << block_size << " bytes");
      ReadOptions options{.block_size_bytes = block_size};
      if (variant.record_size_bytes_max > 0) {
        options.record_size_bytes_max = variant.record_size_bytes_max;
      }
      const ReadTable read = ReadWholeTable(connector_, tables[0], options);
      if (!first) first = read.records;
      CheckSameRecords(read.records, *first);
      CheckVariant(variant, read);
    }
  }

  static void CheckVariant(const ConformanceVariant& variant, const ReadTable& read) {
    CHECK(read.records.size() == variant.records);
    const std::set<LossReason> expected(variant.losses.begin(), variant.losses.end());
    std::set<LossReason> reasons;
    for (const Loss& loss : read.ledger.losses) reasons.insert(loss.reason);
    CHECK(std::equal(reasons.begin(), reasons.end(), expected.begin(), expected.end()));
    CHECK((expected.empty() || read.ledger.bytes_lost > 0));
    if (variant.absent_text.empty()) return;
    for (const Loss& loss : read.ledger.losses) {
      CHECK(loss.detail.find(variant.absent_text) == std::string::npos);
    }
    for (const ReadRecord& record : read.records) {
      for (const ReadCell& cell : record) {
        if (cell.text.find(variant.absent_text) == std::string::npos) continue;
        FAIL_CHECK("text that was lost was delivered");
      }
    }
  }

  std::string Compress(const std::string& path, Codec codec) {
    const auto sink = Must(CreateByteSink(path, codec));
    REQUIRE(sink->Write(sample_.content).ok());
    REQUIRE(sink->Finish().ok());
    return path;
  }

  void Compressed(const std::string& extension, Codec codec) {
    INFO("compressed " << extension);
    const std::string path = Compress(path_ + extension, codec);
    const SourceObject object = TestObject(connector_, path);
    const std::vector<TableInfo> tables = Inspect(object);
    REQUIRE(tables.size() == tables_.size());
    for (size_t index = 0; index < tables.size(); ++index) {
      CHECK(tables[index].fields == tables_[index].fields);
      CHECK(Must(connector_.Plan(tables[index], 8)).size() == 1);
      CheckSameRecords(ReadWholeTable(connector_, tables[index]).records, baseline_[index]);
    }
    const std::string copy = Fresh("packed") + extension;
    RewriteObject(connector_, object, copy);
    CheckSameRecords(ReadFirst(copy), baseline_[0]);
    CutCompressed(path, extension);
  }

  void CutCompressed(const std::string& path, const std::string& extension) {
    INFO("truncated");
    const std::string whole = ReadTestFile(path);
    const std::string cut = folder_.Write("cut/" + sample_.file_name + extension,
                                          whole.substr(0, whole.size() * 3 / 5));
    const Result<std::vector<TableInfo>> tables = connector_.Inspect(TestObject(connector_, cut));
    if (!tables.ok()) {
      CHECK(tables.status().code() == StatusCode::kDataLoss);
      return;
    }
    REQUIRE_FALSE(tables->empty());
    REQUIRE(tables->size() <= tables_.size());
    bool is_told = false;  // by the table that the end of the file belongs to
    for (size_t index = 0; index < tables->size(); ++index) {
      is_told = TellsOfCut((*tables)[index], baseline_[index].size()) || is_told;
    }
    CHECK(is_told);
  }

  bool TellsOfCut(const TableInfo& table, size_t records_max) {
    // The reader may end with the error instead, once the whole records were delivered.
    const auto reader = Must(connector_.Open(table, Partition{}, ReadOptions{}));
    RecordBlock block;
    Result<bool> more = reader->Next(&block);
    uint64_t records = 0;
    for (; more.ok() && *more; more = reader->Next(&block)) {
      REQUIRE(block.EnsureIndexed().ok());
      records += block.record_count;
    }
    CHECK((more.ok() || more.status().code() == StatusCode::kDataLoss));
    CHECK(records <= records_max);
    CHECK(reader->ledger().Balances());
    return HasReason(reader->ledger(), LossReason::kTruncated);
  }

  std::string Fresh(const std::string& name) {
    const std::string folder = folder_.path() + "/" + name;
    std::filesystem::create_directory(folder);
    return folder + "/" + sample_.file_name;
  }

  const Connector& connector_;
  const ConformanceCase& sample_;
  TestFolder folder_;
  std::string path_;
  SourceObject object_;
  std::vector<TableInfo> tables_;
  std::vector<std::vector<ReadRecord>> baseline_;  // by table: read with default options
};

}  // namespace

void RunConformance(const Connector& connector, const ConformanceCase& sample) {
  INFO("conformance case: " << sample.name);
  Run(connector, sample).All();
}

}  // namespace sunder
