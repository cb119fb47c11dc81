// Changing sealed batches: items leave, or other keys come. The recipients of a batch are not named
// in it; its header is kept as it is, and so are they. All batches of a change appear together:
// they are written beside the old ones, and a marker says that all are there. What was cut off
// before is taken back, what was cut off behind is finished by the next command that changes
// something.
#pragma once

#include <string>
#include <vector>

#include "core/status.h"
#include "segregation/age.h"
#include "segregation/keeper/sealed_batches.h"

namespace sunder::segregation {

class BatchEdit {
 public:
  // Locks the quarantine folder against other changes (kUsage: another one is under way) and
  // clears up after one that was cut off.
  static Result<BatchEdit> Begin(const std::string& folder);
  ~BatchEdit();
  BatchEdit(BatchEdit&& other) noexcept;
  BatchEdit(const BatchEdit&) = delete;
  BatchEdit& operator=(const BatchEdit&) = delete;

  // The batch without the items of `selection`: dummies stand in their place, the size stays. The
  // payload is sealed anew under the file key that the header wraps.
  Status Discard(const OpenedBatch& batch, const ItemSelection& selection);
  // The stanzas that were opened are replaced by one for each of `recipients`; others stay, unless
  // `drop_others`. The payload is not touched.
  Status Rotate(const OpenedBatch& batch, bool drop_others,
                const std::vector<AgeRecipient>& recipients);
  // The file goes at once.
  Status Remove(const std::string& batch_name);
  // Puts everything into place. Without it nothing of Discard and Rotate remains.
  Status Commit();

 private:
  BatchEdit() = default;
  Status Recover();
  Status Stage(const AgeFile& original, const std::string& content);
  Status Publish();
  void RemoveStaged();

  std::string folder_;
  int lock_ = -1;
};

}  // namespace sunder::segregation
