// What cues are for: the kinds that packs may name in [[cue]], docs/rule-format.md.
#pragma once

#include <array>
#include <string_view>

namespace sunder::scanner {

// By bit of CueKind (scanner/context/cue_index.h).
inline constexpr std::array<std::string_view, 31> kCueKindNames = {
    "self_subject",
    "person_subject",
    "counted_subject",
    "group_subject",
    "identity_verb",
    "negation",
    "membership",
    "label_word",
    "topic_noun",
    "exclusion",
    "speech",
    "person_noun",
    "filler",
    "determiner",
    "possessive",
    "general_determiner",
    "relative",
    "condition",
    "addressee",
    "citizen",
    "role",
    "predicate_end",
    "function_word",
    "title",
    "language",
    "plural_determiner",
    "pretence",
    "man",
    "woman",
    "having",
    "observing",
};

}  // namespace sunder::scanner
