// Handles, pages of persons and the programs they use.
#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

// What follows "@" in source code, style sheets and documentation.
constexpr std::string_view kKeywords[] = {
    "abstractmethod",
    "action",
    "after",
    "all",
    "angular",
    "api",
    "app",
    "author",
    "autowired",
    "availability",
    "babel",
    "base",
    "bean",
    "before",
    "brief",
    "cached_property",
    "catch",
    "chapter",
    "charset",
    "class",
    "classmethod",
    "code",
    "component",
    "container",
    "contextmanager",
    "controller",
    "copyright",
    "dataclass",
    "date",
    "deprecated",
    "else",
    "end",
    "endif",
    "everyone",
    "example",
    "exception",
    "extend",
    "file",
    "finally",
    "fixture",
    "font-face",
    "for",
    "forward",
    "function",
    "functools",
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
    "item",
    "itemize",
    "keyframes",
    "keyword",
    "lang",
    "layer",
    "license",
    "link",
    "lru_cache",
    "media",
    "menu",
    "method",
    "mixin",
    "mock",
    "module",
    "namespace",
    "ngmodule",
    "node",
    "nonnull",
    "noreturn",
    "note",
    "nullable",
    "optional",
    "outlet",
    "output",
    "overload",
    "override",
    "package",
    "page",
    "param",
    "parametrize",
    "patch",
    "post",
    "prefix",
    "private",
    "profile",
    "property",
    "protected",
    "protocol",
    "public",
    "pytest",
    "raise",
    "raises",
    "react",
    "ref",
    "repository",
    "requestmapping",
    "return",
    "returns",
    "runtime",
    "safevarargs",
    "samp",
    "section",
    "see",
    "selector",
    "service",
    "setfilename",
    "settitle",
    "since",
    "staticmethod",
    "supports",
    "suppresswarnings",
    "synchronized",
    "table",
    "tailwind",
    "test",
    "throw",
    "throws",
    "todo",
    "try",
    "type",
    "typedef",
    "types",
    "unittest",
    "url",
    "use",
    "var",
    "version",
    "warning",
    "work",
    "wraps",
};

// Accounts of machines and words of code behind "user:" and the like.
constexpr std::string_view kNoPersons[] = {
    "account",  "admin",    "administrator", "anonymous", "backup",  "bin",   "code",     "current",
    "daemon",   "default",  "denied",        "disabled",  "dns",     "email", "enabled",  "error",
    "exists",   "failed",   "failure",       "false",     "git",     "group", "guest",    "id",
    "input",    "int",      "invalid",       "locked",    "logged",  "mail",  "mysql",    "name",
    "nginx",    "nil",      "nobody",        "none",      "not",     "null",  "object",   "ok",
    "password", "postgres", "prompt",        "public",    "root",    "self",  "service",  "shell",
    "ssh",      "str",      "string",        "success",   "sudo",    "sys",   "system",   "text",
    "timeout",  "true",     "type",          "undefined", "unknown", "user",  "username", "users",
    "value",    "varchar",  "www-data",      "yes"};

// "self.user", "request.user": members of objects in code.
bool IsMember(std::string_view value) {
  static constexpr std::string_view kObjects[] = {
      "app",  "args",   "auth",   "config",  "context",  "ctx",   "data",   "env", "event",
      "form", "kwargs", "module", "options", "opts",     "os",    "params", "req", "request",
      "res",  "row",    "self",   "session", "settings", "state", "this",   "user"};
  const size_t point = value.find('.');
  return point != std::string_view::npos && IsOneOf(value.substr(0, point), kObjects);
}

bool IsPlainWord(std::string_view value) {
  return std::all_of(value.begin(), value.end(), IsAsciiLetter);
}

// "@name" that fills its line: a decorator or an annotation, unless it fills the cell.
bool FillsItsLine(const ValidationInput& input, Span span) {
  const std::string_view text = input.folded;
  uint32_t begin = span.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  uint32_t end = span.end;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) ++end;
  const bool is_line =
      (begin == 0 || text[begin - 1] == '\n') && (end == text.size() || text[end] == '\n');
  return is_line && (begin > 0 || end < text.size());
}

Validation JudgeLabelledName(const ValidationInput& input) {
  // "login: https://..." leads to a page, "user=get()" to a function.
  const char after = CharAfter(input);
  if (after == ':' || after == '(' || after == '[' || after == '/') return Reject("not a handle");
  const Validation validation = ValidateLabelledValue(input);
  if (validation.verdict != ValidatorVerdict::kAccept || !validation.span) return validation;
  const std::string_view value =
      input.folded.substr(validation.span->begin, validation.span->size());
  if (value.size() < 3 || IsOneOf(value, kNoPersons) || IsMember(value)) {
    return Reject("no person's account");
  }
  const std::string label = AsciiLower(MatchText(input).substr(0, 7));
  const bool is_code_word = label.starts_with("user:") || label.starts_with("user=") ||
                            label.starts_with("user :") || label.starts_with("user =") ||
                            label.starts_with("usr") || label.starts_with("account") ||
                            label.starts_with("uname");
  const std::string_view match = MatchText(input);
  const bool is_markup = match.find(":`") != std::string_view::npos;
  const bool is_code = label.starts_with("handle") && match.find('=') != std::string_view::npos;
  if (is_markup || is_code) return Reject("code");
  if (is_code_word && IsPlainWord(value)) return Reject("a plain word");
  return validation;
}

