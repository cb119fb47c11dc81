#include "connectors/sqlite/sqlite_connector.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <thread>

#include "connectors/conformance/conformance.h"
#include "connectors/sqlite/copy_plan.h"
#include "connectors/sqlite/database.h"
#include "connectors/sqlite/schema.h"
#include "connectors/sqlite/test_database.h"

namespace sunder {
namespace {

namespace fs = std::filesystem;
using sqlite::TestDatabase;

void MakePeople(const std::string& path) {
  TestDatabase database(path);
  database.Run(
      "CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT NOT NULL, faith TEXT, "
      "notes, score REAL);"
      "CREATE TABLE visits(day TEXT, person INTEGER, PRIMARY KEY(person, day)) "
      "WITHOUT ROWID;");
  database.Run("BEGIN");
  for (int i = 1; i <= 2000; ++i) {
    const std::string n = std::to_string(i);
    database.Run("INSERT INTO people VALUES(" + n + ", 'Person " + n +
                 "', 'Jedi order', 'note of " + n + " for keeps', " + n + ".5)");
    if (i % 10 == 0)
      database.Run("INSERT INTO visits VALUES('2024-01-0" + n.substr(0, 1) + "', " + n + ")");
  }
  database.Run("COMMIT");
}

std::string MadeContent(const TestFolder& folder, const std::string& sql) {
  const std::string path = folder.path() + "/made.db";
  fs::remove(path);
  { TestDatabase(path).Run(sql); }
  return ReadTestFile(path);
}

SourceObject ObjectAt(const std::string& path) {
  SourceObject object;
  object.path = path;
  object.name = "source.db";
  object.connector = "sqlite";
  return object;
}

// All tables of `from`, copied to `to`.
void Copy(const std::string& from, const std::string& to,
          const std::vector<WriteOptions>& options = {}, const RecordEditor& edit = {}) {
  RewriteObject(*MakeSqliteConnector(), ObjectAt(from), to, options, edit);
}

TEST_CASE("A database keeps what every connector promises") {
  const TestFolder folder;
  ConformanceCase sample;
  sample.name = "people";
  sample.file_name = "people.sqlite";
  sample.make_file = MakePeople;
  sample.records = {2000, 200};
  sample.fields = {{"id", "name", "faith", "notes", "score"}, {"day", "person"}};
  sample.must_partition = true;
  sample.accepts_byte_order_mark = false;
  sample.removed_field = "faith";
  sample.removed_text = "Jedi order";
  sample.replaced_text = "for keeps";
  sample.runs_empty = false;
  sample.bad_utf8.content = MadeContent(
      folder,
      "CREATE TABLE t(a, b); INSERT INTO t VALUES('kept', 1), (CAST(x'42414400FF' AS TEXT), 2), "
      "('kept too', CAST(x'C3' AS TEXT)), ('last', 4)");
  sample.bad_utf8.records = 2;
  sample.bad_utf8.losses = {LossReason::kUndecodable};
  sample.bad_utf8.absent_text = "BAD";
  sample.over_limit.content =
      MadeContent(folder,
                  "CREATE TABLE t(a, b); INSERT INTO t VALUES('kept', 1), "
                  "(printf('%.*c', 600, 'Q'), printf('%.*c', 600, 'Q')), ('last', 4)");
  sample.over_limit.records = 2;
  sample.over_limit.record_size_bytes_max = 1000;
  sample.over_limit.losses = {LossReason::kOverLimit};
  sample.over_limit.absent_text = "QQQQ";
  RunConformance(*MakeSqliteConnector(), sample);
}

TEST_CASE("Recognised by content, by name, or both") {
  const auto connector = MakeSqliteConnector();
  const std::string magic("SQLite format 3\0", 16);
  CHECK(connector->Recognise("a.db", magic + "rest") == 4);
  CHECK(connector->Recognise("A.SQLITE3", magic) == 4);
  CHECK(connector->Recognise("notes.txt", magic) == 4);
  CHECK(connector->Recognise("a.db", "") == 2);
  CHECK(connector->Recognise("a.sqlite", "\x93\x01 encrypted bytes") == 2);
  CHECK(connector->Recognise("a.sqlite", "name,faith\nDora,none\n") == 0);
  CHECK(connector->Recognise("a.db", "Berkeley") == 0);
  CHECK(connector->Recognise("a.csv", "a,b") == 0);
}

TEST_CASE("Every type of value survives a copy exactly") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  TestDatabase(source).Run(
      "CREATE TABLE v(a, b TEXT, c INTEGER, d REAL, e BLOB, f NUMERIC);"
      "INSERT INTO v VALUES(NULL, '', 9223372036854775807, 0.1, x'00ff1e01', '12a');"
      "INSERT INTO v VALUES(1, 'a' || char(0) || 'b', -9223372036854775808, -1e300, x'', 1.0);"
      "INSERT INTO v VALUES(1.0, char(30) || 'text' || char(31), 'text in int', 9e999, x'616263', "
      "5);"
      "INSERT INTO v VALUES('1', 'ünï 😀', 0, -9e999, CAST('text' AS TEXT), NULL);");
  const std::string copy = folder.path() + "/copy.db";
  Copy(source, copy);
  const std::string exact =
      "SELECT typeof(a), quote(a), quote(b), hex(b), typeof(c), quote(c), typeof(d), quote(d), "
      "typeof(e), hex(e), typeof(f), quote(f) FROM v ORDER BY c, d";
  CHECK(TestDatabase(copy).Query(exact) == TestDatabase(source).Query(exact));
  CHECK(TestDatabase(copy).Query("PRAGMA integrity_check") == "ok|;");
  struct stat info {};
  REQUIRE(stat(copy.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("Cells tell text from other values; a blob that is text is judged") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  TestDatabase(source).Run(
      "CREATE TABLE v(a, b, c, d, e); INSERT INTO v VALUES('text', 5550100, "
      "CAST('blob text' AS BLOB), x'00ff', NULL)");
  const auto connector = MakeSqliteConnector();
  const auto tables = connector->Inspect(ObjectAt(source));
  REQUIRE(tables.ok());
  const ReadTable read = ReadWholeTable(*connector, (*tables)[0]);
  CHECK(read.records == std::vector<ReadRecord>{{{"a", "text", true},
                                                 {"b", "5550100", false},
                                                 {"c", "blob text", true},
                                                 {"d", "", false},
                                                 {"e", "", false}}});
  CHECK(read.ledger.bytes_delivered == 4 + 7 + 9 + 2);
}

TEST_CASE("The copy's tables are declared like the source's, without what was removed") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  TestDatabase(source).Run(
      "PRAGMA user_version=42; PRAGMA application_id=77;"
      "CREATE TABLE \"odd \"\"name\"(\"a b\" VARCHAR(30) NOT NULL DEFAULT 'x''y', n INTEGER "
      "DEFAULT -5,"
      " t TEXT DEFAULT (datetime('now') -- why\n), faith TEXT, \"rowid\" INT, total AS (n * 2) "
      "STORED);"
      "INSERT INTO \"odd \"\"name\" VALUES('v', 1, 't', 'Jedi', 9);"
      "CREATE INDEX plain ON \"odd \"\"name\"(n DESC, \"a b\" COLLATE NOCASE);"
      "CREATE INDEX on_faith ON \"odd \"\"name\"(n, faith);"
      "CREATE INDEX partial ON \"odd \"\"name\"(n) WHERE n > 0;"
      "CREATE INDEX partial_faith ON \"odd \"\"name\"(n) WHERE FAITH = 'Jedi';"
      "CREATE UNIQUE INDEX once ON \"odd \"\"name\"(t);"
      "CREATE TABLE pair(x TEXT, y TEXT, z, PRIMARY KEY(y, x)) WITHOUT ROWID;"
      "INSERT INTO pair VALUES('1', '2', '3'), ('1', '3', '4');"
      "CREATE TABLE strict_one(k INTEGER PRIMARY KEY AUTOINCREMENT, any ANY) STRICT;"
      "INSERT INTO strict_one VALUES(5, '007');"
      "CREATE VIEW v AS SELECT 1; CREATE TRIGGER g AFTER INSERT ON pair BEGIN SELECT 1; END;"
      "CREATE VIRTUAL TABLE words USING fts5(body);");
  const std::string copy = folder.path() + "/copy.db";
  Copy(source, copy, {{{"faith"}}, {{"y"}}, {}});
  TestDatabase database(copy);
  CHECK(
      database.Query("SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo('odd \"name')") ==
      "a b|VARCHAR(30)|1|0|;n|INTEGER|0|0|;t|TEXT|0|0|;rowid|INT|0|0|;total||0|0|;");
  CHECK(database.Query("SELECT * FROM \"odd \"\"name\"") == "v|1|t|9|2|;");
  database.Run("INSERT INTO \"odd \"\"name\"(n) VALUES(2)");
  CHECK(database.Query("SELECT \"a b\", length(t) FROM \"odd \"\"name\" WHERE n = 2") ==
        "x'y|19|;");
  CHECK(database.Query("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name") ==
        "once|;partial|;plain|;");
  CHECK(database.Query("SELECT name, coll, \"desc\" FROM pragma_index_xinfo('plain') WHERE key") ==
        "n|BINARY|1|;a b|NOCASE|0|;");
  CHECK(database.Query("SELECT sql FROM sqlite_schema WHERE name = 'pair'").find("WITHOUT") ==
        std::string::npos);
  CHECK(database.Query("SELECT * FROM pair ORDER BY z") == "1|3|;1|4|;");
  CHECK(database.Query("SELECT k, any, typeof(any) FROM strict_one") == "5|007|text|;");
  CHECK(database.Query("SELECT strict FROM pragma_table_list WHERE name = 'strict_one'") == "1|;");
  CHECK(database.Query("SELECT count(*) FROM sqlite_schema WHERE type IN ('view', 'trigger')") ==
        "0|;");
  CHECK(database.Query("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sqlite_seq%'") ==
        "0|;");
  CHECK(database.Query("PRAGMA user_version") == "42|;");
  CHECK(database.Query("PRAGMA application_id") == "77|;");
  CHECK(ReadTestFile(copy).find("Jedi") == std::string::npos);
  CHECK(ReadTestFile(copy).find("faith") == std::string::npos);
}

TEST_CASE("A primary key stays in its order, WITHOUT ROWID stays") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  TestDatabase(source).Run(
      "CREATE TABLE pair(x TEXT, y TEXT, z, PRIMARY KEY(y, x)) WITHOUT ROWID;"
      "INSERT INTO pair VALUES('1', '2', '3')");
  Copy(source, folder.path() + "/copy.db", {{{"z"}}});
  TestDatabase database(folder.path() + "/copy.db");
  CHECK(database.Query("SELECT name, pk FROM pragma_table_info('pair')") == "x|2|;y|1|;");
  CHECK(database.Query("SELECT wr FROM pragma_table_list WHERE name = 'pair'") == "1|;");
}

TEST_CASE("What a copy will not carry is noted, without names") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  TestDatabase(source).Run(
      "CREATE TABLE a(x CHECK(x > 0), y UNIQUE, z REFERENCES b(k), w TEXT COLLATE NOCASE, g AS "
      "(x));"
      "CREATE TABLE b(k, \"CHECK\" TEXT /* UNIQUE */, c DEFAULT 'COLLATE');"
      "CREATE VIEW secret_view AS SELECT 1; CREATE TRIGGER t AFTER INSERT ON b BEGIN SELECT 1; END;"
      "CREATE VIRTUAL TABLE f USING fts5(body);");
  const auto tables = MakeSqliteConnector()->Inspect(ObjectAt(source));
  REQUIRE(tables.ok());
  REQUIRE(tables->size() == 2);  // neither the virtual table nor those behind it
  std::string notes;
  for (const std::string& note : (*tables)[0].notes) notes += note + "\n";
  for (const char* expected : {"CHECK", "foreign keys", "collations", "UNIQUE", "generated",
                               "1 views", "1 triggers", "1 virtual tables"}) {
    INFO(expected);
    CHECK(notes.find(expected) != std::string::npos);
  }
  CHECK(notes.find("secret_view") == std::string::npos);
  CHECK((*tables)[1].notes.empty());
}

