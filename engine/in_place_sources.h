// The sources of a split in place: checked, held alone from before they are read until after the
// commit, and unchanged meanwhile.
#pragma once

#include <sys/stat.h>

#include <memory>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "core/status.h"

namespace sunder::engine {

class InPlaceSources {
 public:
  // Looks at all objects and changes nothing. Refused: standard input, symbolic links, files with
  // several names, files under `target` (unless it is empty). Unreadable: somebody has an object
  // open or locked (the message says who), or its folder cannot be written to.
  static Status Check(const std::vector<SourceObject>& objects, const std::string& target);
  // The same, then settles each object (see InPlaceTraits), locks it and marks it as locked.
  static Result<std::unique_ptr<InPlaceSources>> Lock(const std::string& target,
                                                      std::vector<SourceObject>* objects);
  ~InPlaceSources();
  InPlaceSources(const InPlaceSources&) = delete;
  InPlaceSources& operator=(const InPlaceSources&) = delete;

  // Whether every object is still the file that was locked, as it was then, and nobody else has
  // opened it. Unreadable: not.
  Status CheckUnchanged() const;

  // Absolute path of an object that was locked.
  std::string PathOf(const SourceObject& object) const;
  // Absolute, in the objects' order.
  std::vector<std::string> paths() const;

 private:
  struct Held {
    std::string path;  // absolute
    std::string name;
    std::string connector;
    int descriptor = -1;
    struct stat state {};
  };
  InPlaceSources() = default;
  Status LockOne(const SourceObject& object);

  std::vector<Held> held_;
};

}  // namespace sunder::engine
