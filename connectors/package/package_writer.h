// Writes a zip of parts: deterministic (no times), as a stream.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "connectors/decode/byte_stream.h"
#include "core/status.h"

struct archive;

namespace sunder::package {

class PackageWriter {
 public:
  // The file has mode 0600 and is removed again unless Finish was called.
  static Result<std::unique_ptr<PackageWriter>> Create(const std::string& path);
  ~PackageWriter();
  PackageWriter(const PackageWriter&) = delete;
  PackageWriter& operator=(const PackageWriter&) = delete;

  // Ends the part before.
  Status StartPart(const std::string& name);
  Status Write(std::string_view bytes);
  Status Finish();

 private:
  explicit PackageWriter(std::unique_ptr<ByteSink> sink);
  Status Failure() const;

  std::unique_ptr<ByteSink> sink_;
  archive* archive_ = nullptr;
  Status failure_;  // of the sink
};

}  // namespace sunder::package
