// Connector: one kind of source, with its reader and its writer. At most six virtual methods each;
// what a connector cannot do is a flag, not a method that fails.
//
// A connector lives in one folder `connectors/NAME` that calls `sunder_add_connector(NAME ...)` in
// its CMakeLists.txt; a generated table (BuiltinConnectors) registers it.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ledger.h"
#include "core/record_block.h"
#include "core/status.h"

namespace sunder {

enum class Codec : uint8_t { kNone, kGzip, kZstd, kBzip2, kXz, kLz4 };

// What tells one state of a file from a later one.
struct FileState {
  uint64_t size_bytes = 0;
  int64_t modified_nanoseconds = 0;  // Unix time
  uint64_t inode = 0;

  friend bool operator==(const FileState&, const FileState&) = default;
};

class SealedSpool;

// Bytes that were unpacked from an archive (connectors/decode/sealed_spool.h).
struct SpooledBytes {
  std::shared_ptr<const SealedSpool> spool;  // nullptr: the object is no part of an archive
  uint64_t begin_bytes = 0;
  uint64_t size_bytes = 0;
  // Why the bytes are not all that the archive should hold, and what to do; empty: they are.
  std::string damage;
};

// A file, an entry of an archive, or "-" (standard input) that a connector was chosen for. It is
// opened by the functions of connectors/decode, not by its path.
struct SourceObject {
  std::string path;       // of the file, or of the archive that holds it; "-" for standard input
  std::string name;       // shown to people: relative to the source that was named
  std::string connector;  // `csv`
  // The encoding of its text and what told it (see ObjectCoverage); empty: UTF-8, or a
  // format that has no encoding of its own (databases). Its streams and sinks speak UTF-8.
  std::string encoding;
  std::string encoding_by;
  uint32_t encoding_confidence = 0;
  // What was found out about its text when it was listed: kMojibake, kMixedEncodings, of no bytes.
  std::vector<Loss> remarks;
  Codec codec = Codec::kNone;
  uint64_t size_bytes = 0;  // on disk; 0 when not known (pipes)
  // Of the file at `path` when it was listed; nothing where no file of its own is there.
  std::optional<FileState> state;
  // Reading fails (kRefused) where a codec gives more than so many times what it took, as bombs
  // do; 0: no limit.
  uint32_t unpacked_ratio_max = 0;
  SpooledBytes spooled;
  // Of an entry of an archive: where a split puts it, "x.zip/a.csv" for the name "x.zip!a.csv".
  std::string unpacked_name;
  // The files that it carries (AttachmentReader) are objects of their own in the listing.
  bool are_attachments_listed = false;
  // The run holds the file for itself (a split in place): it is read without locks of the format.
  bool is_locked = false;
  // How to read it, said by a plan or a person ("header" -> "no"). Inspect sniffs what is not said
  // here, and refuses (Usage) what its format does not know.
  std::map<std::string, std::string> dialect = {};

