// row_order: rows in the order of the source may be sorted by the very column that left.
#include <algorithm>

#include "verifier/attack.h"
#include "verifier/sqlite_keys.h"
#include "verifier/temporary_folder.h"

namespace sunder::verifier {
namespace {

class RowOrderAttack : public Attack, public IdentityObserver {
 public:
  explicit RowOrderAttack(const AttackContext& context) : context_(context) {}

  IdentityObserver* observer() override { return this; }

  Status BeginTable(const Connector& connector, const TableInfo& table) override {
    order_ = ExpectedOrder(table);
    last_.clear();
    last_raw_.clear();
    is_sorted_ = is_sorted_raw_ = true;
    records_ = 0;
    is_database_ = connector.traits().is_database;
    name_ = table.object.name + (table.table.empty() ? "" : "/" + table.table);
    if (order_ != Order::kCanonical) return Status::Ok();
    if (folder_.path().empty()) SUNDER_RETURN_IF_ERROR(folder_.Create());
    // Only its serialisation is used; the file goes with the writer.
    SUNDER_ASSIGN_OR_RETURN(
        writer_, connector.Create(folder_.path() + "/table" + std::to_string(tables_), {table},
                                  {WriteOptions()}));
    return Status::Ok();
  }

  Status SeeRecord(const IdentityRecord& record) override {
    ++records_;
    if (order_ != Order::kCanonical || !(is_sorted_ || is_sorted_raw_)) return Status::Ok();
    std::string bytes;
    SUNDER_RETURN_IF_ERROR(writer_->Serialize(0, record.block, record.record, {}, &bytes));
    if (records_ > 1 && bytes < last_) is_sorted_ = false;
    last_ = std::move(bytes);
    if (is_database_) {
      is_sorted_raw_ = false;
      return Status::Ok();
    }
    std::string raw = RawLine(record);
    if (records_ > 1 && raw < last_raw_) is_sorted_raw_ = false;
    last_raw_ = std::move(raw);
    return Status::Ok();
  }

  Status EndTable() override {
    writer_.reset();
    ++tables_;
    if (order_ == Order::kKept) kept_.push_back(name_);
    if (order_ == Order::kSource) ++in_source_order_;
    if (order_ == Order::kCanonical && records_ > 1 && !is_sorted_ && !is_sorted_raw_) {
      out_of_order_.push_back(name_);
    }
    return Status::Ok();
  }

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("row_order", "Row order",
                 "Do the rows of the identity store stand in an order that the removed values may "
                 "have made?");
    if (context_.input.identity.empty()) {
      return Undecided(std::move(result), "no identity store", "name the identity store");
    }
    std::string measure = std::to_string(out_of_order_.size()) + " of " +
                          Counted(tables_, "table") + " out of canonical order";
    if (in_source_order_ > 0) {
      measure += ", " + std::to_string(in_source_order_) + " in an order of their own";
    }
    if (!out_of_order_.empty()) {
      return Failed(
          std::move(result), measure,
          "split again without --keep-order, or sort these tables: " + Listed(out_of_order_));
    }
    if (!kept_.empty()) {
      return Undecided(std::move(result),
                       measure + ", " + std::to_string(kept_.size()) +
                           " in the source's order by a recorded choice",
                       "make sure that the source was not sorted by a special category, or split "
                       "again without --keep-order: " +
                           Listed(kept_));
    }
    return Passed(std::move(result), measure);
  }

 private:
  enum class Order { kCanonical, kKept, kSource, kByKey };

  Order ExpectedOrder(const TableInfo& table) const {
    // A table that lies in the order of its own primary key stands in an order of identities.
    if (IsOrderedByKey(table)) return Order::kByKey;
    const IdentityTable* claim = context_.claims.TableOf(table);
    if (claim != nullptr && claim->order == "kept") return Order::kKept;
    // Whatever is claimed: only texts and logs have an order of their own, and files that no split
    // can rewrite; it never takes anything out of them.
    const bool has_own_order = table.keeps_order || !table.read_only_reason.empty();
    return has_own_order ? Order::kSource : Order::kCanonical;
  }

  // The record as it lies in the file: a reader may sniff another dialect of the same bytes than
  // they were sorted in. Records without cells have none.
  static std::string RawLine(const IdentityRecord& record) {
    if (record.cells.empty()) return {};
    const std::string_view bytes = record.block.bytes();
    size_t begin = record.cells.front().begin;
    const size_t line_end = begin == 0 ? std::string_view::npos : bytes.rfind('\n', begin - 1);
    begin = line_end == std::string_view::npos ? 0 : line_end + 1;
    const size_t end = bytes.find('\n', record.cells.back().end);
    return std::string(bytes.substr(begin, end == std::string_view::npos ? end : end - begin));
  }

  const AttackContext& context_;
  TemporaryFolder folder_;
  std::unique_ptr<ObjectWriter> writer_;
  Order order_ = Order::kCanonical;
  std::string name_;
  std::string last_;
  std::string last_raw_;
  bool is_sorted_ = true;
  bool is_sorted_raw_ = true;
  bool is_database_ = false;
  uint64_t records_ = 0;
  uint64_t tables_ = 0;
  uint64_t in_source_order_ = 0;
  std::vector<std::string> out_of_order_;
  std::vector<std::string> kept_;
};

}  // namespace

std::unique_ptr<Attack> NewRowOrderAttack(const AttackContext& context) {
  return std::make_unique<RowOrderAttack>(context);
}

}  // namespace sunder::verifier
