#include "reports/scan_ledger.h"

#include <utility>

#include "reports/json_reader.h"
#include "reports/json_writer.h"
#include "reports/report_writers.h"

namespace sunder::reports {
namespace {

constexpr const char* kKind = "scan ledger";

LedgerObject ReadObject(JsonObjectReader& json) {
  LedgerObject object;
  object.object = json.String("object");
  object.place = json.String("place");
  object.size_bytes = json.Number("size_bytes");
  object.modified_nanoseconds = static_cast<int64_t>(json.Number("modified_nanoseconds"));
  object.fingerprint = json.String("fingerprint");
  object.judged_day = json.String("judged_day");
  return object;
}

}  // namespace

std::string WriteScanLedger(const ScanLedger& ledger) {
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.BeginObject();
  json.String("report", kKind);
  json.Number("format", kReportFormat);
  json.Bool("holds_findings", true);
  json.String("settings", ledger.settings);
  json.BeginArray("objects");
  for (const LedgerObject& object : ledger.objects) {
    json.BeginObject();
    json.String("object", object.object);
    json.String("place", object.place);
    json.Number("size_bytes", object.size_bytes);
    // Times before 1970 come back as they were: both directions wrap alike.
    json.Number("modified_nanoseconds", static_cast<uint64_t>(object.modified_nanoseconds));
    json.String("fingerprint", object.fingerprint);
    json.String("judged_day", object.judged_day);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return json.Take() + WriteScanReport(ledger.report, Format::kJson, {});
}

Result<ScanLedger> ParseScanLedger(std::string_view text) {
  const size_t line_end = text.find('\n');
  if (line_end == std::string_view::npos) return Status::Unreadable("not a scan ledger");
  JsonReport document;
  SUNDER_RETURN_IF_ERROR(document.Open(text.substr(0, line_end), kKind));
  JsonObjectReader& root = document.root();
  ScanLedger ledger;
  root.Bool("holds_findings");
  ledger.settings = root.String("settings");
  root.Each("objects",
            [&](JsonObjectReader& object) { ledger.objects.push_back(ReadObject(object)); });
  SUNDER_RETURN_IF_ERROR(document.Close());
  SUNDER_ASSIGN_OR_RETURN(ledger.report, ParseScanReport(text.substr(line_end + 1)));
  return ledger;
}

}  // namespace sunder::reports
