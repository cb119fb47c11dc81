// The kit must see faults: each case here runs it on a connector with one fault and must fail.
#include "connectors/conformance/conformance.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>

#include "connectors/text/text_connector.h"

namespace sunder {
namespace {

enum class Fault {
  kNone,
  kForgetsPartition,  // Plan leaves the last partition out
  kSplitsRecords,     // Plan cuts inside a record
  kIgnoresCancel,
  kIgnoresSampling,
  kIgnoresRecordLimit,
  kHidesLoss,       // the ledger forgets what was lost
  kUnbalanced,      // the ledger counts too little
  kWritesOriginal,  // Serialize ignores the edits
  kKeepsField,      // removed_fields are ignored
  kWritesTooMuch,   // Write adds a byte
  kLeavesFile,      // an unfinished writer leaves its file
  kRecognisesAll,
};

class FaultyReader : public RecordReader {
 public:
  FaultyReader(std::unique_ptr<RecordReader> reader, Fault fault)
      : reader_(std::move(reader)), fault_(fault) {}
  Result<bool> Next(RecordBlock* block) override {
    Result<bool> result = reader_->Next(block);
    ledger_ = reader_->ledger();
    if (fault_ == Fault::kHidesLoss) ledger_.losses.clear();
    if (fault_ == Fault::kUnbalanced && ledger_.bytes_in > 0) --ledger_.bytes_delivered;
    return result;
  }
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  std::unique_ptr<RecordReader> reader_;
  Fault fault_;
  ReadLedger ledger_;
};

class FaultyWriter : public ObjectWriter {
 public:
  FaultyWriter(std::unique_ptr<ObjectWriter> writer, Fault fault)
      : writer_(std::move(writer)), fault_(fault) {}
  ~FaultyWriter() override {
    if (fault_ == Fault::kLeavesFile) (void)writer_->Finish();
  }
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override {
    if (fault_ == Fault::kWritesOriginal) edits = {};
    return writer_->Serialize(table, block, record, edits, bytes);
  }
  Status Write(size_t table, std::string_view record_bytes) override {
    std::string bytes(record_bytes);
    if (fault_ == Fault::kWritesTooMuch) bytes.insert(0, " ");
    return writer_->Write(table, bytes);
  }
  Status Finish() override {
    const Status status = writer_->Finish();
    if (fault_ == Fault::kLeavesFile) fault_ = Fault::kNone;
    return status;
  }

 private:
  std::unique_ptr<ObjectWriter> writer_;
  Fault fault_;
};

class FaultyConnector : public Connector {
 public:
  explicit FaultyConnector(Fault fault) : text_(MakeTextConnector()), fault_(fault) {}
  const ConnectorTraits& traits() const override { return text_->traits(); }
  int Recognise(std::string_view file_name, std::string_view head) const override {
    return fault_ == Fault::kRecognisesAll ? 3 : text_->Recognise(file_name, head);
  }
  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    return text_->Inspect(object);
  }
  Result<std::vector<Partition>> Plan(const TableInfo& table, uint32_t count) const override {
    SUNDER_ASSIGN_OR_RETURN(std::vector<Partition> plan, text_->Plan(table, count));
    if (plan.size() > 1 && fault_ == Fault::kForgetsPartition) plan.pop_back();
    if (plan.size() > 1 && fault_ == Fault::kSplitsRecords) plan[0].end = plan[1].begin += 3;
    return plan;
  }
  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& partition,
                                             const ReadOptions& options) const override {
    ReadOptions changed = options;
    if (fault_ == Fault::kIgnoresCancel) changed.cancel = nullptr;
    if (fault_ == Fault::kIgnoresSampling) changed.max_bytes = 0;
    if (fault_ == Fault::kIgnoresRecordLimit) changed.record_size_bytes_max = 1U << 30;
    SUNDER_ASSIGN_OR_RETURN(auto reader, text_->Open(table, partition, changed));
    return std::unique_ptr<RecordReader>(std::make_unique<FaultyReader>(std::move(reader), fault_));
  }
  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    std::vector<WriteOptions> changed = options;
    if (fault_ == Fault::kKeepsField) changed[0].removed_fields.clear();
    SUNDER_ASSIGN_OR_RETURN(auto writer, text_->Create(path, tables, changed));
    return std::unique_ptr<ObjectWriter>(std::make_unique<FaultyWriter>(std::move(writer), fault_));
  }

 private:
  std::unique_ptr<Connector> text_;
  Fault fault_;
};

void RunWith(Fault fault) {
  ConformanceCase sample;
  sample.name = "lines";
  sample.file_name = "server.log";
  for (int i = 0; i < 6000; ++i) sample.content += "2026-01-31 request " + std::to_string(i) + "\n";
  sample.records = {6000};
  sample.fields = {{"text"}};
  sample.is_byte_identical = true;
  sample.must_partition = true;
  sample.removed_field = "text";
  sample.removed_text = "request";
  sample.replaced_text = "request 1717";
  sample.bad_utf8.content = "one\ntwo \xC3\nthree\n";
  sample.bad_utf8.records = 2;
  sample.bad_utf8.losses = {LossReason::kUndecodable};
  sample.over_limit.content = "one\n" + std::string(99, 'x') + "\n";
  sample.over_limit.records = 1;
  sample.over_limit.record_size_bytes_max = 50;
  sample.over_limit.losses = {LossReason::kOverLimit};
  RunConformance(FaultyConnector(fault), sample);
}

}  // namespace

TEST_CASE("The kit accepts a connector without fault") { RunWith(Fault::kNone); }

TEST_CASE("Forgets a partition", "[!shouldfail]") { RunWith(Fault::kForgetsPartition); }
TEST_CASE("Splits records", "[!shouldfail]") { RunWith(Fault::kSplitsRecords); }
TEST_CASE("Ignores cancel", "[!shouldfail]") { RunWith(Fault::kIgnoresCancel); }
TEST_CASE("Ignores sampling", "[!shouldfail]") { RunWith(Fault::kIgnoresSampling); }
TEST_CASE("Ignores the record limit", "[!shouldfail]") { RunWith(Fault::kIgnoresRecordLimit); }
TEST_CASE("Hides a loss", "[!shouldfail]") { RunWith(Fault::kHidesLoss); }
TEST_CASE("Does not balance", "[!shouldfail]") { RunWith(Fault::kUnbalanced); }
TEST_CASE("Writes the original", "[!shouldfail]") { RunWith(Fault::kWritesOriginal); }
TEST_CASE("Keeps a removed field", "[!shouldfail]") { RunWith(Fault::kKeepsField); }
TEST_CASE("Writes too much", "[!shouldfail]") { RunWith(Fault::kWritesTooMuch); }
TEST_CASE("Leaves a file", "[!shouldfail]") { RunWith(Fault::kLeavesFile); }
TEST_CASE("Recognises everything", "[!shouldfail]") { RunWith(Fault::kRecognisesAll); }

}  // namespace sunder
