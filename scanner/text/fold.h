// The slow half of folding: texts that are not plain ASCII. Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {

// Appends the fold of `cell` to `folded` and where it came from to `anchors`. Invalid UTF-8 is a
// DataLoss error; `folded` and `anchors` then hold a part that the caller drops.
Status FoldUnicode(std::string_view cell, std::string* folded, std::vector<FoldAnchor>* anchors);

// The same without anchors, of texts in which each character has a fold of its own: most words.
// False: it has others, and `folded` holds nothing of use.
bool FoldPlainly(std::string_view text, std::string* folded);

}  // namespace sunder::scanner
