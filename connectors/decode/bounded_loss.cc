#include "connectors/decode/bounded_loss.h"

#include <utility>

namespace sunder {
namespace {

constexpr size_t kEntriesPerReasonMax = 100;
constexpr std::string_view kMoreBehind = " (and more places behind this one)";

}  // namespace

void AddBoundedLoss(LossReason reason, uint64_t offset_bytes, uint64_t size_bytes,
                    std::string detail, ReadLedger* ledger) {
  Loss* last_of_reason = nullptr;
  size_t count = 0;
  for (Loss& loss : ledger->losses) {
    if (loss.reason != reason) continue;
    last_of_reason = &loss;
    ++count;
  }
  const bool continues = last_of_reason != nullptr && last_of_reason == &ledger->losses.back() &&
                         last_of_reason->offset_bytes + last_of_reason->size_bytes == offset_bytes;
  if (!continues && count < kEntriesPerReasonMax) {
    ledger->AddLoss(reason, offset_bytes, size_bytes, std::move(detail));
    return;
  }
  last_of_reason->size_bytes += size_bytes;
  ledger->bytes_lost += size_bytes;
  if (!continues && last_of_reason->detail.find(kMoreBehind) == std::string::npos) {
    last_of_reason->detail.append(kMoreBehind);
  }
}

}  // namespace sunder
