// ScanReport: all that a scan has to say, without a scanned value. The model behind every output
// format (docs/schema/scan-report.schema.json). Labels are names here, not ids, so that a report
// stands without the rules that made it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/label.h"
#include "core/ledger.h"

namespace sunder {

// Findings of one rule in one field, added up.
struct HitSummary {
  std::string label;
  LabelKind kind = LabelKind::kNone;
  EvidenceGrade grade = EvidenceGrade::kNone;
  std::string rule;
  uint64_t cells = 0;  // filled cells with at least one such finding
  float confidence_max = 0;
  std::string cue;  // the commonest reason, from the closed set of Finding::cue
};

struct FieldReport {
  std::string path;     // as in the source; never shown where `name_is_sensitive`
  std::string display;  // the path, or "column 3" when the name itself holds a finding
  bool name_is_sensitive = false;
  uint32_t position = 0;  // 1-based
  uint64_t filled = 0;    // records with a non-empty value
  uint64_t distinct = 0;  // estimate of the different values, by their multiset; in no report
  // What most filled values are, judged with header, table and siblings; "" for none.
  std::string label;
  LabelKind kind = LabelKind::kNone;
  EvidenceGrade grade = EvidenceGrade::kNone;
  std::string rule;
  RuleIndex rule_index = 0;  // of `rule`, for the segregator; not written to reports
  float confidence = 0;
  bool is_free_text = false;   // findings stand inside longer texts
  bool is_overridden = false;  // a [[field]] override decided; `explanation` has its reason
  std::vector<std::string> explanation;  // each step: rule, evidence, score before and after
  std::vector<HitSummary> hits;          // sorted by (label, grade, rule)
};

enum class Strength : uint8_t { kLinkable, kLinked };
// kVisit: records of one visitor, one shortly after another (web logs).
enum class Carrier : uint8_t { kValue, kRecord, kVisit, kDocument, kTable };
std::string_view StrengthName(Strength strength);  // "linked"
std::string_view CarrierName(Carrier carrier);     // "record"

struct AssociationPart {
  std::string field;  // display name
  std::string label;
  // Records of the special category in which, or in whose visit, this part is present.
  uint64_t records = 0;
};

// A special category and identifiers that meet.
struct Association {
  Strength strength = Strength::kLinked;
  Carrier carrier = Carrier::kRecord;
  std::string label;  // the special category
  EvidenceGrade grade = EvidenceGrade::kNone;
  std::string field;  // display name of the field that holds it
  uint32_t field_position = 0;
  uint64_t records = 0;  // records of the special category with at least one part, as of the parts
  std::vector<AssociationPart> parts;  // direct identifiers first, then quasi-identifiers
  std::string explanation;             // one sentence
};

struct TableReport {
  std::string object;  // shown name of the file
  std::string table;   // empty unless a database
  std::string connector;
  uint64_t records = 0;
  std::string schema_hash;  // of connector, field paths and dialect: a plan refuses when it moved
  bool is_document = false;
  bool keeps_order = false;
  std::string read_only_reason;  // why its object cannot be written back; for plans, in no report
  std::map<std::string, std::string> dialect;  // how it was read; for plans, in no report
  std::vector<FieldReport> fields;             // in the source's order, nested fields by path
  std::vector<Association> associations;       // sorted by (strength desc, label, field)
};

enum class CoverageState : uint8_t { kComplete, kPartial, kSkipped };
std::string_view CoverageStateName(CoverageState state);  // "COMPLETE"

struct ObjectCoverage {
  std::string object;
  std::string connector;  // empty when skipped
  CoverageState state = CoverageState::kComplete;
  uint64_t bytes = 0;
  uint64_t records = 0;
  ReadLedger ledger;   // balances
  std::string reason;  // LossReasonName of the first loss, or empty
  std::string detail;  // what and what to do
  // Of text that is not UTF-8: the encoding ("Shift_JIS") and what told it: byte_order_mark,
  // declared, given, planned or detected, the last with a confidence in per cent. Else empty and 0.
  std::string encoding;
  std::string encoding_by;
  uint32_t encoding_confidence = 0;
  // Against the ledger that --since named: new, changed, unchanged or gone; else empty.
  std::string change;
};

struct ScanReport {
  std::string tool_version;
  std::string rules_hash;
  std::string day;                   // UTC, YYYY-MM-DD; SOURCE_DATE_EPOCH sets it
  std::vector<std::string> sources;  // as named by the user
  bool is_sampled = false;
  std::string since;  // the day of the ledger that --since named; else empty
  std::vector<TableReport> tables;       // sorted by (object, table)
  std::vector<ObjectCoverage> coverage;  // sorted by object; skipped objects included
  std::vector<std::string> errors;       // messages of sources that could not be read
  uint64_t bytes = 0;
  uint64_t records = 0;
};

}  // namespace sunder
