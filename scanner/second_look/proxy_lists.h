// Proxies: what persons do or own that foretells a special category and is none ("keeps kosher").
// patterns/proxy/LABEL.LANGUAGE.txt, one phrase a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/label.h"
#include "core/status.h"

namespace sunder::scanner {

struct ProxyPhrase {
  std::string text;
  std::string language;
  LabelId label = kNoLabel;
  bool is_personal = false;  // '!' before it: said of a person wherever it stands
};

// Of `proxy/` in each of the folders that rules are loaded from; a folder without it has none.
// Refuses a file whose name tells no label or language, with what it should be.
Result<std::vector<ProxyPhrase>> LoadProxyPhrases(const std::vector<std::string>& folders,
                                                  const LabelCatalog& labels);

}  // namespace sunder::scanner
