#include "reports/html_parts.h"

#include <algorithm>

#include "reports/figures.h"
#include "reports/html_page.h"

namespace sunder::reports {
namespace {

std::string ClassOf(const HtmlCell& cell) {
  return cell.style.empty() ? "" : " class=\"" + cell.style + "\"";
}

}  // namespace

std::string Name(std::string_view name) { return "<span class=\"name\">" + Html(name) + "</span>"; }

HtmlTable::HtmlTable(std::string_view caption, const std::vector<HtmlCell>& headings)
    : html_("<div class=\"scroll\"><table>") {
  if (!caption.empty()) html_ += "<caption>" + Html(caption) + "</caption>";
  html_ += "<thead><tr>";
  for (const HtmlCell& heading : headings) {
    html_ += "<th scope=\"col\"" + ClassOf(heading) + ">" + heading.html + "</th>";
  }
  html_ += "</tr></thead><tbody>\n";
}

void HtmlTable::Row(const std::vector<HtmlCell>& cells) {
  html_ += "<tr>";
  for (const HtmlCell& cell : cells) {
    const bool is_heading = &cell == &cells.front();
    html_ += (is_heading ? "<th scope=\"row\"" : "<td") + ClassOf(cell) + ">" + cell.html +
             (is_heading ? "</th>" : "</td>");
  }
  html_ += "</tr>\n";
}

std::string HtmlTable::Take() { return html_ + "</tbody></table></div>\n"; }

std::string Bar(std::string_view title, const std::vector<BarPart>& parts) {
  std::string html =
      "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" role=\"img\"><title>" +
      Html(title) + "</title>";
  double begin = 0;
  for (const BarPart& part : parts) {
    const double width = std::clamp(part.share, 0.0, 1.0 - std::min(begin, 1.0)) * 100;
    if (width <= 0) continue;
    html += "<rect class=\"" + std::string(part.tone) + "\" x=\"" + FixedDecimals(begin * 100, 2) +
            "\" width=\"" + FixedDecimals(std::max(width, 0.5), 2) + "\" height=\"8\"/>";
    begin += width / 100;
  }
  return html + "</svg>";
}

double ShareOf(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : std::min(1.0, static_cast<double>(part) / static_cast<double>(whole));
}

std::string PartHeading(std::string_view id, std::string_view title) {
  return "<h2 class=\"part\" id=\"" + std::string(id) + "\">" + Html(title) + "</h2>\n";
}

std::string OpenSection(std::string_view title, std::string_view intro) {
  std::string html = "<section><h3>" + Html(title) + "</h3>\n";
  if (!intro.empty()) html += "<p>" + Html(intro) + "</p>\n";
  return html;
}

std::string CloseSection() { return "</section>\n"; }

std::string BulletList(const std::vector<std::string>& items) {
  std::string html = "<ul class=\"list\">";
  for (const std::string& item : items) html += "<li>" + Html(item) + "</li>";
  return html + "</ul>\n";
}

}  // namespace sunder::reports
