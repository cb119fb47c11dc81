#include "connectors/spreadsheet/xlsx_parts.h"

#include <charconv>
#include <utility>

#include "connectors/package/xml_reader.h"

namespace sunder::spreadsheet {
namespace {

using package::Package;
using package::XmlAttributes;
using package::XmlHandler;

constexpr size_t kSheetsMax = 4096;
constexpr size_t kStylesMax = 1 << 20;

uint64_t NumberOf(std::string_view text) {
  uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool IsTrue(std::string_view text) { return text == "1" || text == "true"; }

std::string FolderOf(std::string_view part) {
  const size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(part.substr(0, slash + 1));
}

class RelationshipHandler : public XmlHandler {
 public:
  explicit RelationshipHandler(std::string folder) : folder_(std::move(folder)) {}
  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes["TargetMode"] == "External") return;
    const std::string_view type = attributes["Type"];
    found_[std::string(attributes["Id"])] = {std::string(type.substr(type.rfind('/') + 1)),
                                             package::ResolveTarget(folder_, attributes["Target"])};
  }
  void End(std::string_view) override {}
  void Text(std::string_view) override {}

  std::map<std::string, Relationship> found_;

 private:
  std::string folder_;
};

class WorkbookHandler : public XmlHandler {
 public:
  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") is_epoch_1904 = IsTrue(attributes["date1904"]);
    if (name != "sheet") return;
    has_too_many = has_too_many || sheets.size() >= kSheetsMax;
    if (has_too_many) return;
    const std::string_view state = attributes["state"];
    sheets.push_back({std::string(attributes["name"]), state == "hidden" || state == "veryHidden"});
    ids.emplace_back(attributes["r:id"]);
  }
  void End(std::string_view) override {}
  void Text(std::string_view) override {}

  std::vector<Sheet> sheets;
  std::vector<std::string> ids;
  bool has_too_many = false;
  bool is_epoch_1904 = false;
};

class StylesHandler : public XmlHandler {
 public:
  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") is_in_cells_ = true;
    if (name == "numFmt" && codes_.size() < kStylesMax) {
      codes_[NumberOf(attributes["numFmtId"])] = ParseFormatCode(attributes["formatCode"]);
    }
    if (name != "xf" || !is_in_cells_ || formats.size() >= kStylesMax) return;
    const uint64_t id = NumberOf(attributes["numFmtId"]);
    const auto code = codes_.find(id);
    formats.push_back(code == codes_.end() ? BuiltinFormat(static_cast<uint32_t>(id))
                                           : code->second);
  }
  void End(std::string_view name) override {
    if (name == "cellXfs") is_in_cells_ = false;
  }
  void Text(std::string_view) override {}

  std::vector<NumberFormat> formats;

 private:
  std::map<uint64_t, NumberFormat> codes_;
  bool is_in_cells_ = false;
};

class SharedStringsHandler : public XmlHandler {
 public:
  void Start(std::string_view name, const XmlAttributes& /*attributes*/) override {
    if (name == "si") text_.clear();
    if (name == "rPh") ++phonetic_depth_;
    if (name == "t") is_in_text_ = phonetic_depth_ == 0;
  }
  void End(std::string_view name) override {
    if (name == "t") is_in_text_ = false;
    if (name == "rPh" && phonetic_depth_ > 0) --phonetic_depth_;
    if (name == "si" && !IsOverLimit()) strings.Append(UnescapeOoxml(text_));
  }
  void Text(std::string_view text) override {
    if (is_in_text_ && !IsOverLimit()) text_ += text;
  }
  bool IsOverLimit() const {
    return strings.size() >= SharedStrings::kCountMax ||
           strings.size_bytes() + text_.size() > SharedStrings::kSizeBytesMax;
  }

  SharedStrings strings;

 private:
  std::string text_;
  bool is_in_text_ = false;
  uint32_t phonetic_depth_ = 0;  // how a text is pronounced is written beside it
};

}  // namespace

void SharedStrings::Append(std::string_view text) {
  texts_ += text;
  ends_.push_back(static_cast<uint32_t>(texts_.size()));
}

std::string_view SharedStrings::at(uint64_t index) const {
  if (index >= ends_.size()) return {};
  const uint32_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(texts_).substr(begin, ends_[index] - begin);
}

Result<std::map<std::string, Relationship>> ReadRelationships(const Package& package,
                                                              std::string_view part) {
  const std::string folder = FolderOf(part);
  const std::string rels = folder + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
  RelationshipHandler handler(folder);
  if (package.Has(rels)) SUNDER_RETURN_IF_ERROR(ReadXml(package, rels, &handler));
  return std::move(handler.found_);
}

Result<XlsxIndex> ReadXlsxIndex(const Package& package, const std::string& name) {
  SUNDER_ASSIGN_OR_RETURN(const auto roots, ReadRelationships(package, ""));
  std::string workbook = "xl/workbook.xml";
  for (const auto& [id, relationship] : roots) {
    if (relationship.type == "officeDocument") workbook = relationship.target;
  }
  WorkbookHandler handler;
  SUNDER_RETURN_IF_ERROR(ReadXml(package, workbook, &handler).WithContext(name));
  if (handler.has_too_many) {
    return Status::DataLoss(name + ": has more than " + std::to_string(kSheetsMax) +
                            " sheets and was not read; split the workbook");
  }
  SUNDER_ASSIGN_OR_RETURN(const auto relationships, ReadRelationships(package, workbook));
  XlsxIndex index;
  index.is_epoch_1904 = handler.is_epoch_1904;
  for (const auto& [id, relationship] : relationships) {
    if (relationship.type == "sharedStrings") index.shared_strings = relationship.target;
    if (relationship.type == "styles") index.styles = relationship.target;
  }
  for (size_t i = 0; i < handler.sheets.size(); ++i) {
    const auto relationship = relationships.find(handler.ids[i]);
    if (relationship == relationships.end()) {
      return Status::DataLoss(name + ": nothing tells where sheet " + std::to_string(i + 1) +
                              " stands; the file is damaged");
    }
    if (relationship->second.type == "chartsheet") continue;  // of charts: no cells
    index.sheets.push_back(handler.sheets[i]);
    index.parts.push_back(relationship->second.target);
  }
  return index;
}

Result<std::vector<NumberFormat>> ReadXlsxStyles(const Package& package, std::string_view part) {
  StylesHandler handler;
  SUNDER_RETURN_IF_ERROR(ReadXml(package, part, &handler));
  return std::move(handler.formats);
}

Result<SharedStrings> ReadSharedStrings(const Package& package, std::string_view part) {
  SharedStringsHandler handler;
  SUNDER_RETURN_IF_ERROR(ReadXml(package, part, &handler));
  if (handler.IsOverLimit()) {
    return Status::DataLoss("part " + std::string(part) +
                            " holds more texts than are read; split the workbook");
  }
  return std::move(handler.strings);
}

}  // namespace sunder::spreadsheet
