#include "scanner/match/word_literals.h"

#include <algorithm>
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

const WordLiterals::Lead* WordLiterals::FindLead(uint32_t bytes) const {
  const uint32_t hash = HashLead(bytes);
  if (!HasBit(lead_bits_, BitOfLead(hash))) return nullptr;
  const size_t mask = leads_.size() - 1;
  for (size_t at = hash & mask; leads_[at].is_used != 0; at = (at + 1) & mask) {
    if (leads_[at].bytes == bytes) return &leads_[at];
  }
  return nullptr;
}

void WordLiterals::AddFound(std::string_view shape, size_t at, uint64_t sizes,
                            std::vector<RawRun>* runs) const {
  for (; sizes != 0; sizes &= sizes - 1) {
    const auto size = static_cast<size_t>(std::countr_zero(sizes));
    if (size > shape.size() - at) return;
    const std::string_view text = shape.substr(at, size);
    const uint64_t hash = HashBytes(text);
    if (!HasBit(text_bits_, BitOfText(hash))) continue;
    const uint32_t id = texts_.Find(text, hash);
    if (id == TextTable::kNone) continue;
    const auto end = static_cast<uint32_t>(at + size);
    runs->push_back({id, end, end});
  }
}

void WordLiterals::Scan(std::string_view shape, const WordMap& words,
                        std::vector<RawRun>* runs) const {
  if (texts_.size() == 0) return;
  words.ForEachStart([&](size_t at) {
    const size_t left = shape.size() - at;
    const auto first = static_cast<unsigned char>(shape[at]);
    const auto second = left > 1 ? static_cast<unsigned char>(shape[at + 1]) : size_t{0};
    const uint64_t short_sizes = short_sizes_[first * size_t{256} + second];
    const Lead* lead = left < kLeadBytes ? nullptr : FindLead(LeadOf(shape.data() + at));
    if (short_sizes == 0 && lead == nullptr) return;
    const uint64_t letters = words.Window(at);
    const uint64_t ends = ~(letters & letters << 1U);  // bit n: a word may end before byte n
    uint64_t sizes = ((short_sizes & 7U) << 1U & ends) | short_sizes >> 3U << 1U;
    if (lead != nullptr) {
      // Stems of one word end in the text's first word, those of several behind it.
      const int first_word = std::countr_one(letters);
      const uint64_t inside = first_word > 62 ? ~uint64_t{0} : (uint64_t{2} << first_word) - 1;
      sizes |= (lead->whole & ends) | (lead->stems & inside) | (lead->phrase_stems & ~inside);
    }
    if (sizes != 0) AddFound(shape, at, sizes, runs);
  });
}

}  // namespace sunder::scanner
