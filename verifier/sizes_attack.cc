// sizes: the number, names and sizes of sealed files are in the clear.
#include <bit>
#include <cstdio>
#include <set>

#include "verifier/attack.h"

namespace sunder::verifier {
namespace {

constexpr char kAgeVersion[] = "age-encryption.org/v1\n";
constexpr char kHeaderEnd[] = "\n--- ";
constexpr uint64_t kHeaderSizeBytesMax = 64 * 1024;
// Of an age payload: a nonce, then chunks of 64 KiB with a tag each
// (https://github.com/C2SP/C2SP/blob/main/age.md).
constexpr uint64_t kNonceSizeBytes = 16;
constexpr uint64_t kChunkSizeBytes = 64 * 1024;
constexpr uint64_t kTagSizeBytes = 16;
// docs/quarantine.md: item slots of a batch; its plaintext has a power of two of 64 KiB.
constexpr uint64_t kSlotsPerFile = 64;
constexpr uint64_t kPlaintextStepBytes = 64 * 1024;

bool IsPaddedPayload(uint64_t size_bytes) {
  if (size_bytes <= kNonceSizeBytes) return false;
  const uint64_t sealed = size_bytes - kNonceSizeBytes;
  const uint64_t chunk = kChunkSizeBytes + kTagSizeBytes;
  if (sealed % chunk != 0) return false;
  const uint64_t steps = sealed / chunk * kChunkSizeBytes / kPlaintextStepBytes;
  return std::has_single_bit(steps);
}

class SizesAttack : public Attack {
 public:
  explicit SizesAttack(const AttackContext& context) : context_(context) {}

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("sizes", "Sizes of sealed files",
                 "Do the names, number or sizes of quarantine files tell what is in them?");
    const SegregationReport* claims = context_.input.claims ? &*context_.input.claims : nullptr;
    const std::vector<StoreFile>& files = context_.quarantine_files;
    if (context_.input.quarantine.empty() && (claims == nullptr || claims->quarantine_files > 0)) {
      return Undecided(std::move(result), "no quarantine to look at", "name the quarantine folder");
    }
    for (size_t i = 0; i < files.size(); ++i) SUNDER_RETURN_IF_ERROR(CheckFile(files[i], i + 1));
    if (header_sizes_.size() > 1) complaints_.push_back("headers differ in size: other recipients");
    if (claims != nullptr) CheckClaims(*claims);
    const std::string measure = Counted(files.size(), "file") + " of " +
                                Counted(sizes_.size(), "size") + ", " +
                                Counted(complaints_.size(), "deviation");
    if (!complaints_.empty()) {
      return Failed(std::move(result), measure + ": " + Listed(complaints_),
                    "keep only what split wrote into the quarantine folder; split again if files "
                    "are damaged");
    }
    return Passed(std::move(result), measure);
  }

 private:
  Status CheckFile(const StoreFile& file, size_t number) {
    char name[32];
    std::snprintf(name, sizeof name, "batch-%06zu.age", number);
    if (file.name != name) complaints_.push_back("a name breaks the numbered pattern");
    sizes_.insert(file.size_bytes);
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadFileHead(file.path, kHeaderSizeBytesMax));
    if (head.rfind(kAgeVersion, 0) != 0) {
      complaints_.push_back("a file is not sealed with age v1");
      return Status::Ok();
    }
    const size_t mac = head.find(kHeaderEnd);
    const size_t end = mac == std::string::npos ? mac : head.find('\n', mac + 1);
    if (end == std::string::npos) {
      complaints_.push_back("an age header has no end");
      return Status::Ok();
    }
    header_sizes_.insert(end + 1);
    if (!IsPaddedPayload(file.size_bytes - (end + 1))) {
      complaints_.push_back("a file is not padded to a size class");
    }
    return Status::Ok();
  }

  void CheckClaims(const SegregationReport& claims) {
    // None at all: quarantine has expired, and what is not there tells nothing.
    const size_t files = context_.quarantine_files.size();
    if (files > 0 && files != claims.quarantine_files) {
      complaints_.push_back("the number of files is not that of the evidence");
    }
    if (claims.quarantine_item_slots != claims.quarantine_files * kSlotsPerFile) {
      complaints_.push_back("the number of item slots is not " + std::to_string(kSlotsPerFile) +
                            " a file");
    }
  }

  const AttackContext& context_;
  std::set<uint64_t> sizes_;
  std::set<size_t> header_sizes_;
  std::vector<std::string> complaints_;
};

}  // namespace

std::unique_ptr<Attack> NewSizesAttack(const AttackContext& context) {
  return std::make_unique<SizesAttack>(context);
}

}  // namespace sunder::verifier
