#include "cli/planning.h"

#include <algorithm>
#include <cstdio>

#include "cli/progress_display.h"
#include "cli/run_context.h"
#include "engine/proxy_columns.h"

namespace sunder::cli {

Result<std::vector<segregation::StrongProxy>> ProxiesOf(const Environment& environment,
                                                        const segregation::SegregationPlan& plan,
                                                        const engine::SourceTables& tables,
                                                        const LabelCatalog& labels) {
  const segregation::Policy& policy = plan.policy;
  const bool asks = std::any_of(
      policy.constraints.begin(), policy.constraints.end(),
      [](const segregation::Constraint& constraint) { return constraint.refuses_proxies; });
  if (!asks) return std::vector<segregation::StrongProxy>();
  SUNDER_ASSIGN_OR_RETURN(engine::ScanOptions options, MakeScanOptions(environment));
  options.pipeline.table_bytes_max = 0;
  SUNDER_ASSIGN_OR_RETURN(
      const std::vector<engine::ProxyAnswer> answers,
      engine::MeasureProxies(tables, engine::ProxyQuestionsOf(plan, labels), options.pipeline,
                             policy.min_cohort_persons * policy.record_cohort_factor));
  return engine::StrongOnes(answers);
}

Result<Planning> MakePlanByScan(const Environment& environment,
                                const std::vector<std::string>& sources,
                                const engine::SourceTables& tables,
                                const scanner::RuleDatabase& database) {
  SUNDER_ASSIGN_OR_RETURN(engine::ScanOptions options, MakeScanOptions(environment));
  // A plan is made of everything that will be split, never of a first look.
  options.pipeline.table_bytes_max = 0;
  SUNDER_ASSIGN_OR_RETURN(const segregation::Policy policy, LoadPolicy(environment));
  segregation::PlanOptions plan_options;
  plan_options.all = environment.settings.Switch("all");
  plan_options.keep_order = environment.settings.Switch("keep_order");
  SUNDER_ASSIGN_OR_RETURN(plan_options.min_cohort, environment.settings.Number("min_cohort"));
  SUNDER_ASSIGN_OR_RETURN(plan_options.persons, LoadPersonWords(environment));
  engine::Progress progress;
  ScanReport report;
  {
    const ProgressDisplay display(progress, "scan", environment.is_stderr_terminal);
    SUNDER_ASSIGN_OR_RETURN(report, engine::RunScan(tables, sources, database, options, &progress));
  }
  Planning planning;
  planning.has_data_loss = engine::HasDataLoss(report, options.is_strict);
  for (const std::string& error : report.errors) {
    std::fprintf(stderr, "sunder: %s\n", error.c_str());
  }
  for (const ObjectCoverage& coverage : report.coverage) {
    if (!coverage.ledger.HasLoss()) continue;
    std::fprintf(stderr, "sunder: %s was not read whole (%s): %s\n", coverage.object.c_str(),
                 coverage.reason.c_str(), coverage.detail.c_str());
  }
  planning.plan = segregation::MakePlan(report, policy, plan_options);
  return planning;
}

}  // namespace sunder::cli
