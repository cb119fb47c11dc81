// Finders: values that neither a term nor a regex can anchor, sought in whole texts. A rule names
// one with `finder = "..."`. A new one is a file here and a row in the table of finders.cc.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/match/validators/validators.h"
#include "scanner/names/tokens.h"

namespace sunder::scanner::names {

struct FinderEntry {
  std::string_view name;  // as rules name it
  // Appends what it finds in the cell; every Validation has its span. ValidationInput::match is not
  // looked at. Without state, in time linear in the cell.
  void (*find)(CellTokens* cell, std::vector<Validation>* found);
  // Whether a text of this shape (ScanText::shape: folded, digits as 0), whatever its letter case,
  // can have something to find. May say yes for nothing, never no for something.
  bool (*may_find)(std::string_view shape);
};

const FinderEntry* FindFinder(std::string_view name);  // nullptr: none

}  // namespace sunder::scanner::names
