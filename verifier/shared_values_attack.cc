// shared_values: a value in both stores is a key that joins them, plain or as a digest.
#include <sodium.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <set>
#include <unordered_set>

#include "verifier/attack.h"
#include "verifier/text_tokens.h"

namespace sunder::verifier {
namespace {

// Longest label of a closed vocabulary, generously; anything longer is no label.
constexpr size_t kLabelSizeBytesMax = 64;
// More distinct values than any vocabulary: a column of a value a person.
constexpr size_t kDistinctMax = 1000;
// Suspicious values that are looked for; a store that has more has failed already.
constexpr size_t kSuspectsMax = 200000;
// Identity cells that are hashed in search of digests. Only reached when the store holds digests,
// and then it has failed already; the search merely tells of what they are.
constexpr uint64_t kHashedCellsMax = 2000000;
// Shorter prefixes of digests would meet by chance.
constexpr size_t kDigestSizeBytesMin = 8;

// Words of a label: letters and ordinary punctuation. ("Seventh-day Adventist (any)")
bool ReadsLikeLabel(const std::string& text) {
  if (text.size() > kLabelSizeBytesMax) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalpha(byte) ||
           std::string_view(" -'(),./&").find(c) != std::string_view::npos;
  });
}

class SharedValuesAttack : public Attack, public IdentityObserver {
 public:
  explicit SharedValuesAttack(const AttackContext& context) : context_(context) {
    CollectClaimedLabels();
    if (context.segregated) {
      for (const SegregatedTable& table : context.segregated->tables) CollectTable(table);
    }
  }

  IdentityObserver* observer() override { return this; }
  Status BeginTable(const Connector&, const TableInfo&) override { return Status::Ok(); }
  Status EndTable() override { return Status::Ok(); }