TEST_CASE("What is computed from a column that leaves is not copied without it") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  TestDatabase(source).Run(
      "CREATE TABLE p(name TEXT, \"fai,th\" TEXT, size AS (length(name)), -- (fai,th\n"
      "short TEXT AS (substr(\"fai,th\", 1, 3)), CHECK(\"fai,th\" <> ''));");
  const auto database = sqlite::Database::OpenSource(ObjectAt(source));
  REQUIRE(database.ok());
  const auto schema = sqlite::ReadSchema(**database);
  REQUIRE(schema.ok());
  const sqlite::TableSchema& table = schema->front();
  const sqlite::ColumnSchema* computed = sqlite::FindComputedFromRemoved(table, {"fai,th"});
  REQUIRE(computed != nullptr);
  CHECK(computed->name == "short");
  CHECK(sqlite::FindComputedFromRemoved(table, {"fai,th", "short"}) == nullptr);
  CHECK(sqlite::FindComputedFromRemoved(table, {}) == nullptr);
}

TEST_CASE("Withheld cells read as empty; NOT NULL columns too") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  TestDatabase(source).Run(
      "CREATE TABLE t(a TEXT, b TEXT NOT NULL, c BLOB, n INTEGER);"
      "INSERT INTO t VALUES('x', 'y', CAST('z' AS BLOB), 7);"
      "CREATE TABLE s(a TEXT NOT NULL, b INTEGER NOT NULL, c BLOB NOT NULL) STRICT;"
      "INSERT INTO s VALUES('x', 5, x'01');");
  const auto remove_all = [](const RecordBlock& block, uint32_t, std::span<const CellRef> cells) {
    std::vector<CellEdit> edits;
    for (const CellRef& cell : cells) {
      const bool replaces = block.fields[cell.field] == "c" && block.fields.size() == 4;
      edits.push_back({static_cast<uint32_t>(&cell - block.cells.data()),
                       replaces ? CellEdit::Kind::kReplace : CellEdit::Kind::kRemove, "new"});
    }
    return edits;
  };
  Copy(source, folder.path() + "/copy.db", {}, remove_all);
  TestDatabase database(folder.path() + "/copy.db");
  CHECK(database.Query("SELECT quote(a), quote(b), quote(c), quote(n) FROM t") ==
        "NULL|''|X'6E6577'|NULL|;");
  CHECK(database.Query("SELECT quote(a), quote(b), quote(c) FROM s") == "''|0|X''|;");
}

