// What a scan report comes down to: the same sums and the same verdict in every format.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/scan_report.h"

namespace sunder::reports {

// A special category that meets no identifier. Pointers go into the report.
struct ApartFinding {
  const TableReport* table = nullptr;
  const FieldReport* field = nullptr;
  std::string label;
  EvidenceGrade grade = EvidenceGrade::kNone;
  uint64_t count = 0;  // filled records of a labelled field, else cells with a finding
  float confidence = 0;
};

// A personal statement inside a longer text.
struct TextFinding {
  const TableReport* table = nullptr;
  const FieldReport* field = nullptr;
  const HitSummary* hit = nullptr;
  bool is_in_association = false;
};

struct LabelTotal {
  std::string label;
  LabelKind kind = LabelKind::kNone;
  uint64_t fields = 0;  // that carry the label or hold such a finding
  uint64_t cells = 0;
};

struct ScanSummary {
  uint64_t linked = 0;
  uint64_t linkable = 0;
  uint64_t tables = 0;
  uint64_t tables_with_association = 0;
  std::vector<ApartFinding> apart;      // in the report's order
  std::vector<TextFinding> texts;       // in the report's order
  std::vector<LabelTotal> mentions;     // group_mention and topic; by label
  std::vector<LabelTotal> identifiers;  // direct and quasi; direct first, then by label
  std::vector<LabelTotal> secrets;      // by label
  uint64_t complete = 0;
  uint64_t partial = 0;
  uint64_t skipped = 0;

  uint64_t associations() const { return linked + linkable; }
};

ScanSummary Summarize(const ScanReport& report);

// One sentence. That nothing was found is never said without how much was read.
std::string ScanVerdict(const ScanReport& report, const ScanSummary& summary);
// "decoded from Shift_JIS (detected, 87 % sure); unchanged": what a coverage line says behind the
// amounts, before the reason. Empty for most objects.
std::string ReadingNote(const ObjectCoverage& object);
// "; also mixed_encodings": reasons beside the one that a coverage line explains. Empty for most.
std::string OtherReasons(const ObjectCoverage& object);

// "since 2026-01-01: 1 new, 0 changed, 7 unchanged, 1 gone"; empty for a full scan.
std::string SinceLine(const ScanReport& report);
// "2 COMPLETE, 1 PARTIAL, 1 SKIPPED".
std::string CoverageLine(const ScanSummary& summary);

// The one command that helps most now, and what it does.
struct NextStep {
  std::string command;
  std::string purpose;
};
NextStep SuggestNextStep(const ScanReport& report, const ScanSummary& summary);

// Position of `field` is the one of an association of `table` with `label`.
bool IsAssociated(const TableReport& table, const FieldReport& field, const std::string& label);

}  // namespace sunder::reports
