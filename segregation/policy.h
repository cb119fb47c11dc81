// Policy: which label goes where, and the margins of what is published. patterns/policy.toml is the
// default; --policy and the project file replace it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/label.h"
#include "core/status.h"

namespace sunder::segregation {

enum class Route : uint8_t {
  kKeep,           // stays in the identity store
  kSegregate,      // the whole field leaves; its values are counted in the segregated store
  kDropSentences,  // free text: sentences with a personal special finding leave, the original is
                   // sealed
  kQuarantine,     // the whole field leaves; its values are sealed in quarantine
};
std::string_view RouteName(Route route);  // "drop_sentences"
Result<Route> ParseRoute(std::string_view name);

struct Policy {
  // Smallest published cell. 11: the CMS cell-size suppression policy forbids cells of 1 to 10.
  uint64_t k = 11;
  // Smallest cohort of a publication (K), in persons.
  uint64_t min_cohort_persons = 1000;
  // K is multiplied by this where only records, not persons, can be counted.
  uint64_t record_cohort_factor = 2;
  // Largest part of a cohort that one published cell may be; over it one cell holds everybody. 0:
  // any share may be shown.
  double majority_share_max = 0;
  // A text shorter than this many characters that holds a personal special finding is withheld
  // whole: the remainder of a short field betrays the category.
  uint32_t short_text_size_chars = 40;
  // A text with more personal special spans than this is withheld whole.
  uint32_t spans_max = 2;
  std::map<std::string, Route> route_by_label;  // label name -> route of columns of that label
  Route special_column = Route::kSegregate;
  Route special_text = Route::kDropSentences;
  Route secret_column = Route::kQuarantine;

  friend bool operator==(const Policy&, const Policy&) = default;
};

// `text` is the file's content, `name` is for messages. Unknown keys are errors.
Result<Policy> ParsePolicy(std::string_view text, std::string_view name);

}  // namespace sunder::segregation
