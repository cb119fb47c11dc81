// store_shape: whatever the segregated store holds besides labels and counts can carry a trace.
#include <sqlite3.h>

#include <set>

#include "verifier/attack.h"
#include "verifier/segregated_csv.h"

namespace sunder::verifier {
namespace {

// Offsets and sizes in the SQLite database header (https://www.sqlite.org/fileformat.html, 1.3).
struct HeaderField {
  size_t offset;
  size_t size_bytes;
  uint32_t value_max;
  const char* complaint;
};
constexpr HeaderField kHeaderFields[] = {
    {18, 1, 1, "the file was written with a write-ahead log"},
    {19, 1, 1, "the file was written with a write-ahead log"},
    // Counts the commits; a fresh file that was written in one transaction has 1.
    {24, 4, 1, "the file was changed after it was made (change counter)"},
    {36, 4, 0, "the file holds free pages"},
    {52, 4, 0, "the file was vacuumed"},
    // 1: the version of the layout.
    {60, 4, 1, "user_version is set"},
    {68, 4, 0, "application_id is set"},
};
constexpr size_t kHeaderSizeBytes = 100;
constexpr size_t kVersionOffset = 96;

uint32_t Word(const std::string& bytes, size_t offset, size_t size_bytes) {
  uint32_t word = 0;
  for (size_t i = 0; i < size_bytes; ++i) {
    word = word << 8 | static_cast<unsigned char>(bytes[offset + i]);
  }
  return word;
}

// The header's counters and the writer's version belong to no cell.
std::string Masked(std::string bytes) {
  bytes.replace(24, 4, 4, '\0');
  bytes.replace(92, 8, 8, '\0');
  return bytes;
}

class StoreShapeAttack : public Attack {
 public:
  explicit StoreShapeAttack(const AttackContext& context) : context_(context) {}

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("store_shape", "Shape of the segregated store",
                 "Does the segregated store hold anything besides one sorted table of labels and "
                 "counts a category: keys, row ids, free pages, a history?");
    if (!context_.segregated) {
      return Undecided(std::move(result), "no segregated store", "name the segregated store");
    }
    const SegregatedFile& file = *context_.segregated;
    CheckHeader(file);
    for (const std::string& type : file.other_objects) complaints_.push_back("it has a " + type);
    for (const SegregatedTable& table : file.tables) CheckTable(table);
    CheckClaimedTables(file);
    SUNDER_RETURN_IF_ERROR(CheckCopies(file));
    bool is_comparable = true;
    SUNDER_RETURN_IF_ERROR(Compare(file, &is_comparable));
    const std::string measure = Counted(complaints_.size(), "deviation") + " in " +
                                Counted(file.tables.size(), "table") + ", " +
                                Counted(file.bytes.size(), "byte");
    if (!complaints_.empty()) {
      return Failed(std::move(result), measure + ": " + Listed(complaints_),
                    "destroy the segregated store and split again; nobody may write to it");
    }
    if (!is_comparable) {
      return Undecided(std::move(result),
                       measure + "; the bytes could not be compared with a fresh file",
                       "verify with the SQLite version that the store was written with");
    }
    return Passed(std::move(result), measure + "; the bytes follow from the cells alone");
  }

 private:
  void CheckHeader(const SegregatedFile& file) {
    if (file.bytes.size() < kHeaderSizeBytes) return;
    for (const HeaderField& field : kHeaderFields) {
      if (Word(file.bytes, field.offset, field.size_bytes) > field.value_max) {
        complaints_.push_back(field.complaint);
      }
    }
  }

  void CheckTable(const SegregatedTable& table) {
    if (!table.IsCategory()) {
      complaints_.push_back("a table has other columns than (context,) parent, value and count");
      return;
    }
    if (!table.columns[static_cast<size_t>(table.Column("value"))].is_key ||
        !table.columns[static_cast<size_t>(table.Column("parent"))].is_key) {
      complaints_.push_back("a table's key is not (parent, value)");
    }
    const int context = table.Column("context");
    if (context >= 0 && !table.columns[static_cast<size_t>(context)].is_key) {
      complaints_.push_back("a table's key leaves the context out");
    }
    if (table.columns[static_cast<size_t>(table.Column("count"))].is_key) {
      complaints_.push_back("a table's key holds the count, so that a label may stand twice");
    }
    // Case as SQLite wrote it into the schema.
    if (table.sql.find("WITHOUT ROWID") == std::string::npos) {
      complaints_.push_back("a table has row ids");
    }
    if (table.sql.find("--") != std::string::npos || table.sql.find("/*") != std::string::npos) {
      complaints_.push_back("the schema holds a comment");
    }
    for (const auto& row : table.rows) {
      const SegregatedCell& count = row[static_cast<size_t>(table.Column("count"))];
      if (count.kind == SegregatedCellKind::kInteger && count.integer > 0) continue;
      complaints_.push_back("a count is no positive number");
      break;
    }
  }

  void CheckClaimedTables(const SegregatedFile& file) {
    std::set<std::string> names;
    for (const SegregatedTable& table : file.tables) names.insert(table.name);
    if (!context_.input.claims) return;
    std::set<std::string> claimed;
    for (const PublishedCategory& category : context_.input.claims->categories) {
      claimed.insert(category.label);
    }
    if (names != claimed)
      complaints_.push_back("its tables are not the categories of the evidence");
  }

  // CSV copies of the tables must be just that.
  Status CheckCopies(const SegregatedFile& file) {
    for (const StoreFile& copy : context_.segregated_files) {
      const SegregatedTable* table = TableOfCopy(file, copy.name);
      if (table == nullptr) continue;
      const std::string expected = ExpectedCopy(*table);
      SUNDER_ASSIGN_OR_RETURN(const std::string bytes,
                              ReadFileHead(copy.path, expected.size() + 1));
      if (bytes != expected) complaints_.push_back("a CSV copy differs from its table");
    }
    return Status::Ok();
  }

  Status Compare(const SegregatedFile& file, bool* is_comparable) {
    if (!complaints_.empty()) return Status::Ok();
    for (const SegregatedTable& table : file.tables) {
      if (table.has_more_rows) complaints_.push_back("a table has more rows than any vocabulary");
    }
    if (!complaints_.empty()) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(const std::string fresh, RebuildSegregatedFile(file));
    if (file.bytes.size() < kHeaderSizeBytes || fresh.size() < kHeaderSizeBytes) {
      // A database without tables is an empty file.
      if (!file.tables.empty()) complaints_.push_back("it has no header");
      return Status::Ok();
    }
    if (Masked(fresh) == Masked(file.bytes)) return Status::Ok();
    const bool is_same_writer =
        Word(file.bytes, kVersionOffset, 4) == static_cast<uint32_t>(sqlite3_libversion_number());
    *is_comparable = is_same_writer;
    if (is_same_writer) complaints_.push_back("its bytes are not those that its cells make");
    return Status::Ok();
  }

  const AttackContext& context_;
  std::vector<std::string> complaints_;
};

}  // namespace

std::unique_ptr<Attack> NewStoreShapeAttack(const AttackContext& context) {
  return std::make_unique<StoreShapeAttack>(context);
}

}  // namespace sunder::verifier
