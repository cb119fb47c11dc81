#include "connectors/weblog/weblog_line.h"

#include <algorithm>
#include <array>
#include <optional>

#include "connectors/decode/byte_chunk.h"
#include "connectors/weblog/weblog_escape.h"

namespace sunder::weblog {
namespace {

constexpr size_t kNameSizeBytesMax = 64;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Which signs of an escape stand anywhere in a line: most lines have none but the `+` of the time
// zone, and one look at the whole line costs less than one at each of its items.
struct EscapeSigns {
  bool has_backslash = false;
  bool has_percent = false;
  bool has_plus = false;
};

EscapeSigns EscapeSignsOf(std::string_view line) {
  uint64_t backslash = 0;
  uint64_t percent = 0;
  uint64_t plus = 0;
  const auto look = [&](const ByteChunk& chunk) {
    backslash |= chunk.Equal('\\');
    percent |= chunk.Equal('%');
    plus |= chunk.Equal('+');
  };
  size_t at = 0;
  for (; at + kChunkSizeBytes <= line.size(); at += kChunkSizeBytes) {
    look(ByteChunk(line.data() + at, kChunkSizeBytes));
  }
  // The rest with bytes seen before: cheaper than a copy that fills the chunk up.
  if (at < line.size()) {
    if (line.size() >= kChunkSizeBytes) at = line.size() - kChunkSizeBytes;
    look(ByteChunk(line.data() + at, line.size() - at));
  }
  return {backslash != 0, percent != 0, plus != 0};
}

bool HasEscape(std::string_view raw, LogForm form, const EscapeSigns& of_line) {
  const bool is_form = form == LogForm::kParameter || form == LogForm::kCookie;
  const bool is_path = form == LogForm::kPath;
  const bool has_percent = of_line.has_percent && (is_form || is_path);
  const bool has_plus = of_line.has_plus && is_form;
  if (!of_line.has_backslash && !has_percent && !has_plus) return false;
  return std::any_of(raw.begin(), raw.end(), [&](char c) {
    return c == '\\' || (c == '%' && has_percent) || (c == '+' && has_plus);
  });
}

// The closing quote of an item that begins at `at`; line.size() where there is none.
size_t EndOfQuoted(std::string_view line, size_t at) {
  const size_t quote = std::min(line.find('"', at), line.size());
  const size_t escape = line.substr(0, quote).find('\\', at);
  if (escape == std::string_view::npos) return quote;
  size_t end = escape;
  while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
  return std::min(end, line.size());
}

// One item between spaces: bare, "quoted" with backslash escapes, or [bracketed].
struct Token {
  size_t begin = 0;  // without quotes and brackets
  size_t end = 0;
  size_t next = 0;  // behind the closing quote
  LogForm form = LogForm::kBare;
};

std::optional<Token> TokenAt(std::string_view line, size_t at) {
  Token token;
  if (at >= line.size()) return std::nullopt;
  if (line[at] == '[') {
    const size_t end = line.find(']', at);
    if (end == std::string_view::npos) return std::nullopt;
    token = {at + 1, end, end + 1, LogForm::kBracketed};
  } else if (line[at] == '"') {
    const size_t end = EndOfQuoted(line, at + 1);
    if (end == line.size()) return std::nullopt;
    token = {at + 1, end, end + 1, LogForm::kQuoted};
  } else {
    const size_t end = std::min(line.find(' ', at), line.size());
    token = {at, end, end, LogForm::kBare};
  }
  if (token.next < line.size() && line[token.next] != ' ') return std::nullopt;
  return token;
}

constexpr size_t kTimeSizeBytesMax = 40;

// `10/Oct/2000:13:55:36 -0700`, or a time in ISO 8601.
bool LooksLikeTime(std::string_view text) {
  if (text.size() < 10 || text.size() > kTimeSizeBytesMax || !IsDigit(text[0]) || !IsDigit(text[1]))
    return false;
  const bool is_common = text[2] == '/' && text[6] == '/';
  const bool is_iso = text[4] == '-' && text[7] == '-';
  return (is_common || is_iso) && text.find(':') != std::string_view::npos;
}

class LineParser {
 public:
  LineParser(std::string_view line, std::vector<LogItem>* items)
      : line_(line), items_(items), signs_(EscapeSignsOf(line)) {}

