#include "connectors/package/part_texts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/decode/gathered_reader.h"

namespace sunder::package {
namespace {

class LeafHandler : public XmlHandler {
 public:
  LeafHandler(std::string field, TextCollector* texts) : field_(std::move(field)), texts_(texts) {}
  void Start(std::string_view name, const XmlAttributes& attributes) override {
    // Caches of pivot tables keep values in attributes; pictures say there what they show.
    for (const char* key : {"v", "descr", "title", "displayName"}) {
      if (const auto value = attributes.Find(key)) texts_->Emit(field_, *value);
    }
    if (block_depth_ == 0) texts_->OpenText(field_);
    if (IsBlock(name)) ++block_depth_;
    if (name == "a:br") texts_->Append("\n");
  }
  void End(std::string_view name) override {
    if (IsBlock(name)) --block_depth_;
    if (block_depth_ == 0) texts_->CloseText();
  }
  void Text(std::string_view text) override { texts_->Append(text); }

 private:
  static bool IsBlock(std::string_view name) {
    return name == "a:p" || name == "text" || name == "comment" || name == "tc:threadedComment";
  }

  const std::string field_;
  TextCollector* const texts_;
  uint32_t block_depth_ = 0;  // within it all texts are one
};

class PropertyHandler : public XmlHandler {
 public:
  explicit PropertyHandler(TextCollector* texts) : texts_(texts) {}
  void Start(std::string_view name, const XmlAttributes& attributes) override {
    if (depth_++ == 0) texts_->OpenGroup("property");
    // Custom properties are named by an attribute, and typed by an element within.
    if (const auto own = attributes.Find("name")) name_ = *own;
    if (const auto own = attributes.Find("meta:name")) name_ = *own;
    if (name_.empty()) element_ = name.substr(name.find(':') + 1);
    text_.clear();
  }
  void End(std::string_view name) override {
    if (text_.find_first_not_of(" \r\n\t") != std::string::npos) {
      texts_->AddToGroup("property." + (name_.empty() ? element_ : name_), text_);
    }
    text_.clear();
    if (name.ends_with("property") || name.ends_with("user-defined")) name_.clear();
    if (--depth_ == 0) texts_->CloseGroup();
  }
  void Text(std::string_view text) override {
    if (text_.size() < kTextSizeBytesMax) text_ += text;
  }

 private:
  static constexpr size_t kTextSizeBytesMax = 1 << 20;
  TextCollector* const texts_;
  uint32_t depth_ = 0;
  std::string element_;
  std::string name_;
  std::string text_;
};

class LinkHandler : public XmlHandler {
 public:
  explicit LinkHandler(TextCollector* texts) : texts_(texts) {}
  void Start(std::string_view, const XmlAttributes& attributes) override {
    if (attributes["TargetMode"] == "External") texts_->Emit("link", attributes["Target"]);
  }
  void End(std::string_view) override {}
  void Text(std::string_view) override {}

 private:
  TextCollector* const texts_;
};

class PartTextReader : public GatheredReader {
 public:
  PartTextReader(std::unique_ptr<Package> package, std::vector<TextPart> parts,
                 std::vector<std::string> unread, const ReadOptions& options)
      : GatheredReader(options, "other"), package_(std::move(package)), parts_(std::move(parts)) {
    texts_.LimitTexts(options.record_size_bytes_max);
    for (const std::string& part : unread) {
      Lose(LossReason::kUnsupported, 0, "part " + part + " is of a kind not read");
    }
    if (!package_->damage().ok()) {
      Lose(LossReason::kTruncated, 1, package_->damage().message());
    }
  }

