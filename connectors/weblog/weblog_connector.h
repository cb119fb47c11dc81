// Web server access logs: Common and Combined Log Format and their kin (Apache, nginx).
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeWeblogConnector();

}  // namespace sunder
