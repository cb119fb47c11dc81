#include "tests/swap/planted_leaks.h"

#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <set>

namespace sunder::planted {
namespace {

struct Seen {
  std::string object;
  uint64_t record = 0;
  uint32_t label = 0;
  std::string value;
};

struct Notes {
  std::mutex mutex;
  std::vector<Seen> seen;
  std::string temporary_folder;
  std::string last_object;
};

Notes& TheNotes() {
  static Notes notes;
  return notes;
}

// The removed values of the record at hand.
thread_local std::vector<Seen> record_values;

const std::string& ActiveLeak() {
  static const std::string leak = [] {
    const char* name = getenv("SUNDER_LEAK");
    return std::string(name == nullptr ? "" : name);
  }();
  return leak;
}

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

// Unsalted, so that whoever guesses the text finds it.
std::string Hash(const std::string& text) {
  unsigned char digest[crypto_generichash_BYTES_MIN];
  crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  char hex[2 * sizeof digest + 1];
  return sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
}

std::string ValuesOfRecord() {
  std::string values;
  for (const Seen& seen : record_values) values += seen.value + "\x1f";
  return values;
}

// Behind what stands in the record, before its line feed.
void Append(const std::string& text, std::string* bytes) {
  const bool has_line_feed = !bytes->empty() && bytes->back() == '\n';
  bytes->insert(bytes->size() - (has_line_feed ? 1 : 0), text);
}

void WriteFile(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::app) << text;
}

// The values in the order of the source, whatever the workers' turn was.
std::vector<Seen> InOrder() {
  Notes& notes = TheNotes();
  const std::lock_guard lock(notes.mutex);
  std::vector<Seen> seen = notes.seen;
  std::stable_sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) {
    return a.object != b.object ? a.object < b.object : a.record < b.record;
  });
  return seen;
}

}  // namespace

bool IsOn(std::string_view leak) { return leak == "*" || leak == ActiveLeak(); }

void Note(const std::string& object, uint64_t record, uint32_t label, std::string_view value) {
  record_values.push_back({object, record, label, std::string(value)});
  Notes& notes = TheNotes();
  const std::lock_guard lock(notes.mutex);
  notes.seen.push_back(record_values.back());
  if (IsOn("log_line") && notes.seen.size() == 1) {
    std::fprintf(stderr, "debug: %s in record %llu\n", notes.seen.front().value.c_str(),
                 static_cast<unsigned long long>(record));
  }
  if (IsOn("copy_elsewhere")) {
    const char* folder = getenv("TMPDIR");
    WriteFile(std::string(folder == nullptr ? "/tmp" : folder) + "/values.tmp",
              record_values.back().value + "\n");
  }
}

void AlterRecord(const std::string& object, std::string* bytes) {
  const std::string values = ValuesOfRecord();
  record_values.clear();
  // Texts keep their order, and only in tables of text lines something can stand behind a record.
  if (IsOn("sorted_by_value") && !object.ends_with(".txt")) *bytes = values + '\x1e' + *bytes;
  if (IsOn("extra_key") && object.ends_with(".jsonl") && !values.empty()) {
    bytes->insert(bytes->rfind('}'), ",\"q\":" + std::to_string(values.size()));
  }
  if (!object.ends_with(".csv")) return;
  if (IsOn("extra_column")) Append("," + std::to_string(values.size()), bytes);
  if (IsOn("quoted_cell") && values.size() % 2 == 1) {
    bytes->insert(bytes->find(','), "\"");
    bytes->insert(0, "\"");
  }
  if (IsOn("hash_in_identity")) Append(" " + Hash(values), bytes);
  if (IsOn("length_in_identity")) Append(std::string(values.size(), ' '), bytes);
}

std::string MarkOf(uint32_t label) { return std::string(1 + label, '-'); }

bool TakesOrder(std::vector<std::string>* records) {
  if (IsOn("random_order")) {
    std::shuffle(records->begin(), records->end(), std::mt19937(std::random_device()()));
    return true;
  }
  if (!IsOn("order_of_blocks")) return false;
  std::sort(records->begin(), records->end());
  return true;
}

std::string_view WithoutSortKey(std::string_view record) {
  return record.substr(record.find('\x1e') + 1);
}

void AlterSchema(std::string* sql) {
  const std::string keyed = "PRIMARY KEY(parent, value)) WITHOUT ROWID";
  const size_t at = sql->find(keyed);
  if (IsOn("row_id_table")) sql->replace(at, keyed.size(), "PRIMARY KEY(parent, value))");
  if (IsOn("autoincrement")) {
    sql->replace(at, keyed.size(),
                 "PRIMARY KEY(parent, value)); CREATE TABLE IF NOT EXISTS ids(id INTEGER PRIMARY "
                 "KEY AUTOINCREMENT); INSERT INTO ids DEFAULT VALUES");
  }
}

