#include "connectors/json/json_indexer.h"

#include <functional>
#include <optional>
#include <unordered_map>

#include "connectors/json/json_path.h"
#include "connectors/json/json_string.h"
#include "connectors/json/json_walker.h"

namespace sunder::json {
namespace {

using NodeId = uint32_t;
constexpr uint32_t kNone = UINT32_MAX;
constexpr NodeId kRootNode = 0;
constexpr NodeId kValueNode = 1;  // a record that is no object

// The paths met in a block, as a tree. Records of one source have their keys in one order most of
// the time, so each node remembers which sibling came behind it; only a wrong guess costs a
// look-up.
class PathTree {
 public:
  explicit PathTree(std::vector<std::string>* fields) : fields_(fields) {
    nodes_.resize(2);
    nodes_[kValueNode].path = kValuePath;
  }

  // `previous`: the member met before in this object, kNone for the first.
  NodeId Member(NodeId parent, NodeId previous, std::string_view raw_key, bool is_escaped) {
    uint32_t& guess =
        previous == kNone ? nodes_[parent].first_member : nodes_[previous].next_member;
    if (guess != kNone && nodes_[guess].raw_key == raw_key) return guess;
    const auto [found, is_new] = members_.try_emplace({parent, raw_key}, NextId());
    const NodeId node = found->second;
    guess = node;  // before nodes_ may grow
    if (is_new) {
      const std::string key = is_escaped ? DecodeString(raw_key) : std::string(raw_key);
      Add(MemberPath(nodes_[parent].path, key), raw_key);
    }
    return node;
  }

  NodeId Element(NodeId parent) {
    if (nodes_[parent].element == kNone) {
      nodes_[parent].element = NextId();
      Add(ElementPath(nodes_[parent].path), {});
    }
    return nodes_[parent].element;
  }

  NodeId Position(NodeId parent, uint32_t position) {
    while (nodes_[parent].positions.size() <= position) {
      const auto next = static_cast<uint32_t>(nodes_[parent].positions.size());
      nodes_[parent].positions.push_back(NextId());
      Add(PositionPath(nodes_[parent].path, next), {});
    }
    return nodes_[parent].positions[position];
  }

  uint32_t Field(NodeId node) {
    if (nodes_[node].field == kNone) {
      // Keys that differ in their escapes only are one field.
      const std::string& path = nodes_[node].path;
      const auto [found, is_new] =
          field_of_path_.try_emplace(path, static_cast<uint32_t>(fields_->size()));
      if (is_new) fields_->push_back(path);
      nodes_[node].field = found->second;
    }
    return nodes_[node].field;
  }

 private:
  struct Node {
    std::string path;
    std::string_view raw_key;  // bytes of the block
    uint32_t field = kNone;
    NodeId element = kNone;
    std::vector<NodeId> positions;  // of a row
    NodeId first_member = kNone;    // of this object, last time
    NodeId next_member = kNone;     // behind this member, last time
  };
  struct MemberKey {
    NodeId parent;
    std::string_view raw_key;
    bool operator==(const MemberKey&) const = default;
  };
  struct MemberHash {
    size_t operator()(const MemberKey& key) const {
      return std::hash<std::string_view>()(key.raw_key) ^
             (size_t{key.parent} * 0x9E3779B97F4A7C15U);
    }
  };

  NodeId NextId() const { return static_cast<NodeId>(nodes_.size()); }
  void Add(std::string path, std::string_view raw_key) {
    nodes_.emplace_back();
    nodes_.back().path = std::move(path);
    nodes_.back().raw_key = raw_key;
  }

  std::vector<std::string>* fields_;
  std::vector<Node> nodes_;
  std::unordered_map<MemberKey, NodeId, MemberHash> members_;
  std::unordered_map<std::string, uint32_t> field_of_path_;
};

class CellHandler : public WalkHandler {
 public:
  CellHandler(RecordBlock* block, bool has_rows)
      : block_(block), has_rows_(has_rows), tree_(&block->fields) {}

  void StartRecord(uint32_t record) {
    record_ = record;
    containers_.clear();
  }

  void BeginObject() {
    containers_.push_back({containers_.empty() ? kRootNode : ValueNode(false), true, kNone, {}});
  }
  void BeginArray() {
    const bool may_be_row = containers_.empty() ? has_rows_ : !containers_.back().is_object;
    containers_.push_back({ValueNode(false), false, kNone, ElementPlaces(may_be_row)});
  }
  void EndObject() { containers_.pop_back(); }
  void EndArray() { containers_.pop_back(); }

  void Key(const RawValue& key) {
    Container& object = containers_.back();
    const std::string_view raw = block_->bytes().substr(key.begin, key.end - key.begin);
    object.member = tree_.Member(object.node, object.member, raw, key.is_escaped);
  }
  void String(const RawValue& value) {
    Add(value, value.is_escaped ? CellEncoding::kEscaped : CellEncoding::kPlain, true);
  }
  void Number(const RawValue& value) { Add(value, CellEncoding::kPlain, false); }
  void Boolean(const RawValue& value) { Add(value, CellEncoding::kPlain, false); }
  void Null(const RawValue& value) { Add({value.begin, value.begin}, CellEncoding::kPlain, false); }

 private:
  struct Container {
    NodeId node = kRootNode;
    bool is_object = false;
    NodeId member = kNone;  // the one that the last key named
    ElementPlaces places;   // of an array
  };

  // Once for each value.
  NodeId ValueNode(bool is_scalar) {
    if (containers_.empty()) return kValueNode;
    Container& container = containers_.back();
    if (container.is_object) return container.member;
    const std::optional<uint32_t> position = container.places.Next(is_scalar);
    return position ? tree_.Position(container.node, *position) : tree_.Element(container.node);
  }

  void Add(const RawValue& value, CellEncoding encoding, bool is_text) {
    block_->cells.push_back({record_, tree_.Field(ValueNode(true)),
                             static_cast<uint32_t>(value.begin), static_cast<uint32_t>(value.end),
                             encoding, is_text});
  }

  RecordBlock* block_;
  const bool has_rows_;
  PathTree tree_;
  uint32_t record_ = 0;
  std::vector<Container> containers_;
};

}  // namespace

Status JsonIndexer::Index(RecordBlock* block) const {
  CellHandler handler(block, has_rows_);
  JsonWalker<CellHandler> walker(block->bytes(), &handler);
  for (uint32_t record = 0; record < record_begins_.size(); ++record) {
    handler.StartRecord(record);
    if (walker.Walk(record_begins_[record]).status != WalkStatus::kComplete) {
      return Status::Internal("a JSON record that was checked cannot be read");
    }
  }
  block->record_count = static_cast<uint32_t>(record_begins_.size());
  return Status::Ok();
}

std::string JsonIndexer::Decode(std::string_view raw) const { return DecodeString(raw); }

}  // namespace sunder::json
