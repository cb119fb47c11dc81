// Proxy columns: which columns of a table foretell its special categories. Reads the sources once
// more; the counts stay in memory, and only a band a column comes out.
#pragma once

#include <string>
#include <vector>

#include "core/scan_report.h"
#include "core/status.h"
#include "engine/pipeline.h"
#include "engine/scan_run.h"
#include "segregation/constraint.h"
#include "segregation/plan.h"
#include "segregation/proxy_strength.h"

namespace sunder::engine {

// What is asked of a table: how much each of `others` foretells each of `special`.
struct ProxyQuestion {
  struct Column {
    std::string path;
    std::string display;
    std::string label;
  };
  std::string object;
  std::string table;
  std::vector<Column> special;
  std::vector<Column> others;
};

struct ProxyAnswer {
  std::string object;
  std::string table;
  std::string field;  // path
  std::string display;
  std::string label;  // the special category
  segregation::ProxyBand band = segregation::ProxyBand::kNone;
};

std::vector<ProxyQuestion> ProxyQuestionsOf(const ScanReport& report);
// Of the columns that stay.
std::vector<ProxyQuestion> ProxyQuestionsOf(const segregation::SegregationPlan& plan,
                                            const LabelCatalog& labels);

// Sorted as the questions. Columns of more than 64 different values, texts and tables of fewer than
// `records_min` records have no answer. The same for any number of threads and order of records.
Result<std::vector<ProxyAnswer>> MeasureProxies(const SourceTables& sources,
                                                const std::vector<ProxyQuestion>& questions,
                                                const PipelineOptions& options,
                                                uint64_t records_min);

std::vector<segregation::StrongProxy> StrongOnes(const std::vector<ProxyAnswer>& answers);

}  // namespace sunder::engine
