// What a fuzz target claims: a claim that fails ends the program, so that libFuzzer keeps the
// input.
#pragma once

#include <string_view>

#include "core/status.h"

namespace sunder::fuzz {

// Prints `claim` to stderr and aborts unless `holds`.
void Require(bool holds, std::string_view claim);

// The value of a result that must be there; its message is printed otherwise.
template <class T>
T Must(Result<T> result) {
  if (!result.ok()) Require(false, result.status().message());
  return std::move(result).value();
}

inline void Must(const Status& status) { Require(status.ok(), status.message()); }

}  // namespace sunder::fuzz
