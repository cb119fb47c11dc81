#include <utility>

#include "cli/command.h"
#include "cli/keeper_record.h"
#include "cli/progress_display.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "connectors/decode/byte_stream.h"
#include "engine/run_record.h"
#include "engine/subject_rewrite.h"
#include "reports/json_writer.h"
#include "segregation/subject_request.h"

namespace sunder::cli {
namespace {

// What a person is told who asks for special-category data of a split source.
constexpr char kSpecialCategories[] =
    "Special categories: stores that a split has made hold them only as counts that lead back to\n"
    "nobody. This program cannot say which of them were this person's, cannot take them out and\n"
    "cannot correct them; GDPR Art. 11(2) asks that the person be told so. What a split has "
    "sealed\n"
    "stands in quarantine: its keeper opens it with `sunder quarantine open`.\n";

std::string PlaceName(const engine::SubjectPlace& place) {
  return place.object + (place.table.empty() ? "" : "/" + place.table);
}

std::string Joined(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "" : ", ") + name;
  return joined;
}

std::string Counted(uint64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

class SubjectCommand : public Command {
 public:
  const char* name() const override { return "subject"; }
  const char* description() const override {
    return "Find, erase or correct what sources hold on one person who asks";
  }
  std::vector<const char*> settings() const override {
    return {"threads",         "memory",        "block_size",    "ignore",
            "input_format",    "encoding",      "color",         "archive_depth",
            "archive_entries", "unpacked_size", "unpacked_ratio"};
  }
  void Declare(CLI::App* app) override {
    find_ = Add(app, "find", "where the person's records stand");
    find_->add_option("--copies", copies_, "write the records there as JSON lines, mode 0600")
        ->type_name("FILE");
    erase_ = Add(app, "erase", "rewrite the sources without the person's records");
    correct_ = Add(app, "correct", "rewrite the sources with the [correct] values of the request");
    for (CLI::App* action : {erase_, correct_}) {
      action->add_flag("--yes", is_confirmed_, "do it; without, only say what would be done");
    }
    app->require_subcommand(1);
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_RETURN_IF_ERROR(CheckSourcesNamed(sources_));
    SUNDER_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(request_path_));
    SUNDER_ASSIGN_OR_RETURN(const segregation::SubjectRequest request,
                            segregation::ParseSubjectRequest(text, request_path_));
    if (correct_->parsed() && request.corrections.empty()) {
      return Status::Usage(request_path_ + ": [correct] must say which fields get which text");
    }
    SUNDER_ASSIGN_OR_RETURN(const engine::SubjectMatcher matcher,
                            engine::SubjectMatcher::Create(request));
    SUNDER_ASSIGN_OR_RETURN(engine::ScanOptions options, MakeScanOptions(environment));
    options.pipeline.table_bytes_max = 0;
    SUNDER_ASSIGN_OR_RETURN(const engine::SourceTables tables,
                            engine::OpenSources(sources_, options.listing));
    engine::SubjectSearch search;
    {
      engine::Progress progress;
      const ProgressDisplay display(progress, "subject", environment.is_stderr_terminal);
      SUNDER_ASSIGN_OR_RETURN(search, engine::FindSubject(tables, matcher, options.pipeline,
                                                          !copies_.empty(), &progress));
    }
    const bool is_recorded = find_->parsed() || is_confirmed_;
    // Before anything is given out or changed: it must be possible to note it.
    segregation::KeeperEntry entry;
    if (is_recorded) {
      SUNDER_ASSIGN_OR_RETURN(entry, EntryOf(environment, request, search));
    }
    std::string out = Found(search);
    SUNDER_RETURN_IF_ERROR(WriteCopies(search));
    if (!find_->parsed()) {
      SUNDER_ASSIGN_OR_RETURN(const std::string done,
                              Change(tables, search, matcher, request, options.pipeline));
      out += "\n" + done;
    }
    if (is_recorded) {
      SUNDER_RETURN_IF_ERROR(AppendRecord(environment, "subject-ledger.jsonl", std::move(entry)));
    }
    SUNDER_RETURN_IF_ERROR(PrintOut(out + "\n" + kSpecialCategories));
    return kExitDone;
  }

 private:
  CLI::App* Add(CLI::App* app, const char* name, const char* description) {
    CLI::App* action = app->add_subcommand(name, description);
    action->add_option("source", sources_, "files, folders, sqlite:///x.db, stores of a split")
        ->type_name("SOURCE");
    action->add_option("--request", request_path_, "who asks, and how that was verified (TOML)")
        ->required()
        ->type_name("FILE");
    return action;
  }

  static std::string Found(const engine::SubjectSearch& search) {
    if (search.places.empty()) {
      return "Nothing of this person in " + Counted(search.tables, "table") + ", all read whole.\n";
    }
    std::string text;
    for (const engine::SubjectPlace& place : search.places) {
      text += PlaceName(place) + ": ";
      if (place.records > 0) {
        text += Counted(place.records, "record") + " (" + Joined(place.fields) + ")";
      }
      if (place.mentions > 0) {
        text += (place.records > 0 ? "; " : "") + std::string("mentioned in ") +
                Counted(place.mentions, "other record") + " (" + Joined(place.mentioning) + ")";
      }
      text += "\n";
    }
    return text + Counted(search.tables, "table") + " read whole.\n";
  }

  Status WriteCopies(const engine::SubjectSearch& search) const {
    if (copies_.empty()) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ByteSink> sink,
                            CreateByteSink(copies_, Codec::kNone));
    for (const engine::SubjectCopy& copy : search.copies) {
      reports::JsonWriter json(reports::JsonWriter::Layout::kCompact);
      json.BeginObject();
      json.String("object", copy.object);
      if (!copy.table.empty()) json.String("table", copy.table);
      json.BeginArray("fields");
      for (const auto& [field, value] : copy.cells) {
        json.BeginObject();
        json.String("field", field);
        json.String("value", value);
        json.EndObject();
      }
      json.EndArray();
      json.EndObject();
      SUNDER_RETURN_IF_ERROR(sink->Write(json.Take()));
    }
    return sink->Finish();
  }

