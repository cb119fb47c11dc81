// SecondLook: an opinion on text that is about to be published. It shares no code with the Judge,
// so that a fault of one is not a fault of both.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sunder {

enum class Objection : uint8_t {
  kNone,
  kDisguised,  // a distinctive term of a special category stands there in disguise
  kRemoved,    // words that were removed stand there once more
  kStatement,  // something was removed, and a person is said to be something special still
  kProxy,      // a person does what foretells a special category ("he keeps kosher")
};

class SecondLook {
 public:
  virtual ~SecondLook() = default;

  // What speaks against publishing `text`, the first objection found. `removed`: the words that
  // stated a special category in what was cut away; empty for a text that stated nothing. A
  // function of its arguments alone; safe to call from any thread. Bytes that are no UTF-8 are
  // read as U+FFFD.
  virtual Objection Look(std::string_view text,
                         std::span<const std::string_view> removed) const = 0;
};

}  // namespace sunder
