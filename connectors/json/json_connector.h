// JSON: one value a line, an array of records, or values one after another.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeJsonConnector();

}  // namespace sunder
