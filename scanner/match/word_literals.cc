#include "scanner/match/word_literals.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>

#include "scanner/match/ascii_word.h"
#include "scanner/text/byte_hash.h"

namespace sunder::scanner {
namespace {

constexpr size_t kLeadBytes = 4;
constexpr size_t kShortSizeMax = kLeadBytes - 1;
constexpr unsigned kLeadBitsLog2 = 17;  // 16 KiB
constexpr unsigned kTextBitsLog2 = 21;  // 256 KiB: a bit for every 16th place is set

uint32_t LeadOf(const char* text) {
  uint32_t bytes = 0;
  std::memcpy(&bytes, text, sizeof bytes);
  return bytes;
}

uint32_t HashLead(uint32_t bytes) {
  const uint64_t product = bytes * uint64_t{0x9E3779B97F4A7C15};  // 2^64 / golden ratio
  return static_cast<uint32_t>(product >> 32U);
}

size_t BitOfLead(uint32_t hash) { return hash >> (32 - kLeadBitsLog2); }
size_t BitOfText(uint64_t hash) { return hash >> (64 - kTextBitsLog2); }

template <class Bits>
bool HasBit(const Bits& bits, size_t at) {
  return (bits[at / 64] >> at % 64 & 1U) != 0;
}

void SetBit(std::vector<uint64_t>* bits, size_t at) { (*bits)[at / 64] |= uint64_t{1} << at % 64; }

// Whether there is a letter or digit after another up to the end.
bool IsOneWord(std::string_view shape) {
  WordMap words;
  words.Build(shape);
  return static_cast<size_t>(std::countr_one(words.Window(0))) >= shape.size();
}

}  // namespace

bool WordLiterals::Takes(std::string_view shape) {
  if (shape.empty() || shape.size() > kSizeMax) return false;
  const char first = shape.front();
  return static_cast<unsigned char>(first) >= 0xC0 || (IsAsciiWord(first) && first != '_');
}

void WordLiterals::AddShort(const Spec& spec, std::vector<uint8_t>* sizes) const {
  const auto bit = static_cast<uint8_t>(1U << (spec.shape.size() - 1 + (spec.ends_word ? 0 : 3)));
  const size_t first = static_cast<unsigned char>(spec.shape[0]) * size_t{256};
  if (spec.shape.size() > 1) {
    (*sizes)[first + static_cast<unsigned char>(spec.shape[1])] |= bit;
    return;
  }
  for (size_t second = 0; second < 256; ++second) (*sizes)[first + second] |= bit;
}

WordLiterals WordLiterals::Build(const std::vector<Spec>& specs) {
  WordLiterals built;
  std::vector<uint8_t> short_sizes(size_t{1} << 16U);
  std::map<uint32_t, Lead> leads;
  std::vector<uint64_t> text_bits((size_t{1} << kTextBitsLog2) / 64);
  TextTableBuilder texts(specs.size());
  for (const Spec& spec : specs) {
    texts.At(spec.shape) = spec.id;
    SetBit(&text_bits, BitOfText(HashBytes(spec.shape)));
    if (spec.shape.size() <= kShortSizeMax) {
      built.AddShort(spec, &short_sizes);
      continue;
    }
    Lead& lead = leads[LeadOf(spec.shape.data())];
    uint64_t& sizes = spec.ends_word          ? lead.whole
                      : IsOneWord(spec.shape) ? lead.stems
                                              : lead.phrase_stems;
    sizes |= uint64_t{1} << spec.shape.size();
  }
  std::vector<uint64_t> lead_bits((size_t{1} << kLeadBitsLog2) / 64);
  std::vector<Lead> slots(std::bit_ceil(leads.size() * 2 + 1));
  for (const auto& [bytes, lead] : leads) {
    const uint32_t hash = HashLead(bytes);
    SetBit(&lead_bits, BitOfLead(hash));
    size_t at = hash & (slots.size() - 1);
    while (slots[at].is_used != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = {bytes, 1, lead.whole, lead.stems, lead.phrase_stems};
  }
  built.short_sizes_.Own(std::move(short_sizes));
  built.lead_bits_.Own(std::move(lead_bits));
  built.leads_.Own(std::move(slots));
  built.text_bits_.Own(std::move(text_bits));
  built.texts_ = texts.Build();
  return built;
}

// One scan. The tables do not fit into a processor's nearer caches, so that what is needed of them
// is asked for some words ahead.
class WordLiterals::Search {
 public:
  Search(const WordLiterals& literals, std::string_view shape, const WordMap& words,
         std::vector<RawRun>* runs)
      : literals_(literals), shape_(shape), words_(words), runs_(runs) {}

  void Run() {
    words_.ForEachStart([this](size_t at) { TakeStart(at); });
    LookUpStarts();
    LookUpTexts();
  }

 private:
  struct Start {
    uint32_t at = 0;
    uint32_t bytes = 0;
    uint32_t slot = 0;
    uint16_t short_sizes = 0;
    bool may_be_lead = false;
  };
  struct Text {
    uint64_t hash = 0;
    uint32_t at = 0;
    uint32_t size = 0;
  };

  void TakeStart(size_t at) {
    const size_t left = shape_.size() - at;
    const auto first = static_cast<unsigned char>(shape_[at]);
    const auto second = left > 1 ? static_cast<unsigned char>(shape_[at + 1]) : size_t{0};
    Start start;
    start.at = static_cast<uint32_t>(at);
    start.short_sizes = literals_.short_sizes_[first * size_t{256} + second];
    if (left >= kLeadBytes) {
      start.bytes = LeadOf(shape_.data() + at);
      const uint32_t hash = HashLead(start.bytes);
      start.may_be_lead = HasBit(literals_.lead_bits_, BitOfLead(hash));
      start.slot = hash & static_cast<uint32_t>(literals_.leads_.size() - 1);
    }
    if (start.short_sizes == 0 && !start.may_be_lead) return;
    if (start.may_be_lead) __builtin_prefetch(&literals_.leads_[start.slot]);
    starts_[start_count_++] = start;
    if (start_count_ == starts_.size()) LookUpStarts();
  }

  // nullptr: no literal begins so.
  const Lead* FindLead(const Start& start) const {
    const size_t mask = literals_.leads_.size() - 1;
    for (size_t at = start.slot; literals_.leads_[at].is_used != 0; at = (at + 1) & mask) {
      if (literals_.leads_[at].bytes == start.bytes) return &literals_.leads_[at];
    }
    return nullptr;
  }

  void LookUpStarts() {
    for (size_t i = 0; i < start_count_; ++i) {
      const Start& start = starts_[i];
      const uint64_t letters = words_.Window(start.at);
      const uint64_t ends = ~(letters & letters << 1U);  // bit n: a word may end before byte n
      uint64_t sizes =
          ((start.short_sizes & 7ULL) << 1U & ends) | uint64_t{start.short_sizes} >> 3U << 1U;
      const Lead* lead = start.may_be_lead ? FindLead(start) : nullptr;
      if (lead != nullptr) {
        // Stems of one word end in the text's first word, those of several behind it.
        const int first_word = std::countr_one(letters);
        const uint64_t inside = first_word > 62 ? ~uint64_t{0} : (uint64_t{2} << first_word) - 1;
        sizes |= (lead->whole & ends) | (lead->stems & inside) | (lead->phrase_stems & ~inside);
      }
      AddTexts(start.at, sizes);
    }
    start_count_ = 0;
  }

  void AddTexts(uint32_t at, uint64_t sizes) {
    for (; sizes != 0; sizes &= sizes - 1) {
      const auto size = static_cast<uint32_t>(std::countr_zero(sizes));
      if (size > shape_.size() - at) return;
      const uint64_t hash = HashBytes(shape_.substr(at, size));
      if (!HasBit(literals_.text_bits_, BitOfText(hash))) continue;
      literals_.texts_.Prefetch(hash);
      texts_[text_count_++] = {hash, at, size};
      if (text_count_ == texts_.size()) LookUpTexts();
    }
  }

  void LookUpTexts() {
    for (size_t i = 0; i < text_count_; ++i) {
      const Text& text = texts_[i];
      const uint32_t id = literals_.texts_.Find(shape_.substr(text.at, text.size), text.hash);
      if (id == TextTable::kNone) continue;
      runs_->push_back({id, text.at + text.size, text.at + text.size});
    }
    text_count_ = 0;
  }

  const WordLiterals& literals_;
  const std::string_view shape_;
  const WordMap& words_;
  std::vector<RawRun>* const runs_;
  std::array<Start, 16> starts_;
  size_t start_count_ = 0;
  std::array<Text, 16> texts_;
  size_t text_count_ = 0;
};

void WordLiterals::Scan(std::string_view shape, const WordMap& words,
                        std::vector<RawRun>* runs) const {
  if (texts_.size() > 0) Search(*this, shape, words, runs).Run();
}

}  // namespace sunder::scanner
