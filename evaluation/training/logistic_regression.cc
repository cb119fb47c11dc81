#include "evaluation/training/logistic_regression.h"

#include <linear.h>

#include <algorithm>
#include <utility>

namespace sunder::evaluation {
namespace {

constexpr uint32_t kSeenMin = 4;  // a fact seen less often is an anecdote

// liblinear counts from 1 and wants what holds in ascending order.
std::vector<std::vector<feature_node>> RowsOf(const std::vector<Observation>& observations,
                                              size_t fact_count) {
  std::vector<uint32_t> seen(fact_count, 0);
  for (const Observation& observation : observations) {
    for (const uint32_t fact : observation.facts) ++seen[fact];
  }
  std::vector<std::vector<feature_node>> rows;
  for (const Observation& observation : observations) {
    std::vector<feature_node> row;
    for (const uint32_t fact : observation.facts) {
      if (seen[fact] >= kSeenMin) row.push_back({static_cast<int>(fact) + 1, 1.0});
    }
    std::sort(row.begin(), row.end(),
              [](const feature_node& a, const feature_node& b) { return a.index < b.index; });
    row.push_back({static_cast<int>(fact_count) + 1, 1.0});  // the bias
    row.push_back({-1, 0.0});
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

Weights LearnWeights(const std::vector<Observation>& observations, size_t fact_count, double cost) {
  std::vector<std::vector<feature_node>> rows = RowsOf(observations, fact_count);
  std::vector<feature_node*> row_starts;
  for (std::vector<feature_node>& row : rows) row_starts.push_back(row.data());
  std::vector<double> truths;
  for (const Observation& observation : observations)
    truths.push_back(observation.is_true ? 1 : -1);
  problem task = {};
  task.l = static_cast<int>(rows.size());
  task.n = static_cast<int>(fact_count) + 1;
  task.y = truths.data();
  task.x = row_starts.data();
  task.bias = 1;
  parameter settings = {};
  settings.solver_type = L2R_LR;
  settings.eps = 1e-4;
  settings.C = cost;
  set_print_string_function([](const char*) {});
  model* trained = train(&task, &settings);
  Weights weights(fact_count + 1, 0);
  const double sign = trained->label[0] == 1 ? 1 : -1;
  for (size_t i = 0; i < weights.size(); ++i) weights[i] = sign * trained->w[i];
  free_and_destroy_model(&trained);
  return weights;
}

double Score(const Weights& weights, std::span<const uint32_t> facts) {
  double sum = weights.back();
  for (const uint32_t fact : facts) sum += weights[fact];
  return sum;
}

}  // namespace sunder::evaluation
