// A plan made by scanning: shared by `plan` and by `split` without --plan.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "engine/scan_run.h"
#include "segregation/constraint.h"
#include "segregation/plan.h"

namespace sunder::cli {

struct Planning {
  segregation::SegregationPlan plan;
  bool has_data_loss = false;
};

// The columns that foretell a special category strongly; none where no constraint asks for them.
Result<std::vector<segregation::StrongProxy>> ProxiesOf(const Environment& environment,
                                                        const segregation::SegregationPlan& plan,
                                                        const engine::SourceTables& tables,
                                                        const LabelCatalog& labels);

Result<Planning> MakePlanByScan(const Environment& environment,
                                const std::vector<std::string>& sources,
                                const engine::SourceTables& tables,
                                const scanner::RuleDatabase& database);

}  // namespace sunder::cli
