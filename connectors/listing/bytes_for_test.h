// A file in memory. For the tests of this folder.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "connectors/decode/random_access.h"

namespace sunder {

class Bytes : public RandomAccess {
 public:
  explicit Bytes(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<size_t> ReadAt(uint64_t offset_bytes, char* buffer, size_t size) override {
    return offset_bytes < bytes_.size() ? bytes_.copy(buffer, size, offset_bytes) : 0;
  }
  uint64_t size_bytes() const override { return bytes_.size(); }

 private:
  const std::string bytes_;
};

}  // namespace sunder
