#include "connectors/json/json_path.h"

#include <algorithm>

#include "connectors/json/json_string.h"
#include "connectors/json/json_walker.h"

namespace sunder::json {
namespace {

bool NeedsQuotes(std::string_view key) {
  return key.empty() || std::any_of(key.begin(), key.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 ||
                  std::string_view(".[]\"\\").find(c) != std::string_view::npos;
         });
}

// Takes `["key"]` off the front of `rest`.
bool TakeQuoted(std::string_view* rest, PathStep* step) {
  RawValue key;
  const WalkResult result = ScanString(*rest, 2, &key);
  if (result.status != WalkStatus::kComplete || rest->substr(result.end, 1) != "]") return false;
  step->key = DecodeString(rest->substr(key.begin, key.end - key.begin));
  rest->remove_prefix(result.end + 1);
  return true;
}

}  // namespace

std::string MemberPath(std::string_view path, std::string_view key) {
  std::string member(path);
  if (NeedsQuotes(key)) {
    member += "[\"";
    AppendEscaped(key, &member);
    member += "\"]";
    return member;
  }
  if (!member.empty()) member += '.';
  member += key;
  return member;
}

std::string ElementPath(std::string_view path) { return std::string(path) + "[]"; }

Result<std::vector<PathStep>> ParsePath(std::string_view path) {
  const auto wrong = [] {
    return Status::Usage(
        "a JSON field path is not well formed; write it as `scan` shows it, such as name.first, "
        "terms[].party or [\"a.b\"]");
  };
  std::vector<PathStep> steps;
  std::string_view rest = path;
  if (rest.empty()) return wrong();
  while (!rest.empty()) {
    PathStep step;
    if (rest.starts_with("[]") && !steps.empty()) {
      step.is_element = true;
      rest.remove_prefix(2);
    } else if (rest.starts_with("[\"")) {
      if (!TakeQuoted(&rest, &step)) return wrong();
    } else {
      if (!steps.empty()) {
        if (rest[0] != '.') return wrong();
        rest.remove_prefix(1);
      }
      step.key = rest.substr(0, rest.find_first_of(".["));
      if (NeedsQuotes(step.key)) return wrong();
      rest.remove_prefix(step.key.size());
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace sunder::json
