// Writes a workbook anew: its sheets with what remains of their cells, in their columns and number
// formats, texts within the cells. Nothing else of the source is carried over, so nothing else can
// hold what was removed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/package/package.h"

namespace sunder::spreadsheet {

// `tables` are some or all of a workbook's; sheets without a table are written empty. In place it
// is refused where the workbook holds more than its cells and properties.
Result<std::unique_ptr<ObjectWriter>> NewXlsxWriter(const std::string& path,
                                                    const std::vector<TableInfo>& tables,
                                                    const std::vector<WriteOptions>& options);

// Parts that are not carried over, in words: "comments", "charts"; sorted.
std::vector<std::string> PartsLeftOut(const package::Package& package);

// `text` as the content of an element; what XML cannot hold is escaped as office programs do.
std::string EscapeOoxml(std::string_view text);

}  // namespace sunder::spreadsheet
