#include "connectors/json/json_serializer.h"

#include <optional>
#include <utility>

#include "connectors/json/json_path.h"
#include "connectors/json/json_string.h"
#include "connectors/json/json_walker.h"

namespace sunder::json {
namespace {

class Serializer : public WalkHandler {
 public:
  Serializer(std::string_view bytes, uint32_t first_cell, std::span<const CellEdit> edits,
             const RemovedNode& removed, std::string* out, bool has_rows)
      : bytes_(bytes),
        next_cell_(first_cell),
        edits_(edits),
        removed_(removed),
        out_(out),
        has_rows_(has_rows) {}

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
    size_t item_begin = 0;   // in out_, of the item being written, its comma and key included
    ElementPlaces places;    // of an array
    bool has_place = false;  // the item being written has a position
    size_t kept_count = 0;   // items up to the last one that was not removed
    size_t kept_end = 0;     // behind it, in out_
  };
  struct Item {
    const RemovedNode* node = nullptr;
    bool is_removed = false;
    const CellEdit* edit = nullptr;  // a replacement
  };

  std::string_view Raw(const RawValue& value) const {
    return bytes_.substr(value.begin, value.end - value.begin);
  }

  static const RemovedNode* NodeAt(const auto& nodes, const auto& key) {
    const auto found = nodes.find(key);
    return found == nodes.end() ? nullptr : found->second.get();
  }

  enum class Kind : uint8_t { kObject, kArray, kScalar };

  // The node of the value that comes next; once for each value.
  const RemovedNode* ValueNode(Kind kind) {
    if (containers_.empty()) {
      return kind == Kind::kObject ? &removed_ : NodeAt(removed_.members, kValuePath);
    }
    Container& container = containers_.back();
    if (container.is_object) return container.member_node;
    const std::optional<uint32_t> position = container.places.Next(kind == Kind::kScalar);
    container.has_place = position.has_value();
    if (container.node == nullptr) return nullptr;
    return position ? NodeAt(container.node->positions, *position) : container.node->element.get();
  }

  // Members began with their key; elements begin here.
  void BeginItem() {
    if (containers_.empty() || containers_.back().is_object) return;
    containers_.back().item_begin = out_->size();
    if (containers_.back().item_count > 0) out_->push_back(',');
  }

  void Begin(bool is_object) {
    BeginItem();
    const bool may_be_row = containers_.empty() ? has_rows_ : !containers_.back().is_object;
    const RemovedNode* const node = ValueNode(is_object ? Kind::kObject : Kind::kArray);
    out_->push_back(is_object ? '{' : '[');
    containers_.push_back(
        {node, nullptr, is_object, 0, 0, ElementPlaces(may_be_row), false, 0, out_->size()});
  }

  void End(char bracket) {
    const Container ended = containers_.back();
    containers_.pop_back();
    out_->resize(ended.kept_end);
    out_->push_back(bracket);
    const bool is_record = containers_.empty();
    if (ended.kept_count == 0 && ended.node != nullptr && !is_record) {
      Drop();
    } else {
      Keep();
    }
  }

  Item BeginScalar() {
    BeginItem();
    const uint32_t cell = next_cell_++;
    Item item;
    item.node = ValueNode(Kind::kScalar);
    item.is_removed = item.node != nullptr && item.node->is_removed;
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
    const Item item = BeginScalar();
    if (item.is_removed || (is_null && item.node != nullptr && item.edit == nullptr)) {
      return Drop();
    }
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
      return;
    }
    Container& container = containers_.back();
    out_->resize(container.item_begin);
    if (!container.has_place) return;
    out_->append(container.item_count > 0 ? ",null" : "null");
    ++container.item_count;
  }

  void Keep() {
    if (containers_.empty()) return;
    Container& container = containers_.back();
    container.kept_count = ++container.item_count;
    container.kept_end = out_->size();
  }

  std::string_view bytes_;
  uint32_t next_cell_;
  std::span<const CellEdit> edits_;
  size_t next_edit_ = 0;
  const RemovedNode& removed_;
  std::string* out_;
  const bool has_rows_;
  std::vector<Container> containers_;
};

}  // namespace

Result<std::unique_ptr<RemovedNode>> MakeRemovedTree(const std::vector<std::string>& paths) {
  auto root = std::make_unique<RemovedNode>();
  for (const std::string& path : paths) {
    SUNDER_ASSIGN_OR_RETURN(const std::vector<PathStep> steps, ParsePath(path));
    RemovedNode* node = root.get();
    for (const PathStep& step : steps) {
      std::unique_ptr<RemovedNode>& next = step.position     ? node->positions[*step.position]
                                           : step.is_element ? node->element
                                                             : node->members[step.key];
      if (next == nullptr) next = std::make_unique<RemovedNode>();
      node = next.get();
    }
    node->is_removed = true;
  }
  return root;
}

Status SerializeValue(std::string_view bytes, size_t begin, uint32_t first_cell,
                      std::span<const CellEdit> edits, const RemovedNode& removed, std::string* out,
                      bool has_rows) {
  Serializer serializer(bytes, first_cell, edits, removed, out, has_rows);
  if (JsonWalker<Serializer>(bytes, &serializer).Walk(begin).status != WalkStatus::kComplete) {
    return Status::Internal("a JSON record that was checked cannot be read");
  }
  return Status::Ok();
}

}  // namespace sunder::json
