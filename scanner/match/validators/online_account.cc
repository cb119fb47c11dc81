// Handles, pages of persons and the programs they use.
#include <algorithm>

#include "scanner/match/validators/label_lead.h"
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

// Accounts of machines, teams and words of code behind "user:" and the like.
constexpr std::string_view kNoPersons[] = {
    "account",       "active",    "admin",      "administrator", "ami",          "analytics",
    "anonymous",     "anybody",   "apache",     "api",           "app",          "asc",
    "auth",          "automatic", "automation", "backend",       "backup",       "billing",
    "bin",           "bot",       "build",      "cache",         "centos",       "ci",
    "cluster",       "code",      "com",        "config",        "core",         "create",
    "created",       "cron",      "current",    "customer",      "daemon",       "data",
    "database",      "date",      "db",         "debian",        "deleted",      "demo",
    "denied",        "deploy",    "desc",       "design",        "dev",          "developer",
    "devops",        "disabled",  "dns",        "docker",        "ec2-user",     "elastic",
    "elasticsearch", "email",     "empty",      "enabled",       "engineering",  "enter",
    "error",         "event",     "everyone",   "exists",        "expired",      "failed",
    "failure",       "false",     "finance",    "frontend",      "ftp",          "git",
    "github",        "gitlab",    "grafana",    "group",         "guest",        "hadoop",
    "hidden",        "home",      "host",       "http",          "https",        "id",
    "info",          "infra",     "input",      "int",           "invalid",      "jenkins",
    "job",           "kafka",     "key",        "kube",          "label",        "ldap",
    "legal",         "level",     "link",       "local",         "localhost",    "lock",
    "locked",        "logged",    "login",      "logout",        "mail",         "main",
    "manager",       "marketing", "master",     "member",        "mode",         "mongodb",
    "monitor",       "myself",    "mysql",      "name",          "new",          "nginx",
    "nil",           "no",        "nobody",     "node",          "none",         "normal",
    "not",           "null",      "number",     "object",        "off",          "ok",
    "old",           "on",        "online",     "open",          "ops",          "oracle",
    "orders",        "out",       "owner",      "page",          "password",     "pending",
    "person",        "pi",        "platform",   "pool",          "postfix",      "postgres",
    "postgresql",    "power",     "prod",       "product",       "production",   "profile",
    "prompt",        "public",    "rabbitmq",   "read",          "readonly",     "redis",
    "release",       "reporter",  "required",   "reset",         "role",         "root",
    "runner",        "sa",        "sales",      "scheduler",     "script",       "security",
    "self",          "server",    "service",    "session",       "shell",        "solr",
    "spark",         "ssh",       "staff",      "staging",       "state",        "status",
    "str",           "string",    "success",    "successful",    "successfully", "sudo",
    "support",       "sys",       "system",     "tbd",           "team",         "temp",
    "test",          "tester",    "testing",    "text",          "timeout",      "token",
    "tomcat",        "true",      "type",       "ubuntu",        "unauthorized", "undefined",
    "unknown",       "update",    "upload",     "user",          "username",     "users",
    "vagrant",       "value",     "varchar",    "view",          "visitor",      "web",
    "web-user",      "webmaster", "windows",    "worker",        "www",          "www-data",
    "yes",           "zabbix"};

// Parts of the names of machines' accounts: "app_rw", "svc-backup", "platform-team".
constexpr std::string_view kMachineParts[] = {
    "account", "admin", "api",    "app",    "backend", "backup",   "batch",  "bot",     "build",
    "ci",      "cron",  "daemon", "data",   "db",      "default",  "deploy", "dev",     "etl",
    "group",   "host",  "job",    "null",   "ops",     "pipeline", "prod",   "proxy",   "readonly",
    "replica", "ro",    "root",   "runner", "rw",      "sa",       "server", "service", "srv",
    "staging", "svc",   "sys",    "system", "task",    "team",     "test",   "user",    "worker"};

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

bool IsHandleByte(char c) { return IsAsciiAlnum(c) || c == '_' || c == '.' || c == '-'; }

bool IsMachineAccount(std::string_view value) {
  if (IsOneOf(value, kNoPersons)) return true;
  for (size_t at = 0; at < value.size();) {
    const size_t end = std::min(value.find_first_of("_.-", at), value.size());
    if (IsOneOf(value.substr(at, end - at), kMachineParts)) return end < value.size() || at > 0;
    at = end + 1;
  }
  return false;
}

// Whether the value is all of its field: quotes, a mark or a line's end follow; behind "=" a blank
// will do.
bool EndsValue(std::string_view text, uint32_t end, char sign) {
  if (end >= text.size()) return true;
  const char c = text[end];
  if (c == ' ' || c == '\t') {
    if (sign == '=' || text.substr(end, 2) == "  ") return true;
    const std::string_view rest = text.substr(end + 1, 1);
    return rest.find_first_of("|/;,&-()[") != std::string_view::npos;
  }
  if (static_cast<unsigned char>(c) >= 0x80) {
    return text.substr(end).starts_with("\xE3\x80") || text.substr(end).starts_with("\xEF\xBC");
  }
  return std::string_view("\n\r,;|&\"'<>)]}\\`").find(c) != std::string_view::npos;
}

