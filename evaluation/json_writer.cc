#include "evaluation/json_writer.h"

#include <algorithm>

namespace sunder::evaluation {
namespace {

constexpr int kDecimals = 4;

std::string Name(std::string_view key) {
  std::string name(key);
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

}  // namespace

void JsonWriter::BeginObject(std::string_view key) {
  if (key.empty()) {
    json_.BeginObject();
  } else {
    json_.BeginObject(Name(key));
  }
}

void JsonWriter::BeginList(std::string_view key) { json_.BeginArray(Name(key)); }

void JsonWriter::Text(std::string_view key, std::string_view value) {
  if (key.empty()) {
    json_.String(value);
  } else {
    json_.String(Name(key), value);
  }
}

void JsonWriter::Count(std::string_view key, uint64_t value) { json_.Number(Name(key), value); }

void JsonWriter::Number(std::string_view key, double value) {
  json_.Fixed(Name(key), value, kDecimals);
}

void JsonWriter::Flag(std::string_view key, bool value) { json_.Bool(Name(key), value); }

void JsonWriter::Share(std::string_view key, const Rate& rate) {
  if (!rate.value) return json_.StringOrNull(Name(key), "", true);
  BeginObject(key);
  Number("value", *rate.value);
  Number("low", rate.interval.low);
  Number("high", rate.interval.high);
  EndObject();
}

void JsonWriter::Scores(std::string_view key, const Score& score) {
  BeginObject(key);
  Count("tp", score.tally.right);
  Count("fp", score.tally.wrong);
  Count("fn", score.tally.missed);
  Share("precision", score.precision);
  Share("recall", score.recall);
  Share("f1", score.f1);
  Share("f2", score.f2);
  EndObject();
}

}  // namespace sunder::evaluation
