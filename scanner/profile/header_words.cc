#include "scanner/profile/header_words.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "scanner/profile/topic_words.h"
#include "scanner/text/code_words.h"

namespace sunder::scanner {
namespace {

// Lists of codes and what stands for one.
constexpr std::array<std::string_view, 9> kCodeSystemWords = {
    "enum", "snomed", "loinc", "hl7", "omb", "icd", "concept", "kennzeichen", "kz"};

constexpr std::array<std::string_view, 156> kNeutralWords = {
    "del",     "della",     "dello",       "du",          "des",
    "la",      "le",        "el",          "los",         "las",
    "les",     "der",       "die",         "das",         "und",
    "and",     "et",        "van",         "het",         "och",
    "og",      "mit",       "av",          "do",          "da",
    "漢字",    "カナ",      "かな",        "フリガナ",    "ローマ字",
    "plain",   "plaintext", "clear",       "legacy",      "和暦",
    "西暦",    "desc",      "descr",       "description", "dsc",
    "descrip", "bez",       "bezeichnung", "oms",         "omschrijving",
    "opis",    "popis",     "megn",        "nm",          "dscr",
    "id",      "no",        "nr",          "nbr",         "num",
    "number",  "numer",     "txt",         "text",        "val",
    "value",   "values",    "field",       "fld",         "col",
    "attr",    "attribute", "prop",        "new",         "old",
    "raw",     "orig",      "original",    "tmp",         "clean",
    "cleaned", "norm",      "normalized",  "current",     "primary",
    "main",    "self",      "reported",    "declared",    "stated",
    "given",   "str",       "string",      "c",           "x",
    "v",       "q",         "a",           "b",           "s",
    "the",     "of",        "enc",         "masked",      "other",
    "specify", "uk",        "us",          "usa",         "nl",
    "de",      "fr",        "es",          "it",          "pl",
    "se",      "eu",        "en",          "tx",          "ca",
    "ny",      "valeur",    "bridged",     "imputed",     "recode",
    "recoded", "derived",   "final",       "valor",       "wert",
    "custom",  "extra",     "misc",        "udf",         "ext",
    "answer",  "response",  "question",    "feld",        "campo",
    "champ",   "veld",      "pole",        "поле",        "fält",
    "felt",    "kolumn",    "columna",     "colonna",     "colonne",
    "line",    "box",       "slot",        "lbl",         "entry",
    "cell",    "spalte",    "kolumna",     "oszlop",      "sarake",
    "cột"};

// Neutral beside a special category only: a "user type" holds no user names.
constexpr std::array<std::string_view, 24> kKindWords = {
    "grp",       "group", "cat",         "category", "typ",    "type",    "name",   "label",
    "desc",      "descr", "description", "src",      "source", "is",      "hash",   "ind",
    "indicator", "flag",  "info",        "data",     "detail", "details", "column", "key"};

constexpr std::array<std::string_view, 43> kMeasureWords = {
    "count",      "counts",   "cnt",         "total",  "totals",  "pct",         "percent",
    "percentage", "perc",     "share",       "ratio",  "rate",    "avg",         "average",
    "mean",       "median",   "sum",         "rank",   "ranking", "score",       "index",
    "quota",      "anteil",   "anzahl",      "summe",  "prozent", "pourcentage", "taux",
    "porcentaje", "cantidad", "percentuale", "totale", "aantal",  "procent",     "antal",
    "andel",      "liczba",   "udział",      "počet",  "podíl",   "sayısı",      "oranı",
    "jumlah"};

constexpr std::array<std::string_view, 83> kThingWords = {
    "hand",   "handing",  "eye",      "ear",        "foot",        "leg",         "knee",
    "side",   "vessel",   "cultivar", "variety",    "strain",      "isolate",     "planet",
    "star",   "storm",    "river",    "lake",       "mountain",    "trail",       "locomotive",
    "breed",  "city",     "town",     "state",      "country",     "county",      "region",
    "street", "building", "suite",    "company",    "product",     "brand",       "album",
    "song",   "movie",    "film",     "model",      "file",        "host",        "domain",
    "event",  "team",     "item",     "project",    "category",    "genre",       "cuisine",
    "food",   "dish",     "language", "lang",       "nationality", "citizenship", "color",
    "colour", "font",     "style",    "race",       "horse",       "ship",        "species",
    "book",   "page",     "server",   "column",     "table",       "store",       "shop",
    "branch", "venue",    "hotel",    "restaurant", "school",      "course",      "subject",
    "topic",  "tag",      "class",    "currency",   "place",       "game"};

// Records of these tables are things, whose attributes share their names with those of persons:
// the ethnicity of a dish, the age of a barrel, the gender of a plug or of a noun, the party to a
// contract, the orientation of a page, the race of a horse. Words, alone or in the plural.
constexpr std::array<std::string_view, 176> kThingTables = {
    "server",      "menu",       "menus",    "menue",    "menü",      "food",      "foods",
    "dish",        "dishes",     "recipe",   "kitchen",  "cafe",      "coffee",    "tea",
    "deli",        "wine",       "vino",     "vins",     "wein",      "whisky",    "whiskey",
    "rum",         "beer",       "bier",     "cellar",   "barrel",    "cask",      "cheese",
    "spice",       "gericht",    "gerichte", "gerecht",  "gerechten", "yemek",     "tarif",
    "plats",       "potrawy",    "jídla",    "jidla",    "racing",    "lap",       "heat",
    "fixture",     "grandprix",  "rennen",   "circuit",  "track",     "chess",     "karting",
    "competition", "game",       "lease",    "invoice",  "docket",    "contratto", "avtal",
    "sozlesme",    "deal",       "layout",   "print",    "printer",   "printout",  "page",
    "screen",      "monitor",    "display",  "template", "font",      "pdf",       "photo",
    "image",       "picture",    "video",    "poster",   "gallery",   "slide",     "noun",
    "vocab",       "vocabulary", "grammar",  "corpus",   "plug",      "cable",     "socket",
    "fitting",     "adapter",    "pipe",     "hose",     "thread",    "bolt",      "screw",
    "kabel",       "part",       "parts",    "product",  "stock",     "sku",       "item",
    "paint",       "fabric",     "garment",  "dress",    "shoe",      "toy",       "coin",
    "car",         "fleet",      "ship",     "vessel",   "boat",      "yacht",     "aircraft",
    "engine",      "machine",    "building", "bridge",   "artwork",   "painting",  "horse",
    "dog",         "cat",        "cattle",   "breed",    "plant",     "tree",      "seed",
    "species",     "animal",     "pet",      "packet",   "schema",    "binding",   "bindings",
    "kernel",      "queue",      "branch",   "branches", "commit",    "album",     "playlist",
    "school",      "monument",   "church",   "parish",   "soccer",    "football",  "league",
    "club",        "basketball", "chevaux",  "cheval",   "perros",    "caballos",  "hunde",
    "hund",        "pferde",     "pferd",    "chiens",   "chien",     "chats",     "gatos",
    "cani",        "gatti",      "cavalli",  "koně",     "psy",       "konie",     "hotel",
    "book",        "language",   "team",     "street",   "holiday",   "calendar",  "song",
    "poem"};

// Likewise as beginnings of words.
constexpr std::array<std::string_view, 69> kThingTableBeginnings = {
    "restaurant", "takeaway",  "cuisine",   "catering",  "bakery",     "grocer",    "brewer",
    "whisk",      "speise",    "rezept",    "recette",   "receta",     "ricett",    "receita",
    "przepis",    "kochbuch",  "marathon",  "regatta",   "tournament", "stadium",   "rennkalender",
    "motorsport", "contract",  "agreement", "lawsuit",   "vertrag",    "verträge",  "contrat",
    "umow",       "smlouv",    "sözleşme",  "typograph", "lexicon",    "lexikon",   "dictionary",
    "glossar",    "morpholog", "treebank",  "wordlist",  "connector",  "stecker",   "produkt",
    "producto",   "prodott",   "inventor",  "warehouse", "catalog",    "furniture", "banknote",
    "currenc",    "livestock", "boardgame", "spirituos", "getränk",    "vehicle",   "dizionar",
    "dictionn",   "diccionar", "dicionár",  "slovník",   "slovnik",    "lexique",   "woordenlijst",
    "ordbok",     "ordbog",    "słownik",   "slownik",   "sözlük",     "словар"};

// Registers of persons that no noun for persons names.
constexpr std::array<std::string_view, 77> kPersonTables = {
    "people",      "person",     "staff",       "crew",       "hr",         "crm",
    "census",      "elector",    "electoral",   "payroll",    "personnel",  "admission",
    "enrollment",  "enrolment",  "ehr",         "emr",        "survey",     "registry",
    "roster",      "roll",       "membership",  "birth",      "death",      "demographic",
    "household",   "hospice",    "clinic",      "hospital",   "encounter",  "canvass",
    "population",  "respondent", "applicant",   "recruit",    "dating",     "customer",
    "employee",    "patient",    "student",     "voter",      "donor",      "client",
    "user",        "member",     "supporter",   "owner",      "alumni",     "tenant",
    "resident",    "inmate",     "candidate",   "personen",   "kunden",     "mitarbeiter",
    "mandanten",   "patienten",  "personal",    "werknemers", "clienten",   "nufus",
    "nüfus",       "osoby",      "pacjenci",    "klienci",    "pracownicy", "zamestnanci",
    "zaměstnanci", "pacienti",   "uzytkownicy", "clientes",   "empleados",  "pacientes",
    "employes",    "salaries",   "dipendenti",  "volunteer",  "refugee"};

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The longer lists: every word of every header and table is looked up.
template <const auto& kWords>
bool IsIn(std::string_view word) {
  static const std::unordered_set<std::string_view> words(kWords.begin(), kWords.end());
  return words.contains(word);
}

bool IsDigits(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view Singular(std::string_view word) {
  if (word.size() > 3 && word.back() == 's') word.remove_suffix(1);
  return word;
}

bool IsThingTableWord(std::string_view word) {
  if (IsIn<kThingTables>(word) || IsIn<kThingTables>(Singular(word))) return true;
  if (IsThingTopic(word)) return true;
  return std::any_of(kThingTableBeginnings.begin(), kThingTableBeginnings.end(),
                     [&](std::string_view begin) { return word.substr(0, begin.size()) == begin; });
}

bool IsPersonTableWord(std::string_view word) {
  return IsIn<kPersonTables>(word) || IsIn<kPersonTables>(Singular(word)) || IsPersonTopic(word);
}

bool IsPersonNoun(std::string_view word, const CueIndex& cues) {
  return (cues.KindsOf(word) & kPersonNounCue) != 0 ||
         (cues.KindsOf(Singular(word)) & kPersonNounCue) != 0;
}

}  // namespace

bool IsNeutralHeaderWord(std::string_view word) {
  return word.size() == 1 || IsDigits(word) || IsIn<kNeutralWords>(word) || IsCodeWord(word) ||
         IsOneOf(word, kCodeSystemWords);
}

bool IsKindHeaderWord(std::string_view word) { return IsOneOf(word, kKindWords); }

bool IsMeasureHeaderWord(std::string_view word) { return IsOneOf(word, kMeasureWords); }

bool IsThingHeaderWord(std::string_view word) {
  return IsIn<kThingWords>(word) || IsThingMark(word);
}

bool IsPersonHeaderWord(std::string_view word) { return IsPersonMark(word); }

bool HasThingHeaderWord(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return IsThingHeaderWord(word); });
}

