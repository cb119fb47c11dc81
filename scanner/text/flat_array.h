// An array of plain values that is built in memory, or lies in a file that is mapped.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace sunder::scanner {

template <class T>
class FlatArray {
 public:
  static_assert(std::is_trivially_copyable_v<T>);

  FlatArray() = default;
  FlatArray(const FlatArray&) = delete;
  FlatArray& operator=(const FlatArray&) = delete;
  FlatArray(FlatArray&& other) noexcept { *this = std::move(other); }
  FlatArray& operator=(FlatArray&& other) noexcept {
    owned_ = std::move(other.owned_);  // keeps its address
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  // REQUIRES: `data` stays as long as this.
  void View(const T* data, size_t size) {
    owned_.clear();
    data_ = data;
    size_ = size;
  }
  void Own(std::vector<T> values) {
    owned_ = std::move(values);
    data_ = owned_.data();
    size_ = owned_.size();
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T* data() const { return data_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  const T& operator[](size_t at) const { return data_[at]; }

 private:
  std::vector<T> owned_;
  const T* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace sunder::scanner
