#include "scanner/names/employers.h"

#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/cased_cues.h"
#include "scanner/names/lexicon.h"
#include "scanner/names/occupations.h"
#include "scanner/names/person_names.h"
#include "scanner/names/word_list.h"

namespace sunder::scanner::names {
namespace {

constexpr size_t kTextSizeBytesMin = 24;
constexpr size_t kOrganisationWordsMax = 7;

bool Has(const Token& token, uint32_t marks) { return (token.marks & marks) != 0; }

// How far from the organisation its word of work may stand, in words.
constexpr size_t kWorkWordsReach = 7;
constexpr size_t kTitleWordsMax = 5;

// Words of working somewhere, of being hired and of leaving.
bool IsWorkWord(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      // English
      "works", "worked", "work", "working", "employed", "employee", "job", "shift", "shifts",
      "position", "role", "career", "hired", "fired", "sacked", "seconded", "started", "starts",
      "starting", "intern", "internship", "interned", "apprenticeship", "apprenticed", "placement",
      "payroll", "retired", "resigned", "teaches", "taught", "cooked", "cooks", "colleague",
      "colleagues", "coworker", "freelances", "temping", "temps", "joined", "joining", "qualified",
      "moonlights", "clerked", "manages", "managed", "volunteered", "badge", "drives", "drove",
      "drive", "driving", "restores", "translates", "experience", "bakes", "cleans", "books",
      "years", "welds", "sells", "sold", "taught", "staff",
      // German
      "arbeitet", "arbeite", "arbeiten", "arbeitete", "gearbeitet", "angestellt", "beschäftigt",
      "tätig", "angefangen", "anfängt", "anfange", "fange", "fängt", "jobbt", "gejobbt", "schafft",
      "gekündigt", "eingestellt", "ausbildung", "lehre", "stelle", "job", "praktikum", "schicht",
      "kollege", "kollegin", "kollegen", "gewechselt", "wechselt", "wechsle", "beginnt", "beginne",
      // French
      "travaille", "travaillait", "travaillé", "travailler", "bosse", "bossait", "employé",
      "employée", "embauché", "embauchée", "salarié", "salariée", "recruté", "recrutée", "engagé",
      "engagée", "stagiaire", "stage", "poste", "contrat", "cdi", "cdd", "rejoindre", "rejoint",
      "rejoins", "quitte", "quitté", "commence", "commencé", "collègue", "collègues", "entré",
      // Spanish
      "trabaja", "trabajo", "trabajaba", "trabajó", "trabajé", "trabajar", "trabajando", "currar",
      "curra", "curro", "empleado", "empleada", "contratado", "contratada", "fichó", "fichado",
      "labora", "turno", "puesto", "entré", "entró", "empecé", "empezó", "empieza", "empiezo",
      "compañera", "compañero", "vende", "vendía", "cocina", "conduce", "limpia",
      // Italian
      "lavora", "lavoro", "lavorava", "lavorato", "lavorare", "lavorando", "impiegato", "impiegata",
      "assunto", "assunta", "dipendente", "dipendenti", "collega", "tirocinio", "entrato",
      "entrata", "inizio", "iniziato",
      // Portuguese
      "trabalha", "trabalho", "trabalhava", "trabalhou", "trabalhar", "trabalhando", "empregado",
      "empregada", "funcionário", "funcionária", "entrei", "entrou", "começou", "comecei", "começo",
      "estágio", "contratado", "contratada", "colega",
      // Dutch
      "werk", "werkt", "werkte", "werken", "werkzaam", "dienst", "baan", "collega's", "begin",
      "begint", "begonnen", "kantoor", "gewerkt", "aangenomen", "ontslagen",
      // Swedish
      "arbetar", "arbetade", "arbeta", "arbetat", "jobbar", "jobbade", "jobba", "jobbat", "jobb",
      "jobbet", "anställd", "anställda", "anställning", "tjänst", "kollega", "kollegan", "började",
      "börjar", "praktik", "vikarierar",
      // Polish
      "pracuje", "pracuję", "pracował", "pracowała", "pracować", "pracują", "zatrudniony",
      "zatrudniona", "zatrudnił", "zatrudniła", "etat", "zmianę", "staż", "posada", "posadę",
      "praca", "pracę", "pracy",
      // Russian, Ukrainian
      "работает", "работаю", "работал", "работала", "работать", "работают", "устроился",
      "устроилась", "трудится", "уволился", "уволилась", "нанялся", "стажировка", "работы", "смена",
      "смену", "працює", "працюю", "працював", "працювала", "працювати", "працюють", "влаштувався",
      "влаштувалась", "влаштувалася", "звільнився", "зміну"};
  return IsAmong<kWords>(word);
}

// The organisation follows at once: "joined X", "left X", "quitte X".
bool IsJoiningVerb(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "join",      "joined",   "joins",   "joining",  "rejoined", "rejoins",  "rejoint",
      "rejoindre", "quitte",   "quitté",  "quitter",  "intègre",  "ex",       "dejó",
      "dejé",      "lasciato", "lascia",  "deixou",   "deixei",   "verlässt", "verlaat",
      "lämnade",   "lämnar",   "opuścił", "opuściła", "покинул",  "покинула"};
  return IsAmong<kWords>(word);
}

