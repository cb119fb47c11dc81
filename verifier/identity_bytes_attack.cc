// identity_bytes: bytes of an identity file that do not follow from its records can hold anything.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "connectors/listing/sources.h"
#include "verifier/attack.h"
#include "verifier/temporary_folder.h"

namespace sunder::verifier {
namespace {

namespace fs = std::filesystem;

constexpr size_t kChunkSizeBytes = 64 * 1024;

bool AreEqual(const std::string& path, const std::string& other) {
  std::error_code error;
  if (fs::file_size(path, error) != fs::file_size(other, error) || error) return false;
  std::ifstream a(path, std::ios::binary);
  std::ifstream b(other, std::ios::binary);
  std::string of_a(kChunkSizeBytes, '\0');
  std::string of_b(kChunkSizeBytes, '\0');
  while (a && b) {
    a.read(of_a.data(), static_cast<std::streamsize>(of_a.size()));
    b.read(of_b.data(), static_cast<std::streamsize>(of_b.size()));
    if (a.gcount() != b.gcount()) return false;
    if (!std::equal(of_a.begin(), of_a.begin() + a.gcount(), of_b.begin())) return false;
  }
  return a.eof() && b.eof();
}

class IdentityBytesAttack : public Attack {
 public:
  explicit IdentityBytesAttack(const AttackContext& context) : context_(context) {}

  Result<AttackResult> Conclude() override {
    AttackResult result = Question("identity_bytes", "Bytes of the identity store",
                                   "Do files of the identity store hold bytes that do not follow "
                                   "from their records?");
    const VerificationInput& input = context_.input;
    if (input.identity.empty()) {
      return Undecided(std::move(result), "no identity store", "name the identity store");
    }
    if (!input.identity_is_of_split) {
      return Passed(std::move(result),
                    "files that a split did not write have bytes of their own; none was compared");
    }
    ListOptions options;
    options.forced_encoding = input.encoding;
    SUNDER_ASSIGN_OR_RETURN(const SourceListing listing, ListSources({input.identity}, options));
    if (!listing.errors.empty()) return listing.errors.front();
    for (const SourceObject& object : listing.objects) {
      const Status status = Compare(object);
      if (!status.ok()) return status.WithContext(object.name);
    }
    std::string measure =
        Counted(complaints_.size(), "file") + " of " + std::to_string(compared_) + " hold more";
    if (copied_ > 0) {
      measure += "; " + Counted(copied_, "file") + " copied from the source were not compared";
    }
    if (complaints_.empty()) return Passed(std::move(result), measure);
    return Failed(std::move(result), measure,
                  "find out who wrote into these files, and split again: " + Listed(complaints_));
  }

 private:
  // Written once more from what was read of it.
  Status Compare(const SourceObject& object) {
    // Entries of an archive or attachments are no files of the store.
    if (object.IsUnpacked()) return Status::Ok();
    const Connector* connector = FindConnector(object.connector);
    if (connector == nullptr) return Status::Internal("no connector " + object.connector);
    SUNDER_ASSIGN_OR_RETURN(const std::vector<TableInfo> tables, connector->Inspect(object));
    if (tables.empty()) return Status::Ok();
    if (!tables.front().read_only_reason.empty()) {
      ++copied_;
      return Status::Ok();
    }
    TemporaryFolder folder;
    SUNDER_RETURN_IF_ERROR(folder.Create());
    const std::string again =
        folder.path() + "/again" + fs::path(object.path).extension().string();
    std::vector<WriteOptions> options;
    for (const TableInfo& table : tables) options.push_back(OptionsOf(table));
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ObjectWriter> writer,
                            connector->Create(again, tables, options));
    for (size_t i = 0; i < tables.size(); ++i) {
      SUNDER_RETURN_IF_ERROR(Copy(*connector, tables[i], i, writer.get()));
    }
    SUNDER_RETURN_IF_ERROR(writer->Finish());
    ++compared_;
    if (!AreEqual(object.path, again)) complaints_.push_back(object.name);
    return Status::Ok();
  }

  // Rows of pages and mails are put in order where the evidence says that something leaves them.
  WriteOptions OptionsOf(const TableInfo& table) const {
    WriteOptions options;
    if (!table.keeps_order) return options;
    const IdentityTable* claim = context_.claims.TableOf(table);
    options.keeps_order = claim != nullptr && claim->order == "kept";
    for (const SegregatedField* field : context_.claims.FieldsOf(table)) {
      if (field->route == "drop_sentences" || field->route == "redact_spans") {
        options.edited_fields.push_back(field->field);
      } else if (field->route != "keep") {
        options.removed_fields.push_back(field->field);
      }
    }
    return options;
  }

  static Status Copy(const Connector& connector, const TableInfo& table, size_t index,
                     ObjectWriter* writer) {
    SUNDER_ASSIGN_OR_RETURN(const std::vector<Partition> partitions, connector.Plan(table, 1));
    std::string bytes;
    for (const Partition& partition : partitions) {
      SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<RecordReader> reader,
                              connector.Open(table, partition, ReadOptions()));
      RecordBlock block;
      while (true) {
        SUNDER_ASSIGN_OR_RETURN(const bool has_block, reader->Next(&block));
        if (!has_block) break;
        SUNDER_RETURN_IF_ERROR(block.EnsureIndexed());
        for (uint32_t record = 0; record < block.record_count; ++record) {
          SUNDER_RETURN_IF_ERROR(writer->Serialize(index, block, record, {}, &bytes));
          SUNDER_RETURN_IF_ERROR(writer->Write(index, bytes));
        }
      }
    }
    return Status::Ok();
  }

  const AttackContext& context_;
  uint64_t compared_ = 0;
  uint64_t copied_ = 0;
  std::vector<std::string> complaints_;
};

}  // namespace

std::unique_ptr<Attack> NewIdentityBytesAttack(const AttackContext& context) {
  return std::make_unique<IdentityBytesAttack>(context);
}

}  // namespace sunder::verifier
