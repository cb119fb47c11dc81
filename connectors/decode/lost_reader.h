// The reader of an object of which nothing can be read, for a reason that the ledger names.
#pragma once

#include <memory>
#include <string>

#include "connectors/api/connector.h"
#include "core/ledger.h"

namespace sunder {

std::unique_ptr<RecordReader> NewLostReader(LossReason reason, std::string detail);

}  // namespace sunder
