// Packages that need a password.
#pragma once

#include <memory>
#include <optional>

#include "connectors/api/connector.h"

namespace sunder::package {

// The only table of a package that needs a password; nullopt: it needs none, or is no package.
std::optional<TableInfo> EncryptedTable(const SourceObject& object);

// Whether EncryptedTable made the table.
bool IsEncryptedTable(const TableInfo& table);
// A reader that reads nothing and says why.
std::unique_ptr<RecordReader> NewEncryptedReader();

}  // namespace sunder::package
