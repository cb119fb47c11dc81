#include "connectors/decode/encoding_sink.h"

#include <utility>

namespace sunder {

EncodingSink::EncodingSink(std::unique_ptr<ByteSink> sink, charset::Encoder encoder,
                           std::string encoding)
    : sink_(std::move(sink)), encoder_(std::move(encoder)), encoding_(std::move(encoding)) {}

Status EncodingSink::Write(std::string_view bytes) {
  buffer_.clear();
  if (!encoder_.Encode(bytes, &buffer_)) return Refuse();
  return sink_->Write(buffer_);
}

Status EncodingSink::Finish() {
  if (!encoder_.IsWhole()) return Refuse();
  return sink_->Finish();
}

Status EncodingSink::Refuse() const {
  return Status::DataLoss("a character cannot be written in " + encoding_ +
                          ", the encoding of the source; write UTF-8 with --write-utf8");
}

}  // namespace sunder
