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
#include "segregation/record_sorter.h"

namespace sunder::segregation {
namespace {

// Slots of every batch. 64: with fewer, the number of files would tell the number of items closely.
constexpr size_t kSlotsPerBatch = 64;
constexpr uint64_t kSlotSizeBytes = 1024;
// A batch is sealed early when its items may reach this size, so that large texts do not fill
// memory.
constexpr uint64_t kBatchSizeBytesMax = 16 * 1024 * 1024;
constexpr uint64_t kSortMemoryBytes = 16 * 1024 * 1024;
// Lines differ in the digits of their numbers, in names of places, and in the blanks about a
// sentence that left.
constexpr uint64_t kOverheadStepBytes = 512;
constexpr uint64_t kSeamSizeBytes = 128;
constexpr size_t kKeySizeBytes = 8;

// The plaintext of every batch has 64 KiB times a power of two: all batches whose items average at
// most 1 KiB have one and the same size.
uint64_t BatchSizeClass(uint64_t size_bytes) {
  SUNDER_PLANT("unpadded_items", return size_bytes);
  constexpr uint64_t kStepBytes = kSlotsPerBatch * kSlotSizeBytes;
  return std::bit_ceil((size_bytes + kStepBytes - 1) / kStepBytes) * kStepBytes;
}

// The number of items of the next batch, and the size of their lines, at most.
size_t TakeBounds(SizeCounts::Counts* bounds, uint64_t* size_bytes) {
  size_t items = 0;
  *size_bytes = 0;
  while (!bounds->empty() && items < kSlotsPerBatch && *size_bytes < kBatchSizeBytesMax) {
    const auto largest = bounds->begin();
    *size_bytes += LineSizeClass(largest->first);
    ++items;
    if (--largest->second == 0) bounds->erase(largest);
  }
  *size_bytes += (kSlotsPerBatch - items) * kSlotSizeBytes;
  return items;
}

// Before all lines that are shorter.
std::string SortKey(uint64_t size_bytes) {
  std::string key;
  for (int shift = 56; shift >= 0; shift -= 8) key += static_cast<char>(~size_bytes >> shift);
  return key;
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
  // Of items that are not sealed yet: their lines, largest first.
  std::unique_ptr<RecordSorter> sorter;
  SealedSizes measured;
  std::vector<std::string> lines;
  uint64_t lines_size_bytes = 0;
  // Of the plaintexts, by order of writing.
  std::vector<uint64_t> batch_sizes_bytes;
  bool is_finished = false;

  std::string UnnamedPath(size_t number) const;
  Status Wait(const QuarantineItem& item);
  Status SealWaiting();
  Status Seal(uint64_t size_bytes_min);
  Status AddDummyBatches();
  Status NameBySize();
};

// Until all batches are there.
std::string QuarantineWriter::State::UnnamedPath(size_t number) const {
  return folder + "/unnamed-" + std::to_string(number) + ".age";
}

Status QuarantineWriter::State::Wait(const QuarantineItem& item) {
  std::string json = QuarantineJson(item);
  if (item.is_shortened) {
    const uint64_t overhead = json.size() - JsonTextSize(item.text) + 1 + kSeamSizeBytes;
    const uint64_t steps = (overhead + kOverheadStepBytes - 1) / kOverheadStepBytes;
    measured.overhead_bytes_max = std::max(measured.overhead_bytes_max, steps * kOverheadStepBytes);
    measured.dropped.Add(std::min(item.dropped_size_bytes, kMeasuredTextSizeBytesMax));
  } else {
    measured.whole.Add(json.size() + 1);
  }
  if (sorter == nullptr) sorter = std::make_unique<RecordSorter>(kSortMemoryBytes, folder);
  Status added = sorter->Add(SortKey(json.size()) + json);
  sodium_memzero(json.data(), json.size());
  return added;
}

Status QuarantineWriter::State::SealWaiting() {
  if (sorter == nullptr) return Status::Ok();
  SUNDER_RETURN_IF_ERROR(sorter->Finish());
  SizeCounts::Counts bounds = LineBounds(measured);
  while (!bounds.empty()) {
    uint64_t size_bytes = 0;
    for (size_t items = TakeBounds(&bounds, &size_bytes); items > 0; --items) {
      std::string_view record;
      SUNDER_ASSIGN_OR_RETURN(const bool has_record, sorter->Next(&record));
      if (!has_record) return Status::Internal("quarantine: an item is missing");
      lines.push_back(PaddedLine(std::string(record.substr(kKeySizeBytes))));
      lines_size_bytes += lines.back().size();
    }
    SUNDER_RETURN_IF_ERROR(Seal(BatchSizeClass(size_bytes)));
  }
  sorter.reset();
  measured.dropped = {};
  measured.whole = {};
  return Status::Ok();
}

Status QuarantineWriter::State::Seal(uint64_t size_bytes_min) {
  SUNDER_PLANT("unpadded_items", size_bytes_min = 0);
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
                 SUNDER_RETURN_IF_ERROR(planted::IsNextObject(item.object) ? state_->SealWaiting()
                                                                           : Status::Ok()));
    SUNDER_RETURN_IF_ERROR(state_->Wait(item));
  }
  return Status::Ok();
}

void QuarantineWriter::NoteTexts(const SizeCounts& sizes) { state_->measured.texts.Merge(sizes); }

Status QuarantineWriter::Finish() {
  state_->is_finished = true;
  SUNDER_RETURN_IF_ERROR(state_->SealWaiting());
  SUNDER_RETURN_IF_ERROR(state_->AddDummyBatches());
  return state_->NameBySize();
}

uint64_t QuarantineWriter::file_count() const { return state_->batch_sizes_bytes.size(); }
uint64_t QuarantineWriter::slot_count() const { return file_count() * kSlotsPerBatch; }

}  // namespace sunder::segregation
