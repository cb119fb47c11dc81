// Whether a cell is, or mentions, an identifier of a person.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "core/status.h"
#include "segregation/subject_request.h"

namespace sunder::engine {

enum class SubjectMatch : uint8_t {
  kNone,
  kMention,  // inside a longer text: the record may be somebody else's
  kOwn,      // the cell is the identifier: the record is the person's
};

// The last part of a field's path in lower case without separators: "orders[].Customer_ID" is
// "customerid".
std::string CompactFieldName(std::string_view field);

// Compares folded text (case, width, invisible characters), and of numbers and codes the letters
// and digits only, so that "C-1001" is "c1001"; telephone numbers also without their country
// code. Immutable; any thread.
class SubjectMatcher {
 public:
  static Result<SubjectMatcher> Create(const segregation::SubjectRequest& request);
  Result<SubjectMatch> Match(std::string_view field, std::string_view text) const;

 private:
  enum class Form : uint8_t { kWhole, kCompact, kPhone };
  struct Wanted {
    std::string field;  // compact form of the field's name; empty: any field
    std::string text;   // folded, and compact unless kWhole
    Form form = Form::kCompact;
  };
  static bool IsOwn(const Wanted& wanted, std::string_view folded, std::string_view compact);
  static bool IsMentioned(const Wanted& wanted, std::string_view folded);

  std::vector<Wanted> wanted_;
  size_t size_min_ = 0;  // of the shortest wanted text
};

}  // namespace sunder::engine