  Result<std::string> Change(const engine::SourceTables& tables,
                             const engine::SubjectSearch& search,
                             const engine::SubjectMatcher& matcher,
                             const segregation::SubjectRequest& request,
                             const engine::PipelineOptions& options) const {
    if (!is_confirmed_) {
      return std::string("Nothing was changed. Add --yes to ") +
             (erase_->parsed() ? "erase these records" : "correct these records") +
             ". Records of others that mention the person are left as they are.\n";
    }
    SUNDER_ASSIGN_OR_RETURN(
        const std::vector<engine::SubjectRewrite> done,
        engine::RewriteSubject(
            tables, search, matcher,
            correct_->parsed() ? request.corrections : std::map<std::string, std::string>(),
            options));
    std::string text;
    for (const engine::SubjectRewrite& object : done) {
      text += object.object + ": " + Counted(object.records, "record") +
              (erase_->parsed() ? " erased\n"
                                : " corrected in " + Counted(object.cells, "field") + "\n");
    }
    if (done.empty()) text = "Nothing was changed: no record is the person's.\n";
    return text +
           "Backups, snapshots and free blocks of the file system may still hold what was "
           "there before.\n";
  }

  Result<segregation::KeeperEntry> EntryOf(const Environment& environment,
                                           const segregation::SubjectRequest& request,
                                           const engine::SubjectSearch& search) const {
    SUNDER_RETURN_IF_ERROR(CheckStateFolder(environment));
    std::string identity;
    for (const segregation::SubjectIdentifier& identifier : request.identifiers) {
      identity += identifier.key + '\0' + identifier.value + '\0';
    }
    segregation::KeeperEntry entry;
    entry.action = std::string("subject ") + (find_->parsed()    ? "find"
                                              : erase_->parsed() ? "erase"
                                                                 : "correct");
    entry.reason = "identity verified by " + request.verified_by + ": " + request.verified_how;
    SUNDER_ASSIGN_OR_RETURN(entry.key,
                            engine::KeyedFingerprint(environment.state_folder, identity));
    uint64_t records = 0;
    for (const engine::SubjectPlace& place : search.places) records += place.records;
    entry.items = records;
    return entry;
  }

  CLI::App* find_ = nullptr;
  CLI::App* erase_ = nullptr;
  CLI::App* correct_ = nullptr;
  std::vector<std::string> sources_;
  std::string request_path_;
  std::string copies_;
  bool is_confirmed_ = false;
};

}  // namespace

std::unique_ptr<Command> NewSubjectCommand() { return std::make_unique<SubjectCommand>(); }

}  // namespace sunder::cli
