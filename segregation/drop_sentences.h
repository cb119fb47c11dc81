// The core of DropSentences, for callers that judge many texts at once. Private to segregation/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/judge.h"
#include "core/second_look.h"
#include "segregation/segregator.h"

namespace sunder::segregation {

bool IsPersonalSpecial(const Finding& finding, const LabelCatalog& labels);

// DropSentences of a text whose findings are known and hold at least one personal special finding.
// `judge` judges what is left, and so does `second_look`, if there is one. `route` is one of texts:
// with kRedactSpans only the found words leave.
Result<std::optional<std::string>> DropFoundSentences(std::string_view text, std::string_view field,
                                                      std::span<const Finding> findings,
                                                      const Policy& policy, Route route,
                                                      const LabelCatalog& labels, Judge& judge,
                                                      const SecondLook* second_look,
                                                      std::vector<StatedValue>* stated);

}  // namespace sunder::segregation
