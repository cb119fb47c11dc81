#include "connectors/document/word_texts.h"

#include <set>
#include <string_view>
#include <utility>

namespace sunder::document {
namespace {

using package::TextCollector;
using package::XmlAttributes;
using package::XmlHandler;

constexpr size_t kAuthorsMax = 1024;

// Elements whose characters are text.
bool HoldsText(std::string_view name) {
  return name == "w:t" || name == "w:delText" || name == "a:t" || name == "m:t" ||
         name == "w:instrText" || name == "w:delInstrText";
}

// Text that stands in the paragraph and is none of its words: a field of its own.
std::string_view FieldOfInner(std::string_view name) {
  if (name == "w:del" || name == "w:moveFrom") return "deleted_text";
  if (name == "w:instrText" || name == "w:delInstrText") return "field_code";
  return {};
}

std::string_view FieldOfGroup(std::string_view name) {
  if (name == "w:comment") return "comment";
  if (name == "w:footnote") return "footnote";
  if (name == "w:endnote") return "endnote";
  return {};
}

class WordHandler : public XmlHandler {
 public:
  WordHandler(std::string field, TextCollector* texts) : field_(std::move(field)), texts_(texts) {}

  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (HoldsText(name)) ++text_depth_;
    if (name == "w:p" || name == "a:p") {
      texts_->OpenText(field_);
    } else if (!FieldOfInner(name).empty()) {
      texts_->OpenText(FieldOfInner(name));
    } else if (!FieldOfGroup(name).empty()) {
      texts_->OpenGroup(FieldOfGroup(name));
      texts_->AddToGroup("comment.author", attributes["w:author"]);
    } else if (name == "w:tab") {
      texts_->Append("\t");
    } else if (name == "w:br" || name == "w:cr" || name == "a:br") {
      texts_->Append("\n");
    } else if (name == "w:noBreakHyphen") {
      texts_->Append("-");
    } else {
      StartTable(name);
    }
    EmitAttributes(name, attributes);
  }

  void End(std::string_view name) override {
    if (HoldsText(name) && text_depth_ > 0) --text_depth_;
    if (name == "w:p" || name == "a:p" || !FieldOfInner(name).empty()) {
      texts_->CloseText();
    } else if (!FieldOfGroup(name).empty()) {
      texts_->CloseGroup();
    } else if (name == "w:tbl" || name == "a:tbl") {
      texts_->CloseTable();
    } else if (name == "w:tr" || name == "a:tr") {
      texts_->CloseRow();
    } else if (name == "w:tc" || name == "a:tc") {
      texts_->CloseCell();
    }
  }

  void Text(std::string_view text) override {
    if (text_depth_ > 0) texts_->Append(text);
  }

 private:
  void StartTable(std::string_view name) {
    if (name == "w:tbl" || name == "a:tbl") {
      texts_->OpenTable();
    } else if (name == "w:tr" || name == "a:tr") {
      texts_->OpenRow();
    } else if (name == "w:tc" || name == "a:tc") {
      texts_->OpenCell(1);
    } else if (name == "w:tblHeader") {
      texts_->MarkHeader();
    }
  }

  void EmitAttributes(std::string_view name, const XmlAttributes& attributes) {
    if (name == "wp:docPr" || name.ends_with("cNvPr") || name == "v:shape") {
      for (const char* key : {"descr", "title", "alt"}) texts_->Emit("alt_text", attributes[key]);
    } else if (name == "w:fldSimple") {
      texts_->Emit("field_code", attributes["w:instr"]);
    } else if (name == "w:listEntry" || name == "w:default" || name == "w:result" ||
               name == "w:statusText" || name == "w:helpText" || name == "w:listItem") {
      texts_->Emit("form_field", attributes["w:val"]);
      texts_->Emit("form_field", attributes["w:displayText"]);
    } else if (name == "w:alias" || name == "w:tag") {
      texts_->Emit("form_field", attributes["w:val"]);
    } else if (name == "w:ins" || name == "w:del" || name == "w:moveFrom" || name == "w:moveTo") {
      const std::string author(attributes["w:author"]);
      if (authors_.size() < kAuthorsMax && authors_.insert(author).second) {
        texts_->Emit("change.author", author);
      }
    }
  }

  const std::string field_;
  TextCollector* const texts_;
  uint32_t text_depth_ = 0;
  std::set<std::string> authors_;
};

}  // namespace

std::unique_ptr<XmlHandler> NewWordHandler(std::string field, TextCollector* texts) {
  return std::make_unique<WordHandler>(std::move(field), texts);
}

}  // namespace sunder::document
