// Constraints of the policy, compiled against a plan: which labels stand together in an output
// schema (De Capitani di Vimercati, Ciriani et al.: confidentiality constraints for fragmentation).
#pragma once

#include <string>
#include <vector>

#include "core/label.h"
#include "core/status.h"
#include "segregation/plan.h"

namespace sunder::segregation {

// A column that foretells the special category `label` of its table strongly.
struct StrongProxy {
  std::string object;
  std::string table;
  std::string field;
  std::string label;
};

// "never {direct_identifier, special}"
std::string ConstraintText(const Constraint& constraint);

// Refused, with a line for each breach: the constraint, the store and table, the fields, the reason
// and what to do. An output schema is a table of the identity store; where one class of recipients
// reads another store as well, together with each category of the segregated store or each field of
// the quarantine. Usage: a constraint names what is neither a tier nor a label of `labels`.
// `proxies` may be empty: they were not measured.
Status CheckConstraints(const SegregationPlan& plan, const LabelCatalog& labels,
                        const std::vector<StrongProxy>& proxies);

}  // namespace sunder::segregation
