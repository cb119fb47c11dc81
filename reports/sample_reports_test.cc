#include "reports/sample_reports.h"

namespace sunder::reports {
namespace {

constexpr char kYears[] = "visited by year";

FieldReport Field(uint32_t position, const char* name, const char* label, LabelKind kind,
                  uint64_t filled) {
  FieldReport field;
  field.path = name;
  field.display = name;
  field.position = position;
  field.filled = filled;
  field.label = label;
  field.kind = kind;
  if (kind == LabelKind::kNone) return field;
  field.rule = std::string(label) + ".field";
  field.confidence = 0.97F;
  field.explanation = {"header \"" + std::string(name) + "\" names " + label + ": 0.000 to 0.600",
                       "values agree with the rule: 0.600 to 0.970"};
  return field;
}

TableReport Customers() {
  TableReport table;
  table.object = "crm/customers.csv";
  table.connector = "csv";
  table.records = 12431;
  table.schema_hash = "5f1c";
  table.fields = {Field(1, "full_name", "person_name", LabelKind::kDirect, 12431),
                  Field(2, "email", "email_address", LabelKind::kDirect, 12380),
                  Field(3, "postcode", "postal_code", LabelKind::kQuasi, 12002),
                  Field(4, "faith", "religion", LabelKind::kSpecial, 8211),
                  Field(5, "orientation", "sexual_orientation", LabelKind::kSpecial, 7),
                  Field(6, "plan", "", LabelKind::kNone, 12431)};
  table.fields[3].grade = EvidenceGrade::kDeclaredField;
  table.fields[3].hits = {{"religion", LabelKind::kSpecial, EvidenceGrade::kDeclaredField,
                           "religion.term", 8100, 0.95F, "term list"}};
  table.fields[4].grade = EvidenceGrade::kCodedValue;
  table.fields[1].hits = {{"email_address", LabelKind::kDirect, EvidenceGrade::kNone,
                           "email_address.plain", 12380, 0.99F, "domain"}};
  Association faith;
  faith.label = "religion";
  faith.grade = EvidenceGrade::kDeclaredField;
  faith.field = "faith";
  faith.field_position = 4;
  faith.records = 8211;
  faith.parts = {{"full_name", "person_name", 8211},
                 {"email", "email_address", 8198},
                 {"postcode", "postal_code", 7950}};
  faith.explanation = "The field faith states a religion in the record that names the person.";
  Association orientation = faith;
  orientation.label = "sexual_orientation";
  orientation.grade = EvidenceGrade::kCodedValue;
  orientation.field = "orientation";
  orientation.field_position = 5;
  orientation.records = 7;
  orientation.parts = {{"full_name", "person_name", 7}, {"email", "email_address", 0}};
  orientation.explanation = "The codes of orientation stand beside the name of the person.";
  table.associations = {faith, orientation};
  return table;
}

TableReport Tickets() {
  TableReport table;
  table.object = "shop.db";
  table.table = "tickets";
  table.connector = "sqlite";
  table.records = 48210;
  table.schema_hash = "90ab";
  FieldReport note = Field(1, "note", "", LabelKind::kNone, 48000);
  note.is_free_text = true;
  note.hits = {{"political_affiliation", LabelKind::kSpecial, EvidenceGrade::kThirdPartyStatement,
                "political.member", 31, 0.81F, "membership verb"},
               {"religion", LabelKind::kSpecial, EvidenceGrade::kGroupMention, "religion.term", 612,
                0.7F, "plural"},
               {"password", LabelKind::kSecret, EvidenceGrade::kNone, "password.label", 3, 0.9F,
                "label word"}};
  table.fields = {note, Field(2, "born", "date_of_birth", LabelKind::kQuasi, 47000),
                  Field(3, "zip", "postal_code", LabelKind::kQuasi, 48000),
                  Field(4, "sex", "sex", LabelKind::kQuasi, 48210)};
  Association association;
  association.strength = Strength::kLinkable;
  association.label = "political_affiliation";
  association.grade = EvidenceGrade::kThirdPartyStatement;
  association.field = "note";
  association.field_position = 1;
  association.records = 31;
  association.parts = {
      {"born", "date_of_birth", 30}, {"zip", "postal_code", 31}, {"sex", "sex", 31}};
  association.explanation = "Statements in note stand beside three quasi-identifiers.";
  table.associations = {association};
  return table;
}

TableReport Survey() {
  TableReport table;
  table.object = "survey <script>alert(1)</script>.csv";
  table.connector = "csv";
  table.records = 1200;
  table.schema_hash = "77aa";
  FieldReport hostile = Field(1, "a&b \"<img src=x>\"", "race", LabelKind::kSpecial, 1100);
  hostile.grade = EvidenceGrade::kCodedValue;
  FieldReport named = Field(2, "", "", LabelKind::kNone, 1200);
  named.display = "column 2";
  named.path = "jane.doe@example.com";
  named.name_is_sensitive = true;
  table.fields = {hostile, named};
  return table;
}

ObjectCoverage Covered(const char* object, const char* connector, uint64_t bytes,
                       uint64_t records) {
  ObjectCoverage coverage;
  coverage.object = object;
  coverage.connector = connector;
  coverage.bytes = bytes;
  coverage.records = records;
  coverage.ledger.bytes_in = bytes;
  coverage.ledger.bytes_delivered = bytes - 60;
  coverage.ledger.bytes_structure = 60;
  coverage.ledger.records = records;
  return coverage;
}

}  // namespace

ScanReport SampleScan() {
  ScanReport report;
  report.tool_version = "0.1.0";
  report.rules_hash = "c0ffee12";
  report.day = "2030-01-02";
  report.sources = {"crm", "sqlite:///shop.db"};
  report.bytes = 13842000;
  report.records = 61847;
  TableReport log;
  log.object = "notes.txt";
  log.connector = "text";
  log.records = 6;
  log.is_document = true;
  log.keeps_order = true;
  report.tables = {Customers(), log, Tickets(), Survey()};
  report.coverage = {Covered("crm/customers.csv", "csv", 2400000, 12431),
                     Covered("notes.txt", "text", 400, 6),
                     Covered("shop.db", "sqlite", 11441000, 48210),
                     Covered("survey <script>alert(1)</script>.csv", "csv", 600, 1200)};
  report.coverage[1].encoding = "windows-1252";
  report.coverage[1].encoding_by = "detected";
  report.coverage[1].encoding_confidence = 87;
  report.coverage[3].state = CoverageState::kPartial;
  report.coverage[3].ledger.bytes_in = 660;
  report.coverage[3].ledger.AddLoss(LossReason::kMalformed, 600, 60, "a quote is not closed");
  report.coverage[3].reason = "malformed";
  report.coverage[3].detail = "a quote is not closed at byte 600; mend the file and scan again";
  ObjectCoverage skipped;
  skipped.object = "photo.raw";
  skipped.state = CoverageState::kSkipped;
  skipped.reason = "unsupported";
  skipped.detail = "no connector reads this type";
  report.coverage.push_back(skipped);
  report.errors = {"backup.csv: permission denied; let the account that scans read it"};
  return report;
}

SegregationReport SampleSegregation() {
  SegregationReport report;
  report.tool_version = "0.1.0";
  report.rules_hash = "c0ffee12";
  report.day = "2030-01-02";
  report.k = 11;
  report.min_cohort = 1000;
  report.min_cohort_records = 2000;
  report.min_cohort_is_lowered = true;
  report.fields = {
      {"crm/customers.csv", "", "full_name", "person_name", "keep", "identifier"},
      {"crm/customers.csv", "", "email", "email_address", "keep", "identifier"},
      {"crm/customers.csv", "", "faith", "religion", "segregate", "linked: beside full_name"},
      {"crm/customers.csv", "", "orientation", "sexual_orientation", "segregate", "linked"},
      {"crm/customers.csv", "", "plan", "", "keep", ""},
      {"shop.db", "tickets", "note", "political_affiliation", "drop_sentences", "free text"},
      {"shop.db", "tickets", "answer <b>", "security_answer", "quarantine", "secret"}};
  report.identity = {{"crm/customers.csv", "", 12431, "canonical", "customer_id"},
                     {"shop.db", "tickets", 48210, "kept"}};
  report.categories = {
      {"religion",
       "persons",
       12431,
       false,
       {{"Catholic", "Christian", 3000},
        {"Christian", "religion", 4011},
        {"Muslim", "religion", 1200},
        {"none", "", 4220}},
       0.34},
      {"sexual_orientation", "persons", 11200, true, {}, 0, "2029", kYears},
      {"sexual_orientation", "persons", 1231, true, {}, 0, "other contexts", kYears}};
  report.earlier = {
      {{{"religion", "persons", 9000, false, {{"any or none", "", 9000}}, 1.0}}},
      {{{"sexual_orientation", "persons", 9100, true, {}, 0, "2028", kYears},
        {"sexual_orientation", "persons", 1400, true, {}, 0, "other contexts", kYears}}}};
  report.withheld_band = "under 1 %";
  report.quarantine_files = 2;
  report.quarantine_item_slots = 64;
  report.stores = {{"evidence", "", "audit", {}, 2557},
                   {"identity", "eu", "operations", {"billing", "support"}, 0}};
  report.constraints = {"never {direct_identifier, special}: never kept with an identity"};
  report.weaker_choices = {"--keep-order", "--min-cohort 100"};
  report.remains = {"The source still holds both: crm/customers.csv",
                    "shop.db: free pages may hold old values until VACUUM"};
  report.residue = {
      {"crm/customers.csv", "cleared", "searched in eleven encodings"},
      {"crm/customers.csv~", "still there", "holds removed values (plain); remove it"},
      {"backups <and> snapshots", "unknown", "hold both until they expire"}};
  return report;
}

VerificationReport SampleVerification() {
  VerificationReport report;
  report.tool_version = "0.1.0";
  report.day = "2030-01-02";
  report.verdict = AttackVerdict::kFailed;
  report.attacks = {
      {"row_order", "Row order", "Do the rows of the two stores stand in the same order?",
       AttackVerdict::kPassed, "0 of 2 tables out of canonical order", ""},
      {"residue", "Residue <in> the identity store", "Is there a statement left in what remains?",
       AttackVerdict::kFailed, "1 field of 12 holds a finding",
       "split again with the present rules"},
      {"canary", "Canary population", "Does a planted link survive?", AttackVerdict::kUndecided,
       "cohort of 12,431; 50,000 are needed", "verify on the whole data set"}};
  report.limits = {"Backups of the source were not seen."};
  return report;
}

}  // namespace sunder::reports
