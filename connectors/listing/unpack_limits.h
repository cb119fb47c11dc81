// How far compressed data is followed. What is beyond is a loss with a reason of its own; the
// defaults stop bombs and let through what people archive.
#pragma once

#include <cstdint>

namespace sunder {

struct UnpackLimits {
  uint32_t depth_max = 4;  // archives in archives; 1: none in another
  // The next two are of the archive that was named, with all archives in it.
  uint64_t entries_max = 1'000'000;
  uint64_t size_bytes_max = 64ULL << 30;  // unpacked; they go to a temporary file
  // Unpacked bytes to packed bytes, once more than 64 MiB were unpacked; 0: no limit. Text rarely
  // comes to 20, logs of one line to 100; deflate alone can reach 1,032.
  uint32_t ratio_max = 200;
};

}  // namespace sunder
