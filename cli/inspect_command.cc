#include <simdjson.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/command.h"
#include "cli/json_text.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "connectors/decode/byte_stream.h"
#include "scanner/context/sentence_judge.h"
#include "scanner/profile/table_profile.h"

namespace sunder::cli {
namespace {

struct TextInput {
  std::string id;  // as JSON: a quoted text or a number
  std::string text;
};

// Code points before a byte offset of valid UTF-8.
size_t CodePointsBefore(std::string_view text, size_t offset) {
  size_t count = 0;
  for (size_t i = 0; i < offset; ++i) {
    count += (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
  }
  return count;
}

class InspectCommand : public Command {
 public:
  const char* name() const override { return "inspect"; }
  const char* description() const override {
    return "Judge a text or columns and show where something stands (for rule writers)";
  }
  std::vector<const char*> settings() const override {
    return {"patterns", "label", "cache_folder"};
  }
  void Declare(CLI::App* app) override {
    app->add_option("file", file_, "file to read; - or nothing: standard input")->type_name("FILE");
    app->add_option("--input", input_,
                    "text: the whole input is one text; jsonl: {\"id\",\"text\"}")
        ->check(CLI::IsMember({"text", "jsonl"}))
        ->type_name("text|jsonl");
    app->add_option("--format", format_, "text or jsonl")
        ->check(CLI::IsMember({"text", "jsonl"}))
        ->type_name("text|jsonl");
    app->add_option("--offsets", offsets_, "unit of start and end")
        ->check(CLI::IsMember({"byte", "codepoint"}))
        ->type_name("byte|codepoint");
    app->add_flag("--columns", is_columns_,
                  "lines {\"id\",\"table\",\"header\",\"values\":[...]}: label columns");
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_ASSIGN_OR_RETURN(const LoadedRules loaded, LoadRules(environment));
    SUNDER_ASSIGN_OR_RETURN(const std::string input, ReadInput());
    if (is_columns_) return JudgeColumns(loaded, input);
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<Judge> judge,
                            scanner::NewJudge(*loaded.database));
    if (input_ == "text") return JudgeText(loaded, *judge, {"null", input});
    return ForEachLine(input, [&](simdjson::dom::element line) -> Result<int> {
      TextInput text;
      std::string_view value;
      if (line["text"].get(value) != simdjson::SUCCESS) {
        return Status::Usage("needs a text under \"text\"");
      }
      text.text = value;
      text.id = IdOf(line);
      return JudgeText(loaded, *judge, text);
    });
  }

 private:
  Result<std::string> ReadInput() const {
    if (!file_.empty() && file_ != "-") return ReadWholeFile(file_);
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  }

  static std::string IdOf(simdjson::dom::element line) {
    simdjson::dom::element id;
    if (line["id"].get(id) != simdjson::SUCCESS) return "null";
    return simdjson::minify(id);
  }

  template <class Function>
  static Result<int> ForEachLine(const std::string& input, Function function) {
    simdjson::dom::parser parser;
    size_t number = 0;
    for (size_t begin = 0; begin < input.size();) {
      size_t end = input.find('\n', begin);
      if (end == std::string::npos) end = input.size();
      const std::string_view line(input.data() + begin, end - begin);
      begin = end + 1;
      ++number;
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const std::string where = "line " + std::to_string(number);
      simdjson::dom::element element;
      if (parser.parse(simdjson::padded_string(line)).get(element) != simdjson::SUCCESS ||
          !element.is_object()) {
        return Status::Usage(where + " is not a JSON object");
      }
      const Result<int> done = function(element);
      if (!done.ok()) return done.status().WithContext(where);
    }
    return kExitDone;
  }

  Result<int> JudgeText(const LoadedRules& loaded, Judge& judge, const TextInput& input) const {
    std::vector<Finding> findings;
    const JudgedCell cell{input.text, ""};
    SUNDER_RETURN_IF_ERROR(judge.JudgeCells({&cell, 1}, &findings));
    const std::string text = format_ == "jsonl" ? JsonLine(loaded, input, findings)
                                                : ReadableLines(loaded, input, findings);
    SUNDER_RETURN_IF_ERROR(PrintOut(text));
    return kExitDone;
  }

  std::pair<size_t, size_t> OffsetsOf(const TextInput& input, const Finding& finding) const {
    if (offsets_ == "byte") return {finding.span.begin, finding.span.end};
    return {CodePointsBefore(input.text, finding.span.begin),
            CodePointsBefore(input.text, finding.span.end)};
  }

  std::string JsonLine(const LoadedRules& loaded, const TextInput& input,
                       const std::vector<Finding>& findings) const {
    std::string line = "{\"id\":" + input.id + ",\"findings\":[";
    for (size_t i = 0; i < findings.size(); ++i) {
      const Finding& finding = findings[i];
      const auto [begin, end] = OffsetsOf(input, finding);
      line += i > 0 ? "," : "";
      line += "{\"label\":" + JsonText(loaded.rules->labels.name(finding.label)) +
              ",\"start\":" + std::to_string(begin) + ",\"end\":" + std::to_string(end) +
              ",\"confidence\":" + Confidence(finding.confidence) +
              ",\"grade\":" + GradeJson(finding.grade) +
              ",\"rule\":" + JsonText(loaded.rules->rules[finding.rule].id) + "}";
    }
    return line + "]}\n";
  }

  std::string ReadableLines(const LoadedRules& loaded, const TextInput& input,
                            const std::vector<Finding>& findings) const {
    std::string text;
    for (const Finding& finding : findings) {
      const auto [begin, end] = OffsetsOf(input, finding);
      text += std::to_string(begin) + "-" + std::to_string(end) + "  " +
              loaded.rules->labels.name(finding.label) + "  " + Confidence(finding.confidence) +
              "  " + std::string(EvidenceGradeName(finding.grade)) + "  " +
              loaded.rules->rules[finding.rule].id +
              (finding.cue.empty() ? "" : "  (" + std::string(finding.cue) + ")") + "\n";
    }
    return text.empty() ? "nothing found\n" : text;
  }

  Result<int> JudgeColumns(const LoadedRules& loaded, const std::string& input) const {
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<scanner::TableJudge> judge,
                            scanner::TableJudge::Create(*loaded.database));
    return ForEachLine(input, [&](simdjson::dom::element line) -> Result<int> {
      std::string_view table;
      std::string_view header;
      // Both may be absent or null: a column can be judged by its values alone.
      if (line["table"].get(table) != simdjson::SUCCESS) table = "";
      if (line["header"].get(header) != simdjson::SUCCESS) header = "";
      simdjson::dom::array array;
      if (line["values"].get(array) != simdjson::SUCCESS) {
        return Status::Usage("needs a list under \"values\"");
      }
      std::vector<std::string> values;
      for (const simdjson::dom::element value : array) {
        std::string_view text;
        if (value.is_null())
          values.emplace_back();
        else if (value.get(text) == simdjson::SUCCESS)
          values.emplace_back(text);
        else
          values.push_back(simdjson::minify(value));
      }
      SUNDER_ASSIGN_OR_RETURN(const FieldReport field, judge->JudgeColumn(table, header, values));
      const std::string label = field.label.empty() ? "none" : field.label;
      SUNDER_RETURN_IF_ERROR(
          PrintOut("{\"id\":" + IdOf(line) + ",\"label\":" + JsonText(label) + ",\"confidence\":" +
                   Confidence(field.confidence) + ",\"grade\":" + GradeJson(field.grade) +
                   ",\"rule\":" + (field.rule.empty() ? "null" : JsonText(field.rule)) + "}\n"));
      return kExitDone;
    });
  }

  static std::string GradeJson(EvidenceGrade grade) {
    return grade == EvidenceGrade::kNone ? "null" : JsonText(EvidenceGradeName(grade));
  }

  static std::string Confidence(float confidence) {
    char text[16];
    std::snprintf(text, sizeof text, "%.2f", static_cast<double>(confidence));
    return text;
  }

  std::string file_;
  std::string input_ = "text";
  std::string format_ = "text";
  std::string offsets_ = "byte";
  bool is_columns_ = false;
};

}  // namespace

std::unique_ptr<Command> NewInspectCommand() { return std::make_unique<InspectCommand>(); }

}  // namespace sunder::cli
