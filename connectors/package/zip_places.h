// What a zip says of its parts in its own directory: so that they need not be walked over to be
// listed, nor one of many to be opened.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "connectors/api/connector.h"

namespace sunder::package {

class ZipPlaces {
 public:
  static constexpr uint64_t kNowhere = UINT64_MAX;

  // Nothing is known of zips that are out of the ordinary: cut off, in zip64, with bytes in front,
  // with names beyond ASCII or with backslashes. Their parts are found by walking.
  static ZipPlaces Read(const SourceObject& object);

  bool is_known() const { return is_known_; }
  bool is_encrypted() const { return is_encrypted_; }               // some part is
  const std::vector<std::string>& names() const { return names_; }  // as they stand in the file
  // Where the local header of a part stands. kNowhere: there is none, the part is encrypted, or
  // what its header says is not what the directory says: it could be read as one thing here and as
  // another elsewhere.
  uint64_t PlaceOf(const SourceObject& object, const std::string& part) const;

 private:
  struct Entry {
    uint32_t offset = 0;
    std::string sizes_and_form;  // the bytes of the header from the flags on, but for the name
  };

  bool is_known_ = false;
  bool is_encrypted_ = false;
  std::vector<std::string> names_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace sunder::package
