#include "segregation/keeper/sealed_batches.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace sunder::segregation {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBatchPrefix = "batch-";
constexpr std::string_view kBatchSuffix = ".age";
constexpr std::string_view kDummy = "{}";

bool IsBatchName(std::string_view name) {
  if (name.size() <= kBatchPrefix.size() + kBatchSuffix.size()) return false;
  if (name.substr(0, kBatchPrefix.size()) != kBatchPrefix) return false;
  if (name.substr(name.size() - kBatchSuffix.size()) != kBatchSuffix) return false;
  name = name.substr(kBatchPrefix.size(), name.size() - kBatchPrefix.size() - kBatchSuffix.size());
  return std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Lines out of pieces of any size, without the blanks that pad them.
class LineAssembler {
 public:
  explicit LineAssembler(std::function<Status(std::string_view)> give) : give_(std::move(give)) {}
  Status Add(std::string_view piece) {
    while (!piece.empty()) {
      const size_t end = piece.find('\n');
      Append(piece.substr(0, end));
      if (end == std::string_view::npos) return Status::Ok();
      piece.remove_prefix(end + 1);
      SUNDER_RETURN_IF_ERROR(give_(ViewOf(line_)));
      line_.clear();
      blanks_ = 0;
    }
    return Status::Ok();
  }
  bool IsAtLineStart() const { return line_.empty() && blanks_ == 0; }

 private:
  // Blanks are kept back until something follows: the padding of a batch may be megabytes.
  void Append(std::string_view text) {
    const size_t last = text.find_last_not_of(' ');
    const size_t size = last == std::string_view::npos ? 0 : last + 1;
    if (size > 0) {
      line_.insert(line_.end(), blanks_, ' ');
      blanks_ = 0;
      line_.insert(line_.end(), text.begin(), text.begin() + static_cast<ptrdiff_t>(size));
    }
    blanks_ += text.size() - size;
  }

  std::function<Status(std::string_view)> give_;
  LockedText line_;
  size_t blanks_ = 0;
};

// Reads exactly the JSON that QuarantineJson writes: members in order, no blanks.
class ItemParser {
 public:
  explicit ItemParser(std::string_view json) : rest_(json) {}

  std::optional<SealedItem> Parse() {
    SealedItem item;
    item.json = rest_;
    const bool is_item = Take("{\"object\":") && TakeString(&item.object) && Take(",\"table\":") &&
                         TakeString(&item.table) && Take(",\"field\":") &&
                         TakeString(&item.field) && Take(",\"record\":") &&
                         TakeNumber(&item.record) &&
                         (Take(",\"text\":") || TakeBase64(&item.is_file_piece)) &&
                         TakeString(nullptr) && rest_ == "}";
    if (!is_item) return std::nullopt;
    return item;
  }

 private:
  bool Take(std::string_view text) {
    if (rest_.substr(0, text.size()) != text) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  bool TakeBase64(bool* is_file_piece) {
    *is_file_piece = Take(",\"base64\":");
    return *is_file_piece;
  }

  bool TakeNumber(uint64_t* number) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), *number);
    if (error != std::errc()) return false;
    rest_.remove_prefix(static_cast<size_t>(end - rest_.data()));
    return true;
  }

  // `text` may be null: then the string is only passed over.
  bool TakeString(std::string* text) {
    if (!Take("\"")) return false;
    while (!rest_.empty()) {
      char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') return true;
      if (static_cast<uint8_t>(c) < 0x20) return false;
      if (c == '\\' && !TakeEscape(&c)) return false;
      if (text != nullptr) text->push_back(c);
    }
    return false;
  }

  // `\"`, `\\` and `\u00XX` of a control character.
  bool TakeEscape(char* c) {
    if (rest_.empty()) return false;
    if (rest_.front() == '"' || rest_.front() == '\\') {
      *c = rest_.front();
      rest_.remove_prefix(1);
      return true;
    }
    unsigned value = 0;
    if (!Take("u00") || rest_.size() < 2) return false;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + 2, value, 16);
    if (error != std::errc() || end != rest_.data() + 2 || value >= 0x20) return false;
    rest_.remove_prefix(2);
    *c = static_cast<char>(value);
    return true;
  }

  std::string_view rest_;
};

}  // namespace

Result<std::string> QuarantineFolder(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return Status::NotFound(folder + ": no such folder; name the quarantine, or what --to named");
  }
  const std::string within = (fs::path(folder) / "quarantine").string();
  SUNDER_ASSIGN_OR_RETURN(const std::vector<std::string> names, BatchNames(folder));
  return names.empty() && fs::is_directory(within, error) ? within : folder;
}

Result<std::vector<std::string>> BatchNames(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (IsBatchName(name)) names.push_back(name);
  }
  if (error) return Status::Unreadable(folder + ": " + error.message());
  std::sort(names.begin(), names.end());
  return names;
}

Result<OpenedBatch> OpenBatch(const std::string& path, const std::vector<KeyFile>& keys) {
  SUNDER_ASSIGN_OR_RETURN(AgeFile file, AgeFile::Open(path));
  OpenedAgeHeader opened;
  std::vector<size_t> openers;
  for (size_t i = 0; i < keys.size(); ++i) {
    SUNDER_ASSIGN_OR_RETURN(std::optional<OpenedAgeHeader> header,
                            file.OpenHeader(keys[i].identity));
    if (!header) continue;
    if (openers.empty()) {
      opened = std::move(*header);
    } else {
      for (size_t j = 0; j < opened.is_opened.size(); ++j) {
        if (header->is_opened[j]) opened.is_opened[j] = true;
      }
    }
    openers.push_back(i);
  }
  if (!openers.empty()) {
    return OpenedBatch{std::move(file), std::move(opened), std::move(openers)};
  }
  return Status::Unreadable(path +
                            ": opens with none of the given keys; name the key that it was "
                            "sealed to with --key. Without that key nobody can open it");
}

std::optional<SealedItem> ParseSealedItem(std::string_view json) {
  return ItemParser(json).Parse();
}

bool ItemSelection::Matches(const SealedItem& item) const {
  return (!object || *object == item.object) && (!table || *table == item.table) &&
         (!field || *field == item.field) && (!record || *record == item.record);
}

Status VisitItems(const OpenedBatch& batch, const VisitItem& visit) {
  LineAssembler lines([&](std::string_view line) {
    if (line == kDummy) return Status::Ok();
    const std::optional<SealedItem> item = ParseSealedItem(line);
    if (item) return visit(*item);
    return Status::DataLoss(batch.file.path() +
                            ": holds a line that no split wrote; the batch is sealed rightly, but "
                            "by something else. Open it with `age -d` if you trust it");
  });
  SUNDER_RETURN_IF_ERROR(batch.file.OpenPayload(
      batch.header.file_key, [&](std::string_view piece) { return lines.Add(piece); }));
  if (lines.IsAtLineStart()) return Status::Ok();
  return Status::DataLoss(batch.file.path() + ": ends within a line; no split wrote this");
}

}  // namespace sunder::segregation
