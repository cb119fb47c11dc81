#include "scanner/match/literal_scanner.h"

#include <hs.h>

#include <algorithm>
#include <cstring>
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

bool IsOfWords(const LiteralSpec& literal) {
  return literal.place != LiteralSpec::Place::kAnywhere && literal.numbers.empty() &&
         WordLiterals::Takes(literal.shape);
}

bool IsLong(const LiteralSpec& literal) {
  return literal.shape.size() >= kLongLiteralSizeMin && literal.numbers.empty() &&
         !IsOfWords(literal);
}

constexpr uint64_t SizeBit(size_t size) { return uint64_t{1} << std::min<size_t>(size, 63); }

// Calls `take(begin, end)` for every run of zeros, that is digits, in a shape.
template <class Take>
void ForEachNumber(std::string_view shape, Take take) {
  size_t at = shape.find('0');
  while (at != std::string_view::npos) {
    const size_t end = std::min(shape.find_first_not_of('0', at), shape.size());
    take(at, end);
    at = shape.find('0', end);
  }
}

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

int CountOne(unsigned int index, unsigned long long, unsigned long long, unsigned int,
             void* context) {
  auto* counts = static_cast<std::vector<uint64_t>*>(context);
  if (index < counts->size()) ++(*counts)[index];  // else padding
  return 0;
}

// Hyperscan reports in this order nearly always, but does not promise it.
bool EndsBefore(const RawRun& a, const RawRun& b) { return a.end < b.end; }

// A few are a few places too late, so that moving them costs less than sorting; others are sorted.
void SortRuns(std::vector<RawRun>* runs) {
  size_t moves_left = 8 * runs->size();
  for (size_t i = 1; i < runs->size(); ++i) {
    const RawRun run = (*runs)[i];
    size_t at = i;
    for (; at > 0 && moves_left > 0 && EndsBefore(run, (*runs)[at - 1]); --at, --moves_left) {
      (*runs)[at] = (*runs)[at - 1];
    }
    (*runs)[at] = run;
    if (moves_left == 0) return std::sort(runs->begin(), runs->end(), EndsBefore);
  }
}

// All runs of two sorted lists, which lose them.
void Merge(std::vector<RawRun>* first, std::vector<RawRun>* second, std::vector<RawRun>* merged) {
  if (first->empty() || second->empty()) {
    std::swap(*merged, first->empty() ? *second : *first);
    return;
  }
  merged->resize(first->size() + second->size());
  std::merge(first->begin(), first->end(), second->begin(), second->end(), merged->begin(),
             EndsBefore);
}

