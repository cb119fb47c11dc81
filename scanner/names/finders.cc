#include "scanner/names/finders.h"

#include "scanner/names/person_names.h"

namespace sunder::scanner::names {
namespace {

constexpr FinderEntry kFinders[] = {
    {"person_names", FindPersonNames, MayHavePersonNames},
};

}  // namespace

const FinderEntry* FindFinder(std::string_view name) {
  for (const FinderEntry& entry : kFinders) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

}  // namespace sunder::scanner::names
