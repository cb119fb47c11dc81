// Reads the rows of one sheet as records.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder::spreadsheet {

Result<std::unique_ptr<RecordReader>> OpenSheetReader(const TableInfo& table,
                                                      const ReadOptions& options);

}  // namespace sunder::spreadsheet
