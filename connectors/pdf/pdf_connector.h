// PDF: a record a paragraph, and one of the properties. Read only.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakePdfConnector();

}  // namespace sunder
