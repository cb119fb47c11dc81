// Building blocks of the sections: tables, bars, lists. All take plain text and escape it, unless a
// parameter is called `html`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::reports {

std::string Name(std::string_view name);  // a name of the source, in fixed-width type

struct HtmlCell {
  std::string html;
  std::string style;  // class of the cell: "num", "wide", "bars" or none
};

// A table with scoped headings; the first cell of a row is its heading.
class HtmlTable {
 public:
  // `caption` may be empty. Headings take the class of their column.
  HtmlTable(std::string_view caption, const std::vector<HtmlCell>& headings);
  void Row(const std::vector<HtmlCell>& cells);
  std::string Take();

 private:
  std::string html_;
};

struct BarPart {
  double share = 0;       // of the whole, 0 to 1
  std::string_view tone;  // full, soft, good or bad
};
// A stacked bar; `title` says in words what it shows.
std::string Bar(std::string_view title, const std::vector<BarPart>& parts);
double ShareOf(uint64_t part, uint64_t whole);  // 0 to 1; of nothing: 0

std::string PartHeading(std::string_view id, std::string_view title);
std::string OpenSection(std::string_view title, std::string_view intro = "");
std::string CloseSection();
std::string BulletList(const std::vector<std::string>& items);

}  // namespace sunder::reports
