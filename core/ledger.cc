#include "core/ledger.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sunder {
namespace {

constexpr std::array<std::string_view, 8> kReasonNames = {"truncated",   "undecodable", "malformed",
                                                          "over_limit",  "read_error",  "sampled",
                                                          "unsupported", "ignored"};

}  // namespace

std::string_view LossReasonName(LossReason reason) {
  return kReasonNames[static_cast<size_t>(reason)];
}

bool IsLoss(LossReason reason) {
  return reason != LossReason::kSampled && reason != LossReason::kUnsupported &&
         reason != LossReason::kIgnored;
}

void ReadLedger::AddLoss(LossReason reason, uint64_t offset_bytes, uint64_t size_bytes,
                         std::string detail) {
  losses.push_back({reason, offset_bytes, size_bytes, std::move(detail)});
  bytes_lost += size_bytes;
}

void ReadLedger::Merge(const ReadLedger& other) {
  bytes_in += other.bytes_in;
  bytes_delivered += other.bytes_delivered;
  bytes_structure += other.bytes_structure;
  bytes_lost += other.bytes_lost;
  records += other.records;
  losses.insert(losses.end(), other.losses.begin(), other.losses.end());
}

bool ReadLedger::HasLoss() const {
  return std::any_of(losses.begin(), losses.end(),
                     [](const Loss& loss) { return IsLoss(loss.reason); });
}

}  // namespace sunder
