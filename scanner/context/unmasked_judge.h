// Judges what masked cells mean: each reading as a cell of its own. Private to this folder.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/judge.h"
#include "scanner/context/sentence_judge.h"
#include "scanner/match/detector.h"
#include "scanner/text/scan_text.h"
#include "scanner/text/unmask.h"

namespace sunder::scanner {

// Holds the readings of a batch; one a thread.
class UnmaskedJudge {
 public:
  // REQUIRES: all outlive it.
  UnmaskedJudge(const SentenceJudge& sentences, Detector* detector, CueMemo* memo = nullptr)
      : sentences_(sentences), detector_(*detector), memo_(memo) {}

  void Clear();
  // Takes the readings of a cell up, if it has any. `number` tells cells apart and grows.
  Status Add(uint32_t number, const JudgedCell& cell);
  // Once, after the last Add.
  Status Detect();
  // Adds to the cell's findings, [first, end) of `findings`, what its readings say: spans and
  // sentences are those of the cell as it was written. What was found plainly stays, but for
  // mentions that turn out to be personal. REQUIRES: numbers as they were added.
  void Judge(uint32_t number, const JudgedCell& cell, uint32_t cell_index, size_t first,
             std::vector<Finding>* findings);

 private:
  struct CellReading {
    uint32_t number = 0;
    std::string_view field;
    Span piece;  // of the cell that was read
    UnmaskedText unmasked;
  };

  const SentenceJudge& sentences_;
  Detector& detector_;
  CueMemo* const memo_;
  std::vector<CellReading> readings_;
  ScanText text_;
  std::vector<Candidate> candidates_;
  size_t next_reading_ = 0;
  size_t next_candidate_ = 0;
};

}  // namespace sunder::scanner
