#include "scanner/profile/header_words.h"

#include <algorithm>
#include <array>

namespace sunder::scanner {
namespace {

constexpr std::array<std::string_view, 30> kCodeWords = {
    "code", "codes", "cd", "cde", "kod", "kode", "kodu", "codigo", "código", "codice", "cod",
    "schl", "enum", "snomed", "loinc", "hl7", "omb", "icd", "concept", "key", "kd", "coded",
    "kennzeichen", "kz", "schluessel", "schlüssel", "kód", "koodi", "κωδικός", "код"};

constexpr std::array<std::string_view, 69> kNeutralWords = {
    "id", "no", "nr", "nbr", "num", "number", "numer", "txt", "text", "val", "value", "values",
    "field", "fld", "col", "attr", "attribute", "prop", "new", "old", "raw", "orig", "original",
    "tmp", "clean", "cleaned", "norm", "normalized", "current", "primary", "main", "self",
    "reported", "declared", "stated", "given", "str", "string", "c", "x", "v", "q", "a", "b", "s",
    "the", "of", "enc", "masked", "other", "specify", "uk", "us", "usa", "nl", "de", "fr", "es",
    "it", "pl", "se", "eu", "en", "tx", "ca", "ny", "valeur", "valor", "wert"};

// Neutral beside a special category only: a "user type" holds no user names.
constexpr std::array<std::string_view, 24> kKindWords = {
    "grp", "group", "cat", "category", "typ", "type", "name", "label", "desc", "descr",
    "description", "src", "source", "is", "hash", "ind", "indicator", "flag", "info", "data",
    "detail", "details", "column", "key"};

constexpr std::array<std::string_view, 43> kMeasureWords = {
    "count", "counts", "cnt", "total", "totals", "pct", "percent", "percentage", "perc", "share",
    "ratio", "rate", "avg", "average", "mean", "median", "sum", "rank", "ranking", "score",
    "index", "quota", "anteil", "anzahl", "summe", "prozent", "pourcentage", "taux", "porcentaje",
    "cantidad", "percentuale", "totale", "aantal", "procent", "antal", "andel", "liczba",
    "udział", "počet", "podíl", "sayısı", "oranı", "jumlah"};

constexpr std::array<std::string_view, 62> kThingWords = {
    "city",     "town",     "state",      "country",     "county",      "region",  "street",
    "building", "suite",    "company",    "product",     "brand",       "album",   "song",
    "movie",    "film",     "model",      "file",        "host",        "domain",  "event",
    "team",     "item",     "project",    "category",    "genre",       "cuisine", "food",
    "dish",     "language", "lang",       "nationality", "citizenship", "color",   "colour",
    "font",     "style",    "race",       "horse",       "ship",        "species", "book",
    "page",     "server",   "column",     "table",       "store",       "shop",    "branch",
    "venue",    "hotel",    "restaurant", "school",      "course",      "subject", "topic",
    "tag",      "class",    "locale",     "currency",    "place",       "game"};

// Records of these tables are things, whose attributes share their names with those of persons:
// the ethnicity of a dish, the age of a barrel, the gender of a plug or of a noun, the party to a
// contract, the orientation of a page, the race of a horse. Begins of words, by language families.
constexpr std::array<std::string_view, 153> kThingTables = {
    // food and drink
    "restaurant", "takeaway", "menu", "cuisine", "food", "dish", "recipe", "catering", "bakery",
    "grocer", "deli", "wine", "whisk", "beer", "brewer", "cellar", "barrel", "cask", "cheese",
    "spice", "speise", "rezept", "gericht", "recette", "receta", "ricett", "receita", "przepis",
    "gerecht", "yemek", "tarif", "kitchen", "cafe", "coffee",
    // sport and games
    "racing", "marathon", "regatta", "grandprix", "lap", "heat", "fixture", "tournament", "stadium",
    "rennen", "rennkalender", "motorsport", "circuit", "track", "boardgame", "chess", "karting",
    // law and trade
    "contract", "agreement", "lease", "invoice", "lawsuit", "docket", "vertrag", "verträge",
    "contrat", "contratto", "umowa", "umowy", "sozlesme", "sözleşme", "smlouv", "avtal",
    // print, pictures, rooms
    "layout", "print", "screen", "monitor", "display", "template", "typograph", "font", "pdf",
    "photo", "image", "video", "poster", "gallery",
    // language
    "lexicon", "lexikon", "dictionary", "noun", "vocab", "grammar", "wordlist", "glossar",
    "morpholog", "treebank", "corpus",
    // hardware, goods, buildings, money
    "connector", "plug", "cable", "socket", "fitting", "adapter", "pipe", "hose", "thread", "bolt",
    "screw", "stecker", "kabel", "product", "produkt", "producto", "prodott", "stock", "inventor",
    "warehouse", "sku", "catalog", "paint", "fabric", "garment", "dress", "shoe", "furniture",
    "car", "vehicle", "fleet", "ship", "vessel", "boat", "yacht", "aircraft", "engine", "machine",
    "building", "bridge", "banknote", "currenc", "coin", "toy",
    // animals, plants, data about data
    "horse", "dog", "cattle", "livestock", "breed", "plant", "tree", "seed", "species",
    "packet", "schema", "binding", "kernel", "queue", "branches", "commit", "album"};

// Registers of persons that no noun for persons names.
constexpr std::array<std::string_view, 77> kPersonTables = {
    "people", "person", "staff", "crew", "hr", "crm", "census", "elector", "electoral", "payroll",
    "personnel", "admission", "enrollment", "enrolment", "ehr", "emr", "survey", "registry",
    "roster", "roll", "membership", "birth", "death", "demographic", "household", "hospice",
    "clinic", "hospital", "encounter", "canvass", "population", "respondent", "applicant",
    "recruit", "dating", "customer", "employee", "patient", "student", "voter", "donor", "client",
    "user", "member", "supporter", "owner", "alumni", "tenant", "resident", "inmate", "candidate",
    "personen", "kunden", "mitarbeiter", "mandanten", "patienten", "personal", "werknemers",
    "clienten", "nufus", "nüfus", "osoby", "pacjenci", "klienci", "pracownicy", "zamestnanci",
    "zaměstnanci", "pacienti", "uzytkownicy", "clientes", "empleados", "pacientes", "employes",
    "salaries", "dipendenti", "volunteer", "refugee"};

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsDigits(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view Singular(std::string_view word) {
  if (word.size() > 3 && word.back() == 's') word.remove_suffix(1);
  return word;
}

bool IsThingTableWord(std::string_view word) {
  return std::any_of(kThingTables.begin(), kThingTables.end(), [&](std::string_view begin) {
    // Short beginnings must be the word or its plural: "car" is not in "care".
    if (begin.size() <= 5) return word == begin || Singular(word) == begin;
    return word.substr(0, begin.size()) == begin;
  });
}

bool IsPersonTableWord(std::string_view word, const CueIndex& cues) {
  const std::string_view singular = Singular(word);
  if (IsOneOf(word, kPersonTables) || IsOneOf(singular, kPersonTables)) return true;
  return (cues.KindsOf(word) & kPersonNounCue) != 0 ||
         (cues.KindsOf(singular) & kPersonNounCue) != 0;
}

}  // namespace

bool IsCodeHeaderWord(std::string_view word) { return IsOneOf(word, kCodeWords); }

bool IsNeutralHeaderWord(std::string_view word) {
  return IsDigits(word) || IsOneOf(word, kNeutralWords) || IsCodeHeaderWord(word);
}

bool IsKindHeaderWord(std::string_view word) { return IsOneOf(word, kKindWords); }

bool IsMeasureHeaderWord(std::string_view word) { return IsOneOf(word, kMeasureWords); }

bool IsThingHeaderWord(std::string_view word) { return IsOneOf(word, kThingWords); }

bool HasThingHeaderWord(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return IsThingHeaderWord(word); });
}

TableTopic TopicOf(const std::vector<std::string>& words, const CueIndex& cues) {
  TableTopic topic = TableTopic::kUnknown;
  for (const std::string& word : words) {
    if (IsPersonTableWord(word, cues)) return TableTopic::kPersons;
    if (IsThingTableWord(word)) topic = TableTopic::kThings;
  }
  return topic;
}

}  // namespace sunder::scanner
