// SQLite databases: every user table is read as records, and written to a new database file.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeSqliteConnector();

}  // namespace sunder
