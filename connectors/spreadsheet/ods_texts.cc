#include "connectors/spreadsheet/ods_texts.h"

namespace sunder::spreadsheet {
namespace {

using package::TextCollector;
using package::XmlAttributes;
using package::XmlHandler;

class OdsTextHandler : public XmlHandler {
 public:
  explicit OdsTextHandler(TextCollector* texts) : texts_(texts) {}

  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "table:table-cell" || name == "table:covered-table-cell") ++cell_depth_;
    if (name == "office:annotation") {
      texts_->OpenGroup("comment");
      ++outside_depth_;
    } else if (name.starts_with("draw:") && (name == "draw:frame" || name == "draw:custom-shape")) {
      ++outside_depth_;
    } else if (name == "dc:creator") {
      creator_.clear();
      is_in_creator_ = true;
    } else if (IsText(name) && IsOutside()) {
      texts_->OpenText("other");
    } else if (name == "table:named-expression" || name == "table:content-validation") {
      texts_->Emit("other", attributes["table:expression"]);
      texts_->Emit("other", attributes["table:condition"]);
    } else if (IsOutside() && (name == "text:s" || name == "text:tab")) {
      texts_->Append(" ");
    } else if (IsOutside() && name == "text:line-break") {
      texts_->Append("\n");
    }
    if (const auto link = attributes.Find("xlink:href"); link && name == "text:a") {
      texts_->Emit("link", *link);
    }
  }

  void End(std::string_view name) override {
    if (IsText(name) && IsOutside()) texts_->CloseText();
    if (name == "table:table-cell" || name == "table:covered-table-cell") --cell_depth_;
    if (name == "office:annotation") {
      texts_->CloseGroup();
      --outside_depth_;
    } else if (name == "draw:frame" || name == "draw:custom-shape") {
      --outside_depth_;
    } else if (name == "dc:creator") {
      is_in_creator_ = false;
      texts_->AddToGroup("comment.author", creator_);
    }
  }

  void Text(std::string_view text) override {
    if (is_in_creator_) {
      if (creator_.size() < kCreatorSizeBytesMax) creator_ += text;
    } else if (IsOutside()) {
      texts_->Append(text);
    }
  }

 private:
  static constexpr size_t kCreatorSizeBytesMax = 4096;
  static bool IsText(std::string_view name) {
    return name == "text:p" || name == "text:h" || name == "svg:title" || name == "svg:desc";
  }
  // The cells' own paragraphs are read as cells.
  bool IsOutside() const { return cell_depth_ == 0 || outside_depth_ > 0; }

  TextCollector* const texts_;
  uint32_t cell_depth_ = 0;
  uint32_t outside_depth_ = 0;
  bool is_in_creator_ = false;
  std::string creator_;
};

}  // namespace

std::unique_ptr<XmlHandler> NewOdsTextHandler(TextCollector* texts) {
  return std::make_unique<OdsTextHandler>(texts);
}

}  // namespace sunder::spreadsheet
