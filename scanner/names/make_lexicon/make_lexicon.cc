// Makes the table of all words of the lists when the program is built: at each start that would
// take a tenth of a second. usage: make_lexicon DATA_FOLDER OUTPUT_FILE TERM_LIST...
// The term lists are those of the rule of occupations, for all languages.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/names/lexicon.h"
#include "scanner/text/archive.h"
#include "scanner/text/scan_text.h"
#include "scanner/text/text_table.h"

namespace sunder::scanner::names {
namespace {

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
    {"everyday", kForeign},
    {"possessive", kPossessive},
    {"article", kArticle},
    {"work_lead", kWorkLead},
    {"work_preposition", kWorkPreposition},
    {"occupation_label", kOccupationLabel},
    {"occupation_ending", kOccupationEnding},
    {"occupation_ending_weak", kWeakOccupationEnding},
};

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

class Maker {
 public:
  Maker(std::string folder, std::vector<std::string> term_lists)
      : folder_(std::move(folder)), term_lists_(std::move(term_lists)) {}

  bool is_whole() const { return is_whole_; }

  std::string Run() {
    const std::string names = Read("names.txt");
    ForEachLine(names, [this](std::string_view line) {
      const size_t blank = line.find(' ');
      if (blank != std::string_view::npos) {
        Add(line.substr(0, blank), MarksOf(line.substr(blank + 1)));
      }
    });
    ForEachLine(Read("words.txt"), [this](std::string_view line) { Add(line, kWord); });
    ForEachLine(Read("foreign_words.txt"), [this](std::string_view line) { Add(line, kForeign); });
    ForEachLine(Read("occupations.txt"), [this](std::string_view line) {
      Add(line.substr(0, line.find_first_of(" \t")), kOccupation);
      const size_t tab = line.find('\t');
      occupations_.At(Folded(line.substr(0, tab))) = tab == std::string_view::npos ? 1 : 0;
    });
    for (const std::string& list : term_lists_) {
      ForEachLine(ReadFile(list), [this](std::string_view line) { AddOccupation(line); });
    }
    uint32_t kind = 0;
    ForEachLine(Read("cues.txt"), [&](std::string_view line) {
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
    TextTable words = words_.Build();
    TextTable occupations = occupations_.Build();
    ArchiveWriter writer;
    writer(words, occupations);
    return writer.bytes();
  }

 private:
  // As term lists write it: "!" in front, "%" and a paradigm behind. What data/occupations.txt says
  // of a word stands.
  void AddOccupation(std::string_view line) {
    if (line.front() == '!') line.remove_prefix(1);
    if (const size_t paradigm = line.find(" %"); paradigm != std::string_view::npos) {
      line = line.substr(0, paradigm);
    }
    if (line.empty() || line.front() == '@') return;
    const std::string folded = Folded(line);
    Add(std::string_view(folded).substr(0, folded.find(' ')), kOccupation);
    uint32_t& known = occupations_.At(folded);
    if (known == TextTable::kNone) known = 1;
  }

  std::string Read(const std::string& name) { return ReadFile(folder_ + "/" + name); }

  std::string ReadFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    is_whole_ = is_whole_ && file.is_open();
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  // As texts are folded that the words are sought in: "إلى" is "الي" there, "κύριος" "κύριοσ".
  static std::string Folded(std::string_view words) {
    const bool is_ascii = std::all_of(words.begin(), words.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    ScanText text;
    if (is_ascii || !text.Append(words).ok()) return std::string(words);
    return std::string(text.CellTextFolded(0));
  }

  void Add(std::string_view word, uint32_t marks) {
    uint32_t& known = words_.At(Folded(word));
    known = known == TextTable::kNone ? marks : known | marks;
  }

  const std::string folder_;
  const std::vector<std::string> term_lists_;
  TextTableBuilder words_;
  TextTableBuilder occupations_;
  bool is_whole_ = true;
};

}  // namespace
}  // namespace sunder::scanner::names

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: make_lexicon DATA_FOLDER OUTPUT_FILE TERM_LIST...\n");
    return 2;
  }
  sunder::scanner::names::Maker maker(argv[1], {argv + 3, argv + argc});
  const std::string table = maker.Run();
  std::ofstream file(argv[2], std::ios::binary);
  file << table;
  file.close();
  if (!maker.is_whole() || !file.good()) {
    std::fprintf(stderr, "make_lexicon: a list cannot be read, or the table not be written\n");
    return 1;
  }
  return 0;
}
