#include "evaluation/json_writer.h"

#include <algorithm>
#include <cstdio>

namespace sunder::evaluation {
namespace {

std::string Quoted(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      json += escape;
    } else {
      json += c;
    }
  }
  return json + "\"";
}

std::string Rounded(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

}  // namespace

void JsonWriter::Key(std::string_view key) {
  if (needs_comma_) text_ += ',';
  if (!open_.empty()) text_ += "\n" + std::string(2 * open_.size(), ' ');
  if (!open_.empty() && open_.back() == '{') {
    std::string name(key);
    std::replace(name.begin(), name.end(), ' ', '_');
    text_ += Quoted(name) + ": ";
  }
  needs_comma_ = true;
}

void JsonWriter::Open(std::string_view key, char bracket) {
  Key(key);
  text_ += bracket;
  open_.push_back(bracket);
  needs_comma_ = false;
}

void JsonWriter::Close(char bracket) {
  open_.pop_back();
  if (needs_comma_) text_ += "\n" + std::string(2 * open_.size(), ' ');
  text_ += bracket;
  needs_comma_ = true;
}

void JsonWriter::Text(std::string_view key, std::string_view value) {
  Key(key);
  text_ += Quoted(value);
}

void JsonWriter::Count(std::string_view key, uint64_t value) {
  Key(key);
  text_ += std::to_string(value);
}

void JsonWriter::Number(std::string_view key, double value) {
  Key(key);
  text_ += Rounded(value);
}

void JsonWriter::Flag(std::string_view key, bool value) {
  Key(key);
  text_ += value ? "true" : "false";
}

void JsonWriter::Share(std::string_view key, const Rate& rate) {
  Key(key);
  text_ += rate.value ? "{\"value\": " + Rounded(*rate.value) +
                            ", \"low\": " + Rounded(rate.interval.low) +
                            ", \"high\": " + Rounded(rate.interval.high) + "}"
                      : "null";
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
