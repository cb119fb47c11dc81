// The page around the sections, and escaping.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sunder::reports {

// Text of an element or of a quoted attribute; names are shown as ShownText shows them.
std::string Html(std::string_view text);

// `<span class="tag tone">text</span>`; tones: good, warn, bad, quiet.
std::string Tag(std::string_view text, std::string_view tone);

struct PageCard {
  std::string title;  // "Scan"
  std::string verdict;
  std::string tone;    // good, warn, bad
  std::string anchor;  // id of the section
};

struct PageHead {
  std::string title;  // one line, the verdict
  std::string tone;
  std::string remark;  // day, versions
  bool holds_findings = false;
  std::vector<PageCard> cards;
};

// A whole document. The page allows itself no script and nothing from elsewhere (its own policy).
std::string HtmlPage(const PageHead& head, std::string_view sections);

// The style sheet: light and dark, narrow screens, paper.
std::string HtmlStyle();

}  // namespace sunder::reports
