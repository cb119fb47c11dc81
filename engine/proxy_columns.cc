#include "engine/proxy_columns.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace sunder::engine {
namespace {

using segregation::Contingency;

// Codes, flags and choices have fewer values; names, numbers and texts more.
constexpr size_t kValuesMax = 64;
// A special column may be typed by hand.
constexpr size_t kSpecialValuesMax = 512;
constexpr size_t kValueSizeBytesMax = 64;

// Case and outer blanks make no other value.
std::string ValueOf(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  std::string value(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
  for (char& c : value) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return value;
}

// What one thread, or all together, have counted of a table.
struct TableCounts {
  explicit TableCounts(const ProxyQuestion& asked) : question(&asked) {
    others.resize(asked.others.size());
    for (Other& other : others) other.by_special.resize(asked.special.size());
    special_values.resize(asked.special.size());
  }

  struct Other {
    bool is_dropped = false;  // too many values
    std::set<std::string> values;
    std::vector<Contingency> by_special;
  };

  void Drop(size_t other) {
    others[other] = {};
    others[other].is_dropped = true;
  }

  void AddRecord(const std::vector<std::string>& special, const std::vector<std::string>& plain) {
    ++records;
    for (size_t i = 0; i < special.size(); ++i) {
      if (special_values[i].size() <= kSpecialValuesMax) special_values[i].insert(special[i]);
    }
    for (size_t i = 0; i < plain.size(); ++i) {
      Other& other = others[i];
      if (other.is_dropped) continue;
      other.values.insert(plain[i]);
      if (other.values.size() > kValuesMax || plain[i].size() > kValueSizeBytesMax) {
        Drop(i);
        continue;
      }
      for (size_t j = 0; j < special.size(); ++j) {
        if (special_values[j].size() <= kSpecialValuesMax) {
          ++other.by_special[j][{plain[i], special[j]}];
        }
      }
    }
  }

  void Merge(const TableCounts& more) {
    records += more.records;
    for (size_t i = 0; i < special_values.size(); ++i) {
      special_values[i].insert(more.special_values[i].begin(), more.special_values[i].end());
    }
    for (size_t i = 0; i < others.size(); ++i) {
      if (others[i].is_dropped) continue;
      others[i].values.insert(more.others[i].values.begin(), more.others[i].values.end());
      if (more.others[i].is_dropped || others[i].values.size() > kValuesMax) {
        Drop(i);
        continue;
      }
      for (size_t j = 0; j < others[i].by_special.size(); ++j) {
        for (const auto& [key, count] : more.others[i].by_special[j]) {
          others[i].by_special[j][key] += count;
        }
      }
    }
  }

  const ProxyQuestion* question;
  uint64_t records = 0;
  std::vector<Other> others;
  std::vector<std::set<std::string>> special_values;
};

class ProxyConsumer : public BlockConsumer {
 public:
  ProxyConsumer(const std::vector<const ProxyQuestion*>& questions, uint32_t workers) {
    counts_.resize(workers);
    for (auto& tables : counts_) {
      for (const ProxyQuestion* question : questions) tables.emplace_back(*question);
    }
  }

  Status Consume(uint32_t worker, size_t table, RecordBlock* block) override {
    SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
    TableCounts& counts = counts_[worker][table];
    const std::vector<int> roles = RolesOf(*block, *counts.question);
    std::vector<std::string> special(counts.question->special.size());
    std::vector<std::string> plain(counts.question->others.size());
    std::string scratch;
    size_t cell = 0;
    for (uint32_t record = 0; record < block->record_count; ++record) {
      std::fill(special.begin(), special.end(), std::string());
      std::fill(plain.begin(), plain.end(), std::string());
      for (; cell < block->cells.size() && block->cells[cell].record == record; ++cell) {
        const int role = roles[block->cells[cell].field];
        if (role == 0) continue;
        std::string value = ValueOf(block->Text(block->cells[cell], &scratch));
        (role > 0 ? plain[static_cast<size_t>(role - 1)]
                  : special[static_cast<size_t>(-role - 1)]) = std::move(value);
      }
      counts.AddRecord(special, plain);
    }
    return Status::Ok();
  }

  Status Complete(uint32_t /*worker*/, size_t /*table*/) override { return Status::Ok(); }

  TableCounts Take(size_t table) {
    TableCounts all = std::move(counts_.front()[table]);
    for (size_t worker = 1; worker < counts_.size(); ++worker) all.Merge(counts_[worker][table]);
    return all;
  }

 private:
  // By field of the block: i + 1 for others[i], -i - 1 for special[i], 0 for what is not asked.
  static std::vector<int> RolesOf(const RecordBlock& block, const ProxyQuestion& question) {
    std::vector<int> roles(block.fields.size(), 0);
    const auto place = [&](const std::vector<ProxyQuestion::Column>& columns, int sign) {
      for (size_t i = 0; i < columns.size(); ++i) {
        for (size_t field = 0; field < block.fields.size(); ++field) {
          if (block.fields[field] == columns[i].path) {
            roles[field] = sign * static_cast<int>(i + 1);
          }
        }
      }
    };
    place(question.others, 1);
    place(question.special, -1);
    return roles;
  }

  std::vector<std::vector<TableCounts>> counts_;  // by worker and table
};

void AddAnswers(const TableCounts& counts, uint64_t records_min,
                std::vector<ProxyAnswer>* answers) {
  if (counts.records < records_min) return;
  const ProxyQuestion& question = *counts.question;
  for (size_t i = 0; i < question.others.size(); ++i) {
    if (counts.others[i].is_dropped) continue;
    for (size_t j = 0; j < question.special.size(); ++j) {
      if (counts.special_values[j].size() > kSpecialValuesMax) continue;
      answers->push_back({question.object, question.table, question.others[i].path,
                          question.others[i].display, question.special[j].label,
                          segregation::BandOf(counts.others[i].by_special[j])});
    }
  }
}

}  // namespace

std::vector<ProxyQuestion> ProxyQuestionsOf(const ScanReport& report) {
  std::vector<ProxyQuestion> questions;
  for (const TableReport& table : report.tables) {
    ProxyQuestion question{table.object, table.table, {}, {}};
    for (const FieldReport& field : table.fields) {
      const ProxyQuestion::Column column{field.path, field.display, field.label};
      if (field.kind == LabelKind::kSpecial) {
        question.special.push_back(column);
      } else if (field.kind != LabelKind::kDirect && !field.is_free_text) {
        question.others.push_back(column);
      }
    }
    if (!question.special.empty()) questions.push_back(std::move(question));
  }
  return questions;
}

std::vector<ProxyQuestion> ProxyQuestionsOf(const segregation::SegregationPlan& plan,
                                            const LabelCatalog& labels) {
  std::vector<ProxyQuestion> questions;
  for (const segregation::PlannedTable& table : plan.tables) {
    ProxyQuestion question{table.object, table.table, {}, {}};
    for (const segregation::PlannedField& field : table.fields) {
      const std::optional<LabelId> label = labels.Find(field.label);
      const LabelKind kind = label ? labels.kind(*label) : LabelKind::kNone;
      const ProxyQuestion::Column column{field.field, field.display, field.label};
      if (kind == LabelKind::kSpecial) {
        question.special.push_back(column);
      } else if (kind != LabelKind::kDirect && field.route == segregation::Route::kKeep) {
        question.others.push_back(column);
      }
    }
    if (!question.special.empty()) questions.push_back(std::move(question));
  }
  return questions;
}

Result<std::vector<ProxyAnswer>> MeasureProxies(const SourceTables& sources,
                                                const std::vector<ProxyQuestion>& questions,
                                                const PipelineOptions& options,
                                                uint64_t records_min) {
  std::vector<PipelineTable> tables;
  std::vector<const ProxyQuestion*> asked;
  for (const ProxyQuestion& question : questions) {
    for (const PipelineTable& table : sources.tables) {
      if (table.info.object.name != question.object || table.info.table != question.table) continue;
      if (table.info.object.IsStandardInput()) {
        return Status::Usage("proxies are measured in a second reading; standard input comes once");
      }
      tables.push_back(table);
      asked.push_back(&question);
    }
  }
  std::vector<ProxyAnswer> answers;
  if (tables.empty()) return answers;
  ProxyConsumer consumer(asked, options.threads);
  SUNDER_ASSIGN_OR_RETURN(const std::vector<TableOutcome> outcomes,
                          RunPipeline(tables, options, &consumer, /*progress=*/nullptr));
  for (size_t i = 0; i < tables.size(); ++i) {
    SUNDER_RETURN_IF_ERROR(outcomes[i].status);
    AddAnswers(consumer.Take(i), records_min, &answers);
  }
  return answers;
}

std::vector<segregation::StrongProxy> StrongOnes(const std::vector<ProxyAnswer>& answers) {
  std::vector<segregation::StrongProxy> strong;
  for (const ProxyAnswer& answer : answers) {
    if (answer.band != segregation::ProxyBand::kStrong) continue;
    strong.push_back({answer.object, answer.table, answer.field, answer.label});
  }
  return strong;
}

}  // namespace sunder::engine