TEST_CASE("A table whose columns all leave keeps its number of records") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  TestDatabase(source).Run("CREATE TABLE t(faith TEXT); INSERT INTO t VALUES('Jedi'), ('Sith')");
  const auto connector = MakeSqliteConnector();
  const auto tables = connector->Inspect(ObjectAt(source));
  REQUIRE(tables.ok());
  const auto writer = connector->Create(folder.path() + "/copy.db", *tables, {{{"faith"}}});
  REQUIRE(writer.ok());
  REQUIRE((*writer)->Write(0, "").ok());
  REQUIRE((*writer)->Write(0, "").ok());
  REQUIRE((*writer)->Finish().ok());
  CHECK(TestDatabase(folder.path() + "/copy.db").Query("SELECT count(*), max(removed) FROM t") ==
        "2|NULL|;");
}

TEST_CASE("The bytes of a copy depend on the records and their order only") {
  const TestFolder folder;
  const std::string one = folder.path() + "/one.db";
  const std::string two = folder.path() + "/two.db";
  const std::string sql = "CREATE TABLE t(a, b, faith); CREATE INDEX i ON t(b);";
  {
    TestDatabase first(one);
    TestDatabase second(two);
    first.Run(sql);
    second.Run("PRAGMA page_size=1024; PRAGMA journal_mode=WAL;" + sql);
    for (int i = 0; i < 3000; ++i) {
      const std::string n = std::to_string(i);
      first.Run(i % 500 == 0 ? "SELECT 1" : "SELECT 2");
      if (i == 0) first.Run("BEGIN"), second.Run("BEGIN");
      first.Run("INSERT INTO t VALUES(" + n + ", 'text " + n + "', 'Jedi')");
      // Other values beside other people, other row ids.
      second.Run("INSERT INTO t(rowid, a, b, faith) VALUES(" + n + " * 3 + 7, " + n + ", 'text " +
                 n + "', " + (i % 2 == 0 ? "'Sith of a longer name'" : "NULL") + ")");
    }
    first.Run("COMMIT"), second.Run("COMMIT");
  }
  Copy(one, folder.path() + "/copy1.db", {{{"faith"}}});
  sleep(1);
  Copy(two, folder.path() + "/copy2.db", {{{"faith"}}});
  const std::string bytes = ReadTestFile(folder.path() + "/copy1.db");
  CHECK(bytes.size() > 50'000);
  CHECK((bytes == ReadTestFile(folder.path() + "/copy2.db")));
}

TEST_CASE("Two records that become one key are a store failure; a broken unique index is not") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  TestDatabase(source).Run(
      "CREATE TABLE k(a TEXT PRIMARY KEY); INSERT INTO k VALUES('one'), ('two');");
  const auto connector = MakeSqliteConnector();
  auto tables = connector->Inspect(ObjectAt(source));
  REQUIRE(tables.ok());
  auto writer = connector->Create(folder.path() + "/copy.db", *tables, {{}});
  REQUIRE(writer.ok());
  const std::string record("\x04same\0\x01", 7);
  CHECK((*writer)->Write(0, record).ok());
  const Status status = (*writer)->Write(0, record);
  CHECK(status.code() == StatusCode::kStoreFailure);
  CHECK(status.message().find("same text") == std::string::npos);
  writer->reset();
  CHECK_FALSE(fs::exists(folder.path() + "/copy.db"));
  CHECK_FALSE(fs::exists(folder.path() + "/copy.db.partial"));

  TestDatabase(source).Run("DROP TABLE k; CREATE TABLE u(a TEXT); CREATE UNIQUE INDEX i ON u(a);");
  tables = connector->Inspect(ObjectAt(source));
  REQUIRE(tables.ok());
  writer = connector->Create(folder.path() + "/copy.db", *tables, {{}});
  REQUIRE(writer.ok());
  CHECK((*writer)->Write(0, record).ok());
  CHECK((*writer)->Write(0, record).ok());
  CHECK((*writer)->Finish().ok());
  CHECK(TestDatabase(folder.path() + "/copy.db")
            .Query("SELECT \"unique\" FROM pragma_index_list('u')") == "0|;");
}

