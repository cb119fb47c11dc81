#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "reports/html_page.h"
#include "reports/report_writers.h"
#include "reports/sample_reports.h"

namespace sunder::reports {
namespace {

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The names of elements that are opened and not closed in order; empty for a well-formed page.
std::vector<std::string> Unbalanced(const std::string& html) {
  const std::set<std::string> kVoid = {"!DOCTYPE", "meta", "circle", "path", "rect"};
  std::vector<std::string> open;
  for (size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const bool is_end = html[at + 1] == '/';
    const size_t begin = at + (is_end ? 2 : 1);
    const std::string name = html.substr(begin, html.find_first_of(" >/", begin) - begin);
    if (kVoid.count(name) > 0) continue;
    if (!is_end) {
      open.push_back(name);
    } else if (!open.empty() && open.back() == name) {
      open.pop_back();
    } else {
      return {"/" + name};
    }
  }
  return open;
}

std::string Combined() {
  const ScanReport scan = SampleScan();
  const SegregationReport segregation = SampleSegregation();
  const VerificationReport verification = SampleVerification();
  return WriteCombinedHtml(&scan, &segregation, &verification);
}

}  // namespace

TEST_CASE("text is escaped for elements and attributes") {
  CHECK(Html("<a b=\"c\" d='e'>&") == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
  CHECK(Html("x\x01\xff") == "x\\x01\uFFFD");
}

TEST_CASE("names cannot break out of the page") {
  const std::string html = Combined();
  CHECK_FALSE(Has(html, "<script"));
  CHECK_FALSE(Has(html, "<img"));
  CHECK(Has(html, "survey &lt;script&gt;alert(1)&lt;/script&gt;.csv"));
  CHECK(Has(html, "a&amp;b &quot;&lt;img src=x&gt;&quot;"));
  CHECK(Has(html, "Residue &lt;in&gt; the identity store"));
}

TEST_CASE("the page stands alone") {
  const std::string html = Combined();
  for (const char* outside : {"http://", "https://", "url(", "@import", "<link", "<iframe",
                              "<object", "javascript:", "onload", "onclick"}) {
    INFO(outside);
    CHECK_FALSE(Has(html, outside));
  }
  CHECK(Has(html, "default-src 'none'"));
  CHECK(Has(html, "prefers-color-scheme:dark"));
  CHECK(Has(html, "@media print"));
  CHECK(Has(html, "<html lang=\"en\">"));
}

TEST_CASE("pages are well formed, empty ones too") {
  CHECK(Unbalanced(Combined()).empty());
  const ScanReport scan;
  const SegregationReport segregation;
  const VerificationReport verification;
  CHECK(Unbalanced(WriteCombinedHtml(&scan, &segregation, &verification)).empty());
  CHECK(Unbalanced(WriteCombinedHtml(nullptr, nullptr, nullptr)).empty());
  CHECK(Unbalanced(WriteScanReport(scan, Format::kHtml, {})).empty());
}

TEST_CASE("absent parts are left out and the last part has the last word") {
  const ScanReport scan = SampleScan();
  const std::string html = WriteCombinedHtml(&scan, nullptr, nullptr);
  CHECK(Has(html, "id=\"scan\""));
  CHECK_FALSE(Has(html, "id=\"segregation\""));
  CHECK_FALSE(Has(html, "id=\"verification\""));
  CHECK(Has(html, "<h1>3 associations"));
  CHECK(Has(html, "What to do next"));
  CHECK(Has(Combined(), "<h1>NOT VERIFIED"));
  CHECK_FALSE(Has(Combined(), "What to do next"));
}

TEST_CASE("pages with findings are marked") {
  CHECK(Has(Combined(), "name=\"holds-findings\" content=\"true\""));
  const std::string verification = WriteVerificationReport(SampleVerification(), Format::kHtml, {});
  CHECK(Has(verification, "name=\"holds-findings\" content=\"false\""));
}

TEST_CASE("hidden counts have no bar that tells them") {
  const std::string html = Combined();
  CHECK(Has(html, "&lt;11</td>"));
  const size_t small = html.find("sexual orientation</b>");
  const size_t next = html.find("</details>", small);
  REQUIRE(next != std::string::npos);
  CHECK_FALSE(Has(html.substr(small, next - small), "<svg"));
  CHECK_FALSE(Has(html, "jane.doe"));
}

TEST_CASE("the heat map holds each pair that meets") {
  const std::string html = Combined();
  CHECK(Has(html, "title=\"religion beside email address: 8,198 records in 1 table\">8.1k</td>"));
  CHECK(Has(html, "title=\"sexual orientation beside person name: &lt;11 records in 1 table\""));
}

TEST_CASE("the same report gives the same page") { CHECK(Combined() == Combined()); }

}  // namespace sunder::reports
