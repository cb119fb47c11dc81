#include "scanner/names/lexicon.h"

#include "scanner/names/lexicon_data.h"
#include "scanner/text/archive.h"

namespace sunder::scanner::names {

const Lexicon& Lexicon::Get() {
  static const Lexicon lexicon;
  return lexicon;
}

Lexicon::Lexicon() {
  ArchiveReader reader(LexiconTable());
  reader(words_, occupations_);
}

}  // namespace sunder::scanner::names
