#include "segregation/quarantine.h"

#include <errno.h>
#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <numeric>
#include <utility>

#include "core/planted_leak.h"
#include "segregation/durable_file.h"
#include "segregation/quarantine_line.h"

namespace sunder::segregation {
namespace {

// Slots of every batch. 64: with fewer, the number of files would tell the number of items closely.
constexpr size_t kSlotsPerBatch = 64;
constexpr uint64_t kSlotSizeBytes = 1024;
// A batch is sealed early when its items reach this size, so that large texts do not fill memory.
constexpr uint64_t kBatchSizeBytesMax = 16 * 1024 * 1024;

// The plaintext of every batch has 64 KiB times a power of two: all batches whose items average at
// most 1 KiB have one and the same size.
uint64_t BatchSizeClass(uint64_t size_bytes) {
  SUNDER_PLANT("unpadded_items", return size_bytes);
  constexpr uint64_t kStepBytes = kSlotsPerBatch * kSlotSizeBytes;
  return std::bit_ceil((size_bytes + kStepBytes - 1) / kStepBytes) * kStepBytes;
}

void Shuffle(std::vector<std::string>* lines) {
  for (size_t i = lines->size(); i > 1; --i) {
    const size_t j = randombytes_uniform(static_cast<uint32_t>(i));
    std::swap((*lines)[i - 1], (*lines)[j]);
  }
}

}  // namespace

struct QuarantineWriter::State {
  std::string folder;
  std::vector<AgeRecipient> recipients;
  std::vector<std::string> lines;
  uint64_t lines_size_bytes = 0;
  // Of the plaintexts, by order of writing.
  std::vector<uint64_t> batch_sizes_bytes;
  bool is_finished = false;

  std::string UnnamedPath(size_t number) const;
  Status Seal(uint64_t size_bytes_min);
  Status AddDummyBatches();
  Status NameBySize();
};

// Until all batches are there.
std::string QuarantineWriter::State::UnnamedPath(size_t number) const {
  return folder + "/unnamed-" + std::to_string(number) + ".age";
}

Status QuarantineWriter::State::Seal(uint64_t size_bytes_min) {
  while (lines.size() < kSlotsPerBatch) {
    lines.push_back(PaddedLine("{}"));
    lines_size_bytes += lines.back().size();
  }
  Shuffle(&lines);
  const uint64_t size_bytes = std::max(BatchSizeClass(lines_size_bytes), size_bytes_min);
  std::string plaintext;
  plaintext.reserve(size_bytes);
  for (const std::string& line : lines) plaintext += line;
  // What is missing to the size class is blanks behind the last item, before its line feed.
  plaintext.insert(plaintext.size() - 1, size_bytes - plaintext.size(), ' ');

  auto sealed = AgeEncrypt(plaintext, recipients);
  sodium_memzero(plaintext.data(), plaintext.size());
  for (std::string& line : lines) sodium_memzero(line.data(), line.size());
  lines.clear();
  lines_size_bytes = 0;
  if (!sealed.ok()) return sealed.status();

  batch_sizes_bytes.push_back(size_bytes);
  return WriteNewFile(UnnamedPath(batch_sizes_bytes.size()), *sealed);
}

// The number of batches would tell the number of originals. Dummies take sizes from all over those
// that are there, by a rule that depends on the sizes only.
Status QuarantineWriter::State::AddDummyBatches() {
  SUNDER_PLANT("batch_per_object", return Status::Ok());
  if (batch_sizes_bytes.empty()) return Status::Ok();
  std::vector<uint64_t> sizes = batch_sizes_bytes;
  std::sort(sizes.begin(), sizes.end());
  const size_t dummies = std::bit_ceil(sizes.size()) - sizes.size();
  for (size_t i = 0; i < dummies; ++i) {
    SUNDER_RETURN_IF_ERROR(Seal(sizes[i * sizes.size() / dummies]));
  }
  return Status::Ok();
}

// Else the sizes would tell where in the source the long texts stand.
Status QuarantineWriter::State::NameBySize() {
  std::vector<size_t> order(batch_sizes_bytes.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [this](size_t a, size_t b) {
    return batch_sizes_bytes[a] < batch_sizes_bytes[b];
  });
  for (size_t i = 0; i < order.size(); ++i) {
    char name[32];
    std::snprintf(name, sizeof name, "batch-%06zu.age", i + 1);
    SUNDER_PLANT("named_batch", planted::NameBatch(name, sizeof name));
    const std::string from = UnnamedPath(order[i] + 1);
    if (std::rename(from.c_str(), (folder + "/" + name).c_str()) != 0) {
      return StoreError(from, "renaming", errno);
    }
  }
  return Status::Ok();
}

QuarantineWriter::QuarantineWriter(std::string folder, std::vector<AgeRecipient> recipients)
    : state_(std::make_unique<State>()) {
  state_->folder = std::move(folder);
  state_->recipients = std::move(recipients);
}

QuarantineWriter::~QuarantineWriter() = default;

Status QuarantineWriter::Add(const std::vector<QuarantineItem>& items) {
  if (items.empty()) return Status::Ok();
  if (state_->is_finished) return Status::Internal("quarantine: an item after the end");
  if (state_->recipients.empty()) {
    return Status::Usage(
        "something must be quarantined and there is no recipient; make a key with "
        "`sunder quarantine keygen --out KEYFILE` on a machine of your own and give its public "
        "key: --recipient age1...");
  }
  if (sodium_init() < 0) return Status::Internal("libsodium has no source of randomness");
  for (const QuarantineItem& item : items) {
    SUNDER_PLANT("batch_per_object",
                 SUNDER_RETURN_IF_ERROR(planted::IsNextObject(item.object) && !state_->lines.empty()
                                            ? state_->Seal(0)
                                            : Status::Ok()));
    state_->lines.push_back(PaddedLine(QuarantineJson(item)));
    state_->lines_size_bytes += state_->lines.back().size();
    if (state_->lines.size() == kSlotsPerBatch || state_->lines_size_bytes >= kBatchSizeBytesMax) {
      SUNDER_RETURN_IF_ERROR(state_->Seal(0));
    }
  }
  return Status::Ok();
}

Status QuarantineWriter::Finish() {
  state_->is_finished = true;
  if (!state_->lines.empty()) SUNDER_RETURN_IF_ERROR(state_->Seal(0));
  SUNDER_RETURN_IF_ERROR(state_->AddDummyBatches());
  return state_->NameBySize();
}

uint64_t QuarantineWriter::file_count() const { return state_->batch_sizes_bytes.size(); }
uint64_t QuarantineWriter::slot_count() const { return file_count() * kSlotsPerBatch; }

}  // namespace sunder::segregation