// Institutions as they are named before a name of their own: "l'hôpital Saint-Brice", "taller
// Hermanos Pozo", "в школе № 5".
bool IsInstitution(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "agence",    "hôpital",    "clinique",    "atelier",    "ateliers",     "société",
      "lycée",     "collège",    "école",       "mairie",     "université",   "cabinet",
      "maison",    "pharmacie",  "boulangerie", "garage",     "banque",       "entreprise",
      "usine",     "librairie",  "restaurant",  "taller",     "talleres",     "hospital",
      "clínica",   "empresa",    "colegio",     "instituto",  "escuela",      "universidad",
      "banco",     "fábrica",    "despacho",    "bufete",     "farmacia",     "panadería",
      "periódico", "bodega",     "bodegas",     "ospedale",   "clinica",      "scuola",
      "azienda",   "ditta",      "istituto",    "università", "officina",     "banca",
      "studio",    "liceo",      "cooperativa", "escola",     "universidade", "escritório",
      "padaria",   "oficina",    "farmácia",    "cartório",   "jornal",       "firma",
      "больнице",  "больницы",   "гимназии",    "школе",      "школы",        "заводе",
      "завода",    "фирме",      "банке",       "институте",  "университете", "театре",
      "музее",     "редакции",   "компании",    "лікарні",    "школі",        "гімназії",
      "заводі",    "фірмі",      "банку",       "інституті",  "університеті", "szpitalu",
      "szkole",    "fabryce",    "firmie",      "zakładzie",  "liceum",       "przedszkolu",
      "redakcji",  "kancelarii", "tartaku",     "piekarni",   "klinice",      "apteka",
      "aptece"};
  return IsAmong<kWords>(word);
}

// Only firms and offices are named so.
bool IsFirmWord(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "ag",         "bank",     "college",     "company",      "corp",        "gmbh",
      "group",      "holding",  "hospice",     "hospital",     "inc",         "institute",
      "kg",         "klinik",   "klinikum",    "llc",          "llp",         "logistics",
      "ltd",        "partners", "plc",         "school",       "services",    "solicitors",
      "solutions",  "systems",  "trust",       "university",   "universität", "stadtwerke",
      "verlag",     "société",  "universidad", "università",   "foods",       "tyres",
      "motors",     "dental",   "laundry",     "timber",       "kitchens",    "paints",
      "clinic",     "surgery",  "primary",     "academy",      "council",     "laboratories",
      "freight",    "tools",    "mutual",      "data",         "research",    "treasury",
      "imports",    "lab",      "labs",        "consulting",   "studios",     "bakery",
      "pharmacy",   "realty",   "produce",     "transport",    "insurance",   "analytics",
      "robotics",   "joinery",  "bakehouse",   "brewery",      "farms",       "dairy",
      "seafood",    "textiles", "plumbing",    "roofing",      "heating",     "electric",
      "catering",   "travel",   "travels",     "rentals",      "properties",  "associates",
      "mill",       "mills",    "hardware",    "optical",      "veterinary",  "cleaners",
      "publishing", "press",    "software",    "technologies", "industries",  "srl",
      "spa",        "snc",      "sarl",        "sas",          "bv",          "nv",
      "ab",         "oy",       "aps",         "sp",           "ооо",         "оао",
      "зао",        "пао",      "ип",          "тов",          "прат",        "фоп",
      "снк",        "a.ş",      "ltda",        "eireli",       "kft",         "sro",
      "shelter",    "library",  "museum",      "credit",       "motel"};
  return IsAmong<kWords>(word);
}

