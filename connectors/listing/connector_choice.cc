#include "connectors/listing/connector_choice.h"

#include <string_view>

#include "connectors/decode/byte_stream.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr std::string_view kGzipMagic = "\x1F\x8B";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";
constexpr int kByExtension = 2;  // what Recognise returns at least when the extension is known

struct Best {
  const Connector* connector = nullptr;
  int score = 0;
};

// The first by name among equals.
Best Recognise(const std::vector<std::unique_ptr<Connector>>& connectors,
               std::string_view file_name, std::string_view head) {
  Best best;
  for (const auto& connector : connectors) {
    const int score = connector->Recognise(file_name, head);
    if (score > best.score) best = {connector.get(), score};
  }
  return best;
}

// Without a telling extension (or for standard input) the first bytes tell.
Result<Codec> FindCodec(const SourceObject& object) {
  const Codec by_name = object.path == "-" ? Codec::kNone : CodecOfName(object.name);
  if (by_name != Codec::kNone) return by_name;
  SourceObject raw = object;
  raw.codec = Codec::kNone;
  SUNDER_ASSIGN_OR_RETURN(const std::string start, ReadHead(raw, kZstdMagic.size()));
  if (start.starts_with(kGzipMagic)) return Codec::kGzip;
  if (start.starts_with(kZstdMagic)) return Codec::kZstd;
  return Codec::kNone;
}

std::string LastPart(const std::string& name) { return name.substr(name.rfind('/') + 1); }

Result<ConnectorChoice> Refuse(const SourceObject& object, bool is_error, std::string detail) {
  if (is_error) return Status::Unreadable(object.path + ": " + detail);
  return ConnectorChoice{nullptr, LossReason::kUnsupported, std::move(detail)};
}

Result<ConnectorChoice> RefuseForeign(const SourceObject& object, bool is_error,
                                      const std::string& foreign) {
  const bool is_text = foreign.starts_with("UTF-");
  return Refuse(object, is_error,
                "is " + foreign + (is_text ? "; convert it to UTF-8" : "; no connector reads it"));
}

}  // namespace

Result<ConnectorChoice> ChooseConnector(const std::vector<std::unique_ptr<Connector>>& connectors,
                                        const Connector* forced, bool is_named,
                                        SourceObject* object) {
  SUNDER_ASSIGN_OR_RETURN(object->codec, FindCodec(*object));
  SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(*object, kHeadSizeBytes));
  std::string file_name = object->path == "-" ? "" : LastPart(object->name);
  file_name = WithoutCodecExtension(file_name);
  Best best{forced, 0};
  if (forced == nullptr) best = Recognise(connectors, file_name, head);
  const std::string foreign = ForeignEncoding(head);
  const bool is_binary = best.connector != nullptr && best.connector->traits().is_binary;
  if (!foreign.empty() && !is_binary) {
    const Best by_name = Recognise(connectors, file_name, "");
    const bool promises_text =
        by_name.score >= kByExtension && !by_name.connector->traits().is_binary;
    return RefuseForeign(*object, is_named || promises_text || forced != nullptr, foreign);
  }
  if (best.connector == nullptr && head.empty()) {
    return ConnectorChoice{nullptr, LossReason::kEmpty, "is empty"};
  }
  if (best.connector == nullptr) {
    return Refuse(*object, is_named, "is of a type that no connector reads");
  }
  const bool is_stream = object->codec != Codec::kNone || object->path == "-";
  if (is_stream && !best.connector->traits().reads_streams) {
    const std::string type(best.connector->traits().name);
    return Refuse(*object, is_named,
                  "a " + type +
                      " file cannot be read compressed or from standard input; "
                      "unpack it to a file and name that");
  }
  object->connector = best.connector->traits().name;
  return ConnectorChoice{best.connector, LossReason::kUnsupported, ""};
}

}  // namespace sunder
