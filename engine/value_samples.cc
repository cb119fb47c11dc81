#include "engine/value_samples.h"

#include <sodium.h>

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "engine/block_judge.h"
#include "scanner/context/sentence_judge.h"

namespace sunder::engine {
namespace {

constexpr size_t kShownSizeBytesMax = 120;

uint64_t HashOf(std::string_view value) {
  static constexpr unsigned char kKey[crypto_shorthash_KEYBYTES] = {};
  uint64_t hash = 0;
  crypto_shorthash(reinterpret_cast<unsigned char*>(&hash),
                   reinterpret_cast<const unsigned char*>(value.data()), value.size(), kKey);
  return hash;
}

class SampleConsumer : public BlockConsumer {
 public:
  SampleConsumer(const ScanReport& report, const scanner::RuleDatabase& database, size_t count)
      : report_(report), database_(database), count_(count) {}

  Status Start(uint32_t workers) {
    for (uint32_t i = 0; i < workers; ++i) {
      SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Judge> judge, scanner::NewJudge(database_));
      judges_.push_back(std::make_unique<BlockJudge>(std::move(judge)));
    }
    return Status::Ok();
  }

  Status Consume(uint32_t worker, size_t table, RecordBlock* block) override {
    BlockJudge& judge = *judges_[worker];
    SUNDER_RETURN_IF_ERROR(judge.JudgeBlock(block));
    const std::map<std::string, std::string> labels = ColumnLabels(report_.tables[table]);
    const std::lock_guard lock(mutex_);
    for (const Finding& finding : judge.findings()) {
      const std::string& field = block->fields[block->cells[finding.cell].field];
      const std::string_view text = judge.texts()[finding.cell];
      Keep({table, field, database_.rules().labels.name(finding.label)},
           text.substr(finding.span.begin, finding.span.size()));
    }
    for (size_t i = 0; i < block->cells.size(); ++i) {
      const std::string& field = block->fields[block->cells[i].field];
      const auto label = labels.find(field);
      if (label == labels.end() || judge.texts()[i].empty()) continue;
      Keep({table, field, label->second}, judge.texts()[i]);
    }
    return Status::Ok();
  }

  Status Complete(uint32_t /*worker*/, size_t /*table*/) override { return Status::Ok(); }

  std::vector<ValueSample> Take() {
    std::vector<ValueSample> samples;
    for (auto& [key, values] : kept_) {
      const TableReport& table = report_.tables[key.table];
      ValueSample sample{table.object, table.table, key.field, key.label, {}};
      for (const FieldReport& field : table.fields) {
        if (field.path == key.field) sample.field = field.display;
      }
      for (auto& [hash, value] : values) sample.values.push_back(std::move(value));
      samples.push_back(std::move(sample));
    }
    return samples;
  }

 private:
  struct Key {
    size_t table;
    std::string field;
    std::string label;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  static std::map<std::string, std::string> ColumnLabels(const TableReport& table) {
    std::map<std::string, std::string> labels;
    for (const FieldReport& field : table.fields) {
      if (!field.label.empty()) labels[field.path] = field.label;
    }
    return labels;
  }

  void Keep(const Key& key, std::string_view value) {
    std::map<uint64_t, std::string>& values = kept_[key];
    const uint64_t hash = HashOf(value);
    if (values.size() == count_ && hash >= values.rbegin()->first) return;
    values.emplace(hash, std::string(value.substr(0, kShownSizeBytesMax)));
    if (values.size() > count_) values.erase(std::prev(values.end()));
  }

  const ScanReport& report_;
  const scanner::RuleDatabase& database_;
  const size_t count_;
  std::vector<std::unique_ptr<BlockJudge>> judges_;
  std::mutex mutex_;
  std::map<Key, std::map<uint64_t, std::string>> kept_;
};

}  // namespace

Result<std::vector<ValueSample>> CollectSamples(const SourceTables& sources,
                                                const ScanReport& report,
                                                const scanner::RuleDatabase& database,
                                                const ScanOptions& options, size_t count) {
  SampleConsumer consumer(report, database, count);
  SUNDER_RETURN_IF_ERROR(consumer.Start(options.pipeline.threads));
  SUNDER_ASSIGN_OR_RETURN(
      std::vector<TableOutcome> outcomes,
      RunPipeline(sources.tables, options.pipeline, &consumer, /*progress=*/nullptr));
  return consumer.Take();
}

}  // namespace sunder::engine