class EmployerFinder {
 public:
  EmployerFinder(CellTokens* cell, std::vector<Validation>* found)
      : text_(cell->input().folded),
        tokens_(cell->Get()),
        found_(found),
        is_found_(tokens_.size(), false),
        lexicon_(Lexicon::Get()),
        occupations_(OccupationsOf(cell)),
        names_(PersonNamesOf(cell)) {}

  void Run() {
    size_t at = 0;
    for (const Validation& occupation : occupations_) {
      if (!occupation.span) continue;
      while (at < tokens_.size() && tokens_[at].span.end < occupation.span->end) ++at;
      if (at < tokens_.size()) ReadBehind(at + 1, BeginOf(*occupation.span, at));
    }
    for (at = 1; at < tokens_.size(); ++at) {
      if (tokens_[at].script == Script::kCased) ReadBesideWork(at);
    }
    at = 0;
    for (const Validation& name : names_) {
      if (!name.span || name.verdict != ValidatorVerdict::kAccept) continue;
      while (at < tokens_.size() && tokens_[at].span.end < name.span->end) ++at;
      if (at + 1 < tokens_.size()) ReadBehindFoundName(at + 1, BeginOf(*name.span, at));
    }
  }

 private:
  size_t BeginOf(const Span& span, size_t last) const {
    size_t begin = last;
    while (begin > 0 && tokens_[begin - 1].span.begin >= span.begin) --begin;
    return begin;
  }

  // "started at X", "joined X", "bei X angestellt", "Ada Quill, X Ltd".
  void ReadBesideWork(size_t at) {
    const Token& token = tokens_[at];
    if (!BeginsOrganisation(at)) return;
    if (token.gap == Gap::kComma) return ReadBehindName(at);
    if (token.gap != Gap::kBlank && token.gap != Gap::kOther) return;
    if (token.begins_sentence && token.gap != Gap::kOther) return;
    size_t lead = at;  // the first of the small words before it
    bool is_before_places = false;
    bool has_preposition = HasElision(token);
    bool is_of_work = false;
    while (lead > 0 && at - lead < 3) {
      const Token& before = tokens_[lead - 1];
      if (before.is_capital || !Has(before, kArticle | kWorkPreposition)) break;
      if (lead < at && tokens_[lead].gap != Gap::kBlank) break;
      if (Has(before, kWorkPreposition)) {
        has_preposition = true;
        is_before_places = is_before_places || IsBeforePlaces(before.word);
        is_of_work = is_of_work || IsPrepositionOfWork(before.word);
      }
      --lead;
    }
    if (lead == 0) return;
    if (IsJoiningVerb(tokens_[lead - 1].word) && !tokens_[lead - 1].is_capital) {
      return ReadOrganisation(at, true, false);
    }
    if (!has_preposition) return;
    const bool is_beside_work = HasWorkBefore(lead) || (is_of_work && HasWorkBehind(at));
    if (is_beside_work) ReadOrganisation(at, is_before_places && !is_of_work, false);
  }

