// Raw hs_scan of a file with the rules' own database and a counting callback: the denominator of
// the speed ratios. With TOP also the literals that match most: a term that stands everywhere costs
// more than thousands that do not. usage: raw_scan PATTERNS_FOLDER FILE [TOP]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
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
  std::printf("%.1f MB/s, %llu matches, %.1f a KiB, %zu literals\n",
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
