#include "connectors/markup/html_elements.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sunder::markup {
namespace {

// WHATWG HTML standard, "rendering" (display: block, list-item, table parts), and form controls,
// whose labels are no part of the sentence beside them. Sorted.
constexpr auto kBlock = std::to_array<std::string_view>(
    {"address", "article",  "aside",      "blockquote", "body",    "button",   "caption",
     "center",  "dd",       "details",    "dialog",     "dir",     "div",      "dl",
     "dt",      "fieldset", "figcaption", "figure",     "footer",  "form",     "frameset",
     "h1",      "h2",       "h3",         "h4",         "h5",      "h6",       "head",
     "header",  "hgroup",   "hr",         "html",       "iframe",  "legend",   "li",
     "listing", "main",     "menu",       "nav",        "noembed", "noframes", "noscript",
     "object",  "ol",       "optgroup",   "option",     "p",       "pre",      "script",
     "search",  "section",  "select",     "style",      "summary", "table",    "tbody",
     "td",      "template", "textarea",   "tfoot",      "th",      "thead",    "title",
     "tr",      "ul",       "xmp"});
constexpr auto kRowEnds = std::to_array<std::string_view>(
    {"body", "caption", "html", "table", "tbody", "tfoot", "thead", "tr"});
constexpr auto kRaw = std::to_array<std::string_view>(
    {"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"});
constexpr auto kVoid =
    std::to_array<std::string_view>({"area", "base", "br", "col", "embed", "hr", "img", "input",
                                     "link", "meta", "param", "source", "track", "wbr"});

constexpr auto kAttributes =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"action", "href"},
                                                                  {"alt", "alt"},
                                                                  {"aria-description", "label"},
                                                                  {"aria-label", "label"},
                                                                  {"cite", "href"},
                                                                  {"content", "content"},
                                                                  {"href", "href"},
                                                                  {"label", "label"},
                                                                  {"placeholder", "placeholder"},
                                                                  {"poster", "src"},
                                                                  {"src", "src"},
                                                                  {"srcdoc", "srcdoc"},
                                                                  {"summary", "label"},
                                                                  {"title", "tooltip"},
                                                                  {"value", "value"}});

template <size_t kSize>
bool IsIn(const std::array<std::string_view, kSize>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

}  // namespace

bool IsBlockElement(std::string_view name) { return IsIn(kBlock, name); }
bool EndsRow(std::string_view name) { return IsIn(kRowEnds, name); }
bool StaysInSelect(std::string_view name) { return name == "option" || name == "optgroup"; }
bool IsTableCell(std::string_view name) { return name == "td" || name == "th"; }
bool IsPicture(std::string_view name) {
  return name == "img" || name == "source" || name == "embed" || name == "area";
}
bool IsRawElement(std::string_view name) { return IsIn(kRaw, name); }
bool HasReferences(std::string_view name) { return name == "title" || name == "textarea"; }
bool IsVoidElement(std::string_view name) { return IsIn(kVoid, name); }

std::string_view FieldOfAttribute(std::string_view name) {
  const auto* const found =
      std::find_if(kAttributes.begin(), kAttributes.end(),
                   [name](const auto& attribute) { return attribute.first == name; });
  return found == kAttributes.end() ? std::string_view() : found->second;
}

}  // namespace sunder::markup
