#include "reports/html_page.h"

#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

// Two discs that no longer touch.
constexpr std::string_view kMark =
    "<svg class=\"mark\" viewBox=\"0 0 64 40\" aria-hidden=\"true\" focusable=\"false\">"
    "<circle class=\"mark-a\" cx=\"18\" cy=\"20\" r=\"14\"/>"
    "<circle class=\"mark-b\" cx=\"46\" cy=\"20\" r=\"14\"/>"
    "<path class=\"mark-c\" d=\"M32 2v36\"/></svg>";

std::string Cards(const std::vector<PageCard>& cards) {
  if (cards.size() < 2) return {};
  std::string html = "<nav aria-label=\"Parts of this page\"><ol class=\"cards\">\n";
  for (const PageCard& card : cards) {
    html += "<li class=\"card " + card.tone + "\"><a href=\"#" + card.anchor + "\"><b>" +
            Html(card.title) + "</b><span>" + Html(card.verdict) + "</span></a></li>\n";
  }
  return html + "</ol></nav>\n";
}

}  // namespace

std::string Html(std::string_view text) {
  std::string html;
  for (const char c : ShownText(text)) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string Tag(std::string_view text, std::string_view tone) {
  return "<span class=\"tag " + std::string(tone) + "\">" + Html(text) + "</span>";
}

std::string HtmlPage(const PageHead& head, std::string_view sections) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"robots\" content=\"noindex\">\n";
  html += std::string("<meta name=\"holds-findings\" content=\"") +
          (head.holds_findings ? "true" : "false") + "\">\n";
  html += "<title>Sunder: " + Html(head.title) + "</title>\n<style>\n" + HtmlStyle() +
          "</style>\n</head>\n<body>\n";
  html += "<header class=\"top " + head.tone + "\"><div class=\"page\">\n<p class=\"brand\">" +
          std::string(kMark) + "<span>Sunder</span>";
  if (head.holds_findings) {
    html += "<span class=\"notice\">Holds findings: for the operator only</span>";
  }
  html += "</p>\n<h1>" + Html(head.title) + "</h1>\n<p class=\"remark\">" + Html(head.remark) +
          "</p>\n" + Cards(head.cards) + "</div></header>\n<main class=\"page\">\n";
  html += sections;
  html +=
      "</main>\n<footer class=\"page\"><p>Counts of 1 to 10 are shown as &lt;11. This page holds "
      "no "
      "scanned value, needs no network and runs no script.</p></footer>\n</body>\n</html>\n";
  return html;
}

}  // namespace sunder::reports
