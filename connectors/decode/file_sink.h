// A file of mode 0600 that is written through a buffer.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "connectors/decode/byte_stream.h"
#include "core/status.h"

namespace sunder {

class FileSink : public ByteSink {
 public:
  // A file of that name must not exist.
  static Result<std::unique_ptr<FileSink>> Create(const std::string& path);
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  Status Write(std::string_view bytes) override;
  Status Finish() override;
  const std::string& path() const { return path_; }

 private:
  FileSink(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  Status Flush();
  Status WriteThrough(std::string_view bytes);

  int descriptor_;
  std::string path_;
  std::string buffer_;
  bool is_finished_ = false;
  Status failure_;
};

}  // namespace sunder
