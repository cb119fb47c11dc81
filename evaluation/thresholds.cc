#include "evaluation/thresholds.h"

#include <simdjson.h>

#include <cstdio>
#include <optional>

namespace sunder::evaluation {
namespace {

// A number, or the "value" of a share.
std::optional<double> FigureAt(simdjson::dom::element report, std::string_view path) {
  simdjson::dom::element at = report;
  while (!path.empty()) {
    const size_t dot = path.find('.');
    if (at[path.substr(0, dot)].get(at) != simdjson::SUCCESS) return std::nullopt;
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  double value = 0;
  if (at.get(value) == simdjson::SUCCESS) return value;
  if (at["value"].get(value) == simdjson::SUCCESS) return value;
  return std::nullopt;
}

std::string Number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

}  // namespace

Result<std::vector<std::string>> BrokenThresholds(std::string_view json,
                                                  const std::vector<Threshold>& thresholds) {
  simdjson::dom::parser parser;
  simdjson::dom::element report;
  if (parser.parse(simdjson::padded_string(json)).get(report) != simdjson::SUCCESS) {
    return Status::Internal("the report of the evaluation is no JSON");
  }
  std::vector<std::string> broken;
  for (const Threshold& threshold : thresholds) {
    const std::optional<double> value = FigureAt(report, threshold.figure);
    if (!value) {
      broken.push_back(threshold.figure + " was not measured");
    } else if (threshold.is_least ? *value < threshold.bound : *value > threshold.bound) {
      broken.push_back(threshold.figure + " is " + Number(*value) + ", " +
                       (threshold.is_least ? "under " : "over ") + Number(threshold.bound));
    }
  }
  return broken;
}

}  // namespace sunder::evaluation
