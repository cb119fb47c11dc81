// The plaintext of quarantine: items as padded JSON lines, a batch as lines of one total size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "segregation/segregator.h"

namespace sunder::segregation {

// `text` as a JSON string, quotes included. Bytes that are not UTF-8 become U+FFFD.
void AppendJsonString(std::string_view text, std::string* json);

// One JSON object without a line feed. Bytes that are not UTF-8 (file names may hold some) become
// U+FFFD.
std::string QuarantineJson(const QuarantineItem& item);

// Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with
// PURBs", PoPETs 2019): keeps so few leading bits that a length leaks O(log log size), at most 12 %
// overhead.
uint64_t PadmeSize(uint64_t size_bytes);

// The size of an item's line, line feed included: whole KiB, from 32 KiB on in Padmé's steps.
uint64_t LineSizeClass(uint64_t size_bytes);

// Pads with spaces and ends with a line feed.
std::string PaddedLine(std::string json);

}  // namespace sunder::segregation