TEST_CASE("Partitions hold every record once, whatever the row ids") {
  const TestFolder folder;
  const std::string source = folder.path() + "/source.db";
  {
    TestDatabase database(source);
    database.Run(
        "CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES(-9223372036854775808), "
        "(9223372036854775807), (0), (-1), (1);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) INSERT INTO "
        "t "
        "SELECT i * 10000000000000000 - 4500000000000000000 FROM n WHERE i <> 450;"
        "CREATE TABLE none(a); CREATE TABLE hidden(rowid, oid, _rowid_); "
        "INSERT INTO hidden VALUES(1, 2, 3);");
  }
  const auto connector = MakeSqliteConnector();
  const auto tables = connector->Inspect(ObjectAt(source));
  REQUIRE(tables.ok());
  for (const TableInfo& table : *tables) {
    for (const uint32_t count : {1U, 2U, 3U, 8U, 64U}) {
      const auto partitions = connector->Plan(table, count);
      REQUIRE(partitions.ok());
      CHECK(partitions->size() <= count);
      if (table.table == "t") CHECK(partitions->size() == count);
      const ReadTable read = ReadWholeTable(*connector, table, {}, count);
      const size_t expected = table.table == "t" ? 904 : table.table == "none" ? 0 : 1;
      CHECK(read.records.size() == expected);
      CHECK(std::set<ReadRecord>(read.records.begin(), read.records.end()).size() == expected);
    }
  }
}