  // "sono Ivana del Colorificio Adda", "Contact Peggy Stroud, Plainview Realty.": whom one works
  // for, behind a name that has been found.
  void ReadBehindFoundName(size_t at, size_t begin) {
    const Token& token = tokens_[at];
    if (token.gap == Gap::kBlank && IsFrom(token.word)) {
      if (!IsIntroducedBefore(tokens_, begin)) return;
      const size_t next = SkipLead(at);
      if (next + 1 >= tokens_.size() || !tokens_[next + 1].is_capital || !GoesOn(next + 1)) return;
      return ReadOrganisation(next, true, false);
    }
    if (token.gap != Gap::kComma || !BeginsOrganisation(at) || IsBehindCopyright(begin)) return;
    size_t end = at + 1;
    while (end < tokens_.size() && GoesOn(end)) ++end;
    const bool ends = end >= tokens_.size() || tokens_[end].begins_sentence ||
                      tokens_[end].gap == Gap::kLine || tokens_[end].gap == Gap::kPeriod;
    const Token& last = tokens_[end - 1];
    constexpr uint32_t kOther = kGiven | kSurname | kPlace | kOccupation | kTitle;
    const bool is_firm = IsFirmWord(last.word) || (Has(last, kThing) && !Has(last, kOther));
    if (ends && end - at >= 2 && is_firm) ReadOrganisation(at, true, true);
  }

  // Who holds a copyright may be a person and a firm, one behind the other.
  bool IsBehindCopyright(size_t at) const {
    constexpr size_t kReach = 12;
    for (size_t i = at; i > 0 && i + kReach > at; --i) {
      if (tokens_[i - 1].word == "copyright" || tokens_[i - 1].word == "c") return true;
    }
    return false;
  }

  static bool IsFrom(std::string_view word) {
    static constexpr std::string_view kWords[] = {
        "from", "von", "vom", "van", "de", "du", "des",  "del", "della", "dal", "dalla",
        "do",   "da",  "od",  "z",   "из", "от", "från", "z",   "dell",  "fra", "at"};
    return IsAmong<kWords>(word);
  }

  bool BeginsOrganisation(size_t at) const {
    const Token& token = tokens_[at];
    if (token.is_capital) return true;
    if (at + 1 >= tokens_.size() || !tokens_[at + 1].is_capital || token.has_period) return false;
    const Gap behind = tokens_[at + 1].gap;
    if (behind != Gap::kBlank && behind != Gap::kOther) return false;
    return IsInstitution(token.is_plain ? token.word : WithoutElision(token.word));
  }

  static bool HasElision(const Token& token) {
    return !token.is_plain && WithoutElision(token.word).size() < token.word.size();
  }

  // "l'hôpital", "all'Istituto": the word behind its article.
  static std::string_view WithoutElision(std::string_view word) {
    for (const std::string_view mark : {"'", "\xE2\x80\x99"}) {
      const size_t at = word.substr(0, 9).find(mark);
      if (at != std::string_view::npos && at > 0 && word.size() - at > 4) {
        return word.substr(at + mark.size());
      }
    }
    return word;
  }

  // Behind these stands who one works for, and hardly a town.
  static bool IsPrepositionOfWork(std::string_view word) {
    static constexpr std::string_view kWords[] = {"bei", "beim", "chez", "presso", "bij", "hos"};
    return IsAmong<kWords>(word);
  }

  // "matron at", "assistant librarian bei": an occupation, whoever has it.
  bool IsBehindOccupation(size_t at) const {
    const Token& before = tokens_[at - 1];
    if (!Has(before, kOccupation) || tokens_[at].gap != Gap::kBlank) return false;
    return lexicon_.FindOccupation(before.word) != TextTable::kNone;
  }

  // "previously at X": only there, and not of works that are "currently maintained by X".
  static bool IsAdverbOfWork(std::string_view word) {
    static constexpr std::string_view kWords[] = {"previously", "formerly", "currently", "now"};
    return IsAmong<kWords>(word);
  }

