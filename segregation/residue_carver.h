// Searches whole files, whatever their format, for what a split took away.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "segregation/residue_probes.h"
#include "segregation/residue_views.h"

namespace sunder::segregation {

class ResidueCarver {
 public:
  // `probes` outlives it.
  explicit ResidueCarver(const ResidueProbes& probes);

  // The encodings in which a file holds a probe; empty: none found. `object`: only probes that were
  // taken from this object. Unreadable: the file cannot be read.
  Result<std::set<Encoding>> Carve(const std::string& path, std::optional<uint32_t> object) const;

 private:
  struct Hunt;
  void SearchPiece(std::string_view piece, Hunt* hunt) const;
  bool Matches(std::string_view view, const Hunt& hunt) const;
  bool MatchesAt(std::string_view rest, uint64_t window, const Hunt& hunt) const;
  void SearchStreams(std::string_view piece, uint64_t offset_bytes, Hunt* hunt) const;
  void SearchStream(uint64_t offset_bytes, Hunt* hunt) const;

  const ResidueProbes& probes_;
  std::vector<Probe> by_window_;  // sorted
  std::vector<bool> may_begin_;   // by the upper bits of a window's hash
};

}  // namespace sunder::segregation
