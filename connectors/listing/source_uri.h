// What a user named: standard input, a path, or a URI.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "core/status.h"

namespace sunder {

struct NamedSource {
  std::string path;                      // "-" for standard input
  const Connector* connector = nullptr;  // forced by the scheme of the URI
};

// Usage error for a scheme that no connector has, naming those that exist.
// `sqlite:///x.db` is /x.db, or, where there is no such file, x.db in the working folder: both
// readings of three slashes are in use.
Result<NamedSource> ParseSource(std::string_view uri,
                                const std::vector<std::unique_ptr<Connector>>& connectors);

}  // namespace sunder
