#include "reports/json_reader.h"

#include <limits>
#include <memory>
#include <utility>

#include "reports/figures.h"
#include "reports/json_writer.h"

namespace sunder::reports {

JsonObjectReader::JsonObjectReader(simdjson::dom::element element, std::string where,
                                   Status* status)
    : where_(std::move(where)), status_(status) {
  if (!status_->ok()) return;
  if (element.get_object().get(object_) != simdjson::SUCCESS) {
    *status_ = Status::Unreadable(where_ + " is not an object");
  }
}

std::string JsonObjectReader::String(std::string_view key) {
  simdjson::dom::element element;
  if (!Find(key, &element)) return {};
  std::string_view value;
  if (element.get_string().get(value) != simdjson::SUCCESS) Fail(key, "is not a string");
  return std::string(value);
}

std::string JsonObjectReader::StringOrNull(std::string_view key) {
  simdjson::dom::element element;
  if (!Find(key, &element)) return {};
  if (element.is_null()) return {};
  std::string_view value;
  if (element.get_string().get(value) != simdjson::SUCCESS) Fail(key, "is no string and not null");
  return std::string(value);
}

std::vector<std::string> JsonObjectReader::Strings(std::string_view key) {
  std::vector<std::string> values;
  simdjson::dom::array elements;
  if (!Array(key, &elements)) return values;
  for (const simdjson::dom::element element : elements) {
    std::string_view value;
    if (element.get_string().get(value) != simdjson::SUCCESS) {
      Fail(key, "holds something that is not a string");
      return values;
    }
    values.emplace_back(value);
  }
  return values;
}

uint64_t JsonObjectReader::Number(std::string_view key) {
  simdjson::dom::element element;
  if (!Find(key, &element)) return 0;
  uint64_t value = 0;
  if (element.get_uint64().get(value) != simdjson::SUCCESS) {
    Fail(key, "is not a whole number from 0 to 2^64-1");
  }
  return value;
}

uint32_t JsonObjectReader::SmallNumber(std::string_view key) {
  const uint64_t value = Number(key);
  if (value > std::numeric_limits<uint32_t>::max()) Fail(key, "is not below 2^32");
  return static_cast<uint32_t>(value);
}

double JsonObjectReader::Decimal(std::string_view key) {
  simdjson::dom::element element;
  if (!Find(key, &element)) return 0;
  double value = 0;
  if (element.get_double().get(value) != simdjson::SUCCESS) Fail(key, "is not a number");
  return value;
}

bool JsonObjectReader::Bool(std::string_view key) {
  simdjson::dom::element element;
  if (!Find(key, &element)) return false;
  bool value = false;
  if (element.get_bool().get(value) != simdjson::SUCCESS) Fail(key, "is not true or false");
  return value;
}

uint64_t JsonObjectReader::Count(std::string_view key) {
  simdjson::dom::element element;
  if (!Find(key, &element)) return 0;
  if (element.is_null()) {
    const std::string under = std::string(key) + "_under";
    if (Number(under) != kSmallestShownCount) Fail(under, "is not 11");
    return 1;
  }
  uint64_t value = 0;
  if (element.get_uint64().get(value) != simdjson::SUCCESS) {
    Fail(key, "is not null or a whole number from 0 to 2^64-1");
  }
  return value;
}

JsonObjectReader JsonObjectReader::Object(std::string_view key) {
  simdjson::dom::element element;
  Find(key, &element);
  return {element, Where(key), status_};
}

void JsonObjectReader::Finish() {
  if (!status_->ok() || object_.size() == taken_) return;
  *status_ = Status::Unreadable(where_ + " has a key that this format does not know");
}

bool JsonObjectReader::Find(std::string_view key, simdjson::dom::element* element) {
  if (!status_->ok()) return false;
  if (object_.at_key(key).get(*element) != simdjson::SUCCESS) {
    Fail(key, "is missing");
    return false;
  }
  ++taken_;
  return true;
}

bool JsonObjectReader::Array(std::string_view key, simdjson::dom::array* array) {
  simdjson::dom::element element;
  if (!Find(key, &element)) return false;
  if (element.get_array().get(*array) == simdjson::SUCCESS) return true;
  Fail(key, "is not an array");
  return false;
}

std::string JsonObjectReader::Where(std::string_view key) const {
  return where_ + "." + std::string(key);
}

void JsonObjectReader::Fail(std::string_view key, std::string_view problem) {
  if (!status_->ok()) return;
  *status_ = Status::Unreadable(Where(key) + " " + std::string(problem));
}

Status JsonReport::Open(std::string_view json, std::string_view kind) {
  kind_ = kind;
  simdjson::dom::element document;
  const simdjson::error_code error =
      parser_.parse(json.data(), json.size(), /*realloc_if_needed=*/true).get(document);
  if (error != simdjson::SUCCESS) {
    return Status::Unreadable("not a " + kind_ + " report: the text is not JSON (" +
                              simdjson::error_message(error) + ")");
  }
  root_ = std::make_unique<JsonObjectReader>(document, kind_ + " report", &status_);
  const std::string found_kind = root_->String("report");
  if (!status_.ok()) {
    return Status::Unreadable("not a report of this program: there is no string `report`");
  }
  if (found_kind != kind_) {
    return Status::Unreadable("not a " + kind_ + " report: `report` names another kind");
  }
  const uint64_t format = root_->Number("format");
  SUNDER_RETURN_IF_ERROR(status_);
  if (format == kReportFormat) return Status::Ok();
  return Status::Unreadable(kind_ + " report of format " + std::to_string(format) +
                            "; this version reads format " + std::to_string(kReportFormat) +
                            ": use the version that wrote it, or write the report again");
}

Status JsonReport::Close() {
  root_->Finish();
  return status_;
}

}  // namespace sunder::reports
