// Sinks that compress into a file. Each writes no name and no time, so equal bytes give equal
// files.
#pragma once

#include <memory>
#include <utility>

#include "connectors/decode/file_sink.h"
#include "core/status.h"

namespace sunder {

// How each is made.
template <class Sink>
Result<std::unique_ptr<ByteSink>> InitialisedSink(std::unique_ptr<FileSink> file) {
  auto sink = std::make_unique<Sink>(std::move(file));
  SUNDER_RETURN_IF_ERROR(sink->Initialise());
  return std::unique_ptr<ByteSink>(std::move(sink));
}

Result<std::unique_ptr<ByteSink>> NewGzipSink(std::unique_ptr<FileSink> file);
Result<std::unique_ptr<ByteSink>> NewZstdSink(std::unique_ptr<FileSink> file);
Result<std::unique_ptr<ByteSink>> NewBzip2Sink(std::unique_ptr<FileSink> file);
Result<std::unique_ptr<ByteSink>> NewXzSink(std::unique_ptr<FileSink> file);
Result<std::unique_ptr<ByteSink>> NewLz4Sink(std::unique_ptr<FileSink> file);

}  // namespace sunder
