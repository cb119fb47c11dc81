// Plain text and logs: one field `text`, a record a paragraph or a line, order kept.
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeTextConnector();

}  // namespace sunder
