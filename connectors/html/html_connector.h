// HTML pages: visible text by block, table cells and form values by name, attributes, comments.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeHtmlConnector();

}  // namespace sunder
