#include "connectors/document/odt_texts.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace sunder::document {
namespace {

using package::TextCollector;
using package::XmlAttributes;
using package::XmlHandler;

constexpr uint64_t kSpacesMax = 1 << 16;
constexpr uint64_t kColumnsMax = 1024;
constexpr size_t kCreatorSizeBytesMax = 4096;

uint64_t NumberOf(std::string_view text) {
  uint64_t number = 1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool IsParagraph(std::string_view name) { return name == "text:p" || name == "text:h"; }

std::string_view FieldOfGroup(std::string_view name) {
  if (name == "office:annotation") return "comment";
  if (name == "text:note") return "footnote";
  return {};
}

// Parts of the document whose paragraphs are no running text.
std::string_view FieldOfRegion(std::string_view name) {
  if (name == "text:deletion") return "deleted_text";
  if (name.starts_with("style:header")) return "header";
  if (name.starts_with("style:footer")) return "footer";
  return {};
}

class OdtHandler : public XmlHandler {
 public:
  explicit OdtHandler(TextCollector* texts) : texts_(texts) {}

  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (IsParagraph(name)) {
      ++paragraph_depth_;
      texts_->OpenText(region_);
    } else if (!FieldOfGroup(name).empty()) {
      texts_->OpenGroup(FieldOfGroup(name));
    } else if (!FieldOfRegion(name).empty() && !name.ends_with("-style")) {
      region_ = FieldOfRegion(name);
    } else if (name == "dc:creator") {
      is_in_creator_ = true;
      creator_.clear();
    } else if (name == "svg:title" || name == "svg:desc") {
      ++paragraph_depth_;
      texts_->OpenText("alt_text");
    } else if (paragraph_depth_ > 0 && StartInline(name, attributes)) {
      return;
    } else {
      StartTable(name, attributes);
    }
    EmitAttributes(name, attributes);
  }

  void End(std::string_view name) override {
    if (IsParagraph(name) || name == "svg:title" || name == "svg:desc") {
      --paragraph_depth_;
      texts_->CloseText();
    } else if (!FieldOfGroup(name).empty()) {
      texts_->CloseGroup();
    } else if (!FieldOfRegion(name).empty()) {
      region_ = "text";
    } else if (name == "dc:creator") {
      is_in_creator_ = false;
      if (region_ == "deleted_text" || paragraph_depth_ == 0) {
        texts_->Emit("change.author", creator_);
      } else {
        texts_->AddToGroup("comment.author", creator_);
      }
    } else if (name == "table:table") {
      texts_->CloseTable();
    } else if (name == "table:table-row") {
      texts_->CloseRow();
    } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
      texts_->CloseCell();
    } else if (name == "table:table-header-rows") {
      is_in_header_rows_ = false;
    }
  }

  void Text(std::string_view text) override {
    if (is_in_creator_) {
      if (creator_.size() < kCreatorSizeBytesMax) creator_ += text;
    } else if (paragraph_depth_ > 0) {
      texts_->Append(text);
    }
  }

 private:
  bool StartInline(std::string_view name, const XmlAttributes& attributes) {
    if (name == "text:s") {
      texts_->Append(std::string(std::min(NumberOf(attributes["text:c"]), kSpacesMax), ' '));
    } else if (name == "text:tab") {
      texts_->Append("\t");
    } else if (name == "text:line-break") {
      texts_->Append("\n");
    } else {
      return false;
    }
    return true;
  }

  void StartTable(std::string_view name, const XmlAttributes& attributes) {
    if (name == "table:table") {
      texts_->OpenTable();
    } else if (name == "table:table-header-rows") {
      is_in_header_rows_ = true;
    } else if (name == "table:table-row") {
      texts_->OpenRow();
      if (is_in_header_rows_) texts_->MarkHeader();
    } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
      const uint64_t repeat = NumberOf(attributes["table:number-columns-repeated"]);
      texts_->OpenCell(static_cast<uint32_t>(std::min(repeat, kColumnsMax)));
    }
  }

  void EmitAttributes(std::string_view name, const XmlAttributes& attributes) {
    if (name == "text:a" || name == "draw:a") texts_->Emit("link", attributes["xlink:href"]);
    if (!name.starts_with("form:")) return;
    for (const char* key : {"form:value", "form:current-value", "form:label", "form:name"}) {
      texts_->Emit("form_field", attributes[key]);
    }
  }

  TextCollector* const texts_;
  std::string_view region_ = "text";
  uint32_t paragraph_depth_ = 0;
  bool is_in_creator_ = false;
  bool is_in_header_rows_ = false;
  std::string creator_;
};

}  // namespace

std::unique_ptr<XmlHandler> NewOdtHandler(TextCollector* texts) {
  return std::make_unique<OdtHandler>(texts);
}

}  // namespace sunder::document