// Labels that head other things as well: there a plain word is none.
bool IsManySidedLabel(std::string_view label) {
  static constexpr std::string_view kLabels[] = {
      "account", "akun",  "alias",     "assignee", "bname",   "conta",    "facebook", "github",
      "handle",  "insta", "instagram", "kennung",  "konto",   "mastodon", "owner",    "poster",
      "qq",      "skype", "telegram",  "tiktok",   "twitter", "uid",      "youtube"};
  return IsOneOf(label, kLabels);
}

// The handle that begins at `begin`, as far as it goes; an "@" before it is part of it.
Span HandleAt(std::string_view text, uint32_t begin) {
  uint32_t end = begin + (begin < text.size() && text[begin] == '@' ? 1U : 0U);
  while (end < text.size() && IsHandleByte(text[end])) ++end;
  while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  return {begin, end};
}

// A handle of a person: no number, no account of a machine, no member of an object in code.
bool IsPersonsHandle(std::string_view value) {
  if (value.size() < 3 || value.size() > 40 || IsMember(value) || IsMachineAccount(value)) {
    return false;
  }
  return DigitsOf(value).size() < value.size() && value.front() != '-' && value.front() != '.';
}

// "r.brenneke", "m_kurosawa", "wangqx02": no word of a text, wherever it stands.
bool IsWrittenAsHandle(std::string_view value) {
  const size_t sign = value.find_first_of("._");
  if (sign == std::string_view::npos) {
    const size_t letters = std::min(value.find_first_of("0123456789"), value.size());
    return letters >= 4 && letters + 2 <= value.size() && IsPlainWord(value.substr(0, letters)) &&
           DigitsOf(value).size() + letters == value.size();
  }
  const std::string_view last = value.substr(value.find_last_of("._") + 1);
  const bool is_last_name = last.size() >= 4 && IsPlainWord(last);
  return is_last_name && (value[sign] == '_' || sign <= 2);
}

// The account in a line that servers write: behind the words that lead to it ("Failed password for
// "), or between the marks of the match ("192.0.2.1 - ada [02/", "user ada logged in").
Validation JudgeLoggedName(const ValidationInput& input) {
  static constexpr std::string_view kNoNames[] = {
      "already", "and",  "are", "but",  "can", "cannot", "could",        "has", "have",
      "his",     "is",   "may", "must", "not", "now",    "successfully", "the", "then",
      "they",    "this", "was", "when", "who", "will",   "with",         "you"};
  const std::string match = AsciiLower(MatchText(input));
  uint32_t begin = input.match.end;
  if (match.back() != ' ') {
    for (const std::string_view lead : {" - ", "user ", ": "}) {
      const size_t at = match.find(lead);
      if (at == std::string::npos) continue;
      begin = input.match.begin + static_cast<uint32_t>(at + lead.size());
      break;
    }
  }
  while (begin < input.folded.size() &&
         std::string_view(" '\"`").find(input.folded[begin]) != std::string_view::npos) {
    ++begin;
  }
  const Span span = HandleAt(input.folded, begin);
  const std::string_view value = input.folded.substr(span.begin, span.size());
  if (!IsPersonsHandle(value) || IsOneOf(value, kNoNames)) return Reject("no person's account");
  return Accept("log line", span);
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
  if (sign == std::string_view::npos) return JudgeLoggedName(input);
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

// The match is the label: "login=", "\"user\": \"", "имя пользователя:", "Benutzername ist".
Validation ValidateLabelledUsername(const ValidationInput& input) {
  LabelLead lead = ReadLabelLead(input);
  const std::string label = AsciiLower(MatchText(input));
  if (lead.sign == ' ' && !lead.is_key_quoted) {
    static constexpr std::string_view kVerbs[] = {"es", "est", "is", "ist", "jest", "was"};
    const std::string_view rest = input.folded.substr(lead.value, 5);
    const size_t size = rest.find(' ');
    const bool is_verb = size != std::string_view::npos && IsOneOf(rest.substr(0, size), kVerbs);
    if (is_verb && label != "user") {
      lead.value += static_cast<uint32_t>(size) + 1;
      while (lead.value < input.folded.size() && (input.folded[lead.value] == '"')) ++lead.value;
    } else if (const Span bare = HandleAt(input.folded, lead.value);
               !IsWrittenAsHandle(input.folded.substr(bare.begin, bare.size()))) {
      return Reject("no value");
    }
  } else if (lead.sign != '=' && lead.sign != ':' && lead.sign != '>') {
    return Reject("no value");
  }
  const Span span = HandleAt(input.folded, lead.value);
  std::string_view value = input.folded.substr(span.begin, span.size());
  if (value.starts_with('@')) value.remove_prefix(1);
  if (!IsPersonsHandle(value)) return Reject("no person's account");
  // "login: https://...", "user=get()", "user: anna@example.org".
  const std::string_view behind = input.folded.substr(span.end, 1);
  if (!behind.empty() && std::string_view(":([/@{$%").find(behind[0]) != std::string_view::npos) {
    return Reject("not a handle");
  }
  if (!IsPlainWord(value)) return Accept("label", span);
  const bool is_field = EndsValue(input.folded, span.end, lead.sign);
  const bool is_record = lead.sign == '=' || lead.sign == '>' || lead.is_quoted;
  if (!is_field || IsManySidedLabel(label)) return Reject("a plain word");
  const Span original = input.text.OriginalSpan(input.cell, span);
  const char first = input.original[original.begin];
  if (!is_record && (first < 'a' || first > 'z')) return Reject("a plain word");
  return Accept("label", span);
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
