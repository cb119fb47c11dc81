#include "connectors/json/json_path.h"

#include <algorithm>
#include <charconv>
#include <system_error>

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

// Takes `[2]` off the front of `rest`.
bool TakePosition(std::string_view* rest, PathStep* step) {
  const size_t close = rest->find(']');
  uint32_t position = 0;
  if (!rest->starts_with("[") || close == std::string_view::npos) return false;
  const char* const end = rest->data() + close;
  const auto [stop, error] = std::from_chars(rest->data() + 1, end, position);
  if (error != std::errc() || stop != end || position >= kPositionsMax) return false;
  if (rest->substr(0, close + 1) != PositionPath("", position)) return false;  // "[02]"
  step->is_element = true;
  step->position = position;
  rest->remove_prefix(close + 1);
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

std::string PositionPath(std::string_view path, uint32_t position) {
  return std::string(path) + "[" + std::to_string(position) + "]";
}

std::optional<uint32_t> ElementPlaces::Next(bool is_scalar) {
  if (next_ == 0 && !is_scalar) may_be_row_ = false;
  if (!may_be_row_ || next_ == kPositionsMax) return std::nullopt;
  return next_++;
}

Result<std::vector<PathStep>> ParsePath(std::string_view path) {
  const auto wrong = [] {
    return Status::Usage(
        "a JSON field path is not well formed; write it as `scan` shows it, such as name.first, "
        "terms[].party, rows[][2] or [\"a.b\"]");
  };
  std::vector<PathStep> steps;
  std::string_view rest = path;
  if (rest.empty()) return wrong();
  while (!rest.empty()) {
    PathStep step;
    if (rest.starts_with("[]") && !steps.empty()) {
      step.is_element = true;
      rest.remove_prefix(2);
    } else if (!steps.empty() && TakePosition(&rest, &step)) {
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
