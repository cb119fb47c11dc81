// Memory for secrets: locked against swapping as far as the system's limit allows, guarded, and
// wiped when it is given back (libsodium's sodium_malloc). A vector that grows wipes what it
// leaves.
#pragma once

#include <sodium.h>

#include <array>
#include <cstdint>
#include <new>
#include <span>
#include <string_view>
#include <vector>

namespace sunder::segregation {

template <class T>
struct LockedAllocator {
  using value_type = T;
  // sodium_malloc aligns the end of a block to a page, not its start.
  static_assert(alignof(T) == 1);
  LockedAllocator() = default;
  template <class U>
  LockedAllocator(const LockedAllocator<U>&) {}  // NOLINT(google-explicit-constructor)
  T* allocate(size_t count) {
    void* memory = sodium_init() < 0 ? nullptr : sodium_malloc(count);
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, size_t) noexcept { sodium_free(memory); }
  bool operator==(const LockedAllocator&) const { return true; }
};

using LockedBytes = std::vector<uint8_t, LockedAllocator<uint8_t>>;
using LockedText = std::vector<char, LockedAllocator<char>>;

inline std::string_view ViewOf(const LockedText& text) { return {text.data(), text.size()}; }

// A key of a fixed size.
template <size_t kSize>
class Secret {
 public:
  Secret() : bytes_(kSize) {}
  uint8_t* data() { return bytes_.data(); }
  const uint8_t* data() const { return bytes_.data(); }
  static constexpr size_t size() { return kSize; }
  std::span<const uint8_t> span() const { return {bytes_.data(), kSize}; }

 private:
  LockedBytes bytes_;
};

}  // namespace sunder::segregation
