// Holy days, rites and laws of food that somebody keeps: "off for Yom Kippur", "we keep kosher",
// "her bat mitzvah". The day itself is nobody's.
#pragma once

#include "scanner/context/sentence_grading.h"
#include "scanner/context/sentence_view.h"

namespace sunder::scanner {

// `sentence`: the part of the view that holds the term; what stands before it may name the person
// whom a note leaves out. kNone: nobody in particular keeps it.
Grading GradeObservance(const SentenceView& view, Span sentence, const GradedTerm& term);

}  // namespace sunder::scanner
