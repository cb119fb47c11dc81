#include "scanner/names/lexicon.h"

#include <cstring>
#include <utility>

#include "scanner/names/lexicon_data.h"

namespace sunder::scanner::names {
namespace {

// Twice the words of the lists, rounded up; the table never grows.
constexpr size_t kPlaces = size_t{1} << 19U;

constexpr std::pair<std::string_view, uint32_t> kKinds[] = {
    {"title", kTitle},
    {"title_weak", kWeakTitle},
    {"title_behind", kTitleBehind},
    {"greeting", kGreeting},
    {"label", kLabel},
    {"lead", kLead},
    {"chat_lead", kChatLead},
    {"verb", kVerb},
    {"verb_personal", kPersonalVerb},
    {"break", kBreak},
    {"thing", kThing},
    {"place_before", kPlaceBefore},
    {"particle", kParticle},
    {"suffix", kSuffix},
    {"surname_too", kSurnameToo},
    {"function", kFunction},
    {"role", kRole},
    {"topic", kTopic},
    {"place", kPlace},
};

// FNV-1a by eight bytes; words are short.
uint64_t HashOf(std::string_view word) {
  uint64_t hash = 0xcbf29ce484222325ULL ^ word.size();
  size_t at = 0;
  while (at < word.size()) {
    uint64_t part = 0;
    const size_t size = word.size() - at < 8 ? word.size() - at : 8;
    std::memcpy(&part, word.data() + at, size);
    hash = (hash ^ part) * 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 29U;
    at += size;
  }
  return hash;
}

template <class Function>
void ForEachLine(std::string_view text, Function function) {
  while (!text.empty()) {
    const size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!line.empty() && line.front() != '#') function(line);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

uint32_t MarksOf(std::string_view flags) {
  uint32_t marks = 0;
  for (const char flag : flags) {
    if (flag == 'g') marks |= kGiven;
    if (flag == 's') marks |= kSurname;
    if (flag == 'e') marks |= kEveryday;
    if (flag == 'f') marks |= kForeign;
  }
  return marks;
}

uint32_t KindOf(std::string_view name) {
  for (const auto& [kind, mark] : kKinds) {
    if (kind == name) return mark;
  }
  return 0;
}

}  // namespace

const Lexicon& Lexicon::Get() {
  static const Lexicon lexicon;
  return lexicon;
}

Lexicon::Lexicon() : entries_(kPlaces) { AddLists(); }

void Lexicon::AddLists() {
  ForEachLine(NamesText(), [this](std::string_view line) {
    const size_t blank = line.find(' ');
    if (blank != std::string_view::npos)
      Add(line.substr(0, blank), MarksOf(line.substr(blank + 1)));
  });
  ForEachLine(WordsText(), [this](std::string_view line) { Add(line, kWord); });
  ForEachLine(OccupationsText(), [this](std::string_view line) {
    Add(line.substr(0, line.find_first_of(" \t")), kOccupation);
  });
  uint32_t kind = 0;
  ForEachLine(CuesText(), [&](std::string_view line) {
    if (line.front() == '[') {
      kind = KindOf(line.substr(1, line.size() - 2));
      return;
    }
    while (!line.empty()) {
      const size_t blank = line.find(' ');
      if (blank != 0) Add(line.substr(0, blank), kind);
      if (blank == std::string_view::npos) break;
      line.remove_prefix(blank + 1);
    }
  });
}

void Lexicon::Add(std::string_view word, uint32_t marks) {
  for (size_t at = HashOf(word) & (kPlaces - 1);; at = (at + 1) & (kPlaces - 1)) {
    Entry& entry = entries_[at];
    if (!entry.word.empty() && entry.word != word) continue;
    entry.word = word;
    entry.marks |= marks;
    return;
  }
}

uint32_t Lexicon::Find(std::string_view word) const {
  for (size_t at = HashOf(word) & (kPlaces - 1);; at = (at + 1) & (kPlaces - 1)) {
    const Entry& entry = entries_[at];
    if (entry.word.empty()) return 0;
    if (entry.word == word) return entry.marks;
  }
}

}  // namespace sunder::scanner::names
