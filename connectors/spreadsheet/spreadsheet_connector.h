// Workbooks (XLSX, ODS): a table a sheet, and one of the texts outside the cells. Read only.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeSpreadsheetConnector();

}  // namespace sunder
