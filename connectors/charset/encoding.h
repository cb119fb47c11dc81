// The encodings of text that can be read besides UTF-8, by name.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/status.h"

struct UConverter;

namespace sunder::charset {

// The name that reports and plans use ("Shift_JIS", "windows-1252") of an encoding that somebody
// named in any of its usual spellings ("sjis", "CP1252", "latin1"). "" for UTF-8 and ASCII. Latin-1
// and its kin are read as their supersets of the Windows family, as everybody does (WHATWG): a file
// that says ISO-8859-1 and has quotation marks at 0x93 means windows-1252. A Usage error names what
// there is.
Result<std::string> EncodingNamed(std::string_view name);

// Of a name that EncodingNamed gave. Every encoding here is without state: a character means the
// same wherever it stands.
struct CloseConverter {
  void operator()(UConverter* converter) const;
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;
Result<Converter> OpenConverter(const std::string& encoding);

}  // namespace sunder::charset