  bool HasWorkBefore(size_t at) const {
    if (IsBehindOccupation(at)) return true;
    if (tokens_[at].word == "at" && IsAdverbOfWork(tokens_[at - 1].word)) return true;
    for (size_t steps = 0; at > 0 && steps < kWorkWordsReach; ++steps) {
      --at;
      if (IsWorkWord(tokens_[at].word)) return true;
      const bool is_last_day = (tokens_[at].word == "day" || tokens_[at].word == "week") &&
                               at > 0 &&
                               (tokens_[at - 1].word == "last" || tokens_[at - 1].word == "first");
      if (is_last_day) return true;
      if (tokens_[at].begins_sentence || tokens_[at].gap == Gap::kPeriod ||
          tokens_[at].gap == Gap::kLine) {
        return false;
      }
    }
    return false;
  }

  bool HasWorkBehind(size_t at) const {
    for (size_t steps = 0; at + 1 < tokens_.size() && steps < kWorkWordsReach; ++steps) {
      ++at;
      const Gap gap = tokens_[at].gap;
      if (tokens_[at].begins_sentence || gap == Gap::kPeriod || gap == Gap::kLine) return false;
      if (IsWorkWord(tokens_[at].word)) return true;
    }
    return false;
  }

  // "Ada Quill, Harrow & Penn Laundry", "Ada Quill, customer care adviser, Brightwall Paints": a
  // name, then perhaps what one is, then a firm that ends its sentence.
  void ReadBehindName(size_t at) {
    if (at < 2 || !tokens_[at].is_capital) return;
    size_t end = at + 1;
    while (end < tokens_.size() && GoesOn(end)) ++end;
    if (end < at + 2) return;
    bool is_firm = false;
    for (size_t i = at; i < end; ++i) is_firm = is_firm || IsFirmWord(tokens_[i].word);
    size_t name = at;
    while (name > 1 && at - name < kTitleWordsMax && !tokens_[name - 1].is_capital &&
           !Has(tokens_[name - 1], kVerb | kPersonalVerb | kPossessive | kArticle) &&
           !tokens_[name - 1].begins_sentence &&
           (tokens_[name - 1].gap == Gap::kBlank || tokens_[name - 1].gap == Gap::kComma)) {
      --name;
      if (tokens_[name].gap == Gap::kComma) break;
    }
    const bool has_title = name < at && tokens_[name].gap == Gap::kComma;
    if (EndsName(has_title ? name : at) && (is_firm || has_title)) {
      ReadOrganisation(at, true, true);
    }
  }

  // Whether two words of a person's name stand before the comma before `at`.
  bool EndsName(size_t at) const {
    if (at < 2) return false;
    const Token& first = tokens_[at - 2];
    const Token& last = tokens_[at - 1];
    if (last.gap != Gap::kBlank && last.gap != Gap::kPeriod) return false;
    return (Has(first, kGiven) || first.is_initial) && last.is_capital && first.is_capital &&
           !Has(last, kPlace | kThing | kTopic);
  }

  // What stands behind an occupation that ends before `at`: "welder at X", "welder, X".
  void ReadBehind(size_t at, size_t begin) {
    if (at >= tokens_.size()) return;
    is_genitive_ = false;
    if (tokens_[at].gap == Gap::kComma) {
      const Gap before = tokens_[begin].gap;
      const bool is_listed =
          begin > 0 && (before == Gap::kComma || before == Gap::kLine || before == Gap::kColon ||
                        before == Gap::kOther || Has(tokens_[begin - 1], kOccupationLabel));
      if (!is_listed && begin > 0) return;
      // "croupier, del Teatro X": a preposition behind the comma.
      const bool has_lead = Has(tokens_[at], kWorkPreposition) && !tokens_[at].is_capital;
      const bool is_doubtful = !has_lead || IsBeforePlaces(tokens_[at].word);
      return ReadOrganisation(has_lead ? SkipLead(at) : at, is_doubtful, true);
    }
    // "head of claims, at X" and "beleidsmedewerker Integratie bij X": up to two words between.
    for (size_t skipped = 0; skipped < 3 && at < tokens_.size(); ++skipped, ++at) {
      const Token& token = tokens_[at];
      if (token.gap != Gap::kBlank || token.begins_sentence) return;
      if (Has(token, kWorkPreposition) && !token.is_capital) {
        const size_t next = SkipLead(at);
        if (next >= tokens_.size() || !tokens_[next].is_capital) continue;
        is_genitive_ = IsGenitive(token.word);
        // "chief financial officer of Northline": nobody is that of a town.
        const bool is_officer = tokens_[at - 1].word == "officer" &&
                                tokens_[begin].word == "chief" && !Has(tokens_[next], kPlace);
        return ReadOrganisation(next, !is_officer && (is_genitive_ || IsBeforePlaces(token.word)),
                                false);
      }
      if (Has(token, kVerb | kPersonalVerb)) return;
    }
  }

