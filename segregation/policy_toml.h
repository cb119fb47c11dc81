// The policy's keys as they stand in a policy file and, under [policy], in a plan.
// Private to segregation/.
#pragma once

#include <string>
#include <string_view>

#include "segregation/policy.h"
#include "segregation/toml_table.h"

namespace sunder::segregation {

// Errors are entered in `table`.
Policy ReadPolicy(TomlTable* table);
// `prefix` goes before the names of the tables: "policy.".
std::string WritePolicy(const Policy& policy, std::string_view prefix);

}  // namespace sunder::segregation