 private:
  // A step further in the XML.
  bool Advance() override {
    if (xml_ == nullptr) {
      if (next_part_ == parts_.size()) return false;
      const TextPart& part = parts_[next_part_++];
      Result<std::unique_ptr<PartStream>> stream = package_->OpenPart(part.part);
      if (!stream.ok()) {
        Lose(package_->LossReasonOf(stream.status()), 1, stream.status().message());
        return true;
      }
      handler_ = part.make_handler(&texts_);
      xml_ = std::make_unique<XmlReader>(std::move(*stream), "part " + part.part, handler_.get());
    }
    const Result<bool> has_more = xml_->Step();
    if (!has_more.ok()) {
      Lose(package_->LossReasonOf(has_more.status()), 1, has_more.status().message());
    }
    if (!has_more.ok() || !*has_more) {
      xml_.reset();
      texts_.CloseAll();
    }
    if (texts_.dropped_bytes() > dropped_bytes_) {
      Lose(LossReason::kOverLimit, texts_.dropped_bytes() - dropped_bytes_,
           "a text is larger than the limit of " + std::to_string(options_.record_size_bytes_max) +
               " bytes and was not read to its end");
      dropped_bytes_ = texts_.dropped_bytes();
    }
    waiting_.swap(texts_.records);
    return true;
  }

  const std::unique_ptr<Package> package_;
  const std::vector<TextPart> parts_;
  TextCollector texts_;
  std::unique_ptr<XmlHandler> handler_;
  std::unique_ptr<XmlReader> xml_;  // goes before the handler
  size_t next_part_ = 0;
  uint64_t dropped_bytes_ = 0;
};

// Parts that lay out and never say anything about anybody.
constexpr std::array<std::string_view, 13> kLayoutParts = {
    "/theme/",         "/styles.xml",      "/settings.xml",
    "/fontTable.xml",  "/webSettings.xml", "/numbering.xml",
    "/calcChain.xml",  "/tableStyles.xml", "/stylesWithEffects.xml",
    "/metadata.xml",   "Thumbnails/",      "docProps/thumbnail",
    "Configurations2/"};

bool Holds(const std::string& name, std::string_view text) {
  return ("/" + name).find(text) != std::string::npos;
}

}  // namespace

std::unique_ptr<XmlHandler> NewLeafHandler(std::string field, TextCollector* texts) {
  return std::make_unique<LeafHandler>(std::move(field), texts);
}
std::unique_ptr<XmlHandler> NewPropertyHandler(TextCollector* texts) {
  return std::make_unique<PropertyHandler>(texts);
}
std::unique_ptr<XmlHandler> NewLinkHandler(TextCollector* texts) {
  return std::make_unique<LinkHandler>(texts);
}

std::unique_ptr<RecordReader> NewPartTextReader(std::unique_ptr<Package> package,
                                                std::vector<TextPart> parts,
                                                std::vector<std::string> unread,
                                                const ReadOptions& options) {
  return std::make_unique<PartTextReader>(std::move(package), std::move(parts), std::move(unread),
                                          options);
}

void AddOtherParts(const Package& package, const std::function<bool(const std::string&)>& is_known,
                   std::vector<TextPart>* parts, std::vector<std::string>* unread) {
  const auto leaf = [](const char* field) {
    return [field](TextCollector* texts) { return NewLeafHandler(field, texts); };
  };
  for (const std::string& part : package.parts()) {
    if (part.empty() || part.ends_with('/') || is_known(part)) continue;
    if (std::any_of(kLayoutParts.begin(), kLayoutParts.end(),
                    [&](std::string_view text) { return Holds(part, text); })) {
      continue;
    }
    if (part == "mimetype" || Holds(part, "[Content_Types].xml") || Holds(part, "META-INF/") ||
        Holds(part, "/media/") || Holds(part, "Pictures/")) {
      continue;
    }
    if (part.ends_with(".rels")) {
      parts->push_back({part, NewLinkHandler});
    } else if (Holds(part, "docProps/") || part == "meta.xml") {
      parts->push_back({part, NewPropertyHandler});
    } else if (Holds(part, "comments") || Holds(part, "Comments")) {
      parts->push_back({part, leaf("comment")});
    } else if (Holds(part, "pivotCache")) {
      parts->push_back({part, leaf("pivot_cache")});
    } else if (part.ends_with(".xml") || part.ends_with(".vml")) {
      parts->push_back({part, leaf("other")});
    } else {
      unread->push_back(part);
    }
  }
}

}  // namespace sunder::package
