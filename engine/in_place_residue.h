// After a split in place: what still holds the values that were taken away.
#pragma once

#include <string>
#include <vector>

#include "core/segregation_report.h"
#include "segregation/residue_probes.h"

namespace sunder::engine {

// States of a ResiduePlace.
inline constexpr char kCleared[] = "cleared";
inline constexpr char kStillThere[] = "still there";
inline constexpr char kUnknown[] = "unknown";

// Searches the rewritten files (`paths`, in the order of the probes' objects), whatever lies beside
// them under their names (logs, journals, backups of editors), and the stores; then lists what no
// program can look into.
std::vector<ResiduePlace> FindResidue(const std::vector<std::string>& paths,
                                      const std::vector<std::string>& store_folders,
                                      const segregation::ResidueProbes& probes);

// The same places before the split: nothing is searched.
std::vector<ResiduePlace> ExpectResidue(const std::vector<std::string>& paths);

bool HasResidue(const std::vector<ResiduePlace>& places);

}  // namespace sunder::engine
