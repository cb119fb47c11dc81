// Comma-separated values and their kin: RFC 4180 and what is met in practice.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeCsvConnector();

}  // namespace sunder
