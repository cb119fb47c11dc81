// What one would write first: every pattern of the rules in its plain regex form in one Hyperscan
// database, terms included, and one hs_scan a cell. Nothing is confirmed, judged or profiled.
// Prints its speed and, for every rule with a regex, the cells in which it matched. usage:
// naive_cells PATTERNS_FOLDER FILE
#include <hs.h>

#include <cstdio>
#include <ctime>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/scan_run.h"
#include "scanner/rules/anchors.h"
#include "scanner/rules/rule_set.h"

namespace sunder {
namespace {

double ProcessorSeconds() {
  timespec time = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// ASCII forms of the regexes: with HS_FLAG_UTF8 so many expressions take many minutes to compile.
constexpr unsigned int kFlags = HS_FLAG_CASELESS;

struct Expressions {
  std::vector<std::string> texts;
  std::vector<unsigned int> flags;
  std::vector<std::string> rules;  // of each; empty for terms
  size_t left_out = 0;
};

std::string Quoted(const std::string& term) {
  std::string text;
  for (const char c : term) {
    if (std::string_view("\\^$.[]|()?*+{}/-#").find(c) != std::string_view::npos) text += '\\';
    text += c;
  }
  return text;
}

bool Compiles(const std::string& regex, unsigned int flags) {
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const bool is_good =
      hs_compile(regex.c_str(), flags, HS_MODE_BLOCK, nullptr, &database, &error) == HS_SUCCESS;
  hs_free_compile_error(error);
  hs_free_database(database);
  return is_good;
}

void AddRegex(const scanner::Rule& rule, const std::string& regex, Expressions* expressions) {
  for (const unsigned int flags : {kFlags, kFlags | HS_FLAG_PREFILTER}) {
    if (!Compiles(regex, flags)) continue;
    expressions->texts.push_back(regex);
    expressions->flags.push_back(flags);
    expressions->rules.push_back(rule.id);
    return;
  }
  ++expressions->left_out;
}

Expressions ExpressionsOf(const scanner::RuleSet& rules) {
  Expressions expressions;
  for (const scanner::Rule& rule : rules.rules) {
    for (const scanner::Pattern& pattern : rule.patterns) {
      if (pattern.view == scanner::View::kFieldName || pattern.is_code_system) continue;
      if (!pattern.regex.empty()) AddRegex(rule, scanner::AsciiRegex(pattern.regex), &expressions);
      for (const scanner::Term& term : pattern.terms) {
        expressions.texts.push_back(Quoted(term.folded));
        expressions.flags.push_back(kFlags);
        expressions.rules.emplace_back();
      }
    }
  }
  return expressions;
}

struct FreeDatabase {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
};
struct FreeScratch {
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};

Result<std::unique_ptr<hs_database_t, FreeDatabase>> Compile(const Expressions& expressions) {
  std::vector<const char*> texts;
  std::vector<unsigned int> ids;
  for (const std::string& text : expressions.texts) {
    ids.push_back(static_cast<unsigned int>(texts.size()));
    texts.push_back(text.c_str());
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const hs_error_t code = hs_compile_multi(texts.data(), expressions.flags.data(), ids.data(),
                                           static_cast<unsigned int>(texts.size()), HS_MODE_BLOCK,
                                           nullptr, &database, &error);
  if (code == HS_SUCCESS) return std::unique_ptr<hs_database_t, FreeDatabase>(database);
  const Status status = Status::Internal(error == nullptr ? "compiling" : error->message);
  hs_free_compile_error(error);
  return status;
}

struct Matches {
  const Expressions* expressions = nullptr;
  uint64_t cell = 0;
  uint64_t count = 0;
  std::vector<uint64_t> last_cell;  // by expression
  std::map<std::string, uint64_t> cells_by_rule;
};

int Count(unsigned int id, unsigned long long, unsigned long long, unsigned int, void* context) {
  auto* matches = static_cast<Matches*>(context);
  ++matches->count;
  const std::string& rule = matches->expressions->rules[id];
  if (!rule.empty() && matches->last_cell[id] != matches->cell) {
    matches->last_cell[id] = matches->cell;
    ++matches->cells_by_rule[rule];
  }
  return 0;
}

Status Run(const std::string& patterns_folder, const std::string& path) {
  SUNDER_ASSIGN_OR_RETURN(const auto rules, scanner::LoadRuleSet({patterns_folder}));
  const Expressions expressions = ExpressionsOf(*rules);
  SUNDER_ASSIGN_OR_RETURN(const auto database, Compile(expressions));
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(database.get(), &scratch) != HS_SUCCESS) {
    return Status::Internal("taking scratch memory");
  }
  const std::unique_ptr<hs_scratch_t, FreeScratch> owner(scratch);
  SUNDER_ASSIGN_OR_RETURN(const engine::SourceTables sources, engine::OpenSources({path}, {}));
  Matches matches;
  matches.expressions = &expressions;
  matches.last_cell.resize(expressions.texts.size());
  uint64_t size_bytes = 0;
  const double start = ProcessorSeconds();
  for (const engine::PipelineTable& table : sources.tables) {
    SUNDER_ASSIGN_OR_RETURN(const auto partitions, table.connector->Plan(table.info, 1));
    SUNDER_ASSIGN_OR_RETURN(const auto reader,
                            table.connector->Open(table.info, partitions.front(), {}));
    RecordBlock block;
    std::string decoded;
    while (true) {
      SUNDER_ASSIGN_OR_RETURN(const bool is_filled, reader->Next(&block));
      if (!is_filled) break;
      SUNDER_RETURN_IF_ERROR(block.EnsureIndexed());
      size_bytes += block.bytes().size();
      for (const CellRef& cell : block.cells) {
        const std::string_view text = block.Text(cell, &decoded);
        ++matches.cell;
        hs_scan(database.get(), text.data(), static_cast<unsigned int>(text.size()), 0, scratch,
                Count, &matches);
      }
    }
  }
  const double seconds = ProcessorSeconds() - start;
  std::printf("%.2f MB/s, %llu matches, %zu expressions, %zu left out\n",
              static_cast<double>(size_bytes) / seconds / 1e6,
              static_cast<unsigned long long>(matches.count), expressions.texts.size(),
              expressions.left_out);
  for (const auto& [rule, cells] : matches.cells_by_rule) {
    std::printf("%s %llu\n", rule.c_str(), static_cast<unsigned long long>(cells));
  }
  return Status::Ok();
}

}  // namespace
}  // namespace sunder

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: naive_cells PATTERNS_FOLDER FILE\n");
    return 2;
  }
  const sunder::Status status = sunder::Run(argv[1], argv[2]);
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.message().c_str());
  return status.ok() ? 0 : 2;
}
