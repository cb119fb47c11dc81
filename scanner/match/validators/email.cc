// E-mail addresses: the dot-atom subset of RFC 5321, a domain with a top level of letters.
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

// What follows "@" in file names, package versions and image densities looks like a domain.
constexpr std::string_view kFileEndings[] = {
    "automount", "avif", "bmp",    "class", "conf", "css",    "device", "dll",     "exe",
    "gif",       "gz",   "html",   "ico",   "jar",  "jpeg",   "jpg",    "js",      "json",
    "jsx",       "log",  "lua",    "map",   "md",   "mjs",    "mount",  "mp3",     "mp4",
    "pdf",       "png",  "py",     "rb",    "rst",  "scope",  "scss",   "service", "sh",
    "slice",     "so",   "socket", "svg",   "tar",  "target", "tgz",    "timer",   "toml",
    "ts",        "tsx",  "txt",    "wasm",  "webp", "xml",    "yaml",   "yml",
};

bool IsDotAtom(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.back() == '.') return false;
  return text.find("..") == std::string_view::npos;
}

bool HasGoodLabels(std::string_view domain) {
  size_t begin = 0;
  while (begin <= domain.size()) {
    size_t end = domain.find('.', begin);
    if (end == std::string_view::npos) end = domain.size();
    const std::string_view label = domain.substr(begin, end - begin);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') {
      return false;
    }
    begin = end + 1;
  }
  return true;
}

// Leaves out what a pattern takes along in front: quotes, slashes of "mailto:" and the like.
uint32_t LocalPartBegin(const ValidationInput& input, uint32_t at) {
  uint32_t begin = input.match.begin;
  while (begin < at && !IsAsciiAlnum(input.folded[begin]) && input.folded[begin] != '_' &&
         input.folded[begin] != '+' && static_cast<unsigned char>(input.folded[begin]) < 0x80) {
    ++begin;
  }
  return begin;
}

}  // namespace

Validation ValidateEmail(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  const size_t sign = match.find('@');
  if (sign == std::string_view::npos || match.find('@', sign + 1) != std::string_view::npos) {
    return Reject("not one @");
  }
  const uint32_t at = input.match.begin + static_cast<uint32_t>(sign);
  const uint32_t begin = LocalPartBegin(input, at);
  // RFC 5321, 4.5.3.1: 64 octets before the sign, 255 after it.
  if (at - begin == 0 || at - begin > 64 || match.size() - sign - 1 > 255) return Reject("length");
  const std::string_view domain = match.substr(sign + 1);
  if (!IsDotAtom(input.folded.substr(begin, at - begin)) || !HasGoodLabels(domain)) {
    return Reject("not a dot-atom");
  }
  const std::string_view top = domain.substr(domain.rfind('.') + 1);
  if (top.size() < 2 || IsOneOf(top, kFileEndings)) return Reject("not a top-level domain");
  if (CharBefore(input) == '@') return Reject("a handle on a server");
  // "git@host.example:path" is a repository; "https://user:secret@host" a URL.
  if (CharAfter(input) == ':' && AsciiLower(match.substr(0, 4)) == "git@") return Reject("git URL");
  const uint32_t floor = begin > kLookAroundBytes ? begin - kLookAroundBytes : 0;
  const std::string_view before = input.folded.substr(floor, begin - floor);
  const size_t scheme = before.rfind("://");
  if (scheme != std::string_view::npos &&
      before.find_first_of(" \t\n\"'<>/", scheme + 3) == std::string_view::npos) {
    return Reject("user part of a URL");
  }
  return Accept("e-mail syntax", Span{begin, input.match.end});
}

}  // namespace sunder::scanner