  // Behind the preposition at `at` and an article.
  size_t SkipLead(size_t at) const {
    ++at;
    while (at < tokens_.size() && tokens_[at].gap == Gap::kBlank && !tokens_[at].is_capital &&
           Has(tokens_[at], kArticle | kWorkPreposition)) {
      ++at;
    }
    return at;
  }

  // Behind these stand towns more often than firms.
  static bool IsBeforePlaces(std::string_view word) {
    static constexpr std::string_view kWords[] = {
        "a",  "at",  "beim", "da",  "de", "di", "do", "em", "en", "from", "i",  "im",
        "in", "la",  "na",   "no",  "of", "på", "u",  "v",  "ve", "w",    "we", "à",
        "în", "στη", "στην", "στο", "в",  "во", "из", "на", "у",  "із"};
    return IsAmong<kWords>(word);
  }

  // Behind these stands what the occupation is about: "interpreter of Romani".
  static bool IsGenitive(std::string_view word) {
    static constexpr std::string_view kWords[] = {"of",  "de",  "di", "da",  "do", "del", "della",
                                                  "von", "van", "du", "des", "av", "z"};
    return IsAmong<kWords>(word);
  }

  // "The Old Forge, 2 Duck Lane", "in Church Street".
  bool IsAddress(size_t begin, size_t end) const {
    static constexpr std::string_view kStreets[] = {
        "street", "road",  "lane",    "avenue", "square", "straße", "strasse", "weg",
        "platz",  "gasse", "rue",     "calle",  "via",    "viale",  "piazza",  "plaza",
        "rua",    "ulica", "straat",  "laan",   "gatan",  "gata",   "улица",   "улице",
        "вулиця", "sokak", "caddesi", "st",     "rd"};
    for (size_t i = begin; i < end; ++i) {
      if (IsAmong<kStreets>(tokens_[i].word)) return true;
    }
    return end < tokens_.size() && tokens_[end].has_digit && tokens_[end].gap != Gap::kLine;
  }

  // "the Hull depot": the name only says which.
  bool IsModifier(size_t begin, size_t end) const {
    if (begin == 0 || end >= tokens_.size() || tokens_[end].gap != Gap::kBlank) return false;
    const Token& behind = tokens_[end];
    constexpr uint32_t kOther = kFunction | kVerb | kPersonalVerb | kWorkPreposition | kWorkLead;
    return tokens_[begin - 1].word == "the" && !behind.is_capital && Has(behind, kWord) &&
           !Has(behind, kOther) && !behind.word.ends_with("ed");
  }

