// UTF-8 that is written in another encoding.
#pragma once

#include <memory>
#include <string>

#include "connectors/charset/encoder.h"
#include "connectors/decode/byte_stream.h"
#include "core/status.h"

namespace sunder {

// DataLoss, and nothing is written, when the encoding does not have a character.
class EncodingSink : public ByteSink {
 public:
  EncodingSink(std::unique_ptr<ByteSink> sink, charset::Encoder encoder, std::string encoding);

  Status Write(std::string_view bytes) override;
  Status Finish() override;

 private:
  Status Refuse() const;

  std::unique_ptr<ByteSink> sink_;
  charset::Encoder encoder_;
  std::string encoding_;
  std::string buffer_;
};

}  // namespace sunder