bool IsClosedQuestion(const std::vector<std::string>& words) {
  constexpr size_t kWordsMin = 4;
  constexpr std::array<std::string_view, 36> kOpenings = {
      "do",  "does",  "did",     "have",   "has",    "had",    "are",  "is",     "were",
      "was", "would", "will",    "can",    "could",  "should", "how",  "haben",  "hast",
      "hat", "sind",  "bist",    "ist",    "wie",    "avez",   "êtes", "faites", "tiene",
      "ha",  "está",  "combien", "cuánto", "quanto", "heeft",  "hebt", "bent",   "hoe"};
  constexpr std::array<std::string_view, 3> kAges = {"old", "alt", "oud"};  // "How old are you?"
  return words.size() >= kWordsMin && IsOneOf(words.front(), kOpenings) &&
         !IsOneOf(words[1], kAges);
}

bool IsReferenceTable(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 19> kReference = {
      "codes",    "ref",      "refs",     "reference", "lookup",    "lookups",     "lkp",
      "lkup",     "codelist", "codebook", "refdata",   "valueset",  "enumeration", "thesaurus",
      "taxonomy", "codeset",  "vocab",    "glossary",  "dictionary"};
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return IsOneOf(word, kReference); });
}

TableTopic TopicOf(const std::vector<std::string>& words, const CueIndex& cues) {
  // Registers of persons ("restaurant_staff") win over things, and these over nouns that mean
  // persons in some language.
  if (std::any_of(words.begin(), words.end(), IsPersonTableWord)) return TableTopic::kPersons;
  if (std::any_of(words.begin(), words.end(), IsThingTableWord)) return TableTopic::kThings;
  const bool has_person_noun =
      std::any_of(words.begin(), words.end(),
                  [&](const std::string& word) { return IsPersonNoun(word, cues); });
  return has_person_noun ? TableTopic::kPersons : TableTopic::kUnknown;
}

}  // namespace sunder::scanner
