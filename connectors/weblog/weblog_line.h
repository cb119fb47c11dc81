// One line of an access log, taken apart. Common Log Format (NCSA; Apache's `%h %l %u %t "%r" %>s
// %b`), Combined (with Referer and User-Agent), a virtual host in front, further items behind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::weblog {

enum class LogField : uint8_t {
  kVirtualHost,
  kHost,
  kIdentity,
  kUser,
  kTime,
  kRequest,  // a request that is no `METHOD TARGET PROTOCOL`
  kMethod,
  kPath,
  kQuery,  // one parameter of the query string
  kProtocol,
  kStatus,
  kBytes,
  kReferrer,
  kReferrerQuery,
  kReferrerFragment,
  kUserAgent,
  kCookie,  // one cookie of a `name=value; name=value` item
  kExtra,   // a further item; numbered from 1
  kLine,    // a line that is no log line, whole
};

// What a value's bytes look like in the line, and so how they are written back.
enum class LogForm : uint8_t { kBare, kBracketed, kQuoted, kPath, kParameter, kCookie };

struct LogItem {
  LogField field = LogField::kLine;
  LogForm form = LogForm::kBare;
  uint32_t number = 0;      // of kExtra
  bool is_missing = false;  // the item is `-`
  bool is_escaped = false;
  size_t begin = 0;  // of the value, in the line
  size_t end = 0;
  // kQuery, kReferrerQuery, kCookie: `name=value` starts here; otherwise equal to `begin`.
  size_t piece_begin = 0;
  size_t name_end = 0;  // equal to piece_begin: a parameter without a name
};

// `line` without its line end. Always gives at least one item, in the order of the line, not
// overlapping; the first one starts at 0. False: no access log line, then the item is kLine.
bool ParseLogLine(std::string_view line, std::vector<LogItem>* items);

// The path of the field: "host", "query.faith", "extra_2". Names of parameters are decoded; those
// that are no names (over 64 bytes, or other bytes than letters, digits, "_-.[]") share "query.*".
std::string FieldPath(const LogItem& item, std::string_view line);

}  // namespace sunder::weblog
