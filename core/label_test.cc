#include "core/label.h"

#include <catch2/catch.hpp>

#include "core/finding.h"

namespace sunder {
namespace {

TEST_CASE("Label 0 is none; names are found and unique") {
  LabelCatalog labels;
  CHECK(labels.size() == 1);
  CHECK(labels.name(kNoLabel) == "none");
  CHECK(labels.kind(kNoLabel) == LabelKind::kNone);
  const auto religion =
      labels.Add({.name = "religion", .title = "Religion", .kind = LabelKind::kSpecial});
  REQUIRE(religion.ok());
  CHECK(labels.Find("religion") == *religion);
  CHECK(labels.kind(*religion) == LabelKind::kSpecial);
  CHECK(labels.info(*religion).on_by_default);
  CHECK_FALSE(labels.Find("Religion").has_value());
  const auto twice = labels.Add({.name = "religion", .title = "Again"});
  REQUIRE_FALSE(twice.ok());
  CHECK(twice.status().code() == StatusCode::kUsage);
  CHECK_FALSE(labels.Add({.name = "none", .title = "None"}).ok());
  CHECK(labels.size() == 2);
}

TEST_CASE("Kinds and grades have names that are read back") {
  for (const LabelKind kind : {LabelKind::kNone, LabelKind::kSpecial, LabelKind::kDirect,
                               LabelKind::kQuasi, LabelKind::kSecret}) {
    CHECK(ParseLabelKind(LabelKindName(kind)) == kind);
  }
  CHECK_FALSE(ParseLabelKind("Special").has_value());
  int personal = 0;
  for (int i = 0; i <= static_cast<int>(EvidenceGrade::kTopic); ++i) {
    const auto grade = static_cast<EvidenceGrade>(i);
    CHECK(ParseEvidenceGrade(EvidenceGradeName(grade)) == grade);
    personal += IsPersonal(grade) ? 1 : 0;
  }
  CHECK(personal == 4);
  CHECK_FALSE(IsPersonal(EvidenceGrade::kNone));
  CHECK_FALSE(IsPersonal(EvidenceGrade::kGroupMention));
  CHECK_FALSE(IsPersonal(EvidenceGrade::kTopic));
}

}  // namespace
}  // namespace sunder