// Descriptors of this process that lead to a file.
size_t OpenDescriptors(const std::string& path) {
  size_t count = 0;
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code error;
    count += fs::read_symlink(entry.path(), error) == fs::canonical(path) ? 1 : 0;
  }
  return count;
}

TEST_CASE("Readers of many tables share connections, and leave none behind") {
  const TestFolder folder;
  const std::string path = folder.path() + "/many.db";
  constexpr int kTables = 40;
  {
    TestDatabase database(path);
    database.Run("BEGIN");
    for (int i = 0; i < kTables; ++i) {
      const std::string n = std::to_string(100 + i);
      database.Run("CREATE TABLE t" + n + "(a)");
      for (int row = 0; row < i % 3; ++row)
        database.Run("INSERT INTO t" + n + " VALUES(" + n + ")");
    }
    database.Run("COMMIT");
  }
  const auto connector = MakeSqliteConnector();
  auto tables = connector->Inspect(ObjectAt(path));
  REQUIRE(tables.ok());
  REQUIRE(tables->size() == kTables);
  for (int pass = 0; pass < 2; ++pass) {
    std::unique_ptr<RecordReader> open_meanwhile;
    for (int i = 0; i < kTables; ++i) {
      const TableInfo& table = (*tables)[static_cast<size_t>(i)];
      const ReadTable read = ReadWholeTable(*connector, table);
      REQUIRE(read.records.size() == static_cast<size_t>(i % 3));
      if (i % 3 > 0) CHECK(read.records[0][0].text == table.table.substr(1));
      if (i == 5) {
        auto reader = connector->Open(table, Partition(), ReadOptions());
        REQUIRE(reader.ok());
        open_meanwhile = std::move(*reader);
      }
      // One for the reader at hand, one for the other.
      CHECK(OpenDescriptors(path) <= 2);
    }
    RecordBlock block;
    REQUIRE(*open_meanwhile->Next(&block));
    CHECK(block.record_count == 2);
    open_meanwhile.reset();
    CHECK(OpenDescriptors(path) == 0);
  }
}

