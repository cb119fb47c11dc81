#include "segregation/residue_carver.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <system_error>

namespace sunder::segregation {
namespace {

constexpr size_t kPieceSizeBytes = 1 << 20;
// Two pieces share so much that a probe in any encoding lies whole in one of them.
constexpr size_t kOverlapSizeBytes = kProbeSizeBytesMax * kExpansionMax;
// What a compressed stream may unfold to before the rest of it is left alone.
constexpr uint64_t kUnfoldedSizeBytesMax = uint64_t{256} << 20;
constexpr size_t kStreamInputSizeBytes = 16 * 1024;
constexpr int kFilterBits = 20;

size_t FilterSlot(uint64_t window) { return static_cast<size_t>(window >> (64 - kFilterBits)); }

class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : descriptor_(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  bool is_open() const { return descriptor_ >= 0; }
  // Bytes read; -1: an error.
  ssize_t ReadAt(uint64_t offset_bytes, char* buffer, size_t size) const {
    size_t filled = 0;
    while (filled < size) {
      const ssize_t count = pread(descriptor_, buffer + filled, size - filled,
                                  static_cast<off_t>(offset_bytes + filled));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return -1;
      if (count == 0) break;
      filled += static_cast<size_t>(count);
    }
    return static_cast<ssize_t>(filled);
  }

 private:
  int descriptor_;
};

// RFC 1950 and 1952: a header that an encoder would write.
bool BeginsStream(uint8_t first, uint8_t second) {
  if (first == 0x1F && second == 0x8B) return true;
  return (first & 0x0F) == 8 && first >> 4 <= 7 && (first << 8 | second) % 31 == 0 &&
         (second & 0x20) == 0;
}

}  // namespace

struct ResidueCarver::Hunt {
  const OpenFile& file;
  std::optional<uint32_t> object;
  std::set<Encoding> found = {};
  // Of SearchStream; here, as most of what looks like a stream is none and ends at once.
  std::string input = std::string(kStreamInputSizeBytes, '\0');
  std::string output = std::string(kPieceSizeBytes, '\0');
};

ResidueCarver::ResidueCarver(const ResidueProbes& probes)
    : probes_(probes), by_window_(probes.probes()), may_begin_(size_t{1} << kFilterBits) {
  std::sort(by_window_.begin(), by_window_.end(),
            [](const Probe& a, const Probe& b) { return a.window < b.window; });
  for (const Probe& probe : by_window_) may_begin_[FilterSlot(probe.window)] = true;
}

bool ResidueCarver::MatchesAt(std::string_view rest, uint64_t window, const Hunt& hunt) const {
  auto probe = std::lower_bound(by_window_.begin(), by_window_.end(), window,
                                [](const Probe& a, uint64_t wanted) { return a.window < wanted; });
  for (; probe != by_window_.end() && probe->window == window; ++probe) {
    if (hunt.object && *hunt.object != probe->object) continue;
    if (rest.size() < probe->size_bytes) continue;
    if (probes_.WholeHash(rest.substr(0, probe->size_bytes)) == probe->whole) return true;
  }
  return false;
}

bool ResidueCarver::Matches(std::string_view view, const Hunt& hunt) const {
  if (view.size() < kProbeSizeBytesMin || by_window_.empty()) return false;
  uint64_t window = probes_.WindowHash(view);
  for (size_t begin = 0;; ++begin) {
    if (may_begin_[FilterSlot(window)] && MatchesAt(view.substr(begin), window, hunt)) return true;
    if (begin + kProbeSizeBytesMin == view.size()) return false;
    window = probes_.RollOn(window, view[begin], view[begin + kProbeSizeBytesMin]);
  }
}

void ResidueCarver::SearchPiece(std::string_view piece, Hunt* hunt) const {
  ForEachView(piece, [&](Encoding encoding, std::string_view view) {
    if (!hunt->found.contains(encoding) && Matches(view, *hunt)) hunt->found.insert(encoding);
  });
}

void ResidueCarver::SearchStreams(std::string_view piece, uint64_t offset_bytes, Hunt* hunt) const {
  for (size_t i = 0; i + 1 < piece.size() && !hunt->found.contains(Encoding::kDeflate); ++i) {
    if (BeginsStream(static_cast<uint8_t>(piece[i]), static_cast<uint8_t>(piece[i + 1]))) {
      SearchStream(offset_bytes + i, hunt);
    }
  }
}

// Unfolds what may be a compressed stream, as far as it is one, and searches that.
void ResidueCarver::SearchStream(uint64_t offset_bytes, Hunt* hunt) const {
  z_stream state{};
  if (inflateInit2(&state, 15 + 32) != Z_OK) return;  // + 32: zlib or gzip by the header
  std::string& input = hunt->input;
  std::string& output = hunt->output;
  size_t kept = 0;
  uint64_t unfolded = 0;
  Hunt inner{hunt->file, hunt->object, {}, {}, {}};
  int code = Z_OK;
  while (code == Z_OK && unfolded < kUnfoldedSizeBytesMax && inner.found.empty()) {
    if (state.avail_in == 0) {
      const ssize_t count = hunt->file.ReadAt(offset_bytes, input.data(), input.size());
      if (count <= 0) break;
      offset_bytes += static_cast<uint64_t>(count);
      state.next_in = reinterpret_cast<Bytef*>(input.data());
      state.avail_in = static_cast<uInt>(count);
    }
    state.next_out = reinterpret_cast<Bytef*>(output.data() + kept);
    state.avail_out = static_cast<uInt>(output.size() - kept);
    code = inflate(&state, Z_NO_FLUSH);
    const size_t filled = output.size() - state.avail_out;
    unfolded += filled - kept;
    const bool is_last = code != Z_OK;
    if (filled < output.size() && !is_last) {
      kept = filled;
      continue;
    }
    SearchPiece(std::string_view(output).substr(0, filled), &inner);
    kept = std::min(filled, kOverlapSizeBytes);
    std::copy(output.begin() + static_cast<ptrdiff_t>(filled - kept),
              output.begin() + static_cast<ptrdiff_t>(filled), output.begin());
  }
  // A stream that broke off before its end.
  if (code == Z_OK) SearchPiece(std::string_view(output).substr(0, kept), &inner);
  inflateEnd(&state);
  if (!inner.found.empty()) hunt->found.insert(Encoding::kDeflate);
}

Result<std::set<Encoding>> ResidueCarver::Carve(const std::string& path,
                                                std::optional<uint32_t> object) const {
  const OpenFile file(path);
  if (!file.is_open()) {
    return Status::Unreadable(path + ": " + std::generic_category().message(errno));
  }
  Hunt hunt{.file = file, .object = object};
  std::string piece(kPieceSizeBytes, '\0');
  for (uint64_t offset = 0;; offset += kPieceSizeBytes - kOverlapSizeBytes) {
    const ssize_t count = file.ReadAt(offset, piece.data(), piece.size());
    if (count < 0) return Status::Unreadable(path + ": " + std::generic_category().message(errno));
    const std::string_view filled(piece.data(), static_cast<size_t>(count));
    SearchPiece(filled, &hunt);
    SearchStreams(filled, offset, &hunt);
    if (filled.size() < piece.size()) return std::move(hunt.found);
  }
}

}  // namespace sunder::segregation