  bool IsUnpacked() const { return spooled.spool != nullptr; }
  // Can be read once only.
  bool IsStandardInput() const { return path == "-" && !IsUnpacked(); }
};

// How a person wants files to be read: what is not in `dialect` is sniffed.
struct SaidDialect {
  std::string object_glob;  // fnmatch on the shown name or its last part; empty: any
  std::map<std::string, std::string> dialect;
};

// What a connector keeps of an object for the readers of all its tables. May be asked from any
// thread.
class SharedContent {
 public:
  virtual ~SharedContent() = default;
};

// Fields of a log that tell whose record a record is, and when it was written.
struct VisitFields {
  std::vector<std::string> client;  // what a client is known by; the first one must be filled
  std::string user;
  // Fields of cookies: those whose name is one of a session are taken.
  std::string cookie_prefix;
  std::string time;
};

// One table of records: a whole file, or one table of a database.
struct TableInfo {
  SourceObject object;
  std::string table;                // empty unless a database
  std::vector<std::string> fields;  // known beforehand (CSV header, SQL columns); else empty
  // How the source itself writes these names, where that differs (repeated and empty headers have
  // paths of their own); empty where it does not. A writer gives the source's spelling back.
  std::vector<std::string> header;
  // Rows of the source that stand between its (first) header row and its records: more header rows,
  // units. Cells by field; a writer gives them back without the fields that leave.
  std::vector<std::vector<std::string>> rows_below_header;
  std::shared_ptr<SharedContent> shared;  // nullptr: each reader opens the object for itself
  // The table's bytes, where Inspect has them all (the few lines above a CSV table).
  std::string content;
  bool fields_known = false;  // false for JSON and text: fields are met while reading
  bool keeps_order = false;   // text and logs: the order of records is part of the content
  bool is_document = false;   // records are parts of one document (text by paragraph)
  std::optional<VisitFields> visit_fields;  // records of one visitor belong together (web logs)
  // How the format was sniffed ("delimiter" -> ";", "header" -> "no"); shown in the plan, stored
  // there and given back to Open, so that a later run reads exactly the same way.
  std::map<std::string, std::string> dialect;
  std::vector<std::string> notes;  // what a split will not carry over (views, triggers, ...)
  // Why no writer gives the object back faithfully ("pages of a PDF are not rewritten"); then it is
  // read only: a split copies it byte for byte or seals it whole, Create is never called. Empty: it
  // can be written. A fact of the object, the same for all its tables.
  std::string read_only_reason;
};

// A serialisable unit of reading. The meaning of begin and end is the connector's (bytes of the
// decompressed stream, row ids); both zero means "all".
struct Partition {
  uint64_t begin = 0;
  uint64_t end = 0;
};

struct ReadOptions {
  uint32_t block_size_bytes = 256 * 1024;  // target; a larger record makes a larger block
  uint32_t record_size_bytes_max = 64 * 1024 * 1024;  // a larger record is a kOverLimit loss
  uint64_t max_bytes = 0;  // stop after about so many bytes (a kSampled entry); 0: read all
  const std::atomic<bool>* cancel = nullptr;  // set by another thread: Next returns kCancelled
};

// Reads one partition. Used by one thread.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  // Fills `block` (cleared first) with whole records. False: the end, nothing was filled. Data that
  // cannot be read is entered in the ledger and reading goes on behind it where the format allows;
  // a Status is returned only when nothing more can be read (then the ledger has the loss, too).
  virtual Result<bool> Next(RecordBlock* block) = 0;
  virtual const ReadLedger& ledger() const = 0;
};

// What a split does to one cell of one record.
struct CellEdit {
  enum class Kind : uint8_t { kRemove, kReplace };
  uint32_t cell = 0;  // index into RecordBlock::cells
  Kind kind = Kind::kRemove;
  std::string text;  // kReplace: the new decoded text
};

struct WriteOptions {
  // Paths whose cells are removed from every record and from the header. In nested records a
  // container on such a path that is left empty is removed, too, in every record alike.
  std::vector<std::string> removed_fields;
  // The object takes its source's place: everything of the source is carried over, or creating the
  // writer is refused with the names of what cannot be.
  bool is_in_place = false;
  // --keep-order: a writer that sorts parts of a document leaves them as they are.
  bool keeps_order = false;
  // Paths of texts that state something: sentences leave them, in whichever records those stand.
  std::vector<std::string> edited_fields = {};
};

