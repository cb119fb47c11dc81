// What an ODS file says outside its cells: annotations, drawings, headers and footers of pages.
#pragma once

#include <memory>

#include "connectors/package/part_texts.h"

namespace sunder::spreadsheet {

std::unique_ptr<package::XmlHandler> NewOdsTextHandler(package::TextCollector* texts);

}  // namespace sunder::spreadsheet
