#include "core/ledger.h"

#include <catch2/catch.hpp>
#include <set>

namespace sunder {
namespace {

TEST_CASE("A ledger balances when every byte went somewhere") {
  ReadLedger ledger;
  CHECK(ledger.Balances());
  ledger.bytes_in = 100;
  CHECK_FALSE(ledger.Balances());
  ledger.bytes_delivered = 80;
  ledger.bytes_structure = 5;
  ledger.AddLoss(LossReason::kUndecodable, 85, 15, "why");
  CHECK(ledger.Balances());
  CHECK(ledger.bytes_lost == 15);
  CHECK(ledger.losses.front().offset_bytes == 85);
}

TEST_CASE("Merging adds up and keeps every loss") {
  ReadLedger first;
  first.bytes_in = first.bytes_delivered = 10;
  first.records = 2;
  ReadLedger second;
  second.bytes_in = 7;
  second.records = 1;
  second.AddLoss(LossReason::kTruncated, 0, 7, "cut");
  first.Merge(second);
  CHECK(first.bytes_in == 17);
  CHECK(first.records == 3);
  CHECK(first.bytes_lost == 7);
  CHECK(first.losses.size() == 1);
  CHECK(first.Balances());
}

TEST_CASE("What was left out on purpose is no loss") {
  ReadLedger ledger;
  ledger.AddLoss(LossReason::kSampled, 0, 0, "");
  ledger.AddLoss(LossReason::kUnsupported, 0, 0, "");
  ledger.AddLoss(LossReason::kIgnored, 0, 0, "");
  CHECK_FALSE(ledger.HasLoss());
  for (const LossReason reason :
       {LossReason::kTruncated, LossReason::kUndecodable, LossReason::kMalformed,
        LossReason::kOverLimit, LossReason::kReadError}) {
    CHECK(IsLoss(reason));
    ReadLedger with_loss = ledger;
    with_loss.AddLoss(reason, 0, 0, "");
    CHECK(with_loss.HasLoss());
  }
}

TEST_CASE("What is a loss with --strict only") {
  CHECK(IsLossWhenStrict(LossReason::kUnsupported));
  CHECK(IsLossWhenStrict(LossReason::kNotAFile));
  CHECK(IsLossWhenStrict(LossReason::kTruncated));
  CHECK_FALSE(IsLoss(LossReason::kNotAFile));
  CHECK_FALSE(IsLossWhenStrict(LossReason::kEmpty));
  CHECK_FALSE(IsLossWhenStrict(LossReason::kGrew));
  CHECK_FALSE(IsLossWhenStrict(LossReason::kSampled));
}

TEST_CASE("Names of reasons are distinct and published") {
  std::set<std::string_view> names;
  for (size_t reason = 0; reason < kLossReasonCount; ++reason) {
    names.insert(LossReasonName(static_cast<LossReason>(reason)));
  }
  CHECK(names.size() == kLossReasonCount);
  CHECK(LossReasonName(LossReason::kUnchanged) == "unchanged");
  CHECK(LossReasonName(LossReason::kTruncated) == "truncated");
  CHECK(LossReasonName(LossReason::kOverLimit) == "over_limit");
  CHECK(LossReasonName(LossReason::kIgnored) == "ignored");
}

}  // namespace
}  // namespace sunder
