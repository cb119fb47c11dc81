#include "core/ledger.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sunder {
namespace {

enum class Weight : uint8_t { kLoss, kLossWhenStrict, kNoLoss };

struct Row {
  std::string_view name;
  Weight weight;
};

constexpr std::array<Row, kLossReasonCount> kRows = {{
    {"truncated", Weight::kLoss},
    {"undecodable", Weight::kLoss},
    {"malformed", Weight::kLoss},
    {"over_limit", Weight::kLoss},
    {"read_error", Weight::kLoss},
    {"sampled", Weight::kNoLoss},
    {"unsupported", Weight::kLossWhenStrict},
    {"ignored", Weight::kNoLoss},
    {"missing", Weight::kLoss},
    {"unreadable", Weight::kLoss},
    {"vanished", Weight::kLoss},
    {"changed", Weight::kLoss},
    {"grew", Weight::kNoLoss},
    {"not_a_file", Weight::kLossWhenStrict},
    {"broken_link", Weight::kLossWhenStrict},
    {"repeated", Weight::kNoLoss},
    {"empty", Weight::kNoLoss},
    {"encrypted", Weight::kLoss},
    {"unsafe_name", Weight::kLoss},
    {"depth_limit", Weight::kLoss},
    {"entry_limit", Weight::kLoss},
    {"size_limit", Weight::kLoss},
    {"ratio_limit", Weight::kLoss},
    {"no_text", Weight::kLossWhenStrict},
    {"unknown_encoding", Weight::kLoss},
    {"mojibake", Weight::kNoLoss},
    {"mixed_encodings", Weight::kNoLoss},
    {"unchanged", Weight::kNoLoss},
    {"gone", Weight::kNoLoss},
}};

}  // namespace

std::string_view LossReasonName(LossReason reason) {
  return kRows[static_cast<size_t>(reason)].name;
}

bool IsLoss(LossReason reason) {
  return kRows[static_cast<size_t>(reason)].weight == Weight::kLoss;
}

bool IsLossWhenStrict(LossReason reason) {
  return kRows[static_cast<size_t>(reason)].weight != Weight::kNoLoss;
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
