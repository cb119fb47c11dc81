#include "scanner/match/validators/name_words.h"

#include <algorithm>
#include <iterator>

namespace sunder::scanner {
namespace {

// Sorted bytewise, for binary search.
constexpr std::string_view kParticles[] = {
    "abu", "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der",
    "des", "di", "do", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von",
    "zu", "zur",
};

constexpr std::string_view kSuffixes[] = {
    "ii", "iii", "iv", "jnr", "jr", "snr", "sr",
};

constexpr std::string_view kPlacePrefixes[] = {
    "camp", "cape", "fort", "ft", "hotel", "island", "isle", "lake", "mount", "mt", "port",
    "puerto", "rio", "river", "saint", "san", "santa", "santo", "sao", "st", "ste", "villa",
};

constexpr std::string_view kThings[] = {
    "abbey", "academy", "act", "ag", "airbase", "airlines", "airport", "airways", "ale",
    "algorithm", "amendment", "arena", "associates", "association", "ave", "avenue", "award",
    "awards", "bank", "bar", "barracks", "base", "bay", "beach", "beer", "bill", "blvd", "books",
    "borough", "boulevard", "brewery", "bridge", "bros", "brothers", "building", "cafe", "café",
    "canyon", "castle", "cat", "cathedral", "cell", "cemetery", "center", "centre",
    "championship", "championships", "chapel", "church", "cinema", "circle", "city", "clinic",
    "close", "club", "co", "code", "college", "comet", "company", "constant", "corp",
    "corporation", "county", "court", "courthouse", "crater", "creek", "crescent", "ct", "cup",
    "cycle", "dam", "day", "desert", "diner", "disease", "disorder", "distribution", "district",
    "doctrine", "dog", "dome", "dr", "drive", "dynasty", "e", "effect", "empire", "engine",
    "enterprises", "equation", "era", "eve", "falls", "farm", "fault", "fc", "films", "filter",
    "forest", "foundation", "function", "fund", "gallery", "garden", "gardens", "gazette", "gin",
    "gmbh", "grill", "group", "gulf", "hall", "harbor", "harbour", "heights", "herald", "highway",
    "hill", "hills", "holdings", "hospital", "hotel", "hotels", "hound", "house", "hwy", "inc",
    "inc.", "index", "industries", "institute", "institution", "insurance", "island", "islands",
    "jail", "journal", "lake", "lakes", "lane", "law", "laws", "league", "library", "llc", "ln",
    "ltd", "lymphoma", "magazine", "manor", "massacre", "matrix", "medal", "method", "mill",
    "mine", "model", "mosque", "motors", "mount", "mountain", "mountains", "museum", "nebula",
    "news", "number", "observatory", "ocean", "open", "palace", "palsy", "parish", "park",
    "parkway", "partners", "peninsula", "pictures", "pier", "pizza", "pkwy", "pl", "place",
    "plaza", "plc", "port", "post", "press", "principle", "prison", "prize", "process",
    "protocol", "pub", "publishing", "quay", "ranch", "rangers", "rd", "rebellion", "records",
    "reflex", "resort", "restaurant", "retriever", "revolution", "river", "road", "rovers", "rum",
    "sarcoma", "scale", "school", "sea", "shepherd", "society", "sons", "springs", "square", "st",
    "stadium", "station", "strait", "street", "studios", "synagogue", "syndrome", "team", "tech",
    "telescope", "temple", "terminal", "terrace", "terrier", "test", "theater", "theatre",
    "theorem", "theory", "times", "tournament", "tower", "towers", "town", "township",
    "transform", "treaty", "tribune", "trophy", "trust", "tumor", "tunnel", "united",
    "university", "valley", "valve", "village", "vineyard", "vineyards", "vodka", "war", "wars",
    "way", "week", "wharf", "whiskey", "whisky", "winery", "wines", "zoo",
};

constexpr std::string_view kBreaks[] = {
    "a", "about", "according", "account", "actor", "actress", "address", "african", "after",
    "age", "agent", "all", "also", "although", "american", "an", "and", "another", "any",
    "applicant", "apr", "april", "archbishop", "are", "artist", "as", "asian", "ask", "asked",
    "at", "attention", "attn", "aug", "august", "australian", "author", "bcc", "be", "because",
    "been", "before", "being", "best", "bishop", "born", "both", "british", "brother", "buddhist",
    "but", "by", "call", "called", "came", "can", "canadian", "capt", "captain", "case",
    "catholic", "cc", "cell", "ceo", "cfo", "chair", "chairman", "chairwoman", "chancellor",
    "chapter", "cheers", "chief", "chinese", "christian", "client", "coach", "col", "colleague",
    "colonel", "company", "congressman", "congresswoman", "contact", "could", "cto", "customer",
    "dame", "date", "dear", "dec", "december", "democrat", "department", "dept", "detective",
    "did", "director", "do", "dob", "doctor", "does", "dr", "driver", "dutch", "each", "editor",
    "either", "email", "employee", "employer", "engineer", "english", "ethnicity", "european",
    "every", "father", "fax", "feb", "february", "few", "figure", "finally", "first", "for", "fr",
    "french", "fri", "friday", "friend", "from", "furthermore", "fwd", "gave", "gen", "gender",
    "general", "german", "get", "got", "governor", "had", "has", "have", "he", "hello", "her",
    "here", "hers", "hey", "hi", "him", "hindu", "his", "home", "hon", "how", "however", "i",
    "id", "if", "imam", "in", "indian", "into", "invoice", "ip", "is", "it", "italian", "its",
    "jan", "january", "japanese", "jewish", "joined", "judge", "jul", "july", "jun", "june",
    "justice", "kind", "king", "lady", "last", "later", "left", "let", "lieutenant", "live",
    "lives", "lord", "lt", "madam", "made", "mail", "maj", "major", "manager", "many", "mar",
    "march", "may", "mayor", "meanwhile", "member", "met", "mexican", "might", "minister", "miss",
    "mobile", "mon", "monday", "moreover", "most", "moved", "mr", "mrs", "ms", "muslim", "mx",
    "my", "name", "nationality", "neighbor", "neighbour", "neither", "next", "no", "nor", "not",
    "note", "notes", "nov", "november", "now", "number", "nurse", "oct", "october", "of", "off",
    "office", "officer", "on", "once", "only", "or", "order", "ordered", "other", "others", "our",
    "out", "over", "page", "paid", "part", "party", "pastor", "patient", "per", "phone", "please",
    "pope", "position", "president", "prince", "princess", "prof", "professor", "queen", "rabbi",
    "race", "re", "ref", "reference", "regards", "religion", "report", "republican", "rev",
    "reverend", "role", "russian", "said", "sat", "saturday", "saw", "says", "second",
    "secretary", "section", "see", "senator", "sent", "sep", "sept", "september", "sergeant",
    "several", "sex", "sgt", "she", "should", "signed", "sikh", "since", "sincerely", "singer",
    "sir", "sister", "so", "some", "spanish", "ssn", "status", "student", "subject", "such",
    "sun", "sunday", "surname", "table", "teacher", "tel", "tell", "than", "thank", "thanks",
    "that", "the", "their", "them", "then", "there", "therefore", "these", "they", "third",
    "this", "those", "through", "thu", "thur", "thurs", "thursday", "ticket", "title", "to",
    "today", "told", "tomorrow", "tonight", "too", "took", "treasurer", "tue", "tues", "tuesday",
    "under", "until", "up", "upon", "us", "user", "username", "version", "via", "visited",
    "volume", "was", "we", "wed", "wednesday", "went", "were", "what", "when", "where", "whether",
    "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "work",
    "works", "would", "wrote", "yes", "yesterday", "you", "your",
};

constexpr std::string_view kEveryday[] = {
    "ace", "amber", "america", "angel", "april", "art", "asia", "august", "austin", "autumn",
    "basil", "bentley", "bill", "bob", "brook", "brooke", "brooklyn", "buddy", "carol",
    "carolina", "carter", "cash", "chance", "charity", "charlotte", "chase", "chelsea",
    "cheyenne", "china", "chip", "christian", "christmas", "chuck", "clay", "cliff", "cole",
    "colin", "constance", "cooper", "crystal", "daisy", "dakota", "dale", "dawn", "dean",
    "destiny", "dick", "diego", "don", "drew", "duke", "earl", "easter", "eve", "faith", "fisher",
    "florence", "frank", "gene", "georgia", "gill", "ginger", "glen", "grace", "grant", "guy",
    "harley", "harmony", "harry", "heath", "holly", "honor", "honour", "hope", "hunter", "india",
    "iris", "israel", "ivy", "jack", "jackson", "jade", "jasmine", "jay", "jean", "jesus",
    "jewel", "jordan", "josh", "joy", "june", "justice", "kelly", "king", "lance", "lane",
    "lexus", "liberty", "lily", "lincoln", "london", "lorraine", "madison", "major", "mark",
    "marshall", "mason", "max", "may", "melody", "mercedes", "mercy", "merry", "milan", "miles",
    "misty", "montana", "nick", "noel", "olive", "page", "paige", "paris", "parker", "pat",
    "patience", "pearl", "penny", "phoenix", "pierce", "porter", "presley", "prince", "prudence",
    "queen", "rain", "ray", "reed", "reese", "rich", "river", "rob", "robin", "rod", "rome",
    "rose", "royce", "ruby", "rusty", "sage", "sandy", "santiago", "savannah", "serenity", "skip",
    "sky", "skye", "spencer", "star", "sterling", "stone", "storm", "sue", "summer", "sunny",
    "sydney", "tab", "tad", "taylor", "tiffany", "trace", "trinity", "troy", "tucker", "tyler",
    "valencia", "victoria", "violet", "virginia", "wade", "ward", "will", "wolf", "woody", "wren",
};

constexpr std::string_view kSurnames[] = {
    "abbot", "author", "best", "bishop", "child", "coach", "cook", "dean", "driver", "english",
    "french", "friend", "german", "judge", "king", "knight", "love", "major", "march", "may",
    "mayor", "noble", "page", "pope", "prince", "sergeant",
};

constexpr std::string_view kThingSurnames[] = {
    "banks", "beach", "castle", "church", "close", "day", "field", "ford", "forest", "hall",
    "hill", "lake", "lane", "law", "marsh", "park", "rivers",
};

constexpr std::string_view kPersonVerbs[] = {
    "admits", "admitted", "agreed", "agrees", "answered", "apologised", "apologized", "asked",
    "asks", "attended", "believed", "believes", "bought", "called", "calls", "complained",
    "confirmed", "converted", "cried", "drove", "emailed", "emails", "explained", "forgot",
    "graduated", "grew", "hopes", "identified", "identifies", "insisted", "insists", "joined",
    "laughed", "lived", "lives", "married", "mentioned", "moved", "nodded", "ordered", "paid",
    "phoned", "prays", "preferred", "prefers", "recalled", "remembered", "remembers", "replied",
    "replies", "reported", "resigned", "retired", "said", "says", "shouted", "shrugged", "sighed",
    "signed", "smiled", "studied", "tells", "texted", "thinks", "thought", "told", "turned",
    "visited", "voted", "votes", "wanted", "wants", "whispered", "worked", "works", "writes",
    "wrote",
};

constexpr std::string_view kPersonLeads[] = {
    "aunt", "boss", "boyfriend", "brother", "called", "client", "coach", "colleague", "cousin",
    "coworker", "customer", "dad", "daughter", "dear", "employee", "father", "fiancé", "fiancée",
    "friend", "friends", "girlfriend", "grandfather", "grandmother", "hello", "hey", "hi",
    "husband", "manager", "mom", "mother", "mum", "named", "neighbor", "neighbour", "nephew",
    "niece", "nurse", "partner", "patient", "sister", "son", "student", "teacher", "tenant",
    "thanks", "uncle", "wife",
};

constexpr std::string_view kSurnamesFirst[] = {
    "baek", "chen", "cheng", "cheung", "chiang", "choi", "dang", "deng", "dong", "duong", "feng",
    "gao", "guo", "hoang", "hong", "huang", "huynh", "hwang", "jang", "jeon", "jiang", "kovács",
    "kwok", "kwon", "leung", "liang", "lin", "liu", "luo", "nguyen", "németh", "pan", "peng",
    "pham", "phan", "shen", "shin", "song", "szabó", "tang", "tian", "tran", "trinh", "tsai",
    "tsang", "tóth", "wang", "xiao", "yang", "yoon", "yuan", "zhang", "zhao", "zheng", "zhou",
};

template <size_t kCount>
bool Holds(const std::string_view (&sorted)[kCount], std::string_view word) {
  return std::binary_search(std::begin(sorted), std::end(sorted), word);
}

}  // namespace

bool IsNameParticle(std::string_view word) { return Holds(kParticles, word); }
bool IsNameSuffix(std::string_view word) { return Holds(kSuffixes, word); }
bool IsPlacePrefix(std::string_view word) { return Holds(kPlacePrefixes, word); }
bool IsThingWord(std::string_view word) { return Holds(kThings, word); }
bool IsSurnameToo(std::string_view word) {
  return Holds(kSurnames, word) || Holds(kThingSurnames, word);
}
bool IsBreakWord(std::string_view word) { return Holds(kBreaks, word); }
bool IsPersonVerb(std::string_view word) { return Holds(kPersonVerbs, word); }
bool IsPersonLead(std::string_view word) { return Holds(kPersonLeads, word); }
bool IsSurnameFirst(std::string_view word) { return Holds(kSurnamesFirst, word); }
bool IsEverydayName(std::string_view word) { return Holds(kEveryday, word); }

}  // namespace sunder::scanner
