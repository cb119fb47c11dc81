#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <system_error>
#include <utility>
#include <vector>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/encoding_sink.h"

namespace sunder {
namespace {

constexpr size_t kBufferSizeBytes = 256 * 1024;

Status WriteError(const std::string& path, int error) {
  std::string message = path + ": writing failed: " + std::generic_category().message(error);
  if (error == ENOSPC || error == EDQUOT) message += "; free some space and run again";
  return Status::StoreFailure(std::move(message));
}

class FileSink : public ByteSink {
 public:
  FileSink(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  ~FileSink() override {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!is_finished_) ::unlink(path_.c_str());
  }
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  Status Write(std::string_view bytes) override {
    if (!failure_.ok()) return failure_;
    if (buffer_.size() + bytes.size() < kBufferSizeBytes) {
      buffer_.append(bytes);
      return Status::Ok();
    }
    SUNDER_RETURN_IF_ERROR(Flush());
    if (bytes.size() >= kBufferSizeBytes) return WriteThrough(bytes);
    buffer_.append(bytes);
    return Status::Ok();
  }

  Status Finish() override {
    SUNDER_RETURN_IF_ERROR(Flush());
    if (::fsync(descriptor_) != 0) return failure_ = WriteError(path_, errno);
    const int descriptor = std::exchange(descriptor_, -1);
    if (::close(descriptor) != 0) return failure_ = WriteError(path_, errno);
    is_finished_ = true;
    return Status::Ok();
  }

  const std::string& path() const { return path_; }

 private:
  Status Flush() {
    if (!failure_.ok()) return failure_;
    const Status status = WriteThrough(buffer_);
    buffer_.clear();
    return status;
  }

  Status WriteThrough(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return failure_ = WriteError(path_, errno);
      bytes.remove_prefix(static_cast<size_t>(count));
    }
    return Status::Ok();
  }

  int descriptor_;
  std::string path_;
  std::string buffer_;
  bool is_finished_ = false;
  Status failure_;
};

class GzipSink : public ByteSink {
 public:
  explicit GzipSink(std::unique_ptr<FileSink> file)
      : file_(std::move(file)), output_(kBufferSizeBytes) {}
  ~GzipSink() override {
    if (is_initialised_) deflateEnd(&state_);
  }
  GzipSink(const GzipSink&) = delete;
  GzipSink& operator=(const GzipSink&) = delete;

  Status Initialise() {
    // Without deflateSetHeader zlib writes no name and no time. 15 + 16: the gzip wrapper; 8: the
    // default memory level (zlib.h).
    if (deflateInit2(&state_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      return Status::Internal(file_->path() + ": no memory to compress");
    }
    is_initialised_ = true;
    return Status::Ok();
  }

  Status Write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const size_t size = std::min<size_t>(bytes.size(), UINT_MAX);
      SUNDER_RETURN_IF_ERROR(Deflate(bytes.substr(0, size), Z_NO_FLUSH));
      bytes.remove_prefix(size);
    }
    return Status::Ok();
  }

  Status Finish() override {
    SUNDER_RETURN_IF_ERROR(Deflate({}, Z_FINISH));
    return file_->Finish();
  }

 private:
  Status Deflate(std::string_view bytes, int flush) {
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    state_.avail_in = static_cast<uInt>(bytes.size());
    do {
      state_.next_out = output_.data();
      state_.avail_out = static_cast<uInt>(output_.size());
      deflate(&state_, flush);
      const size_t count = output_.size() - state_.avail_out;
      SUNDER_RETURN_IF_ERROR(file_->Write({reinterpret_cast<const char*>(output_.data()), count}));
    } while (state_.avail_out == 0);
    return Status::Ok();
  }

  std::unique_ptr<FileSink> file_;
  std::vector<Bytef> output_;
  z_stream state_{};
  bool is_initialised_ = false;
};

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

class ZstdSink : public ByteSink {
 public:
  explicit ZstdSink(std::unique_ptr<FileSink> file)
      : file_(std::move(file)), output_(ZSTD_CStreamOutSize()), context_(ZSTD_createCCtx()) {}

  Status Initialise() {
    if (context_ == nullptr) return Status::Internal(file_->path() + ": no memory to compress");
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
    return Status::Ok();
  }

  Status Write(std::string_view bytes) override { return Compress(bytes, ZSTD_e_continue); }

  Status Finish() override {
    SUNDER_RETURN_IF_ERROR(Compress({}, ZSTD_e_end));
    return file_->Finish();
  }

 private:
  Status Compress(std::string_view bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    size_t remaining = 0;
    do {
      ZSTD_outBuffer output{output_.data(), output_.size(), 0};
      remaining = ZSTD_compressStream2(context_.get(), &output, &input, directive);
      if (ZSTD_isError(remaining) != 0) {
        return Status::StoreFailure(file_->path() +
                                    ": zstd compression failed: " + ZSTD_getErrorName(remaining));
      }
      SUNDER_RETURN_IF_ERROR(file_->Write({output_.data(), output.pos}));
    } while (directive == ZSTD_e_end ? remaining != 0 : input.pos < input.size);
    return Status::Ok();
  }

  std::unique_ptr<FileSink> file_;
  std::vector<char> output_;
  std::unique_ptr<ZSTD_CCtx, FreeContext> context_;
};

template <class Sink>
Result<std::unique_ptr<ByteSink>> MakeCompressing(std::unique_ptr<FileSink> file) {
  auto sink = std::make_unique<Sink>(std::move(file));
  SUNDER_RETURN_IF_ERROR(sink->Initialise());
  return std::unique_ptr<ByteSink>(std::move(sink));
}

}  // namespace

Result<std::unique_ptr<ByteSink>> CreateByteSink(const std::string& path, Codec codec) {
  // O_EXCL: two outputs of one name are a defect that must not overwrite in silence.
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0 && errno == EEXIST) {
    return Status::StoreFailure(path + ": exists already; name a folder that is empty");
  }
  if (descriptor < 0) {
    return Status::StoreFailure(path +
                                ": cannot be created: " + std::generic_category().message(errno));
  }
  auto file = std::make_unique<FileSink>(descriptor, path);
  // Whatever the umask is.
  if (::fchmod(descriptor, 0600) != 0) return WriteError(path, errno);
  switch (codec) {
    case Codec::kGzip:
      return MakeCompressing<GzipSink>(std::move(file));
    case Codec::kZstd:
      return MakeCompressing<ZstdSink>(std::move(file));
    case Codec::kNone:
      break;
  }
  return std::unique_ptr<ByteSink>(std::move(file));
}

Result<std::unique_ptr<ByteSink>> CreateByteSink(const std::string& path,
                                                 const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(path, object.codec));
  if (object.encoding.empty()) return sink;
  SUNDER_ASSIGN_OR_RETURN(charset::Encoder encoder, charset::Encoder::Create(object.encoding));
  return std::unique_ptr<ByteSink>(
      std::make_unique<EncodingSink>(std::move(sink), std::move(encoder), object.encoding));
}

}  // namespace sunder
