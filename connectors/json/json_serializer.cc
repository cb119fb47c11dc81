#include "connectors/json/json_serializer.h"

#include <utility>

#include "connectors/json/json_path.h"
#include "connectors/json/json_string.h"
#include "connectors/json/json_walker.h"

namespace sunder::json {
namespace {

class Serializer : public WalkHandler {
 public:
  Serializer(std::string_view bytes, uint32_t first_cell, std::span<const CellEdit> edits,
             const RemovedNode& removed, std::string* out)
      : bytes_(bytes), next_cell_(first_cell), edits_(edits), removed_(removed), out_(out) {}

  void BeginObject() { Begin(true); }
  void BeginArray() { Begin(false); }
  void EndObject() { End('}'); }
  void EndArray() { End(']'); }

  void Key(const RawValue& key) {
    Container& object = containers_.back();
    const std::string_view raw = Raw(key);
    object.item_begin = out_->size();
    if (object.item_count > 0) out_->push_back(',');
    out_->push_back('"');
    AppendCanonical(raw, out_);
    out_->append("\":");
    object.member_node = nullptr;
    if (object.node == nullptr || object.node->members.empty()) return;
    const auto& members = object.node->members;
    const auto found = key.is_escaped ? members.find(DecodeString(raw)) : members.find(raw);
    if (found != members.end()) object.member_node = found->second.get();
  }

  void String(const RawValue& value) {
    const Item item = BeginScalar();
    if (item.is_removed) return Drop();
    out_->push_back('"');
    if (item.edit != nullptr) {
      AppendEscaped(item.edit->text, out_);
    } else {
      AppendCanonical(Raw(value), out_);
    }
    out_->push_back('"');
    Keep();
  }
  void Number(const RawValue& value) { Bare(value, false); }
  void Boolean(const RawValue& value) { Bare(value, false); }
  void Null(const RawValue& value) { Bare(value, true); }

 private:
  struct Container {
    const RemovedNode* node = nullptr;
    const RemovedNode* member_node = nullptr;  // of the member whose key was met last
    bool is_object = false;
    size_t item_count = 0;
    size_t item_begin = 0;  // in out_, of the item being written, its comma and key included
  };
  struct Item {
    bool is_removed = false;
    const CellEdit* edit = nullptr;  // a replacement
  };

  std::string_view Raw(const RawValue& value) const {
    return bytes_.substr(value.begin, value.end - value.begin);
  }

  // The node of the value that comes next.
  const RemovedNode* ValueNode(bool is_object) const {
    if (containers_.empty()) {
      if (is_object) return &removed_;
      const auto found = removed_.members.find(kValuePath);
      return found == removed_.members.end() ? nullptr : found->second.get();
    }
    const Container& container = containers_.back();
    if (container.is_object) return container.member_node;
    return container.node == nullptr ? nullptr : container.node->element.get();
  }

  // Members began with their key; elements begin here.
  void BeginItem() {
    if (containers_.empty() || containers_.back().is_object) return;
    containers_.back().item_begin = out_->size();
    if (containers_.back().item_count > 0) out_->push_back(',');
  }

  void Begin(bool is_object) {
    BeginItem();
    containers_.push_back({ValueNode(is_object), nullptr, is_object, 0, 0});
    out_->push_back(is_object ? '{' : '[');
  }

  void End(char bracket) {
    const Container ended = containers_.back();
    containers_.pop_back();
    out_->push_back(bracket);
    const bool is_record = containers_.empty();
    if (ended.item_count == 0 && ended.node != nullptr && !is_record) {
      Drop();
    } else {
      Keep();
    }
  }

  Item BeginScalar() {
    BeginItem();
    const uint32_t cell = next_cell_++;
    const RemovedNode* node = ValueNode(false);
    Item item;
    item.is_removed = node != nullptr && node->is_removed;
    while (next_edit_ < edits_.size() && edits_[next_edit_].cell < cell) ++next_edit_;
    if (next_edit_ < edits_.size() && edits_[next_edit_].cell == cell) {
      const CellEdit& edit = edits_[next_edit_];
      if (edit.kind == CellEdit::Kind::kRemove) {
        item.is_removed = true;
      } else {
        item.edit = &edit;
      }
    }
    return item;
  }

  void Bare(const RawValue& value, bool is_null) {
    const RemovedNode* node = ValueNode(false);
    const Item item = BeginScalar();
    if (item.is_removed || (is_null && node != nullptr && item.edit == nullptr)) return Drop();
    if (item.edit != nullptr) {
      out_->push_back('"');
      AppendEscaped(item.edit->text, out_);
      out_->push_back('"');
    } else {
      out_->append(Raw(value));
    }
    Keep();
  }

  void Drop() {
    if (containers_.empty()) {
      out_->append("null");
    } else {
      out_->resize(containers_.back().item_begin);
    }
  }

  void Keep() {
    if (!containers_.empty()) ++containers_.back().item_count;
  }

  std::string_view bytes_;
  uint32_t next_cell_;
  std::span<const CellEdit> edits_;
  size_t next_edit_ = 0;
  const RemovedNode& removed_;
  std::string* out_;
  std::vector<Container> containers_;
};

}  // namespace

Result<std::unique_ptr<RemovedNode>> MakeRemovedTree(const std::vector<std::string>& paths) {
  auto root = std::make_unique<RemovedNode>();
  for (const std::string& path : paths) {
    SUNDER_ASSIGN_OR_RETURN(const std::vector<PathStep> steps, ParsePath(path));
    RemovedNode* node = root.get();
    for (const PathStep& step : steps) {
      std::unique_ptr<RemovedNode>& next =
          step.is_element ? node->element : node->members[step.key];
      if (next == nullptr) next = std::make_unique<RemovedNode>();
      node = next.get();
    }
    node->is_removed = true;
  }
  return root;
}

Status SerializeValue(std::string_view bytes, size_t begin, uint32_t first_cell,
                      std::span<const CellEdit> edits, const RemovedNode& removed,
                      std::string* out) {
  Serializer serializer(bytes, first_cell, edits, removed, out);
  if (JsonWalker<Serializer>(bytes, &serializer).Walk(begin).status != WalkStatus::kComplete) {
    return Status::Internal("a JSON record that was checked cannot be read");
  }
  return Status::Ok();
}

}  // namespace sunder::json
