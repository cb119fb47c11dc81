// Figures and names as people read them. Locale independent: the same report gives the same bytes
// everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/finding.h"
#include "core/scan_report.h"

namespace sunder::reports {

// Smallest count of persons or records that is shown as it is; 1 to 10 are "<11". 11 is the cell
// size suppression policy of the US Centers for Medicare & Medicaid Services.
inline constexpr uint64_t kSmallestShownCount = 11;

constexpr bool IsHiddenCount(uint64_t count) { return count > 0 && count < kSmallestShownCount; }

std::string WithThousands(uint64_t number);  // "12,431"
// A count of records, cells or persons: "0", "<11" or the number with thousands separators.
std::string ShownCount(uint64_t count);
// Two significant digits: "0", "<11", "820", "8.2k", "1.2M".
std::string CoarseCount(uint64_t count);
std::string ShownBytes(uint64_t size_bytes);  // decimal units: "1.2 MB"
// `part` of `whole` with one decimal. Never rounded up to 100.0 or down to 0.0 where it is neither;
// 0 of 0 is 100.
std::string ShownPercent(uint64_t part, uint64_t whole);  // "99.2 %"
std::string FixedDecimals(double number, int decimals);   // not finite: 0

// "1 table", "2 tables".
std::string Counted(uint64_t number, std::string_view singular, std::string_view plural);

std::string ShownLabel(std::string_view label);  // `ip_address`: "IP address"
std::string ShownGrade(EvidenceGrade grade);     // "declared field"
std::string ShownTable(std::string_view object, std::string_view table);
// "in one record".
std::string ShownCarrier(Carrier carrier);

}  // namespace sunder::reports
