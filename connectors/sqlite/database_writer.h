// Writes all tables of a database to a new file, in one transaction.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "connectors/api/connector.h"

namespace sunder::sqlite {

// The schema is read from the source that `tables` name.
Result<std::unique_ptr<ObjectWriter>> CreateDatabaseWriter(
    const std::string& path, const std::vector<TableInfo>& tables,
    const std::vector<WriteOptions>& options);

}  // namespace sunder::sqlite
