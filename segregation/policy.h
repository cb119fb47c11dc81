// Policy: which label goes where, and the margins of what is published. patterns/policy.toml is the
// default; --policy and the project file replace it.
#pragma once

#include <array>
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
  kRedactSpans,    // free text: only the words that state it leave; weaker than dropping sentences
  kQuarantine,     // the whole field leaves; its values are sealed in quarantine
  kWithhold,       // read-only objects: for this field's sake the whole object is sealed
};
std::string_view RouteName(Route route);  // "drop_sentences"
// Texts from which something leaves and the rest stays.
constexpr bool IsTextRoute(Route route) {
  return route == Route::kDropSentences || route == Route::kRedactSpans;
}
Result<Route> ParseRoute(std::string_view name);

// Labels or tiers (`direct_identifier`, `quasi_identifier`, `special`, `secret`) that must not
// stand together in one output schema. A tier that stands twice means two different fields; of
// `special`, two different categories.
struct Constraint {
  std::vector<std::string> never;
  std::string reason;
  // A column that foretells a special category strongly counts as that category here, unless a
  // person accepts it by name in the plan.
  bool refuses_proxies = false;

  friend bool operator==(const Constraint&, const Constraint&) = default;
};

// The one that no policy can take out: never {direct_identifier, special}.
Constraint IdentityConstraint();
// What the shipped policy says: the one above, three quasi-identifiers with a special category, two
// special categories.
std::vector<Constraint> ShippedConstraints();

// Where a store is meant to be, and who reads it. Constants of the policy: they go into evidence.
struct StoreTerms {
  std::string region;
  std::string recipient_class;
  std::vector<std::string> also_read_by;  // further classes, sorted
  uint64_t retention_days = 0;            // 0: no limit

  friend bool operator==(const StoreTerms&, const StoreTerms&) = default;
};
inline constexpr std::array<std::string_view, 4> kStoreNames{"identity", "segregated", "quarantine",
                                                             "evidence"};

std::map<std::string, StoreTerms> ShippedStores();

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
  // A statement that detection is less sure of withholds its text whole.
  double confidence_min = 0.55;
  std::map<std::string, Route> route_by_label;  // label name -> route of columns of that label
  // By tier, of columns whose label has no entry above.
  Route direct_column = Route::kKeep;
  Route quasi_column = Route::kKeep;
  Route special_column = Route::kSegregate;
  Route special_text = Route::kDropSentences;
  Route secret_column = Route::kQuarantine;
  std::vector<Constraint> constraints = ShippedConstraints();
  std::map<std::string, StoreTerms> stores = ShippedStores();  // by kStoreNames, all of them

  friend bool operator==(const Policy&, const Policy&) = default;
};

// `text` is the file's content, `name` is for messages. Unknown keys are errors.
Result<Policy> ParsePolicy(std::string_view text, std::string_view name);

}  // namespace sunder::segregation