  bool Run() {
    const std::optional<size_t> bracket = FindTime();
    if (!bracket || !TakeClient(*bracket)) return false;
    size_t at = *bracket;
    if (!TakeToken(LogField::kTime, &at)) return false;
    const std::optional<Token> request = TokenAt(line_, at);
    if (!request || request->form != LogForm::kQuoted) return false;
    TakeRequest(*request);
    at = request->next + 1;
    const std::optional<Token> status = TokenAt(line_, at);
    if (!status || !IsStatus(*status)) return false;
    TakeToken(LogField::kStatus, &at);
    if (at >= line_.size()) return true;
    if (!TakeToken(LogField::kBytes, &at)) return false;
    return TakeRest(at);
  }

 private:
  // The bracket of the time: behind ` [`, at the front part of the line.
  std::optional<size_t> FindTime() const {
    size_t at = 0;
    while ((at = line_.find(" [", at)) != std::string_view::npos) {
      // No further than a time goes, with its brackets and the blank behind it: else a line of open
      // brackets would be searched to its end for each.
      const std::optional<Token> token =
          TokenAt(line_.substr(0, at + 1 + kTimeSizeBytesMax + 3), at + 1);
      if (token && LooksLikeTime(line_.substr(token->begin, token->end - token->begin))) {
        return at + 1;
      }
      ++at;
    }
    return std::nullopt;
  }

  // `host identity user`, or with a virtual host in front. A user's name may hold spaces.
  bool TakeClient(size_t end) {
    std::array<size_t, 4> starts = {};
    size_t count = 0;
    for (size_t at = 0; at < end && count < starts.size();) {
      if (line_[at] == ' ' || line_[at] == '"') return false;
      starts[count++] = at;
      at = std::min(line_.find(' ', at), end - 1) + 1;
    }
    if (count < 3) return false;
    // A fourth word is a part of the user's name unless the second is the client's address.
    const bool has_virtual_host =
        count == 4 && LooksLikeAddress(Word(starts[1])) && Word(starts[2]).size() == 1;
    size_t word = 0;
    if (has_virtual_host) AddWord(LogField::kVirtualHost, starts[word++]);
    AddWord(LogField::kHost, starts[word++]);
    AddWord(LogField::kIdentity, starts[word++]);
    Add(LogField::kUser, LogForm::kBare, starts[word], end - 1);
    return true;
  }

  std::string_view Word(size_t begin) const {
    return line_.substr(begin, std::min(line_.find(' ', begin), line_.size()) - begin);
  }

  static bool LooksLikeAddress(std::string_view word) {
    const size_t dots = static_cast<size_t>(std::count(word.begin(), word.end(), '.'));
    const size_t colons = static_cast<size_t>(std::count(word.begin(), word.end(), ':'));
    return (dots == 3 || colons >= 2) &&
           word.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
  }

  void AddWord(LogField field, size_t begin) {
    Add(field, LogForm::kBare, begin, begin + Word(begin).size());
  }

  bool IsStatus(const Token& token) const {
    const std::string_view text = line_.substr(token.begin, token.end - token.begin);
    return text == "-" || (text.size() == 3 && std::all_of(text.begin(), text.end(), IsDigit));
  }

  LogItem* Add(LogField field, LogForm form, size_t begin, size_t end) {
    LogItem& item = items_->emplace_back();
    item.field = field;
    item.form = form;
    item.begin = item.piece_begin = item.name_end = begin;
    item.end = end;
    const std::string_view text = line_.substr(begin, end - begin);
    item.is_missing = text == "-" && form != LogForm::kParameter && form != LogForm::kCookie;
    item.is_escaped = HasEscape(text, form, signs_);
    return &item;
  }

  bool TakeToken(LogField field, size_t* at) {
    const std::optional<Token> token = TokenAt(line_, *at);
    if (!token) return false;
    Add(field, token->form, token->begin, token->end);
    *at = token->next + 1;
    return true;
  }

  // `METHOD TARGET PROTOCOL`
  void TakeRequest(const Token& token) {
    const std::string_view text = line_.substr(token.begin, token.end - token.begin);
    const size_t first = text.find(' ');
    const size_t last = text.rfind(' ');
    const bool is_request = first != std::string_view::npos && first > 0 && last > first + 1 &&
                            text.substr(last + 1).starts_with("HTTP/");
    if (!is_request) {
      Add(LogField::kRequest, LogForm::kQuoted, token.begin, token.end);
      return;
    }
    Add(LogField::kMethod, LogForm::kQuoted, token.begin, token.begin + first);
    TakeTarget(LogField::kPath, LogField::kQuery, token.begin + first + 1, token.begin + last);
    Add(LogField::kProtocol, LogForm::kQuoted, token.begin + last + 1, token.end);
  }

