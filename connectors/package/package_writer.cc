#include "connectors/package/package_writer.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <utility>

namespace sunder::package {

PackageWriter::PackageWriter(std::unique_ptr<ByteSink> sink)
    : sink_(std::move(sink)), archive_(archive_write_new()) {}

PackageWriter::~PackageWriter() { archive_write_free(archive_); }

Result<std::unique_ptr<PackageWriter>> PackageWriter::Create(const std::string& path) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(path, Codec::kNone));
  std::unique_ptr<PackageWriter> writer(new PackageWriter(std::move(sink)));
  archive* opened = writer->archive_;
  archive_write_set_format_zip(opened);
  // Sizes stand behind the parts; office programs of old do not know the wide form of them.
  archive_write_set_format_option(opened, "zip", "zip64", nullptr);
  archive_write_set_bytes_in_last_block(opened, 1);
  const auto write = [](archive* failed, void* data, const void* bytes, size_t size) {
    auto* self = static_cast<PackageWriter*>(data);
    self->failure_ = self->sink_->Write({static_cast<const char*>(bytes), size});
    if (self->failure_.ok()) return static_cast<la_ssize_t>(size);
    archive_set_error(failed, EIO, "the file cannot be written");
    return static_cast<la_ssize_t>(-1);
  };
  if (archive_write_open(opened, writer.get(), nullptr, write, nullptr) != ARCHIVE_OK) {
    return Status::Internal(path + ": no zip file can be made");
  }
  return writer;
}

Status PackageWriter::Failure() const {
  if (!failure_.ok()) return failure_;
  return Status::StoreFailure("a part cannot be written to a zip file (over 4 GiB?)");
}

Status PackageWriter::StartPart(const std::string& name) {
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  const int code = archive_write_header(archive_, entry);
  archive_entry_free(entry);
  return code == ARCHIVE_OK ? Status::Ok() : Failure();
}

Status PackageWriter::Write(std::string_view bytes) {
  const la_ssize_t count = archive_write_data(archive_, bytes.data(), bytes.size());
  return count == static_cast<la_ssize_t>(bytes.size()) ? Status::Ok() : Failure();
}

Status PackageWriter::Finish() {
  if (archive_write_close(archive_) != ARCHIVE_OK) return Failure();
  return sink_->Finish();
}

}  // namespace sunder::package
