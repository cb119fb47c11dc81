#include "scanner/match/literal_scanner.h"

#include <hs.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "scanner/match/database_cache.h"

namespace sunder::scanner {
namespace {

constexpr size_t kLongLiteralSizeMin = 3;

// Hyperscan's FDR engine is up to five times slower with 97 to 799 literals than with 820: it takes
// long strides and falls for words that only look like matches. Literals of bytes that UTF-8 does
// not have fill the set up.
constexpr size_t kSlowCountMin = 97;
constexpr size_t kSlowCountMax = 799;
constexpr size_t kPaddedCount = 820;
constexpr size_t kPaddingSizeBytes = 8;

bool IsLong(const LiteralSpec& literal) { return literal.shape.size() >= kLongLiteralSizeMin; }

// Literals as regexes: the pure literal interface of Hyperscan 5.4.0 gives wrong results.
std::string EscapeLiteral(std::string_view literal) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string regex;
  for (const char c : literal) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_plain) {
      regex.push_back(c);
      continue;
    }
    regex += "\\x";
    regex.push_back(kHex[byte >> 4U]);
    regex.push_back(kHex[byte & 0x0FU]);
  }
  return regex;
}

std::string PaddingLiteral(size_t number) {
  std::string literal;
  for (size_t at = 0; at < kPaddingSizeBytes; ++at) {
    literal.push_back(static_cast<char>(0xF8U + (number & 7U)));
    // A step that no power of two divides spreads the literals over the hash buckets.
    number = number * 5 + 3;
    number = (number >> 1U) ^ (at * 977);
  }
  return literal;
}

std::vector<std::string> Expressions(const std::vector<LiteralSpec>& literals) {
  std::vector<std::string> expressions;
  for (const LiteralSpec& literal : literals) {
    if (IsLong(literal)) expressions.push_back(EscapeLiteral(literal.shape));
  }
  if (expressions.size() < kSlowCountMin || expressions.size() > kSlowCountMax) return expressions;
  std::vector<std::string> padding;
  for (size_t number = 0; expressions.size() + padding.size() < kPaddedCount; ++number) {
    std::string literal = PaddingLiteral(number);
    if (std::find(padding.begin(), padding.end(), literal) == padding.end()) {
      padding.push_back(std::move(literal));
    }
  }
  for (const std::string& literal : padding) expressions.push_back(EscapeLiteral(literal));
  return expressions;
}

Status HyperscanError(std::string_view what, hs_error_t error) {
  return Status::Internal("Hyperscan: " + std::string(what) + " failed with code " +
                          std::to_string(error));
}

int CountOne(unsigned int, unsigned long long, unsigned long long, unsigned int, void* context) {
  ++*static_cast<uint64_t*>(context);
  return 0;
}

// Hyperscan reports in this order nearly always, but does not promise it.
bool EndsBefore(const RawRun& a, const RawRun& b) { return a.end < b.end; }

// Of two bytes, the one that is rarer in texts.
size_t RareByte(std::string_view literal) {
  constexpr std::string_view kRareFirst = "@#:/.-0zqxjkvwbpygfmucdlhrsinoate ";
  const auto rank = [&](char c) {
    const size_t at = kRareFirst.find(c);
    return at == std::string_view::npos ? 0 : at;
  };
  return literal.size() > 1 && rank(literal[1]) < rank(literal[0]) ? 1 : 0;
}

}  // namespace

struct LiteralScanner::Collector {
  const FlatArray<LongLiteral>& literals;
  std::vector<RawRun>* runs;
  std::vector<uint32_t>* open_run;
};

int LiteralScanner::Collect(unsigned int index, unsigned long long, unsigned long long end,
                            unsigned int, void* context) {
  auto* collector = static_cast<Collector*>(context);
  if (index >= collector->literals.size()) return 0;  // padding
  const LongLiteral& literal = collector->literals[index];
  const auto end_offset = static_cast<uint32_t>(end);
  if (literal.keeps_runs_apart == 0) {
    uint32_t& open = (*collector->open_run)[literal.id];
    if (open != 0) {
      RawRun& run = (*collector->runs)[open - 1];
      if (end_offset >= run.last_end && end_offset - run.last_end <= literal.size) {
        run.last_end = end_offset;
        return 0;
      }
    }
    open = static_cast<uint32_t>(collector->runs->size()) + 1;
  }
  collector->runs->push_back({literal.id, end_offset, end_offset});
  return 0;
}

LiteralScanner::Scratch::~Scratch() { hs_free_scratch(scratch_); }

LiteralScanner::~LiteralScanner() { hs_free_database(database_); }

bool LiteralScanner::LoadDatabase(const std::string& cache_folder) {
  if (long_literals_.empty()) return true;
  database_ = DatabaseCache(cache_folder, database_name_).Load();
  is_from_cache_ = database_ != nullptr;
  return is_from_cache_;
}

