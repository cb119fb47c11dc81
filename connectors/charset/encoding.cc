#include "connectors/charset/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace sunder::charset {
namespace {

struct Row {
  const char* name;       // ours
  const char* converter;  // ICU's
};

// Converters are those of the Windows code pages where the plain ones are their subsets.
constexpr std::array<Row, 36> kEncodings = {{
    {"UTF-16LE", "UTF-16LE"},
    {"UTF-16BE", "UTF-16BE"},
    {"UTF-32LE", "UTF-32LE"},
    {"UTF-32BE", "UTF-32BE"},
    {"windows-1250", "windows-1250"},
    {"windows-1251", "windows-1251"},
    {"windows-1252", "windows-1252"},
    {"windows-1253", "windows-1253"},
    {"windows-1254", "windows-1254"},
    {"windows-1255", "windows-1255"},
    {"windows-1256", "windows-1256"},
    {"windows-1257", "windows-1257"},
    {"windows-1258", "windows-1258"},
    {"windows-874", "windows-874"},
    {"ISO-8859-2", "ISO-8859-2"},
    {"ISO-8859-3", "ISO-8859-3"},
    {"ISO-8859-4", "ISO-8859-4"},
    {"ISO-8859-5", "ISO-8859-5"},
    {"ISO-8859-6", "ISO-8859-6"},
    {"ISO-8859-7", "ISO-8859-7"},
    {"ISO-8859-8", "ISO-8859-8"},
    {"ISO-8859-10", "ISO-8859-10"},
    {"ISO-8859-13", "ISO-8859-13"},
    {"ISO-8859-14", "ISO-8859-14"},
    {"ISO-8859-15", "ISO-8859-15"},
    {"KOI8-R", "KOI8-R"},
    {"KOI8-U", "KOI8-U"},
    {"IBM437", "IBM437"},
    {"IBM850", "IBM850"},
    {"IBM866", "IBM866"},
    {"macintosh", "macintosh"},
    {"Shift_JIS", "windows-31j"},
    {"EUC-JP", "EUC-JP"},
    {"EUC-KR", "windows-949"},
    {"GB18030", "gb18030"},
    {"Big5", "windows-950"},
}};

struct Alias {
  std::string_view spelling;  // lower case, letters and digits only
  std::string_view name;
};

constexpr std::array<Alias, 58> kAliases = {{
    {"utf8", ""},
    {"utf8sig", ""},
    {"ascii", ""},
    {"usascii", ""},
    {"ansix341968", ""},
    {"utf16", "UTF-16LE"},
    {"utf32", "UTF-32LE"},
    {"ucs2", "UTF-16LE"},
    {"ucs4", "UTF-32LE"},
    {"unicode", "UTF-16LE"},
    {"latin1", "windows-1252"},
    {"iso88591", "windows-1252"},
    {"l1", "windows-1252"},
    {"ansi", "windows-1252"},
    {"latin2", "ISO-8859-2"},
    {"latin3", "ISO-8859-3"},
    {"latin4", "ISO-8859-4"},
    {"cyrillic", "ISO-8859-5"},
    {"arabic", "ISO-8859-6"},
    {"greek", "ISO-8859-7"},
    {"hebrew", "ISO-8859-8"},
    {"iso88598i", "ISO-8859-8"},
    {"latin5", "windows-1254"},
    {"iso88599", "windows-1254"},
    {"latin6", "ISO-8859-10"},
    {"latin7", "ISO-8859-13"},
    {"latin8", "ISO-8859-14"},
    {"latin9", "ISO-8859-15"},
    {"iso885911", "windows-874"},
    {"tis620", "windows-874"},
    {"koi8", "KOI8-R"},
    {"cp437", "IBM437"},
    {"cp850", "IBM850"},
    {"cp866", "IBM866"},
    {"dos437", "IBM437"},
    {"dos850", "IBM850"},
    {"mac", "macintosh"},
    {"macroman", "macintosh"},
    {"sjis", "Shift_JIS"},
    {"xsjis", "Shift_JIS"},
    {"mskanji", "Shift_JIS"},
    {"cp932", "Shift_JIS"},
    {"windows31j", "Shift_JIS"},
    {"windows932", "Shift_JIS"},
    {"ujis", "EUC-JP"},
    {"uhc", "EUC-KR"},
    {"cp949", "EUC-KR"},
    {"windows949", "EUC-KR"},
    {"ksc56011987", "EUC-KR"},
    {"ksx1001", "EUC-KR"},
    {"gbk", "GB18030"},
    {"gb2312", "GB18030"},
    {"cp936", "GB18030"},
    {"windows936", "GB18030"},
    {"euccn", "GB18030"},
    {"big5hkscs", "Big5"},
    {"cp950", "Big5"},
    {"windows950", "Big5"},
}};

std::string Folded(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) continue;
    folded.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return folded;
}

// "cp1252" and "1252" are windows-1252, "iso8859-2" is ISO-8859-2.
std::string Unabbreviated(const std::string& folded) {
  if (folded.starts_with("cp125")) return "windows" + folded.substr(2);
  if (folded.starts_with("125") && folded.size() == 4) return "windows" + folded;
  if (folded.starts_with("8859")) return "iso" + folded;
  return folded;
}

}  // namespace

Result<std::string> EncodingNamed(std::string_view name) {
  const std::string folded = Unabbreviated(Folded(name));
  for (const Alias& alias : kAliases) {
    if (alias.spelling == folded) return std::string(alias.name);
  }
  for (const Row& row : kEncodings) {
    if (Folded(row.name) == folded) return std::string(row.name);
  }
  std::string message = "no encoding of this name is known; there are UTF-8";
  for (const Row& row : kEncodings) message += ", " + std::string(row.name);
  return Status::Usage(std::move(message));
}

void CloseConverter::operator()(UConverter* converter) const { ucnv_close(converter); }

Result<Converter> OpenConverter(const std::string& encoding) {
  const auto* const row = std::find_if(kEncodings.begin(), kEncodings.end(),
                                       [&](const Row& known) { return encoding == known.name; });
  if (row == kEncodings.end()) return EncodingNamed(encoding).status();
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(row->converter, &error));
  if (U_FAILURE(error)) {
    return Status::Internal("ICU has no converter for " + encoding + ": " + u_errorName(error));
  }
  // Stop at what cannot be converted, and never put something alike in its place.
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &error);
  ucnv_setFallback(converter.get(), false);
  if (U_FAILURE(error)) return Status::Internal(std::string("ICU: ") + u_errorName(error));
  return converter;
}

}  // namespace sunder::charset
