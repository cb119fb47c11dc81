// Raw hs_scan of a file with a counting callback: the denominator of the speed ratios. Twice: with
// all literals of the rules in one database, which is the same task given to Hyperscan alone, and
// with the program's own database, which leaves out what it looks up by words. With TOP also the
// literals that match most: one that stands everywhere costs more than thousands that do not.
// usage: raw_scan PATTERNS_FOLDER FILE [TOP]
#include <hs.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "scanner/match/rule_database.h"
#include "scanner/rules/rule_set.h"

namespace {

constexpr size_t kBlockSizeBytes = 256 * 1024;
constexpr int kRepeats = 5;

// Of this process: machines that others use as well have no steady clock.
double ProcessorSeconds() {
  timespec time = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

void PrintTop(const sunder::scanner::RuleDatabase& database, const std::vector<uint64_t>& counts,
              size_t top) {
  std::vector<uint32_t> literals(counts.size());
  std::iota(literals.begin(), literals.end(), 0U);
  std::sort(literals.begin(), literals.end(),
            [&](uint32_t a, uint32_t b) { return counts[a] > counts[b]; });
  for (size_t i = 0; i < std::min(top, literals.size()); ++i) {
    std::printf("%10llu %s\n", static_cast<unsigned long long>(counts[literals[i]]),
                std::string(database.LiteralShape(literals[i])).c_str());
  }
}

struct FreeDatabase {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
};
struct FreeScratch {
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};

// Shorter literals slow all of them down, and nobody would give them to Hyperscan.
constexpr size_t kLiteralSizeMin = 3;

std::string HexOf(std::string_view literal) {
  std::string expression;
  char code[5];
  for (const char c : literal) {
    std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned char>(c));
    expression += code;
  }
  return expression;
}

std::unique_ptr<hs_database_t, FreeDatabase> CompileAll(
    const sunder::scanner::RuleDatabase& database) {
  std::vector<std::string> expressions;
  for (uint32_t i = 0; i < database.literal_count(); ++i) {
    const std::string_view shape = database.LiteralShape(i);
    if (shape.size() >= kLiteralSizeMin) expressions.push_back(HexOf(shape));
  }
  std::vector<const char*> texts;
  for (const std::string& expression : expressions) texts.push_back(expression.c_str());
  const std::vector<unsigned int> flags(texts.size(), HS_FLAG_CASELESS);
  std::vector<unsigned int> ids(texts.size());
  std::iota(ids.begin(), ids.end(), 0U);
  hs_database_t* compiled = nullptr;
  hs_compile_error_t* error = nullptr;
  hs_compile_multi(texts.data(), flags.data(), ids.data(), static_cast<unsigned int>(texts.size()),
                   HS_MODE_BLOCK, nullptr, &compiled, &error);
  hs_free_compile_error(error);
  return std::unique_ptr<hs_database_t, FreeDatabase>(compiled);
}

// Of the best of kRepeats; 0 where Hyperscan would not do it.
double MegabytesASecondOfAll(const sunder::scanner::RuleDatabase& database,
                             std::string_view bytes) {
  const auto compiled = CompileAll(database);
  hs_scratch_t* memory = nullptr;
  if (compiled == nullptr || hs_alloc_scratch(compiled.get(), &memory) != HS_SUCCESS) return 0;
  const std::unique_ptr<hs_scratch_t, FreeScratch> scratch(memory);
  double best_seconds = 1e9;
  uint64_t count = 0;
  const auto count_one = [](unsigned int, unsigned long long, unsigned long long, unsigned int,
                            void* context) {
    ++*static_cast<uint64_t*>(context);
    return 0;
  };
  for (int i = 0; i < kRepeats; ++i) {
    const double start = ProcessorSeconds();
    for (size_t at = 0; at < bytes.size(); at += kBlockSizeBytes) {
      const std::string_view block = bytes.substr(at, kBlockSizeBytes);
      hs_scan(compiled.get(), block.data(), static_cast<unsigned int>(block.size()), 0,
              scratch.get(), count_one, &count);
    }
    best_seconds = std::min(best_seconds, ProcessorSeconds() - start);
  }
  return static_cast<double>(bytes.size()) / best_seconds / 1e6;
}

int Run(const std::string& patterns_folder, const std::string& path, size_t top) {
  const auto rules = sunder::scanner::LoadRuleSet({patterns_folder});
  if (!rules.ok()) {
    std::fprintf(stderr, "%s\n", rules.status().message().c_str());
    return 2;
  }
  const auto database = sunder::scanner::RuleDatabase::Create(**rules, "");
  if (!database.ok()) {
    std::fprintf(stderr, "%s\n", database.status().message().c_str());
    return 2;
  }
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  // As the program folds what it scans.
  std::replace_if(
      bytes.begin(), bytes.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
  double best_seconds = 1e9;
  std::vector<uint64_t> counts;
  for (int i = 0; i < kRepeats; ++i) {
    const double start = ProcessorSeconds();
    auto counted = (*database)->CountRawMatches(bytes, kBlockSizeBytes);
    if (!counted.ok()) return 2;
    counts = std::move(counted).value();
    best_seconds = std::min(best_seconds, ProcessorSeconds() - start);
  }
  const uint64_t matches = std::accumulate(counts.begin(), counts.end(), uint64_t{0});
  std::printf(
      "%.1f MB/s with all literals, %.1f MB/s with the program's, %llu matches, %.1f a KiB, "
      "%zu literals\n",
      MegabytesASecondOfAll(**database, bytes),
      static_cast<double>(bytes.size()) / best_seconds / 1e6,
      static_cast<unsigned long long>(matches),
      static_cast<double>(matches) / (static_cast<double>(bytes.size()) / 1024),
      (*database)->literal_count());
  PrintTop(**database, counts, top);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    std::fprintf(stderr, "usage: raw_scan PATTERNS_FOLDER FILE [TOP]\n");
    return 2;
  }
  return Run(argv[1], argv[2], argc == 4 ? std::strtoul(argv[3], nullptr, 10) : 0);
}
