// Logistic regression over facts that hold or do not (liblinear, L2 regularisation).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sunder::evaluation {

// By the number of the fact, the bias behind them.
using Weights = std::vector<double>;

// Weights under this change no judgement.
inline constexpr double kWeightMin = 0.004;

struct Observation {
  std::span<const uint32_t> facts;  // that hold
  bool is_true = false;             // what is to be learnt
};

// `cost` is the inverse strength of the regularisation. Facts of few observations get no weight.
// Deterministic.
Weights LearnWeights(const std::vector<Observation>& observations, size_t fact_count, double cost);

// Over 0: rather true.
double Score(const Weights& weights, std::span<const uint32_t> facts);

}  // namespace sunder::evaluation
