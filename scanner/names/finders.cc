#include "scanner/names/finders.h"

#include "scanner/names/employers.h"
#include "scanner/names/occupations.h"
#include "scanner/names/person_names.h"
#include "scanner/names/postal_addresses.h"

namespace sunder::scanner::names {
namespace {

constexpr FinderEntry kFinders[] = {
    {"employers", FindEmployers, MayHaveEmployers},
    {"occupations", FindOccupations, MayHaveOccupations},
    {"person_names", FindPersonNames, MayHavePersonNames},
    {"postal_addresses", FindPostalAddresses, MayHavePostalAddresses},
};

}  // namespace

const FinderEntry* FindFinder(std::string_view name) {
  for (const FinderEntry& entry : kFinders) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

}  // namespace sunder::scanner::names
