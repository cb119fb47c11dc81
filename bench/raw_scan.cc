// Raw hs_scan of a file with the rules' own database and a counting callback: the denominator of
// the speed ratios. usage: raw_scan PATTERNS_FOLDER FILE
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "scanner/match/rule_database.h"
#include "scanner/rules/rule_set.h"

namespace {

constexpr size_t kBlockSizeBytes = 256 * 1024;
constexpr int kRepeats = 5;

int Run(const std::string& patterns_folder, const std::string& path) {
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
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  double best_seconds = 1e9;
  uint64_t matches = 0;
  for (int i = 0; i < kRepeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const auto counted = (*database)->CountRawMatches(bytes, kBlockSizeBytes);
    if (!counted.ok()) return 2;
    matches = *counted;
    best_seconds =
        std::min(best_seconds,
                 std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::printf("%.1f MB/s, %llu matches, %.1f a KiB, %zu literals\n",
              static_cast<double>(bytes.size()) / best_seconds / 1e6,
              static_cast<unsigned long long>(matches),
              static_cast<double>(matches) / (static_cast<double>(bytes.size()) / 1024),
              (*database)->literal_count());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: raw_scan PATTERNS_FOLDER FILE\n");
    return 2;
  }
  return Run(argv[1], argv[2]);
}
