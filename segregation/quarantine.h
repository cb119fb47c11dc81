// Quarantine: sealed originals. The writer holds public keys only. Items are padded; batches hold
// 64 item slots, and there is a power of two of batches, the rest dummies; no category, field or
// order is in the clear.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/status.h"
#include "segregation/age.h"
#include "segregation/sealed_sizes.h"
#include "segregation/segregator.h"

namespace sunder::segregation {

// Plaintext of a batch: JSON lines, one an item {"object","table","field","record","text"}, each
// padded with spaces to whole KiB (Padme's steps from 32 KiB on); dummies are lines of {}. Every
// batch has 64 lines in random order, and spaces before the last line feed bring it to 64 KiB times
// a power of two, as many as the longest texts of the source would need.
// docs/quarantine.md.
class QuarantineWriter {
 public:
  // `folder` exists and is empty. REQUIRES: at least one recipient when items are added.
  QuarantineWriter(std::string folder, std::vector<AgeRecipient> recipients);
  ~QuarantineWriter();
  // From one thread. Items wait in memory and in a sealed file without a name until Finish.
  Status Add(const std::vector<QuarantineItem>& items);
  // Of all texts that an item may come from, quarantined or not: their sizes as they are published.
  void NoteTexts(const SizeCounts& sizes);
  // Seals the items, largest first, 64 or some 16 MiB a batch, in batches whose sizes follow from
  // how many items there are, what left them and all texts of the source: not from which texts it
  // left. Then batches of dummies up to a power of two of files, each of the size of one that is
  // there. Files are named by number only, by increasing size, and carry no time of their own.
  Status Finish();
  uint64_t file_count() const;
  uint64_t slot_count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sunder::segregation
