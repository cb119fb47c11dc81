#include "connectors/listing/connector_choice.h"

#include "connectors/decode/byte_stream.h"
#include "connectors/listing/encoding_choice.h"

namespace sunder {
namespace {

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

// "a.csv" of the entry "x.zip!a.csv", too.
std::string LastPart(const SourceObject& object) {
  const std::string& name = object.IsUnpacked() ? object.unpacked_name : object.name;
  return name.substr(name.rfind('/') + 1);
}

Result<ConnectorChoice> Refuse(const SourceObject& object, bool is_error, std::string detail) {
  if (is_error) {
    return Status::Unreadable((object.IsUnpacked() ? object.name : object.path) + ": " + detail);
  }
  return ConnectorChoice{nullptr, LossReason::kUnsupported, std::move(detail)};
}

bool MayBeDesktopFile(std::string_view file_name) {
  return file_name.starts_with("._") || file_name == ".DS_Store" || file_name == "Thumbs.db";
}

// What desktops keep beside other files, told by name and content: it is of the name of another
// file, not of its type.
std::string_view DesktopFile(std::string_view file_name, std::string_view head) {
  using std::string_view_literals::operator""sv;
  if (file_name.starts_with("._") && head.starts_with("\x00\x05\x16\x07"sv)) {
    return "is what a Mac keeps beside a file of this name (AppleDouble); no connector reads it";
  }
  if (file_name == ".DS_Store" && head.starts_with("\x00\x00\x00\x01"
                                                   "Bud1"sv)) {
    return "is what a Mac keeps in a folder; no connector reads it";
  }
  if (file_name == "Thumbs.db" && head.starts_with("\xD0\xCF\x11\xE0"sv)) {
    return "is the small pictures that Windows keeps in a folder; no connector reads it";
  }
  return "";
}

Result<ConnectorChoice> RefuseForeign(const SourceObject& object, bool is_error,
                                      const std::string& foreign) {
  const bool is_text = foreign.starts_with("UTF-");
  return Refuse(object, is_error,
                "is " + foreign + (is_text ? "; convert it to UTF-8" : "; no connector reads it"));
}

// Databases and their kin, and formats whose parts have encodings of their own.
bool TakesBytes(const Connector* connector) {
  return connector != nullptr &&
         (connector->traits().is_binary || connector->traits().decodes_itself);
}

bool PromisesText(const std::vector<std::unique_ptr<Connector>>& connectors,
                  std::string_view file_name) {
  const Best by_name = Recognise(connectors, file_name, "");
  return by_name.score >= kByExtension && !by_name.connector->traits().is_binary;
}

// Formats that are zip archives on the outside have connectors that know them by more than their
// names. A connector that is forced on all files has a say, too.
bool ClaimsContent(const Best& best, std::string_view file_name, std::string_view head) {
  if (best.connector == nullptr) return false;
  const int score = best.connector->Recognise(file_name, head);
  return score != 0 && score != kByExtension;
}

// Sets the codec; gives the first bytes without it, in whatever encoding. Most files have no codec:
// they are opened once.
Result<std::string> FindCodecAndHead(SourceObject* object) {
  SourceObject bytes = *object;
  bytes.encoding.clear();
  bytes.codec = object->IsStandardInput() ? Codec::kNone : CodecOfName(object->name);
  object->codec = bytes.codec;  // said of a failure, too
  SUNDER_ASSIGN_OR_RETURN(std::string head, ReadHead(bytes, kHeadSizeBytes));
  if (bytes.codec == Codec::kNone) {
    bytes.codec = CodecOfContent(head.substr(0, kCodecMagicSizeBytes));
    object->codec = bytes.codec;
    if (bytes.codec != Codec::kNone) {
      SUNDER_ASSIGN_OR_RETURN(head, ReadHead(bytes, kHeadSizeBytes));
    }
  }
  return head;
}

}  // namespace

Result<Codec> FindCodec(const SourceObject& object) {
  const Codec by_name = object.IsStandardInput() ? Codec::kNone : CodecOfName(object.name);
  if (by_name != Codec::kNone) return by_name;
  SourceObject raw = object;
  raw.codec = Codec::kNone;
  raw.encoding.clear();
  SUNDER_ASSIGN_OR_RETURN(const std::string start, ReadHead(raw, kCodecMagicSizeBytes));
  return CodecOfContent(start);
}

bool TellsType(const std::vector<std::unique_ptr<Connector>>& connectors,
               std::string_view file_name) {
  const std::string_view last_part = file_name.substr(file_name.rfind('/') + 1);
  return PromisesContainer(last_part) ||
         Recognise(connectors, WithoutCodecExtension(last_part), "").score >= kByExtension;
}

Result<ConnectorChoice> ChooseConnector(const std::vector<std::unique_ptr<Connector>>& connectors,
                                        const Connector* forced, bool is_named,
                                        bool tells_encoding_by_all, SourceObject* object) {
  std::string file_name = object->IsStandardInput() ? "" : LastPart(*object);
  if (MayBeDesktopFile(file_name)) {
    SourceObject raw = *object;
    raw.codec = Codec::kNone;
    raw.encoding.clear();
    SUNDER_ASSIGN_OR_RETURN(const std::string start, ReadHead(raw, kCodecMagicSizeBytes));
    const std::string_view detail = DesktopFile(file_name, start);
    if (!detail.empty()) return Refuse(*object, is_named, std::string(detail));
  }
  SUNDER_ASSIGN_OR_RETURN(std::string head, FindCodecAndHead(object));
  file_name = WithoutCodecExtension(file_name);
  Best best{forced, 0};
  if (forced == nullptr) best = Recognise(connectors, file_name, head);
  ContainerForm container = ContainerOfContent(head);
  if (container == ContainerForm::kNone && IsEmptyTar(file_name, head)) {
    container = ContainerForm::kTar;
  }
  if (container != ContainerForm::kNone && !ClaimsContent(best, file_name, head)) {
    object->encoding.clear();  // said of what is in it
    object->encoding_by.clear();
    return ConnectorChoice{nullptr, LossReason::kUnsupported, "", container};
  }
  bool is_told = true;
  if (TakesBytes(best.connector)) {
    object->encoding.clear();
    object->encoding_by.clear();
  } else {
    SUNDER_ASSIGN_OR_RETURN(is_told, ChooseEncoding(head, tells_encoding_by_all, object));
    if (!object->encoding.empty()) {
      SUNDER_ASSIGN_OR_RETURN(head, ReadHead(*object, kHeadSizeBytes));
      if (forced == nullptr) best = Recognise(connectors, file_name, head);
    }
  }
  const std::string foreign = ForeignEncoding(head);
  const bool is_binary = best.connector != nullptr && best.connector->traits().is_binary;
  if (!foreign.empty() && !is_binary) {
    const bool is_error = is_named || PromisesText(connectors, file_name) || forced != nullptr ||
                          PromisesContainer(file_name);
    return RefuseForeign(*object, is_error, foreign);
  }
  if (best.connector == nullptr && head.empty()) {
    return ConnectorChoice{nullptr, LossReason::kEmpty, "is empty"};
  }
  if (best.connector == nullptr && !is_told && (is_named || PromisesText(connectors, file_name))) {
    return ConnectorChoice{nullptr, LossReason::kUnknownEncoding,
                           "is text in an encoding that cannot be told surely; name it with "
                           "--encoding"};
  }
  if (best.connector == nullptr) {
    return Refuse(*object, is_named, "is of a type that no connector reads");
  }
  const bool is_stream = object->codec != Codec::kNone || object->IsStandardInput();
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
