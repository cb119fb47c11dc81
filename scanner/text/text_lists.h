// Texts with a list of plain values each, in flat arrays that can be kept in a file.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/text/flat_array.h"
#include "scanner/text/text_table.h"

namespace sunder::scanner {

// Immutable; safe to read from any thread.
template <class T>
class TextLists {
 public:
  // The values of `text` in the order in which they were added; empty: it is unknown.
  std::span<const T> Find(std::string_view text) const {
    const uint32_t list = lists_.Find(text);
    if (list == TextTable::kNone) return {};
    return {values_.data() + begins_[list], begins_[list + 1] - begins_[list]};
  }

  template <class Archive>
  void Fields(Archive& archive) {
    archive(lists_, begins_, values_);
  }

  class Builder {
   public:
    void Add(std::string_view text, const T& value) {
      uint32_t& list = table_.At(text);
      if (list == TextTable::kNone) {
        list = static_cast<uint32_t>(lists_.size());
        lists_.emplace_back();
      }
      lists_[list].push_back(value);
    }
    TextLists Build() {
      std::vector<uint32_t> begins;
      std::vector<T> values;
      for (const std::vector<T>& list : lists_) {
        begins.push_back(static_cast<uint32_t>(values.size()));
        values.insert(values.end(), list.begin(), list.end());
      }
      begins.push_back(static_cast<uint32_t>(values.size()));
      TextLists built;
      built.lists_ = table_.Build();
      built.begins_.Own(std::move(begins));
      built.values_.Own(std::move(values));
      return built;
    }

   private:
    TextTableBuilder table_;
    std::vector<std::vector<T>> lists_;
  };

 private:
  TextTable lists_;
  FlatArray<uint32_t> begins_;  // and the end of the last one
  FlatArray<T> values_;
};

}  // namespace sunder::scanner