TEST_CASE("An empty file is a database without tables") {
  const TestFolder folder;
  const auto tables = MakeSqliteConnector()->Inspect(ObjectAt(folder.Write("empty.db", "")));
  REQUIRE(tables.ok());
  CHECK(tables->empty());
}

TEST_CASE("A live database in WAL mode is read in one snapshot while it is written") {
  const TestFolder folder;
  const std::string source = folder.path() + "/live.db";
  TestDatabase writer(source);
  writer.Run("PRAGMA journal_mode=WAL; CREATE TABLE t(a, b); ");
  writer.Run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
      "INSERT INTO t SELECT i, 1 FROM n");
  const auto connector = MakeSqliteConnector();
  const auto tables = connector->Inspect(ObjectAt(source));
  REQUIRE(tables.ok());
  ReadOptions options;
  options.block_size_bytes = 1000;
  auto reader = connector->Open((*tables)[0], {}, options);
  REQUIRE(reader.ok());
  RecordBlock block;
  std::string seen;
  uint64_t records = 0;
  while (true) {
    const auto more = (*reader)->Next(&block);
    REQUIRE(more.ok());
    if (!*more) break;
    records += block.record_count;
    writer.Run("UPDATE t SET b = b + 1; INSERT INTO t VALUES(0, 99)");
    for (const CellRef& cell : block.cells) {
      if (block.fields[cell.field] == "b") CHECK(block.Text(cell, &seen) == "1");
    }
  }
  CHECK(records == 5000);
}

