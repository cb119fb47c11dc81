#include "evaluation/thresholds.h"

#include <catch2/catch.hpp>

#include "evaluation/json_writer.h"

namespace sunder::evaluation {
namespace {

TEST_CASE("Figures are named by their path in the report") {
  JsonWriter json;
  json.BeginObject();
  json.BeginObject("a group");
  json.Share("recall", WilsonRate(3, 4));
  json.Share("nothing", WilsonRate(0, 0));
  json.Count("count", 7);
  json.EndObject();
  json.EndObject();
  const std::string report = json.Take();
  const auto broken = [&](const std::string& figure, double bound, bool is_least) {
    return BrokenThresholds(report, {{figure, bound, is_least}})->size();
  };
  CHECK(broken("a_group.recall", 0.75, true) == 0);
  CHECK(broken("a_group.recall", 0.76, true) == 1);
  CHECK(broken("a_group.recall.low", 0.2, true) == 0);
  CHECK(broken("a_group.count", 7, false) == 0);
  CHECK(broken("a_group.count", 6, false) == 1);
  CHECK(broken("a_group.nothing", 0, true) == 1);
  CHECK(broken("a_group.recal", 0, true) == 1);
  CHECK(broken("a_group", 0, true) == 1);
}

}  // namespace
}  // namespace sunder::evaluation