  // A path or address, then its parameters as items of their own.
  void TakeTarget(LogField field, LogField parameter, size_t begin, size_t end) {
    const std::string_view text = line_.substr(begin, end - begin);
    const size_t fragment = field == LogField::kReferrer ? text.find('#') : std::string_view::npos;
    const size_t target_end = begin + std::min(fragment, text.size());
    const size_t query = text.substr(0, target_end - begin).find('?');
    const size_t path_end = query == std::string_view::npos ? target_end : begin + query;
    Add(field, LogForm::kPath, begin, path_end);
    if (path_end < target_end) TakeParameters(parameter, path_end + 1, target_end);
    if (target_end < end) Add(LogField::kReferrerFragment, LogForm::kPath, target_end + 1, end);
  }

  void TakeParameters(LogField field, size_t begin, size_t end) {
    while (begin < end) {
      size_t piece_end = begin;
      while (piece_end < end && line_[piece_end] != '&' && line_[piece_end] != ';') ++piece_end;
      if (piece_end > begin) TakePiece(field, LogForm::kParameter, begin, piece_end);
      begin = piece_end + 1;
    }
  }

  void TakePiece(LogField field, LogForm form, size_t begin, size_t end) {
    const size_t equals = line_.substr(begin, end - begin).find('=');
    const bool has_name = equals != std::string_view::npos && equals > 0;
    LogItem* item = Add(field, form, has_name ? begin + equals + 1 : begin, end);
    item->piece_begin = begin;
    item->name_end = has_name ? begin + equals : begin;
  }

  // Referer and User-Agent, then whatever the server was told to add.
  bool TakeRest(size_t at) {
    uint32_t quoted = 0;
    uint32_t extra = 0;
    while (at < line_.size()) {
      const std::optional<Token> token = TokenAt(line_, at);
      if (!token) return false;
      at = token->next + 1;
      if (token->form == LogForm::kQuoted && ++quoted <= 2 && extra == 0) {
        if (quoted == 1) {
          TakeTarget(LogField::kReferrer, LogField::kReferrerQuery, token->begin, token->end);
        } else {
          Add(LogField::kUserAgent, LogForm::kQuoted, token->begin, token->end);
        }
        continue;
      }
      ++extra;
      if (token->form == LogForm::kQuoted && TakeCookies(*token)) continue;
      Add(LogField::kExtra, token->form, token->begin, token->end)->number = extra;
    }
    return true;
  }

  // `name=value; name=value`: one cookie alone cannot be told from other text.
  bool TakeCookies(const Token& token) {
    const std::string_view text = line_.substr(token.begin, token.end - token.begin);
    if (text.find("; ") == std::string_view::npos) return false;
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find("; ", at), text.size());
      const size_t equals = text.substr(at, end - at).find('=');
      if (equals == std::string_view::npos || equals == 0) return false;
      at = end + 2;
    }
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find("; ", at), text.size());
      TakePiece(LogField::kCookie, LogForm::kCookie, token.begin + at, token.begin + end);
      at = end + 2;
    }
    return true;
  }

  std::string_view line_;
  std::vector<LogItem>* items_;
  EscapeSigns signs_;
};

constexpr std::array kFieldNames = std::to_array<std::string_view>(
    {"virtual_host", "host", "identity", "user", "time", "request", "method", "path", "query",
     "protocol", "status", "bytes", "referrer", "referrer.query", "referrer.fragment", "user_agent",
     "cookie", "extra", "line"});

bool IsNameByte(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
         c == '.' || c == '[' || c == ']';
}

}  // namespace

bool ParseLogLine(std::string_view line, std::vector<LogItem>* items) {
  items->clear();
  if (LineParser(line, items).Run()) return true;
  items->clear();
  LogItem whole;
  whole.end = line.size();
  items->push_back(whole);
  return false;
}

std::string FieldPath(const LogItem& item, std::string_view line) {
  std::string path(kFieldNames[static_cast<size_t>(item.field)]);
  if (item.field == LogField::kExtra) return path + "_" + std::to_string(item.number);
  const bool is_parameter = item.form == LogForm::kParameter || item.form == LogForm::kCookie;
  if (!is_parameter || item.name_end == item.piece_begin) return path;
  const std::string name =
      Unescape(line.substr(item.piece_begin, item.name_end - item.piece_begin));
  const bool is_name =
      name.size() <= kNameSizeBytesMax && std::all_of(name.begin(), name.end(), IsNameByte);
  return path + "." + (is_name ? name : std::string("*"));
}

}  // namespace sunder::weblog