Result<std::unique_ptr<LiteralScanner>> LiteralScanner::Create(
    const std::vector<LiteralSpec>& literals, const std::string& cache_folder) {
  auto scanner = std::make_unique<LiteralScanner>();
  std::vector<LongLiteral> long_literals;
  std::vector<ShortLiteral> short_literals;
  for (uint32_t id = 0; id < literals.size(); ++id) {
    const std::string& shape = literals[id].shape;
    const uint8_t keeps_apart = literals[id].keeps_runs_apart ? 1 : 0;
    if (IsLong(literals[id])) {
      long_literals.push_back({id, static_cast<uint16_t>(shape.size()), keeps_apart});
      continue;
    }
    ShortLiteral literal{id, {}, static_cast<uint8_t>(shape.size()), keeps_apart};
    std::copy(shape.begin(), shape.end(), literal.shape.begin());
    short_literals.push_back(literal);
  }
  scanner->literal_count_ = literals.size();
  scanner->long_literals_.Own(std::move(long_literals));
  scanner->short_literals_.Own(std::move(short_literals));
  if (scanner->long_literals_.empty()) return scanner;
  const std::vector<std::string> expressions = Expressions(literals);
  scanner->database_name_ = DatabaseCache::NameOf(expressions);
  if (scanner->LoadDatabase(cache_folder)) return scanner;

  std::vector<const char*> texts;
  std::vector<unsigned int> ids;
  for (const std::string& expression : expressions) {
    ids.push_back(static_cast<unsigned int>(texts.size()));
    texts.push_back(expression.c_str());
  }
  const std::vector<unsigned int> flags(texts.size(), HS_FLAG_CASELESS);
  hs_compile_error_t* details = nullptr;
  const hs_error_t error = hs_compile_multi(texts.data(), flags.data(), ids.data(),
                                            static_cast<unsigned int>(texts.size()), HS_MODE_BLOCK,
                                            nullptr, &scanner->database_, &details);
  if (error != HS_SUCCESS) {
    Status status = HyperscanError(details == nullptr ? "compiling" : details->message, error);
    hs_free_compile_error(details);
    return status;
  }
  DatabaseCache(cache_folder, scanner->database_name_).Store(scanner->database_);
  return scanner;
}

Status LiteralScanner::Prepare(Scratch* scratch) const {
  scratch->open_run_.assign(literal_count_, 0);
  if (database_ == nullptr) return Status::Ok();
  const hs_error_t error = hs_alloc_scratch(database_, &scratch->scratch_);
  return error == HS_SUCCESS ? Status::Ok() : HyperscanError("taking scratch memory", error);
}

Status LiteralScanner::Scan(std::string_view shape, Scratch* scratch,
                            std::vector<RawRun>* runs) const {
  runs->clear();
  scratch->long_runs_.clear();
  scratch->short_runs_.clear();
  if (database_ != nullptr) {
    Collector collector{long_literals_, &scratch->long_runs_, &scratch->open_run_};
    const hs_error_t error =
        hs_scan(database_, shape.data(), static_cast<unsigned int>(shape.size()), 0,
                scratch->scratch_, Collect, &collector);
    if (error != HS_SUCCESS) return HyperscanError("scanning", error);
    for (const RawRun& run : scratch->long_runs_) scratch->open_run_[run.literal] = 0;
  }
  ScanShort(shape, scratch);
  if (!std::is_sorted(scratch->long_runs_.begin(), scratch->long_runs_.end(), EndsBefore)) {
    std::sort(scratch->long_runs_.begin(), scratch->long_runs_.end(), EndsBefore);
  }
  if (scratch->short_runs_.empty()) {
    std::swap(*runs, scratch->long_runs_);
    return Status::Ok();
  }
  std::sort(scratch->short_runs_.begin(), scratch->short_runs_.end(), EndsBefore);
  std::merge(scratch->long_runs_.begin(), scratch->long_runs_.end(), scratch->short_runs_.begin(),
             scratch->short_runs_.end(), std::back_inserter(*runs), EndsBefore);
  return Status::Ok();
}

void LiteralScanner::ScanShort(std::string_view shape, Scratch* scratch) const {
  for (const ShortLiteral& literal : short_literals_) {
    const size_t size = literal.size;
    const std::string_view wanted(literal.shape.data(), size);
    const size_t rare = RareByte(wanted);
    bool has_run = false;
    for (size_t at = rare; at < shape.size(); ++at) {
      const void* found = std::memchr(shape.data() + at, wanted[rare], shape.size() - at);
      if (found == nullptr) break;
      at = static_cast<size_t>(static_cast<const char*>(found) - shape.data());
      const size_t begin = at - rare;
      if (shape.substr(begin, size) != wanted) continue;
      const auto end = static_cast<uint32_t>(begin + size);
      if (has_run && literal.keeps_runs_apart == 0 &&
          end - scratch->short_runs_.back().last_end <= size) {
        scratch->short_runs_.back().last_end = end;
        continue;
      }
      has_run = true;
      scratch->short_runs_.push_back({literal.id, end, end});
    }
  }
}

Result<uint64_t> LiteralScanner::Count(std::string_view bytes, size_t block_size_bytes) const {
  uint64_t count = 0;
  if (database_ == nullptr || block_size_bytes == 0) return count;
  Scratch scratch;
  SUNDER_RETURN_IF_ERROR(Prepare(&scratch));
  for (size_t at = 0; at < bytes.size(); at += block_size_bytes) {
    const std::string_view block = bytes.substr(at, block_size_bytes);
    const hs_error_t error =
        hs_scan(database_, block.data(), static_cast<unsigned int>(block.size()), 0,
                scratch.scratch_, CountOne, &count);
    if (error != HS_SUCCESS) return HyperscanError("scanning", error);
  }
  return count;
}

}  // namespace sunder::scanner
