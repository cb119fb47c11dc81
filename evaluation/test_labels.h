// A small catalogue for the tests of this folder.
#pragma once

#include "core/label.h"

namespace sunder::evaluation {

inline LabelCatalog TestLabels() {
  LabelCatalog labels;
  for (const char* name : {"race", "ethnicity", "religion", "sexual_orientation"}) {
    (void)labels.Add({name, name, LabelKind::kSpecial, true});
  }
  (void)labels.Add({"union_membership", "", LabelKind::kSpecial, false});
  (void)labels.Add({"person_name", "", LabelKind::kDirect, true});
  (void)labels.Add({"phone_number", "", LabelKind::kDirect, true});
  (void)labels.Add({"age", "", LabelKind::kQuasi, true});
  (void)labels.Add({"job_title", "", LabelKind::kQuasi, true});
  return labels;
}

}  // namespace sunder::evaluation
