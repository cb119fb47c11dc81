// The texts of a block and their findings: for those who show them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/judge.h"
#include "core/record_block.h"
#include "core/status.h"

namespace sunder::engine {

// One a worker; keeps its buffers from block to block.
class BlockJudge {
 public:
  explicit BlockJudge(std::unique_ptr<Judge> judge) : judge_(std::move(judge)) {}

  // Indexes the block, decodes its text cells and judges them. Afterwards texts() has an entry a
  // cell of the block (empty for cells that are no text) and findings() is ordered by cell.
  // Views live until the next call, or until the block is cleared.
  Status JudgeBlock(RecordBlock* block);

  const std::vector<std::string_view>& texts() const { return texts_; }
  const std::vector<Finding>& findings() const { return findings_; }

 private:
  std::unique_ptr<Judge> judge_;
  std::vector<std::string_view> texts_;
  std::vector<std::string> decoded_;
  std::vector<JudgedCell> cells_;
  std::vector<Finding> findings_;
};

}  // namespace sunder::engine