TEST_CASE("Reading leaves no file beside a database, not even in WAL mode") {
  const TestFolder folder;
  const std::string source = folder.path() + "/quiet.db";
  TestDatabase(source).Run("PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1)");
  REQUIRE(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
  const auto connector = MakeSqliteConnector();
  const auto tables = connector->Inspect(ObjectAt(source));
  REQUIRE(tables.ok());
  CHECK(ReadWholeTable(*connector, (*tables)[0]).records.size() == 1);
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);

  // It was read without locks: a change meanwhile is noticed.
  auto reader = connector->Open((*tables)[0], {}, {});
  REQUIRE(reader.ok());
  TestDatabase(source).Run("INSERT INTO t VALUES(2)");
  RecordBlock block;
  Result<bool> more = (*reader)->Next(&block);
  while (more.ok() && *more) more = (*reader)->Next(&block);
  REQUIRE_FALSE(more.ok());
  CHECK(more.status().code() == StatusCode::kUnreadable);
  CHECK((*reader)->ledger().HasLoss());
}

TEST_CASE("A locked database is unreadable, and the message says what to do") {
  const TestFolder folder;
  const std::string source = folder.path() + "/locked.db";
  TestDatabase writer(source);
  writer.Run("CREATE TABLE t(a); BEGIN EXCLUSIVE; INSERT INTO t VALUES(1)");
  const auto tables = MakeSqliteConnector()->Inspect(ObjectAt(source));
  REQUIRE_FALSE(tables.ok());
  CHECK(tables.status().code() == StatusCode::kUnreadable);
  CHECK(tables.status().message().find("source.db") != std::string::npos);
  CHECK(tables.status().message().find("locked") != std::string::npos);
  CHECK(tables.status().message().find(".backup") != std::string::npos);
}

TEST_CASE("Missing, foreign and damaged files are errors of their own") {
  const TestFolder folder;
  const auto connector = MakeSqliteConnector();
  CHECK(connector->Inspect(ObjectAt(folder.path() + "/none.db")).status().code() ==
        StatusCode::kNotFound);
  CHECK(connector->Inspect(ObjectAt(folder.Write("text.db", std::string(5000, 'x'))))
            .status()
            .code() == StatusCode::kUnreadable);
  CHECK(connector->Inspect(ObjectAt("-")).status().code() == StatusCode::kUsage);

  const std::string source = folder.path() + "/people.db";
  MakePeople(source);
  const std::string whole = ReadTestFile(source);
  const std::string cut = folder.Write("cut.db", whole.substr(0, whole.size() / 2));
  const auto tables = connector->Inspect(ObjectAt(cut));
  if (!tables.ok()) {
    CHECK(tables.status().code() == StatusCode::kUnreadable);
    return;
  }
  uint64_t records = 0;
  auto reader = connector->Open((*tables)[0], {}, {});
  REQUIRE(reader.ok());
  RecordBlock block;
  Result<bool> more = (*reader)->Next(&block);
  for (; more.ok() && *more; more = (*reader)->Next(&block)) records += block.record_count;
  REQUIRE_FALSE(more.ok());
  CHECK(records < 2000);
  CHECK((*reader)->ledger().records == records);
  CHECK((*reader)->ledger().HasLoss());
  CHECK((*reader)->ledger().Balances());
}

TEST_CASE("Paths with signs that a URI would read are plain names") {
  const TestFolder folder;
  for (const char* name : {"a?mode=rwc&x.db", "b#c.db", "d%41.db", "e f.db", "ü.db"}) {
    INFO(name);
    const std::string source = folder.path() + "/" + name;
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open_v2(source.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                            nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_exec(handle, "CREATE TABLE t(a)", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
    const auto tables = MakeSqliteConnector()->Inspect(ObjectAt(source));
    REQUIRE(tables.ok());
    CHECK(tables->size() == 1);
  }
}

TEST_CASE("Texts of a UTF-16 database arrive as UTF-8") {
  const TestFolder folder;
  const std::string source = folder.path() + "/wide.db";
  TestDatabase(source).Run(
      "PRAGMA encoding='UTF-16le'; CREATE TABLE t(a); INSERT INTO t VALUES('ünï 😀')");
  const auto connector = MakeSqliteConnector();
  const auto tables = connector->Inspect(ObjectAt(source));
  REQUIRE(tables.ok());
  CHECK(ReadWholeTable(*connector, (*tables)[0]).records[0][0].text == "ünï 😀");
  CHECK((*tables)[0].notes.back().find("UTF-8") != std::string::npos);
}

}  // namespace
}  // namespace sunder