// First path segments of social networks that are no person's page.
constexpr std::string_view kSitePages[] = {
    "about",
    "about.html",
    "add",
    "admin",
    "ads",
    "all",
    "api",
    "app",
    "apps",
    "assets",
    "auth",
    "badges",
    "blog",
    "browse",
    "business",
    "careers",
    "collections",
    "community",
    "company",
    "contact",
    "create",
    "current",
    "customer-stories",
    "dashboard",
    "developer",
    "developers",
    "dialog",
    "discover",
    "docs",
    "docs.html",
    "download",
    "edit",
    "enterprise",
    "events",
    "explore",
    "faq",
    "favicon",
    "favicon.ico",
    "features",
    "feed",
    "games",
    "groups",
    "guide",
    "hashtag",
    "hashtags",
    "help",
    "home",
    "i",
    "images",
    "index",
    "index.html",
    "index.php",
    "info",
    "intent",
    "jobs",
    "join",
    "latest",
    "legal",
    "list",
    "lists",
    "live",
    "login",
    "logos",
    "logout",
    "marketplace",
    "me",
    "media",
    "messages",
    "mission",
    "new",
    "news",
    "none",
    "nothings",
    "notifications",
    "oauth",
    "open-source",
    "orgs",
    "p",
    "pages",
    "password",
    "people",
    "plus",
    "policies",
    "popular",
    "posts",
    "premium",
    "pricing",
    "privacy",
    "product",
    "products",
    "profile",
    "public",
    "readme",
    "readme.html",
    "reel",
    "register",
    "releases",
    "resources",
    "rules",
    "search",
    "security",
    "self",
    "settings",
    "share",
    "share.php",
    "sharer",
    "sharer.php",
    "shorts",
    "show",
    "sign-in",
    "sign-up",
    "signin",
    "signup",
    "sitemap",
    "software",
    "solutions",
    "sponsors",
    "static",
    "status",
    "store",
    "stories",
    "subscribe",
    "support",
    "tag",
    "tags",
    "team",
    "terms",
    "tools",
    "topics",
    "tos",
    "tour",
    "trending",
    "tv",
    "upload",
    "user",
    "users",
    "video",
    "videos",
    "view",
    "watch",
    "web",
    "wiki",
};

}  // namespace

Validation ValidateUsername(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  const size_t sign = match.find('@');
  if (sign == std::string_view::npos) {
    return JudgeLabelledName(input);
  }
  const uint32_t begin = input.match.begin + static_cast<uint32_t>(sign);
  uint32_t end = input.match.end;
  while (end > begin && (input.folded[end - 1] == '.' || input.folded[end - 1] == '-')) --end;
  const std::string_view handle = input.folded.substr(begin + 1, end - begin - 1);
  const char before = begin > 0 ? input.folded[begin - 1] : '\0';
  if (IsAsciiAlnum(before) || before == '.' || before == '/' || before == '_') {
    return Reject("part of a longer token");
  }
  if (handle.size() < 3 || IsOneOf(handle, kKeywords)) return Reject("a keyword");
  const char after = end < input.folded.size() ? input.folded[end] : '\0';
  if (after == '@' || after == '(' || after == '/' || after == '{') return Reject("not a handle");
  if (DigitsOf(handle).size() == handle.size()) return Reject("a number");
  // Quoted or listed in code: '@media', `@attr.s`, r'@try|@throw'.
  if (before == '\'' || before == '`' || before == '|' || after == '|' || after == '\'') {
    return Reject("quoted in code");
  }
  if (FillsItsLine(input, {begin, end})) return Reject("a decorator");
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
  // Paths that lead to a person on networks of their own ("/in/", "/@"): the pattern says so.
  std::string_view segment = path.substr(slash + 1);
  for (const std::string_view lead : {"in/", "u/", "user/", "users/", "profile/", "people/", "pub/",
                                      "id/", "profiles/", "add/", "channel/", "c/", "artist/"}) {
    if (segment.starts_with(lead) && segment.size() > lead.size()) {
      segment.remove_prefix(lead.size());
      break;
    }
  }
  const size_t segment_end = segment.find_first_of("/?#");
  const bool has_more = segment_end != std::string_view::npos && segment_end + 1 < segment.size();
  const std::string_view host = path.substr(0, slash);
  const bool is_forge = host.find("git") != std::string_view::npos ||
                        host.find("bitbucket") != std::string_view::npos ||
                        host.find("codeberg") != std::string_view::npos;
  const char after = end < input.folded.size() ? input.folded[end] : '\0';
  if (is_forge && (has_more || (after == '/' && IsAsciiAlnum(CharAfter(input, 2))))) {
    return Reject("a repository");
  }
  segment = segment.substr(0, segment_end);
  const bool is_home_folder = path.substr(slash + 1).starts_with("~");
  if (is_home_folder && match.back() == '/' && IsAsciiAlnum(after)) return Reject("a file");
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