uint32_t PairOf(char first, char second) {
  return static_cast<uint32_t>(static_cast<unsigned char>(first)) << 8U |
         static_cast<unsigned char>(second);
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

void LiteralScanner::SetShortLiterals(std::vector<ShortLiteral> literals) {
  constexpr size_t kPairs = size_t{1} << 16U;
  std::vector<uint64_t> bits(kPairs / 64);
  std::vector<uint32_t> pairs;
  const auto pair_at = [&](uint32_t place) {
    return PairOf(literals[place].shape[0], literals[place].shape[1]);
  };
  for (uint32_t place = 0; place < literals.size(); ++place) {
    if (literals[place].size != 2) continue;
    bits[pair_at(place) / 64] |= uint64_t{1} << (pair_at(place) % 64);
    pairs.push_back(place);
  }
  std::sort(pairs.begin(), pairs.end(),
            [&](uint32_t a, uint32_t b) { return pair_at(a) < pair_at(b); });
  short_literals_.Own(std::move(literals));
  pair_bits_.Own(std::move(bits));
  pairs_.Own(std::move(pairs));
}

Result<std::unique_ptr<LiteralScanner>> LiteralScanner::Create(
    const std::vector<LiteralSpec>& literals, const std::string& cache_folder) {
  auto scanner = std::make_unique<LiteralScanner>();
  std::vector<LongLiteral> long_literals;
  std::vector<ShortLiteral> short_literals;
  std::vector<WordLiterals::Spec> word_literals;
  TextTableBuilder numbers;
  for (uint32_t id = 0; id < literals.size(); ++id) {
    const std::string& shape = literals[id].shape;
    const uint8_t keeps_apart = literals[id].keeps_runs_apart ? 1 : 0;
    if (!literals[id].numbers.empty()) {
      for (const std::string& number : literals[id].numbers) numbers.At(number) = id;
      scanner->number_sizes_ |= SizeBit(shape.size());
      continue;
    }
    if (IsOfWords(literals[id])) {
      word_literals.push_back({shape, id, literals[id].place == LiteralSpec::Place::kWholeWords});
      continue;
    }
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
  scanner->SetShortLiterals(std::move(short_literals));
  scanner->word_literals_ = WordLiterals::Build(word_literals);
  scanner->numbers_ = numbers.Build();
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

Status LiteralScanner::Scan(std::string_view shape, std::string_view text, Scratch* scratch,
                            std::vector<RawRun>* runs) const {
  runs->clear();
  scratch->long_runs_.clear();
  scratch->word_runs_.clear();
  scratch->short_runs_.clear();
  if (database_ != nullptr) {
    Collector collector{long_literals_, &scratch->long_runs_, &scratch->open_run_};
    const hs_error_t error =
        hs_scan(database_, shape.data(), static_cast<unsigned int>(shape.size()), 0,
                scratch->scratch_, Collect, &collector);
    if (error != HS_SUCCESS) return HyperscanError("scanning", error);
    for (const RawRun& run : scratch->long_runs_) scratch->open_run_[run.literal] = 0;
  }
  scratch->words_.Build(shape);
  word_literals_.Scan(shape, scratch->words_, &scratch->word_runs_);
  ScanShort(shape, scratch);
  ScanNumbers(shape, text, scratch);
  SortRuns(&scratch->long_runs_);
  SortRuns(&scratch->word_runs_);
  if (!std::is_sorted(scratch->short_runs_.begin(), scratch->short_runs_.end(), EndsBefore)) {
    std::sort(scratch->short_runs_.begin(), scratch->short_runs_.end(), EndsBefore);
  }
  Merge(&scratch->word_runs_, &scratch->short_runs_, &scratch->other_runs_);
  Merge(&scratch->long_runs_, &scratch->other_runs_, runs);
  return Status::Ok();
}

void LiteralScanner::ScanShort(std::string_view shape, Scratch* scratch) const {
  for (const ShortLiteral& literal : short_literals_) {
    if (literal.size != 1) continue;
    bool has_run = false;
    for (size_t at = 0; at < shape.size(); ++at) {
      const void* found = std::memchr(shape.data() + at, literal.shape[0], shape.size() - at);
      if (found == nullptr) break;
      at = static_cast<size_t>(static_cast<const char*>(found) - shape.data());
      const auto end = static_cast<uint32_t>(at + 1);
      if (has_run && literal.keeps_runs_apart == 0 &&
          end - scratch->short_runs_.back().last_end <= 1) {
        scratch->short_runs_.back().last_end = end;
        continue;
      }
      has_run = true;
      scratch->short_runs_.push_back({literal.id, end, end});
    }
  }
  if (!pairs_.empty()) ScanPairs(shape, scratch);
}

// All literals of two bytes in one pass: there are dozens, and one pass for each costs more.
void LiteralScanner::ScanPairs(std::string_view shape, Scratch* scratch) const {
  const size_t first = scratch->short_runs_.size();
  for (size_t end = 2; end <= shape.size(); ++end) {
    const uint32_t pair = PairOf(shape[end - 2], shape[end - 1]);
    if ((pair_bits_[pair / 64] >> (pair % 64) & 1U) == 0) continue;
    const uint32_t* found =
        std::lower_bound(pairs_.begin(), pairs_.end(), pair, [&](uint32_t place, uint32_t wanted) {
          const ShortLiteral& other = short_literals_[place];
          return PairOf(other.shape[0], other.shape[1]) < wanted;
        });
    const ShortLiteral& literal = short_literals_[*found];
    const auto end_offset = static_cast<uint32_t>(end);
    uint32_t& open = scratch->open_run_[literal.id];
    if (open != 0 && literal.keeps_runs_apart == 0 &&
        end_offset - scratch->short_runs_[open - 1].last_end <= 2) {
      scratch->short_runs_[open - 1].last_end = end_offset;
      continue;
    }
    scratch->short_runs_.push_back({literal.id, end_offset, end_offset});
    open = static_cast<uint32_t>(scratch->short_runs_.size());
  }
  for (size_t run = first; run < scratch->short_runs_.size(); ++run) {
    scratch->open_run_[scratch->short_runs_[run].literal] = 0;
  }
}

void LiteralScanner::ScanNumbers(std::string_view shape, std::string_view text,
                                 Scratch* scratch) const {
  if (number_sizes_ == 0) return;
  ForEachNumber(shape, [&](size_t begin, size_t end) {
    if ((number_sizes_ & SizeBit(end - begin)) == 0) return;
    const uint32_t id = numbers_.Find(text.substr(begin, end - begin));
    const auto last = static_cast<uint32_t>(end);
    if (id != TextTable::kNone) scratch->short_runs_.push_back({id, last, last});
  });
}

bool LiteralScanner::HasNumber(std::string_view shape, std::string_view text) const {
  bool has_number = false;
  if (number_sizes_ == 0) return has_number;
  ForEachNumber(shape, [&](size_t begin, size_t end) {
    has_number = has_number || ((number_sizes_ & SizeBit(end - begin)) != 0 &&
                                numbers_.Find(text.substr(begin, end - begin)) != TextTable::kNone);
  });
  return has_number;
}

Result<std::vector<uint64_t>> LiteralScanner::Count(std::string_view bytes,
                                                    size_t block_size_bytes) const {
  std::vector<uint64_t> counts(literal_count_);
  if (database_ == nullptr || block_size_bytes == 0) return counts;
  Scratch scratch;
  SUNDER_RETURN_IF_ERROR(Prepare(&scratch));
  std::vector<uint64_t> by_index(long_literals_.size());
  for (size_t at = 0; at < bytes.size(); at += block_size_bytes) {
    const std::string_view block = bytes.substr(at, block_size_bytes);
    const hs_error_t error =
        hs_scan(database_, block.data(), static_cast<unsigned int>(block.size()), 0,
                scratch.scratch_, CountOne, &by_index);
    if (error != HS_SUCCESS) return HyperscanError("scanning", error);
  }
  for (size_t i = 0; i < by_index.size(); ++i) counts[long_literals_[i].id] = by_index[i];
  return counts;
}

}  // namespace sunder::scanner
