// Machine-made spellings of an example, which a rule must find as well. Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "core/status.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

struct ExampleVariant {
  std::string_view kind;  // "upper case"
  std::string text;
  Span span;  // of the value in `text`
};

// Variants of the example whose value stands at `span`; only the value is changed. Spellings that
// make no difference, or that the rule may rightly refuse, are left out.
Result<std::vector<ExampleVariant>> MakeVariants(const Rule& rule, const Example& example,
                                                 Span span);

}  // namespace sunder::scanner
