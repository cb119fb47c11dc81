#include "connectors/listing/source_uri.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

namespace sunder {
namespace {

constexpr std::string_view kSchemeEnd = "://";

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string DecodePercent(std::string_view text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_escape = text[i] == '%' && i + 2 < text.size() && HexValue(text[i + 1]) >= 0 &&
                           HexValue(text[i + 2]) >= 0;
    if (!is_escape) {
      decoded.push_back(text[i]);
      continue;
    }
    decoded.push_back(static_cast<char>(HexValue(text[i + 1]) * 16 + HexValue(text[i + 2])));
    i += 2;
  }
  return decoded;
}

// "file", "sqlite"; empty when `uri` is a path (a path may hold "://" behind other characters).
std::string_view SchemeOf(std::string_view uri) {
  const size_t end = uri.find(kSchemeEnd);
  if (end == std::string_view::npos || end == 0) return {};
  const std::string_view scheme = uri.substr(0, end);
  const bool is_scheme = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
  });
  return is_scheme ? scheme : std::string_view{};
}

Status UnknownScheme(std::string_view scheme,
                     const std::vector<std::unique_ptr<Connector>>& connectors) {
  std::set<std::string_view> known = {"file"};
  for (const auto& connector : connectors) {
    known.insert(connector->traits().schemes.begin(), connector->traits().schemes.end());
  }
  std::string message = "no connector reads sources of the scheme \"" + std::string(scheme) +
                        "\"; known are a path, \"-\"";
  for (const std::string_view name : known) message += ", " + std::string(name) + "://";
  return Status::Usage(std::move(message));
}

}  // namespace

Result<NamedSource> ParseSource(std::string_view uri,
                                const std::vector<std::unique_ptr<Connector>>& connectors) {
  if (uri.empty()) return Status::Usage("an empty source was named; give a path or a URI");
  NamedSource source;
  const std::string_view scheme = SchemeOf(uri);
  if (scheme.empty()) {
    source.path = uri;
    return source;
  }
  std::string_view rest = uri.substr(scheme.size() + kSchemeEnd.size());
  if (scheme == "file") {
    if (rest.starts_with("localhost/")) rest.remove_prefix(std::string_view("localhost").size());
    if (!rest.starts_with('/')) {
      return Status::Usage(std::string(uri) + ": names a host; write file:/// and a path");
    }
    source.path = DecodePercent(rest);
    return source;
  }
  for (const auto& connector : connectors) {
    const auto& schemes = connector->traits().schemes;
    if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end()) continue;
    source.connector = connector.get();
    source.path = DecodePercent(rest);
    std::error_code ignored;
    if (source.path.starts_with('/') && !source.path.starts_with("//") &&
        !std::filesystem::exists(source.path, ignored) &&
        std::filesystem::exists(source.path.substr(1), ignored)) {
      source.path.erase(0, 1);
    }
    if (source.path.empty()) return Status::Usage(std::string(uri) + ": names no file");
    return source;
  }
  return UnknownScheme(scheme, connectors);
}

}  // namespace sunder
