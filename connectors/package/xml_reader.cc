#include "connectors/package/xml_reader.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace sunder::package {
namespace {

constexpr size_t kPieceSizeBytes = 16 * 1024;
constexpr char kSeparator = '\x01';

// Namespaces by their commonest prefix; the strict variants of Office Open XML stand behind.
constexpr std::array<std::pair<std::string_view, std::string_view>, 40> kNamespaces{{
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", ""},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", ""},
    {"http://schemas.openxmlformats.org/package/2006/relationships", ""},
    {"http://schemas.openxmlformats.org/package/2006/content-types", ""},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r:"},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", "r:"},
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w:"},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w:"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a:"},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a:"},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", "c:"},
    {"http://purl.oclc.org/ooxml/drawingml/chart", "c:"},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp:"},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp:"},
    {"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing", "xdr:"},
    {"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing", "xdr:"},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc:"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", "m:"},
    {"http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp:"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "ep:"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", "op:"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", "vt:"},
    {"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments", "tc:"},
    {"http://schemas.microsoft.com/office/word/2010/wordml", "w14:"},
    {"http://schemas.microsoft.com/office/word/2012/wordml", "w15:"},
    {"urn:schemas-microsoft-com:vml", "v:"},
    {"http://purl.org/dc/elements/1.1/", "dc:"},
    {"http://purl.org/dc/terms/", "dcterms:"},
    {"http://www.w3.org/1999/xlink", "xlink:"},
    {"http://www.w3.org/XML/1998/namespace", "xml:"},
    {"http://www.w3.org/2000/svg", "svg:"},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office:"},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table:"},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text:"},
    {"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw:"},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style:"},
    {"urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta:"},
    {"urn:oasis:names:tc:opendocument:xmlns:form:1.0", "form:"},
    {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest:"},
    {"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "number:"},
}};

struct HashText {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// Expat's "URI, separator, local name" as prefix and local name.
std::string Translate(std::string_view name) {
  const size_t end = name.find(kSeparator);
  if (end == std::string_view::npos) return std::string(name);
  for (const auto& [uri, prefix] : kNamespaces) {
    if (uri == name.substr(0, end)) return std::string(prefix) + std::string(name.substr(end + 1));
  }
  return "?" + std::string(name.substr(end + 1));
}

// Names that were met; a hostile file has endlessly many.
constexpr size_t kNamesMax = 4096;

}  // namespace

struct XmlReader::State {
  std::unique_ptr<PartStream> stream;
  std::string place;
  XmlHandler* handler = nullptr;
  XML_Parser parser = nullptr;
  std::unordered_map<std::string, std::string, HashText, std::equal_to<>> names;
  uint32_t depth = 0;
  uint64_t bytes_read = 0;
  bool is_done = false;
  const char* refusal = nullptr;  // why the parser was stopped

  std::string_view NameOf(const char* expat_name) {
    const auto known = names.find(std::string_view(expat_name));
    if (known != names.end()) return known->second;
    if (names.size() >= kNamesMax) return "?";
    return names.emplace(expat_name, Translate(expat_name)).first->second;
  }

  void Refuse(const char* why) {
    refusal = why;
    XML_StopParser(parser, XML_FALSE);
  }
};

std::string_view XmlAttributes::NameOf(const char* expat_name) const {
  return reader_->state_->NameOf(expat_name);
}

std::optional<std::string_view> XmlAttributes::Find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (NameOf(*pair) == name) return pair[1];
  }
  return std::nullopt;
}

XmlReader::XmlReader(std::unique_ptr<PartStream> stream, std::string place, XmlHandler* handler)
    : state_(std::make_unique<State>()) {
  state_->stream = std::move(stream);
  state_->place = std::move(place);
  state_->handler = handler;
  state_->parser = XML_ParserCreateNS(nullptr, kSeparator);
  XML_SetUserData(state_->parser, this);
  XML_SetElementHandler(
      state_->parser,
      [](void* data, const char* name, const char** pairs) {
        auto* reader = static_cast<XmlReader*>(data);
        State& state = *reader->state_;
        if (++state.depth > kXmlDepthMax) return state.Refuse("elements nested too deeply");
        state.handler->Start(state.NameOf(name), XmlAttributes(reader, pairs));
      },
      [](void* data, const char* name) {
        State& state = *static_cast<XmlReader*>(data)->state_;
        --state.depth;
        state.handler->End(state.NameOf(name));
      });
  XML_SetCharacterDataHandler(state_->parser, [](void* data, const char* text, int size) {
    const State& state = *static_cast<XmlReader*>(data)->state_;
    state.handler->Text(std::string_view(text, static_cast<size_t>(size)));
  });
  XML_SetStartDoctypeDeclHandler(
      state_->parser, [](void* data, const char*, const char*, const char*, int) {
        static_cast<XmlReader*>(data)->state_->Refuse("a document type declaration");
      });
}

XmlReader::~XmlReader() { XML_ParserFree(state_->parser); }

uint64_t XmlReader::bytes_read() const { return state_->bytes_read; }

Result<bool> XmlReader::Step() {
  State& state = *state_;
  if (state.is_done) return false;
  void* buffer = XML_GetBuffer(state.parser, kPieceSizeBytes);
  if (buffer == nullptr) return Status::Internal("out of memory in an XML part");
  const Result<size_t> count = state.stream->Read(static_cast<char*>(buffer), kPieceSizeBytes);
  if (!count.ok()) {
    state.is_done = true;
    return count.status();
  }
  state.bytes_read += *count;
  state.is_done = *count == 0;
  const auto parsed = XML_ParseBuffer(state.parser, static_cast<int>(*count), state.is_done);
  const auto at =
      static_cast<uint64_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(state.parser), 0));
  if (parsed == XML_STATUS_OK && !state.is_done && state.bytes_read > at + kXmlTagSizeBytesMax) {
    state.refusal = "a tag that is too large";
  } else if (parsed == XML_STATUS_OK) {
    return !state.is_done;
  }
  state.is_done = true;
  const char* why =
      state.refusal != nullptr ? state.refusal : XML_ErrorString(XML_GetErrorCode(state.parser));
  return Status::DataLoss(state.place + ": the XML ends at byte " + std::to_string(at) + ": " +
                          why);
}

Status ReadXml(const Package& package, std::string_view part, XmlHandler* handler) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<PartStream> stream, package.OpenPart(part));
  XmlReader reader(std::move(stream), "part " + std::string(part), handler);
  while (true) {
    SUNDER_ASSIGN_OR_RETURN(const bool has_more, reader.Step());
    if (!has_more) return Status::Ok();
  }
}

}  // namespace sunder::package
