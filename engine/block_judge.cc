#include "engine/block_judge.h"

namespace sunder::engine {

Status BlockJudge::JudgeBlock(RecordBlock* block) {
  SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
  texts_.clear();
  cells_.clear();
  findings_.clear();
  // Views into `decoded_` stay valid only while it does not grow: count first.
  size_t escaped_count = 0;
  for (const CellRef& cell : block->cells) escaped_count += cell.encoding != CellEncoding::kPlain;
  decoded_.clear();
  decoded_.resize(escaped_count);
  size_t next_decoded = 0;
  for (const CellRef& cell : block->cells) {
    const bool is_plain = cell.encoding == CellEncoding::kPlain;
    const std::string_view text =
        block->TextToJudge(cell, is_plain ? nullptr : &decoded_[next_decoded++]);
    texts_.push_back(text);
    cells_.push_back({text, block->fields[cell.field]});
  }
  return judge_->JudgeCells(cells_, &findings_);
}

}  // namespace sunder::engine
