#include "reports/report_writers.h"

#include "reports/scan_writers.h"
#include "reports/segregation_writers.h"
#include "reports/verification_writers.h"

namespace sunder::reports {

Result<Format> ParseFormat(std::string_view name) {
  if (name == "text") return Format::kText;
  if (name == "json") return Format::kJson;
  if (name == "jsonl") return Format::kJsonl;
  if (name == "csv") return Format::kCsv;
  if (name == "html") return Format::kHtml;
  return Status::Usage("--format: unknown format; use text, json, jsonl, html or csv");
}

std::string WriteScanReport(const ScanReport& report, Format format, const TextStyle& style) {
  switch (format) {
    case Format::kText:
      return WriteScanText(report, style);
    case Format::kJson:
      return WriteScanJson(report);
    case Format::kJsonl:
      return WriteScanJsonl(report);
    case Format::kCsv:
      return WriteScanCsv(report);
    case Format::kHtml:
      return WriteCombinedHtml(&report, nullptr, nullptr);
  }
  return {};
}

std::string WriteSegregationReport(const SegregationReport& report, Format format,
                                   const TextStyle& style) {
  switch (format) {
    case Format::kText:
      return WriteSegregationText(report, style);
    case Format::kJson:
      return WriteSegregationJson(report);
    case Format::kJsonl:
      return WriteSegregationJsonl(report);
    case Format::kCsv:
      return WriteSegregationCsv(report);
    case Format::kHtml:
      return WriteCombinedHtml(nullptr, &report, nullptr);
  }
  return {};
}

std::string WriteVerificationReport(const VerificationReport& report, Format format,
                                    const TextStyle& style) {
  switch (format) {
    case Format::kText:
      return WriteVerificationText(report, style);
    case Format::kJson:
      return WriteVerificationJson(report);
    case Format::kJsonl:
      return WriteVerificationJsonl(report);
    case Format::kCsv:
      return WriteVerificationCsv(report);
    case Format::kHtml:
      return WriteCombinedHtml(nullptr, nullptr, &report);
  }
  return {};
}

}  // namespace sunder::reports