// Writes one object (a file; for databases: one file with all its tables) of the identity store in
// its source's own format. A record is first serialised, then, perhaps sorted among its like,
// written. Serialize may be called from several threads at once; the others from one thread.
class ObjectWriter {
 public:
  virtual ~ObjectWriter() = default;
  // Bytes of one record with the edits applied, `edits` ordered by cell. The bytes contain no
  // position and no trace of what was removed; equal records give equal bytes.
  // `table` is an index into the tables that the writer was created with.
  virtual Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                           std::span<const CellEdit> edits, std::string* bytes) const = 0;
  // Cells of the record, by index, that Serialize leaves out besides those of the edits: their
  // place would tell values of a field that leaves. The same whatever those values are.
  virtual std::vector<uint32_t> WithheldCells(size_t /*table*/, const RecordBlock& /*block*/,
                                              uint32_t /*record*/) const {
    return {};
  }
  // Of the cells of one record: there are fewer or more than the table has columns, so that one may
  // stand under the name of another.
  virtual bool MayBeShifted(size_t /*table*/, std::span<const CellRef> /*cells*/) const {
    return false;
  }
  // Appends a record made by Serialize. Tables are written one after another, in order.
  virtual Status Write(size_t table, std::string_view record_bytes) = 0;
  // Completes the object, flushes and fsyncs it. Without it the destructor removes the file.
  virtual Status Finish() = 0;
  // What of the source is rebuilt or left out, for the operator. Names, never values.
  virtual std::vector<std::string> Notes() const { return {}; }
};

// The files that an object carries beside its own records (attachments of mail), one after another.
class AttachmentReader {
 public:
  virtual ~AttachmentReader() = default;
  // False: the end. `name` is a relative path, as its sender wrote it: not to be trusted. `bytes`
  // are decoded; an attachment without any is passed over.
  virtual Result<bool> Next(std::string* name, std::string* bytes) = 0;
};

// What a split in place must know of a format beyond "a file": how to have it alone.
struct InPlaceTraits {
  // Suffixes of files that stand beside an object while programs have it open or have crashed.
  std::vector<std::string_view> companions;
  // Bytes of the file that programs of the format lock (fcntl); size 0: the whole file.
  uint64_t lock_begin_bytes = 0;
  uint64_t lock_size_bytes = 0;
  // Brings all data into the one file and removes its companions. Unreadable: somebody else has the
  // object open. nullptr: there is nothing to do.
  Status (*settle)(const SourceObject& object) = nullptr;
};

struct ConnectorTraits {
  std::string_view name;                     // `csv`
  std::string_view description;              // one line for `sunder connectors`
  std::vector<std::string_view> extensions;  // ".csv", ".tsv"
  std::vector<std::string_view> schemes;     // "sqlite" of sqlite:///x.db
  bool is_database = false;                  // several tables an object; needs a real file
  bool is_binary = false;                    // its bytes are no text in any character encoding
  bool reads_streams = true;                 // standard input and compressed files
  bool decodes_itself = false;  // wants the bytes as they are (mail: each part has an encoding)
  InPlaceTraits in_place = {};
  // nullptr: objects of the format carry no files.
  Result<std::unique_ptr<AttachmentReader>> (*open_attachments)(const SourceObject& object) =
      nullptr;
};

// Stateless; safe to use from any thread.
class Connector {
 public:
  virtual ~Connector() = default;
  virtual const ConnectorTraits& traits() const = 0;
  // How sure the connector is to read a file with these first bytes (decompressed, up to 64 KiB)
  // and this name (codec extension removed): 0 no, 1 by content, 2 by extension, 3 by both, 4 by
  // content that cannot be taken for another's (an access log is text as well).
  virtual int Recognise(std::string_view file_name, std::string_view head) const = 0;
  // The tables of an object, sniffed from its head or catalogue.
  virtual Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const = 0;
  // Cuts a table into at least one and about `count` partitions whose records together are the
  // table's. Streams and count <= 1 give one partition {0, 0}.
  virtual Result<std::vector<Partition>> Plan(const TableInfo& table, uint32_t count) const = 0;
  virtual Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table,
                                                     const Partition& partition,
                                                     const ReadOptions& options) const = 0;
  // A writer for one object that had these tables; `options` has one entry a table. Creates
  // `path` (its folder exists) with mode 0600.
  virtual Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const = 0;
};

// All connectors, sorted by name. Generated by CMake from the folders of connectors/.
const std::vector<std::unique_ptr<Connector>>& BuiltinConnectors();
const Connector* FindConnector(std::string_view name);  // nullptr: none of that name

}  // namespace sunder