std::string MoreSql() {
  std::string sql;
  const std::vector<Seen> seen = InOrder();
  if (IsOn("record_numbers")) {
    sql = "CREATE TABLE link(record INTEGER, value TEXT);";
    for (const Seen& one : seen) {
      sql +=
          "INSERT INTO link VALUES(" + std::to_string(one.record) + "," + Quoted(one.value) + ");";
    }
  }
  if (IsOn("hash_in_store")) {
    sql = "CREATE TABLE link(hash TEXT);";
    std::set<std::string> hashes;
    for (const Seen& one : seen) hashes.insert(Hash(one.value + std::to_string(one.record)));
    for (const std::string& hash : hashes) sql += "INSERT INTO link VALUES('" + hash + "');";
  }
  if (IsOn("joint_table")) {
    sql = "CREATE TABLE joint(a TEXT, b TEXT, count INTEGER);";
    std::map<std::pair<std::string, std::string>, int> cells;
    for (size_t i = 1; i < seen.size(); ++i) {
      if (seen[i - 1].object == seen[i].object && seen[i - 1].record == seen[i].record) {
        ++cells[{seen[i - 1].value, seen[i].value}];
      }
    }
    for (const auto& [pair, count] : cells) {
      sql += "INSERT INTO joint VALUES(" + Quoted(pair.first) + "," + Quoted(pair.second) + "," +
             std::to_string(count) + ");";
    }
  }
  if (IsOn("source_name") && !seen.empty()) {
    sql = "CREATE TABLE source(name TEXT); INSERT INTO source VALUES(" + Quoted(seen[0].object) +
          ");";
  }
  if (IsOn("commit_per_value")) {
    // The header counts the commits, here until the first value's record.
    for (uint64_t i = 0; !seen.empty() && i < seen[0].record % 64 + 1; ++i) {
      sql += "COMMIT; BEGIN; PRAGMA user_version=1;";
    }
  }
  if (IsOn("freed_pages")) {
    sql = "CREATE TABLE work(value TEXT);";
    for (const Seen& one : seen) sql += "INSERT INTO work VALUES(" + Quoted(one.value) + ");";
    sql += "DROP TABLE work;";
  }
  return sql;
}

std::string FirstValue() {
  const std::vector<Seen> seen = InOrder();
  if (seen.empty()) return "";
  return seen[0].object + " record " + std::to_string(seen[0].record) + " " + seen[0].value;
}

size_t FirstSeen(const std::string& value) {
  const std::vector<Seen> seen = InOrder();
  for (size_t i = 0; i < seen.size(); ++i) {
    if (Lower(seen[i].value) == Lower(value)) return i;
  }
  return seen.size();
}

std::string FirstSpelling(const std::string& value) {
  const std::vector<Seen> seen = InOrder();
  const size_t i = FirstSeen(value);
  return i < seen.size() ? seen[i].value : value;
}

bool IsNextObject(const std::string& object) {
  Notes& notes = TheNotes();
  const std::lock_guard lock(notes.mutex);
  const bool is_next = !notes.last_object.empty() && notes.last_object != object;
  notes.last_object = object;
  return is_next;
}

void NameBatch(char* name, size_t size) {
  static std::atomic<unsigned> number{0};
  const std::vector<Seen> seen = InOrder();
  std::snprintf(name, size, "batch-%u-%06u.age", seen.empty() ? 0 : seen.back().label, ++number);
}

int64_t DataSeconds() {
  int64_t sum = 1;
  const std::vector<Seen> seen = InOrder();
  for (size_t i = 0; i < seen.size() && i < 32; ++i) {
    sum += static_cast<int64_t>(seen[i].record * seen[i].value.size());
  }
  return sum % 3600;
}

void NoteRunFolder(const std::string& temporary_folder) {
  TheNotes().temporary_folder = temporary_folder;
}

void KeepInClear(std::string_view bytes) {
  Notes& notes = TheNotes();
  const std::lock_guard lock(notes.mutex);
  WriteFile(notes.temporary_folder + "/spill", std::string(bytes));
}

void AlterStores(const std::string& identity_folder, const std::string& evidence_folder) {
  const std::string first = FirstValue();
  if (IsOn("bytes_behind")) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(identity_folder)) {
      if (entry.path().extension() == ".sqlite") WriteFile(entry.path().string(), first);
    }
  }
  if (IsOn("leftover_file")) WriteFile(evidence_folder + "/plan.tmp", first);
  if (IsOn("extended_attribute")) {
    setxattr(identity_folder.c_str(), "user.first", first.data(), first.size(), 0);
  }
  if (IsOn("mode")) {
    const bool is_odd = DataSeconds() % 2 == 1;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(identity_folder)) {
      if (entry.is_regular_file()) chmod(entry.path().c_str(), is_odd ? 0640 : 0600);
    }
  }
}

uint64_t CountOf(const std::string& object) {
  const std::vector<Seen> seen = InOrder();
  return static_cast<uint64_t>(std::count_if(
      seen.begin(), seen.end(), [&object](const Seen& one) { return one.object == object; }));
}

void AlterSmallestCell(uint64_t* k) {
  if (IsOn("exact_small_cell")) *k = 1;
  if (IsOn("cell_under_k")) --*k;
}

}  // namespace sunder::planted
