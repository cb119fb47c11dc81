#include "connectors/listing/entry_name.h"

namespace sunder {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::optional<std::string> SafeEntryName(std::string_view name) {
  // Windows takes either slash, so either may hide a "..".
  constexpr std::string_view kSlashes = "/\\";
  if (name.find('\0') != std::string_view::npos) return std::nullopt;
  if (!name.empty() && kSlashes.find(name.front()) != std::string_view::npos) return std::nullopt;
  if (name.size() >= 2 && IsLetter(name[0]) && name[1] == ':') return std::nullopt;
  std::string safe;
  while (!name.empty()) {
    const size_t end = name.find_first_of(kSlashes);
    const std::string_view part = name.substr(0, end);
    if (part == "..") return std::nullopt;
    if (!part.empty() && part != ".") {
      if (!safe.empty()) safe += '/';
      safe += part;
    }
    if (end == std::string_view::npos) break;
    name.remove_prefix(end + 1);
  }
  if (safe.empty()) safe = "unnamed";
  return safe;
}

}  // namespace sunder
