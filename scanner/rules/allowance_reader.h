// Reads allow.toml and thresholds.toml: what a user has the rules leave out. Private to this
// folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/label.h"
#include "core/status.h"
#include "scanner/rules/rule_files.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Appends the entries of an allow-list. `day`: YYYY-MM-DD; entries that end before it are not in
// force. Empty: all are.
Status ReadAllowFile(const RuleFolder& folder, const std::string& path, const LabelCatalog& labels,
                     std::string_view day, std::vector<Allowance>* allowances);
Status ReadThresholdFile(const RuleFolder& folder, const std::string& path,
                         const LabelCatalog& labels, std::vector<Threshold>* thresholds);

}  // namespace sunder::scanner
