// RecordSorter: canonical order in bounded memory. Sorts serialised records by their bytes; runs
// that do not fit are spilled to files sealed with a key that lives in memory only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/status.h"

namespace sunder::segregation {

class RecordSorter {
 public:
  // Spill files are made in `temporary_folder` and unlinked at once, so that a killed run leaves
  // nothing, not even ciphertext. `memory_bytes_max` counts records, their index and the buffers of
  // a merge; 32 KiB and three times the largest record are needed in any case. One thread.
  RecordSorter(uint64_t memory_bytes_max, std::string temporary_folder);
  ~RecordSorter();
  Status Add(std::string record);
  // No Add after it. Then Next gives the records in byte order, equal ones as often as added.
  Status Finish();
  // False: the end. The view lives until the next call.
  Result<bool> Next(std::string_view* record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sunder::segregation