  Status SeeRecord(const IdentityRecord& record) override {
    if (wholes_.empty() && tokens_.empty() && digests_.empty()) return Status::Ok();
    for (const std::string_view text : record.texts) SeeCell(text);
    return Status::Ok();
  }

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("shared_values", "Shared values",
                 "Is there a value in the segregated store that also stands in the identity "
                 "store, plain or as a digest, and so joins the two?");
    if (!context_.segregated || context_.input.identity.empty()) {
      return Undecided(std::move(result), "needs both stores",
                       "name the identity store and the segregated store");
    }
    const std::string measure = Counted(met_plain_.size(), "value") + " in both stores, " +
                                Counted(met_digests_.size(), "digest") + " of identity values, " +
                                Counted(opaque_, "opaque value") + ", " +
                                Counted(wide_columns_, "column") + " too varied for labels";
    if (met_plain_.size() + met_digests_.size() + opaque_ + wide_columns_ == 0) {
      return Passed(std::move(result), measure);
    }
    return Failed(
        std::move(result), measure,
        "destroy the segregated store and split again: it must hold labels and counts only");
  }

 private:
  void CollectClaimedLabels() {
    if (!context_.input.claims) return;
    for (const PublishedCategory& category : context_.input.claims->categories) {
      // Contexts stand in the identity store, which is why each has a cohort of its own.
      claimed_labels_.insert(category.context);
      for (const PublishedCell& cell : category.cells) {
        claimed_labels_.insert(cell.value);
        claimed_labels_.insert(cell.parent);
      }
    }
  }

  void CollectTable(const SegregatedTable& table) {
    const bool is_category = table.IsCategory();
    const int count_column = is_category ? table.Column("count") : -1;
    for (size_t column = 0; column < table.columns.size(); ++column) {
      std::set<std::string> distinct;
      for (const auto& row : table.rows) {
        const SegregatedCell& cell = row[column];
        const bool is_count = static_cast<int>(column) == count_column;
        if (is_count && cell.kind == SegregatedCellKind::kInteger) continue;
        CollectCell(cell, is_category && !is_count);
        if (distinct.size() <= kDistinctMax) distinct.insert(TextOf(cell));
      }
      if (distinct.size() > kDistinctMax) ++wide_columns_;
    }
  }

  static std::string TextOf(const SegregatedCell& cell) {
    return cell.kind == SegregatedCellKind::kInteger ? std::to_string(cell.integer) : cell.bytes;
  }

  void CollectCell(const SegregatedCell& cell, bool may_be_label) {
    if (cell.kind == SegregatedCellKind::kNull) return;
    const std::string text = TextOf(cell);
    if (cell.kind == SegregatedCellKind::kBlob) {
      ++opaque_;
      AddDigest(text);
    } else if (const std::string digest = DecodedDigest(text); !digest.empty()) {
      // A long label of letters alone can be read as base64, never as hexadecimal digits.
      ++opaque_;
      AddDigest(digest);
    }
    if (wholes_.size() + tokens_.size() >= kSuspectsMax) return;
    const bool is_label =
        may_be_label && cell.kind == SegregatedCellKind::kText && ReadsLikeLabel(text);
    // A name in the place of a label reads like one; what the evidence declares is left to its
    // reader.
    if (is_label && (!IsNameLike(text) || claimed_labels_.contains(text))) return;
    if (may_be_label && claimed_labels_.contains(text)) return;
    if (const std::string whole = Normalised(text); !whole.empty()) wholes_.insert(whole);
    for (std::string& token : IdentifyingTokens(text)) tokens_.insert(std::move(token));
  }

  void AddDigest(const std::string& bytes) {
    if (bytes.size() < kDigestSizeBytesMin || digests_.size() >= kSuspectsMax) return;
    const size_t size = std::min<size_t>(bytes.size(), crypto_hash_sha512_BYTES);
    digest_sizes_.insert(size);
    digests_.insert(bytes.substr(0, size));
  }

  void SeeCell(std::string_view text) {
    if (text.empty()) return;
    const std::string whole = Normalised(text);
    if (wholes_.contains(whole)) met_plain_.insert(whole);
    if (tokens_.empty() && digests_.empty()) return;
    SeeDigestsOf(std::string(text));
    if (whole != text) SeeDigestsOf(whole);
    for (const std::string& token : IdentifyingTokens(text)) {
      if (tokens_.contains(token)) met_plain_.insert(token);
      if (token != whole) SeeDigestsOf(token);
    }
  }

  void SeeDigestsOf(const std::string& value) {
    if (digests_.empty() || hashed_cells_ >= kHashedCellsMax) return;
    ++hashed_cells_;
    const auto* data = reinterpret_cast<const unsigned char*>(value.data());
    unsigned char digest[crypto_hash_sha512_BYTES];
    crypto_hash_sha256(digest, data, value.size());
    SeeDigest(digest, crypto_hash_sha256_BYTES);
    crypto_hash_sha512(digest, data, value.size());
    SeeDigest(digest, crypto_hash_sha512_BYTES);
    // BLAKE2b's length goes into its digest: 128, 160, 256 and 512 bits are in use.
    for (const size_t size : {16, 20, 32, 64}) {
      crypto_generichash(digest, size, data, value.size(), nullptr, 0);
      SeeDigest(digest, size);
    }
  }

  void SeeDigest(const unsigned char* digest, size_t digest_size) {
    for (const size_t size : digest_sizes_) {
      if (size > digest_size) return;
      const std::string prefix(reinterpret_cast<const char*>(digest), size);
      if (digests_.contains(prefix)) met_digests_.insert(prefix);
    }
  }

  const AttackContext& context_;
  std::set<std::string> claimed_labels_;
  std::unordered_set<std::string> wholes_;
  std::unordered_set<std::string> tokens_;
  std::unordered_set<std::string> digests_;
  std::set<size_t> digest_sizes_;
  std::set<std::string> met_plain_;  // no more than wholes_ and tokens_ hold
  std::set<std::string> met_digests_;
  uint64_t opaque_ = 0;
  uint64_t wide_columns_ = 0;
  uint64_t hashed_cells_ = 0;
};

}  // namespace

std::unique_ptr<Attack> NewSharedValuesAttack(const AttackContext& context) {
  return std::make_unique<SharedValuesAttack>(context);
}

}  // namespace sunder::verifier
