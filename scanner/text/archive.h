// Values as bytes and back. A type lists its members once, in `Fields(archive, value)` beside it or
// in a member `Fields(archive)`, for both directions.
#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scanner/text/flat_array.h"

namespace sunder::scanner {

// Flat arrays lie at multiples of this in the file.
inline constexpr size_t kArrayAlignment = 8;

class ArchiveWriter {
 public:
  template <class... T>
  void operator()(T&... values) {
    (Put(values), ...);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void PutBytes(const void* bytes, size_t size) {
    bytes_.append(static_cast<const char*>(bytes), size);
  }
  void PutSize(size_t size) {
    const uint64_t number = size;
    PutBytes(&number, sizeof number);
  }

  void Put(std::string& value) {
    PutSize(value.size());
    PutBytes(value.data(), value.size());
  }
  template <class T>
  void Put(FlatArray<T>& array) {
    // Padding would carry whatever the memory held before into the file.
    static_assert(std::has_unique_object_representations_v<T>);
    PutSize(array.size());
    bytes_.resize((bytes_.size() + kArrayAlignment - 1) / kArrayAlignment * kArrayAlignment);
    PutBytes(array.data(), array.size() * sizeof(T));
  }
  template <class T>
  void Put(std::vector<T>& values) {
    PutSize(values.size());
    for (T& value : values) Put(value);
  }
  template <class Key, class T>
  void Put(std::map<Key, T>& values) {
    PutSize(values.size());
    for (auto& [key, value] : values) {
      Key copy = key;
      Put(copy);
      Put(value);
    }
  }
  template <class Key, class T>
  void Put(std::unordered_map<Key, T>& values) {
    std::map<Key, T> ordered(values.begin(), values.end());
    Put(ordered);
  }
  template <class T>
  void Put(T& value) {
    if constexpr (requires { value.Fields(*this); }) {
      value.Fields(*this);
    } else if constexpr (requires { Fields(*this, value); }) {
      Fields(*this, value);
    } else {
      static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
      PutBytes(&value, sizeof value);
    }
  }

  std::string bytes_;
};

class ArchiveReader {
 public:
  // REQUIRES: `bytes` stay as long as the flat arrays that are read; they begin at a multiple of
  // kArrayAlignment in memory.
  explicit ArchiveReader(std::string_view bytes) : bytes_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (Get(values), ...);
  }
  // Everything was there, and nothing is left.
  bool is_whole() const { return !has_failed_ && at_ == bytes_.size(); }

 private:
  std::string_view Take(size_t size) {
    if (size > bytes_.size() - at_) has_failed_ = true;
    if (has_failed_) return {};
    const std::string_view taken = bytes_.substr(at_, size);
    at_ += size;
    return taken;
  }
  size_t TakeSize() {
    uint64_t size = 0;
    Get(size);
    if (size > bytes_.size()) has_failed_ = true;
    return has_failed_ ? 0 : size;
  }

  void Get(std::string& value) { value = Take(TakeSize()); }
  template <class T>
  void Get(FlatArray<T>& array) {
    const size_t size = TakeSize();
    Take((kArrayAlignment - at_ % kArrayAlignment) % kArrayAlignment);
    const std::string_view bytes = Take(size * sizeof(T));
    if (!has_failed_) array.View(reinterpret_cast<const T*>(bytes.data()), size);
  }
  template <class T>
  void Get(std::vector<T>& values) {
    values.resize(TakeSize());
    for (T& value : values) Get(value);
  }
  template <class Map>
  void GetMap(Map& values) {
    const size_t size = TakeSize();
    for (size_t at = 0; at < size && !has_failed_; ++at) {
      typename Map::key_type key;
      Get(key);
      Get(values[std::move(key)]);
    }
  }
  template <class Key, class T>
  void Get(std::map<Key, T>& values) {
    GetMap(values);
  }
  template <class Key, class T>
  void Get(std::unordered_map<Key, T>& values) {
    GetMap(values);
  }
  template <class T>
  void Get(T& value) {
    if constexpr (requires { value.Fields(*this); }) {
      value.Fields(*this);
    } else if constexpr (requires { Fields(*this, value); }) {
      Fields(*this, value);
    } else {
      static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
      const std::string_view bytes = Take(sizeof value);
      if (!has_failed_) std::memcpy(&value, bytes.data(), sizeof value);
    }
  }

  const std::string_view bytes_;
  size_t at_ = 0;
  bool has_failed_ = false;
};

}  // namespace sunder::scanner
