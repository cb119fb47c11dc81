// Records as blocks of "Name: value" lines, set apart by blank lines.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeKeyvalueConnector();

}  // namespace sunder
