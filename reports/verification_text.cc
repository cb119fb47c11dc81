#include <algorithm>
#include <string>

#include "reports/figures.h"
#include "reports/text_page.h"
#include "reports/unicode_text.h"
#include "reports/verification_writers.h"

namespace sunder::reports {
namespace {

Tint TintOf(AttackVerdict verdict) {
  switch (verdict) {
    case AttackVerdict::kPassed:
      return Tint::kGood;
    case AttackVerdict::kFailed:
      return Tint::kBad;
    case AttackVerdict::kUndecided:
      return Tint::kWarning;
  }
  return Tint::kNone;
}

std::string Mark(AttackVerdict verdict) {
  switch (verdict) {
    case AttackVerdict::kPassed:
      return "ok";
    case AttackVerdict::kFailed:
      return "FAILED";
    case AttackVerdict::kUndecided:
      return "UNDECIDED";
  }
  return "";
}

void AddAdvice(const AttackResult& attack, TextPage* page) {
  page->Blank();
  page->Line("  " + page->Tinted(ShownText(attack.title), TintOf(attack.verdict)));
  page->Paragraph("    ", ShownText(attack.question));
  page->Paragraph("    what to do: ", ShownText(attack.advice));
}

}  // namespace

std::string WriteVerificationText(const VerificationReport& report, const TextStyle& style) {
  TextPage page(style);
  page.Paragraph("", VerificationVerdict(report), TintOf(report.verdict));
  if (!report.attacks.empty())
    page.Section("ATTACKS", "on the stores alone, as a stranger holds them");
  std::vector<TextRow> rows;
  for (const AttackResult& attack : report.attacks) {
    rows.push_back({{Mark(attack.verdict), TintOf(attack.verdict)},
                    {ShownText(attack.title)},
                    {ShownText(attack.measure)}});
  }
  page.Table(rows, 2);
  for (const AttackResult& attack : report.attacks) {
    if (attack.verdict != AttackVerdict::kPassed) AddAdvice(attack, &page);
  }
  if (!report.limits.empty()) page.Section("LIMITS", "what this verification cannot see");
  for (const std::string& limit : report.limits) page.Paragraph("  - ", ShownText(limit));
  return page.Take();
}

std::string VerificationVerdict(const VerificationReport& report) {
  const auto count = [&](AttackVerdict verdict) {
    return static_cast<uint64_t>(
        std::count_if(report.attacks.begin(), report.attacks.end(),
                      [&](const AttackResult& attack) { return attack.verdict == verdict; }));
  };
  const uint64_t failed = count(AttackVerdict::kFailed);
  const uint64_t undecided = count(AttackVerdict::kUndecided);
  const std::string of_all = " of " + Counted(report.attacks.size(), "attack", "attacks");
  switch (report.verdict) {
    case AttackVerdict::kPassed:
      if (report.attacks.empty()) break;
      return "VERIFIED: none" + of_all + " brought the stores together again";
    case AttackVerdict::kFailed:
      return "NOT VERIFIED: " + WithThousands(failed) + of_all + " succeeded";
    case AttackVerdict::kUndecided:
      if (report.attacks.empty()) break;
      return "UNDECIDED: " + WithThousands(undecided) + of_all + " could not be decided";
  }
  return "UNDECIDED: no attack was made";
}

}  // namespace sunder::reports
