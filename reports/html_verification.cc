#include <string>

#include "reports/html_page.h"
#include "reports/html_parts.h"
#include "reports/html_writers.h"
#include "reports/verification_writers.h"

namespace sunder::reports {
namespace {

std::string Sign(AttackVerdict verdict) {
  std::string_view tone = "good";
  std::string_view path = "M8 14.5l4.2 4.2L20.5 10";
  if (verdict == AttackVerdict::kFailed) {
    tone = "bad";
    path = "M9.5 9.5l9 9M18.5 9.5l-9 9";
  }
  if (verdict == AttackVerdict::kUndecided) {
    tone = "warn";
    path = "M10.5 11a3.5 3.5 0 1 1 5.2 3.1c-1.2.7-1.7 1.4-1.7 2.6M14 20.4v.1";
  }
  return "<svg viewBox=\"0 0 28 28\" role=\"img\" class=\"" + std::string(tone) + "\"><title>" +
         std::string(AttackVerdictName(verdict)) +
         "</title><circle class=\"disc\" cx=\"14\" cy=\"14\" r=\"14\"/><path class=\"sign\" d=\"" +
         std::string(path) + "\"/></svg>";
}

std::string AttackItem(const AttackResult& attack) {
  std::string html = "<li>" + Sign(attack.verdict) + "<div><h4>" + Html(attack.title) + "</h4>";
  html += "<p class=\"quiet\">" + Html(attack.question) + "</p><p>" + Html(attack.measure) + "</p>";
  if (attack.verdict != AttackVerdict::kPassed && !attack.advice.empty()) {
    html += "<p class=\"advice\">" + Html(attack.advice) + "</p>";
  }
  return html + "</div></li>\n";
}

}  // namespace

std::string VerificationSections(const VerificationReport& report) {
  std::string html = PartHeading("verification", "What an adversary could still do");
  html += OpenSection("Attacks", "Made on the stores alone, as a stranger holds them.");
  if (report.attacks.empty()) html += "<p class=\"strong\">No attack was made.</p>\n";
  html += "<ul class=\"attacks\">\n";
  for (const AttackResult& attack : report.attacks) html += AttackItem(attack);
  html += "</ul>\n" + CloseSection();
  if (report.limits.empty()) return html;
  return html + OpenSection("Limits", "What this verification cannot see.") +
         BulletList(report.limits) + CloseSection();
}

}  // namespace sunder::reports
