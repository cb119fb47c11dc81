#include "connectors/json/json_form.h"

#include <algorithm>

#include "connectors/json/json_walker.h"

namespace sunder::json {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view WithoutMark(std::string_view head) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  return head.substr(SkipJsonSpace(head, 0));
}

bool HasLinesExtension(std::string_view file_name) {
  std::string name(file_name);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

WalkResult WalkFirst(std::string_view bytes) {
  WalkHandler handler;
  return JsonWalker<WalkHandler>(bytes, &handler).Walk(0);
}

// Whether the first line is a value of its own and another one follows below it.
bool HasValueALine(std::string_view head) {
  const std::string_view line = head.substr(0, head.find('\n'));
  const WalkResult first = WalkFirst(line);
  if (first.status != WalkStatus::kComplete) return false;
  if (SkipJsonSpace(line, first.end) != line.size()) return false;
  return SkipJsonSpace(head, line.size()) < head.size();
}

}  // namespace

std::map<std::string, std::string> DialectOf(JsonForm form) {
  switch (form) {
    case JsonForm::kLines:
      return {{"form", "lines"}};
    case JsonForm::kArray:
      return {{"form", "array"}};
    case JsonForm::kValues:
      return {{"form", "values"}};
  }
  return {};
}

Result<JsonForm> FormOf(const std::map<std::string, std::string>& dialect) {
  for (const JsonForm form : {JsonForm::kLines, JsonForm::kArray, JsonForm::kValues}) {
    if (dialect == DialectOf(form)) return form;
  }
  return Status::Usage(
      "JSON dialect: 'form' must be one of lines, array, values, and the only key");
}

JsonForm SniffForm(std::string_view file_name, std::string_view head, bool is_whole) {
  head = WithoutMark(head);
  if (HasValueALine(head)) return JsonForm::kLines;
  if (HasLinesExtension(file_name)) {
    // Only a value that surely goes on in the next line makes such a file something else.
    const size_t line_end = head.find('\n');
    const bool is_cut = line_end == std::string_view::npos ||
                        WalkFirst(head.substr(0, line_end)).status != WalkStatus::kIncomplete;
    const WalkStatus whole = WalkFirst(head).status;
    const bool is_long_value =
        whole == WalkStatus::kComplete || (whole == WalkStatus::kIncomplete && !is_whole);
    if (is_cut || !is_long_value) return JsonForm::kLines;
  }
  return head.starts_with('[') ? JsonForm::kArray : JsonForm::kValues;
}

bool LooksLikeJson(std::string_view head, bool is_whole) {
  head = WithoutMark(head);
  if (!head.starts_with('{') && !head.starts_with('[')) return false;
  const WalkStatus status = WalkFirst(head).status;
  return status == WalkStatus::kComplete || (status == WalkStatus::kIncomplete && !is_whole);
}

bool IsSurelyJson(std::string_view head, bool is_whole) {
  if (!LooksLikeJson(head, is_whole)) return false;
  head = WithoutMark(head);
  if (head.starts_with('[')) {
    const size_t first = SkipJsonSpace(head, 1);
    return first < head.size() && head[first] == '{';
  }
  if (!HasValueALine(head)) return false;
  while (!head.empty()) {
    const size_t line_end = std::min(head.find('\n'), head.size());
    const std::string_view line = head.substr(0, line_end);
    const bool is_blank = SkipJsonSpace(line, 0) == line.size();
    const bool is_cut = line_end == head.size() && !is_whole;
    if (!is_blank && !is_cut && WalkFirst(line).status != WalkStatus::kComplete) return false;
    head.remove_prefix(std::min(line_end + 1, head.size()));
  }
  return true;
}

}  // namespace sunder::json