  // A run of capitalised words; with `is_doubtful` it has to look like an organisation.
  void ReadOrganisation(size_t at, bool is_doubtful, bool is_list) {
    if (at >= tokens_.size() || tokens_[at].script != Script::kCased) return;
    if (!BeginsOrganisation(at)) return;
    size_t end = at + 1;
    size_t last_capital = at;
    while (end < tokens_.size() && end - at < kOrganisationWordsMax && GoesOn(end)) {
      if (tokens_[end].is_capital || tokens_[end].has_digit) last_capital = end;
      ++end;
    }
    end = last_capital + 1;
    if (IsAddress(at, end) || IsModifier(at, end)) return;
    if (is_doubtful && !LooksLikeOrganisation(at, end)) return;
    if (is_list && end < tokens_.size() && tokens_[end].gap == Gap::kBlank) return;
    const Token& first = tokens_[at];
    constexpr uint32_t kNoFirm = kGiven | kTitle | kTopic | kPlace | kFunction | kBreak;
    if (end == at + 1 && (Has(first, kNoFirm) || first.word.size() < 3)) return;
    Span span{first.span.begin, tokens_[end - 1].span.end};
    span.begin += static_cast<uint32_t>(first.word.size() - WithoutElision(first.word).size());
    // "ТОВ «Калинка»": the quotation mark that was opened inside.
    const bool is_open = text_.substr(span.begin, span.size()).find("«") != std::string_view::npos;
    if (is_open && text_.substr(span.end).starts_with("»")) {
      span.end += static_cast<uint32_t>(std::string_view("»").size());
    }
    const auto begin = is_found_.begin() + static_cast<ptrdiff_t>(at);
    const auto behind = is_found_.begin() + static_cast<ptrdiff_t>(end);
    if (std::find(begin, behind, true) != behind) return;
    std::fill(begin, behind, true);
    found_->push_back(Accept("where somebody works", span));
  }

  bool GoesOn(size_t at) const {
    const Token& token = tokens_[at];
    if (token.script != Script::kCased || tokens_[at - 1].is_possessive) return false;
    const std::string_view between =
        text_.substr(tokens_[at - 1].span.end, token.span.begin - tokens_[at - 1].span.end);
    if (between != " " && between != " & " && between != " «" && between != " \"") return false;
    if (token.is_capital) return true;
    // "Museum of Glass", "Landesanstalt für Gewässer": small words inside.
    const bool is_small = Has(token, kParticle | kWorkPreposition | kArticle) ||
                          token.word == "and" || token.word == "für" || token.word == "for";
    if (!is_small || token.word == "at" || token.word == "in") return false;
    const size_t next = at + 1;
    return next < tokens_.size() && tokens_[next].gap == Gap::kBlank &&
           (tokens_[next].is_capital || Has(tokens_[next], kArticle | kParticle));
  }

  bool LooksLikeOrganisation(size_t begin, size_t end) const {
    bool has_thing = false;
    size_t places = 0;
    for (size_t i = begin; i < end; ++i) {
      has_thing = has_thing || Has(tokens_[i], kThing) || tokens_[i].is_upper;
      places += Has(tokens_[i], kPlace) ? 1 : 0;
    }
    if (!tokens_[begin].is_capital) return true;  // an institution
    if (std::any_of(tokens_.begin() + static_cast<ptrdiff_t>(begin),
                    tokens_.begin() + static_cast<ptrdiff_t>(end),
                    [](const Token& token) { return Has(token, kTopic); })) {
      return false;  // a party or a church
    }
    for (size_t i = begin; i < end && end - begin > 1; ++i) {
      has_thing = has_thing || IsFirmWord(tokens_[i].word);
    }
    if (has_thing || is_genitive_) return has_thing;
    if (end - begin < 2 || places > 0) return false;
    // "Ana Ruiz, welder, Maria Soto": the next person.
    constexpr uint32_t kOther = kEveryday | kForeign | kWord;
    return !(Has(tokens_[begin], kGiven) &&
             (!Has(tokens_[begin], kOther) || Has(tokens_[end - 1], kSurname | kGiven)));
  }

  const std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Validation>* found_;
  std::vector<bool> is_found_;  // by token: part of an organisation in found_
  const Lexicon& lexicon_;
  const std::vector<Validation>& occupations_;
  const std::vector<Validation>& names_;
  bool is_genitive_ = false;
};

}  // namespace

bool MayHaveEmployers(std::string_view shape) {
  return shape.size() >= kTextSizeBytesMin && MayHaveOccupations(shape);
}

void FindEmployers(CellTokens* cell, std::vector<Validation>* found) {
  if (!MayHaveEmployers(cell->input().folded)) return;
  EmployerFinder(cell, found).Run();
  FindHanEmployers(cell, found);
}

}  // namespace sunder::scanner::names
