#include <filesystem>
#include <optional>

#include "cli/command.h"
#include "cli/report_output.h"
#include "cli/run_context.h"

namespace sunder::cli {
namespace {

namespace fs = std::filesystem;

// The parts of one run that were found among what the user named.
struct Parts {
  std::optional<ScanReport> scan;
  std::optional<SegregationReport> segregation;
  std::optional<VerificationReport> verification;
};

class ReportCommand : public Command {
 public:
  const char* name() const override { return "report"; }
  const char* description() const override {
    return "Turn saved results into a report: JSON of scan or verify, or the folder of a split";
  }
  std::vector<const char*> settings() const override { return {"format", "output", "color"}; }
  void Declare(CLI::App* app) override {
    app->add_option("input", inputs_,
                    "JSON files written by scan, split or verify, or the --to folder of a split")
        ->type_name("FILE|DIR");
  }

  Result<int> Run(const Environment& environment) override {
    if (inputs_.empty()) {
      return Status::Usage(
          "name what to report on: scan.json, verify.json, or the --to folder of a split");
    }
    Parts parts;
    for (const std::string& input : inputs_) SUNDER_RETURN_IF_ERROR(Load(input, &parts));
    SUNDER_ASSIGN_OR_RETURN(const reports::Format format, FormatOf(environment));
    SUNDER_RETURN_IF_ERROR(WriteOutput(environment, Render(parts, format, StyleOf(environment))));
    return kExitDone;
  }

 private:
  static Status Load(const std::string& input, Parts* parts) {
    std::error_code error;
    std::string path = input;
    if (fs::is_directory(input, error))
      path = (fs::path(input) / "evidence/evidence.json").string();
    if (!fs::exists(path, error)) {
      return Status::NotFound(path + " does not exist; name a saved report or a split's folder");
    }
    SUNDER_ASSIGN_OR_RETURN(const std::string json, ReadWholeFile(path));
    if (Result<ScanReport> scan = reports::ParseScanReport(json); scan.ok()) {
      parts->scan = *std::move(scan);
      return Status::Ok();
    }
    if (Result<SegregationReport> split = reports::ParseSegregationReport(json); split.ok()) {
      parts->segregation = *std::move(split);
      return Status::Ok();
    }
    Result<VerificationReport> verification = reports::ParseVerificationReport(json);
    if (!verification.ok()) {
      return Status::Usage(path + " is not the JSON report of a scan, split or verify");
    }
    parts->verification = *std::move(verification);
    return Status::Ok();
  }

  static std::string Render(const Parts& parts, reports::Format format,
                            const reports::TextStyle& style) {
    if (format == reports::Format::kHtml) {
      return reports::WriteCombinedHtml(parts.scan ? &*parts.scan : nullptr,
                                        parts.segregation ? &*parts.segregation : nullptr,
                                        parts.verification ? &*parts.verification : nullptr);
    }
    std::string text;
    if (parts.scan) text += reports::WriteScanReport(*parts.scan, format, style);
    if (parts.segregation) {
      text += reports::WriteSegregationReport(*parts.segregation, format, style);
    }
    if (parts.verification) {
      text += reports::WriteVerificationReport(*parts.verification, format, style);
    }
    return text;
  }

  std::vector<std::string> inputs_;
};

}  // namespace

std::unique_ptr<Command> NewReportCommand() { return std::make_unique<ReportCommand>(); }

}  // namespace sunder::cli
