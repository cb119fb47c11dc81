// How much a column foretells a special category: normalised mutual information against a
// permutation null, released as a band only.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace sunder::segregation {

enum class ProxyBand : uint8_t { kNone, kWeak, kStrong };
std::string_view ProxyBandName(ProxyBand band);  // "strong"

// Records by (value of the column, value of the special column); empty values count as one.
using Contingency = std::map<std::pair<std::string, std::string>, uint64_t>;

// Mutual information over the smaller entropy, less what chance gives: strong from 0.1, weak from
// 0.02, and over every one of 99 permutations (1 %). A flag that belongs to one value of many
// comes out strong, two columns that have nothing to do with each other as none. The same counts
// give the same band. REQUIRES: fewer than 2^32 records.
ProxyBand BandOf(const Contingency& counts);

}  // namespace sunder::segregation
