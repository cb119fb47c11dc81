// Word processor documents (DOCX, ODT): a record a paragraph, table row, comment. Read only.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeDocumentConnector();

}  // namespace sunder
