// Handles, pages of persons and the programs they use.
#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

// What follows "@" in source code, style sheets and documentation.
constexpr std::string_view kKeywords[] = {"after",
                                          "all",
                                          "angular",
                                          "api",
                                          "app",
                                          "author",
                                          "autowired",
                                          "babel",
                                          "bean",
                                          "before",
                                          "brief",
                                          "charset",
                                          "class",
                                          "classmethod",
                                          "component",
                                          "controller",
                                          "copyright",
                                          "dataclass",
                                          "date",
                                          "deprecated",
                                          "everyone",
                                          "example",
                                          "exception",
                                          "extend",
                                          "font-face",
                                          "get",
                                          "here",
                                          "home",
                                          "if",
                                          "import",
                                          "include",
                                          "inheritdoc",
                                          "injectable",
                                          "input",
                                          "interface",
                                          "internal",
                                          "keyframes",
                                          "layer",
                                          "license",
                                          "link",
                                          "media",
                                          "method",
                                          "mixin",
                                          "module",
                                          "namespace",
                                          "ngmodule",
                                          "note",
                                          "nonnull",
                                          "nullable",
                                          "optional",
                                          "output",
                                          "override",
                                          "package",
                                          "page",
                                          "param",
                                          "parametrize",
                                          "post",
                                          "private",
                                          "property",
                                          "protected",
                                          "public",
                                          "pytest",
                                          "react",
                                          "repository",
                                          "requestmapping",
                                          "return",
                                          "returns",
                                          "safevarargs",
                                          "see",
                                          "service",
                                          "since",
                                          "staticmethod",
                                          "supports",
                                          "suppresswarnings",
                                          "tailwind",
                                          "test",
                                          "throws",
                                          "todo",
                                          "type",
                                          "typedef",
                                          "types",
                                          "use",
                                          "var",
                                          "version",
                                          "warning",
                                          "work"};

// First path segments of social networks that are no person's page.
constexpr std::string_view kSitePages[] = {
    "about",   "ads",         "api",      "blog",     "business", "careers",  "company",  "contact",
    "dialog",  "docs",        "download", "events",   "explore",  "features", "feed",     "groups",
    "hashtag", "help",        "home",     "i",        "intent",   "jobs",     "legal",    "login",
    "logout",  "marketplace", "orgs",     "p",        "pages",    "policies", "pricing",  "privacy",
    "reel",    "search",      "settings", "share",    "sharer",   "signup",   "sponsors", "stories",
    "support", "terms",       "topics",   "trending", "tv",       "watch"};

}  // namespace

Validation ValidateUsername(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  const size_t sign = match.find('@');
  if (sign == std::string_view::npos) {
    // "login: https://..." leads to a page.
    if (CharAfter(input) == ':') return Reject("not a handle");
    return ValidateLabelledValue(input);
  }
  const uint32_t begin = input.match.begin + static_cast<uint32_t>(sign);
  uint32_t end = input.match.end;
  while (end > begin && (input.folded[end - 1] == '.' || input.folded[end - 1] == '-')) --end;
  const std::string_view handle = input.folded.substr(begin + 1, end - begin - 1);
  if (handle.size() < 3 || IsOneOf(handle, kKeywords)) return Reject("a keyword");
  const char before = begin > 0 ? input.folded[begin - 1] : '\0';
  if (IsAsciiAlnum(before) || before == '.' || before == '/' || before == '_') {
    return Reject("part of a longer token");
  }
  const char after = end < input.folded.size() ? input.folded[end] : '\0';
  if (after == '@' || after == '(' || after == '/' || after == '{') return Reject("not a handle");
  if (DigitsOf(handle).size() == handle.size()) return Reject("a number");
  return Accept("handle", Span{begin, end});
}

Validation ValidateProfileUrl(const ValidationInput& input) {
  std::string_view match = MatchText(input);
  uint32_t end = input.match.end;
  while (!match.empty() &&
         std::string_view(".,;:!?)'\"/").find(match.back()) != std::string_view::npos) {
    // A closing slash belongs to the URL; a sentence's punctuation does not.
    if (match.back() == '/') break;
    match.remove_suffix(1);
    --end;
  }
  std::string_view path = match;
  const size_t scheme = path.find("://");
  if (scheme != std::string_view::npos) path.remove_prefix(scheme + 3);
  const size_t slash = path.find('/');
  if (slash == std::string_view::npos) {
    // "@user@server.example": a handle of the fediverse.
    return match.front() == '@' ? Accept("fediverse handle", Span{input.match.begin, end})
                                : Reject("no path");
  }
  std::string_view segment = path.substr(slash + 1);
  const size_t segment_end = segment.find_first_of("/?#");
  const bool has_more = segment_end != std::string_view::npos && segment_end + 1 < segment.size();
  if (has_more && path.substr(0, slash).starts_with("git")) return Reject("a repository");
  segment = segment.substr(0, segment_end);
  if (segment.empty() || IsOneOf(segment, kSitePages)) return Reject("a page of the site");
  return Accept("profile path", Span{input.match.begin, end});
}

Validation ValidateUserAgent(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  if (match.find('/') == std::string_view::npos) return Reject("no product token");
  uint32_t end = input.match.end;
  while (end > input.match.begin &&
         (IsAsciiSpace(input.folded[end - 1]) || input.folded[end - 1] == '.' ||
          input.folded[end - 1] == ',')) {
    --end;
  }
  return Accept("product token", Span{input.match.begin, end});
}

}  // namespace sunder::scanner
