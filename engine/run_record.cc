#include "engine/run_record.h"

#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "connectors/decode/byte_stream.h"

namespace sunder::engine {
namespace {

namespace fs = std::filesystem;

constexpr size_t kReadSizeBytes = 256 * 1024;

using Key = std::array<unsigned char, crypto_generichash_KEYBYTES>;

std::string ReadSmallFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Status WriteSmallFile(const std::string& path, std::string_view bytes) {
  std::error_code ignored;
  fs::remove(path, ignored);
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(path, Codec::kNone));
  SUNDER_RETURN_IF_ERROR(sink->Write(bytes));
  return sink->Finish();
}

Result<Key> LoadOrMakeKey(const std::string& state_folder) {
  const std::string path = state_folder + "/key";
  Key key{};
  const std::string stored = ReadSmallFile(path);
  if (stored.size() == key.size()) {
    std::copy(stored.begin(), stored.end(), key.begin());
    return key;
  }
  std::error_code error;
  fs::create_directories(state_folder, error);
  if (error) return Status::StoreFailure(state_folder + ": " + error.message());
  fs::permissions(state_folder, fs::perms::owner_all, error);
  randombytes_buf(key.data(), key.size());
  SUNDER_RETURN_IF_ERROR(WriteSmallFile(
      path, std::string_view(reinterpret_cast<const char*>(key.data()), key.size())));
  return key;
}

std::string KeyedHash(const Key& key, std::string_view text) {
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), key.data(),
                     key.size());
  std::array<char, 2 * crypto_generichash_BYTES + 1> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
}

// Empty when an object has no fingerprint (standard input): then nothing was "done before".
std::string Describe(const RunRequest& request, const SourceTables& sources) {
  std::string text = fs::absolute(request.target).lexically_normal().string() + '\0';
  text += request.settings;
  text += '\0' + ReadSmallFile(request.evidence);
  for (const SourceObject& object : sources.listing.objects) {
    struct stat status {};
    if (object.path == "-" || ::stat(object.path.c_str(), &status) != 0) return "";
    text += '\0' + fs::absolute(object.path).string() + '\0' + std::to_string(status.st_size) +
            ':' + std::to_string(status.st_mtim.tv_sec) + '.' +
            std::to_string(status.st_mtim.tv_nsec) + ':' + std::to_string(status.st_ino);
  }
  return text;
}

std::string RecordPath(const std::string& state_folder, const Key& key, const RunRequest& request) {
  return state_folder + "/finished-" +
         KeyedHash(key, fs::absolute(request.target).lexically_normal().string()).substr(0, 32);
}

}  // namespace

bool WasFinishedBefore(const std::string& state_folder, const RunRequest& request,
                       const SourceTables& sources) {
  if (state_folder.empty() || !fs::exists(state_folder + "/key")) return false;
  const Result<Key> key = LoadOrMakeKey(state_folder);
  const std::string description = Describe(request, sources);
  if (!key.ok() || description.empty()) return false;
  return ReadSmallFile(RecordPath(state_folder, *key, request)) == KeyedHash(*key, description);
}

Status RememberFinished(const std::string& state_folder, const RunRequest& request,
                        const SourceTables& sources) {
  const std::string description = Describe(request, sources);
  if (state_folder.empty() || description.empty()) return Status::Ok();
  SUNDER_ASSIGN_OR_RETURN(const Key key, LoadOrMakeKey(state_folder));
  return WriteSmallFile(RecordPath(state_folder, key, request), KeyedHash(key, description));
}

Result<std::string> KeyedFingerprint(const std::string& state_folder, std::string_view text) {
  SUNDER_ASSIGN_OR_RETURN(const Key key, LoadOrMakeKey(state_folder));
  return KeyedHash(key, text).substr(0, 16);
}

Result<std::string> KeyedSeal(const std::string& state_folder, std::string_view text) {
  SUNDER_ASSIGN_OR_RETURN(const Key key, LoadOrMakeKey(state_folder));
  return KeyedHash(key, text);
}

Result<std::string> KeyedContentFingerprint(const std::string& state_folder,
                                            const std::vector<SourceObject>& objects) {
  SUNDER_ASSIGN_OR_RETURN(const Key key, LoadOrMakeKey(state_folder));
  crypto_generichash_state state;
  crypto_generichash_init(&state, key.data(), key.size(), crypto_generichash_BYTES);
  std::string buffer(kReadSizeBytes, '\0');
  for (const SourceObject& object : objects) {
    SourceObject stored;
    stored.path = object.path;
    stored.spooled = object.spooled;
    stored.spooled.damage.clear();  // what there is
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ByteStream> stream, OpenByteStream(stored));
    uint64_t size_bytes = 0;
    while (true) {
      SUNDER_ASSIGN_OR_RETURN(const size_t count, stream->Read(buffer.data(), buffer.size()));
      if (count == 0) break;
      crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(buffer.data()),
                                count);
      size_bytes += count;
    }
    // Where one file ends and the next begins is part of the content.
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size_bytes),
                              sizeof size_bytes);
  }
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash_final(&state, digest.data(), digest.size());
  std::array<char, 2 * crypto_generichash_BYTES + 1> hex{};
  return std::string(sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size()));
}

}  // namespace sunder::engine
