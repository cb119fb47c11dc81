// Mail: single messages (.eml) and mailboxes (mbox).
#pragma once

#include <memory>

#include "connectors/api/connector.h"

namespace sunder {

std::unique_ptr<Connector> MakeMailConnector();

}  // namespace sunder
