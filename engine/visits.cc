#include "engine/visits.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <cstring>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/log_time.h"

namespace sunder::engine {
namespace {

constexpr int64_t kPauseSecondsMax = 30 * 60;
// Each way to tell visitors apart has visits of its own. Every cookie of a session is one, by its
// name: behind kSessionWay, the number of its field.
constexpr uint32_t kClientWay = 0;
constexpr uint32_t kUserWay = 1;
constexpr uint32_t kSessionWay = 2;
// By which one line is told at most: a hostile one has thousands of cookies.
constexpr size_t kKeysMax = 10;
constexpr std::array<std::string_view, 3> kWayNames = {"client", "user", "session"};

// `JSESSIONID`, `PHPSESSID`, `connect.sid`, `my_session`
bool IsSessionName(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower.find("sess") != std::string::npos || lower == "sid" || lower.ends_with(".sid") ||
         lower.ends_with("_sid");
}

// Byte order is the order of numbers, negative ones first.
void AppendTime(int64_t time, std::string* entry) {
  const uint64_t biased = static_cast<uint64_t>(time) ^ 1ULL << 63U;
  for (size_t i = 8; i-- > 0;) *entry += static_cast<char>(biased >> (8 * i) & 0xff);
}

int64_t TakeTime(std::string_view* entry) {
  uint64_t biased = 0;
  for (size_t i = 0; i < 8; ++i) biased = biased << 8U | static_cast<unsigned char>((*entry)[i]);
  entry->remove_prefix(8);
  return static_cast<int64_t>(biased ^ 1ULL << 63U);
}

void AppendNumber(uint32_t number, std::string* entry) {
  entry->append(reinterpret_cast<const char*>(&number), sizeof number);
}

uint32_t TakeNumber(std::string_view* entry) {
  uint32_t number = 0;
  std::memcpy(&number, entry->data(), sizeof number);
  entry->remove_prefix(sizeof number);
  return number;
}

}  // namespace

// A set of numbers, few of them over 63.
class VisitCounter::Bits {
 public:
  void Insert(uint32_t number) {
    if (number < kWordBits) {
      first_ |= uint64_t{1} << number;
      return;
    }
    const size_t word = number / kWordBits - 1;
    if (word >= more_.size()) more_.resize(word + 1);
    more_[word] |= uint64_t{1} << number % kWordBits;
  }
  void InsertAll(const Bits& other) {
    first_ |= other.first_;
    if (other.more_.size() > more_.size()) more_.resize(other.more_.size());
    for (size_t i = 0; i < other.more_.size(); ++i) more_[i] |= other.more_[i];
  }
  // In ascending order.
  std::vector<uint32_t> Numbers() const {
    std::vector<uint32_t> numbers;
    for (size_t i = 0; i <= more_.size(); ++i) {
      for (uint64_t left = i == 0 ? first_ : more_[i - 1]; left != 0; left &= left - 1) {
        numbers.push_back(static_cast<uint32_t>(kWordBits * i) + std::countr_zero(left));
      }
    }
    return numbers;
  }

 private:
  static constexpr uint32_t kWordBits = 64;

  uint64_t first_ = 0;
  std::vector<uint64_t> more_;
};

// What the fields of a block are to visits.
struct VisitCounter::BlockFields {
  std::vector<std::optional<size_t>> client;  // by field: which part of the client it is
  std::vector<bool> is_session;
  std::optional<uint32_t> user;
  std::optional<uint32_t> time;
  std::vector<uint32_t> numbers;  // of the table's fields
};

// By what a line's visitor is told; made once for a block.
class VisitCounter::LineKeys {
 public:
  std::vector<std::string> client;  // its parts
  std::string scratch;

  void Clear() {
    for (std::string& part : client) part.clear();
    count_ = 0;
  }
  // The first value tells: a name that a line repeats is another site's, or an old one.
  void Add(uint32_t way, std::string_view value) {
    if (count_ == kKeysMax) return;
    std::string prefix;
    AppendNumber(way, &prefix);
    for (const std::string& key : keys()) {
      if (key.starts_with(prefix)) return;
    }
    if (count_ == keys_.size()) keys_.emplace_back();
    keys_[count_++].assign(prefix).append(value);
  }
  // A way, and what it tells of the line.
  std::span<const std::string> keys() const { return {keys_.data(), count_}; }

 private:
  std::vector<std::string> keys_;
  size_t count_ = 0;
};

// Lines of one visitor that follow one another. Two that overlap or are near are one.
struct VisitCounter::Stretch {
  std::string visitor;  // way (4 bytes) and hash
  int64_t first = 0;
  int64_t last = 0;
  Bits filled;
  std::map<uint32_t, uint64_t> evidence;  // records by field

  std::string ToEntry() const {
    std::string entry = visitor;
    AppendTime(first, &entry);
    AppendTime(last, &entry);
    const std::vector<uint32_t> fields = filled.Numbers();
    AppendNumber(static_cast<uint32_t>(fields.size()), &entry);
    for (const uint32_t field : fields) AppendNumber(field, &entry);
    for (const auto& [field, records] : evidence) {
      AppendNumber(field, &entry);
      AppendNumber(static_cast<uint32_t>(records), &entry);
    }
    return entry;
  }

  static Stretch FromEntry(std::string_view entry) {
    Stretch stretch;
    const size_t visitor_size = sizeof(uint32_t) + segregation::PersonHash().size();
    stretch.visitor = entry.substr(0, visitor_size);
    entry.remove_prefix(visitor_size);
    stretch.first = TakeTime(&entry);
    stretch.last = TakeTime(&entry);
    for (uint32_t left = TakeNumber(&entry); left > 0; --left) {
      stretch.filled.Insert(TakeNumber(&entry));
    }
    while (!entry.empty()) {
      const uint32_t field = TakeNumber(&entry);
      stretch.evidence[field] = TakeNumber(&entry);
    }
    return stretch;
  }

  // Whether a line is of the stretch, whatever else is.
  bool Takes(int64_t time) const {
    return first - kPauseSecondsMax <= time && time <= last + kPauseSecondsMax;
  }

  bool GoesOnWith(const Stretch& later) const {
    return visitor == later.visitor && later.first - last <= kPauseSecondsMax;
  }

  void Append(const Stretch& later) {
    last = std::max(last, later.last);
    filled.InsertAll(later.filled);
    for (const auto& [field, records] : later.evidence) evidence[field] += records;
  }
};

// The last stretch of each visitor, so that what is sorted is a fraction of the lines.
struct VisitCounter::OpenVisits {
  // By the way and what the visitor is told by.
  std::unordered_map<std::string, Stretch> stretches;
  uint64_t size_bytes = 0;  // about
};

VisitCounter::~VisitCounter() = default;

VisitCounter::VisitCounter(VisitFields fields, const segregation::PersonKeyer& keyer,
                           uint64_t memory_bytes_max, std::string temporary_folder)
    : fields_(std::move(fields)),
      keyer_(keyer),
      open_bytes_max_(memory_bytes_max / 4),
      sorter_(memory_bytes_max, std::move(temporary_folder)) {}

VisitCounter::BlockFields VisitCounter::FieldsOf(const RecordBlock& block) {
  BlockFields fields;
  const std::lock_guard lock(mutex_);
  for (uint32_t i = 0; i < block.fields.size(); ++i) {
    const std::string& path = block.fields[i];
    const auto part = std::find(fields_.client.begin(), fields_.client.end(), path);
    fields.client.emplace_back();
    if (part != fields_.client.end()) fields.client.back() = part - fields_.client.begin();
    fields.is_session.push_back(path.starts_with(fields_.cookie_prefix) &&
                                IsSessionName(path.substr(fields_.cookie_prefix.size())));
    if (path == fields_.user) fields.user = i;
    if (path == fields_.time) fields.time = i;
    const auto [known, is_new] = numbers_.try_emplace(path, static_cast<uint32_t>(paths_.size()));
    if (is_new) paths_.push_back(path);
    fields.numbers.push_back(known->second);
  }
  return fields;
}

std::optional<int64_t> VisitCounter::TellVisitors(const RecordBlock& block,
                                                  const BlockFields& fields,
                                                  std::span<const CellRef> cells,
                                                  LineKeys* line) const {
  std::optional<int64_t> time;
  line->Clear();
  line->client.resize(fields_.client.size());
  for (const CellRef& cell : cells) {
    if (cell.begin == cell.end) continue;
    if (cell.field == fields.time) time = ParseLogTime(block.Text(cell, &line->scratch));
    if (const std::optional<size_t> part = fields.client[cell.field]) {
      line->client[*part] = block.Text(cell, &line->scratch);
    } else if (cell.field == fields.user) {
      line->Add(kUserWay, block.Text(cell, &line->scratch));
    }
  }
  // A user agent alone is no client.
  if (!line->client.empty() && !line->client.front().empty()) {
    std::string client;
    for (const std::string& part : line->client) client += part + '\0';
    line->Add(kClientWay, client);
  }
  for (const CellRef& cell : cells) {
    if (!fields.is_session[cell.field] || cell.begin == cell.end) continue;
    line->Add(kSessionWay + fields.numbers[cell.field], block.Text(cell, &line->scratch));
  }
  return time;
}

VisitCounter::Stretch& VisitCounter::StretchOf(const std::string& key, int64_t time,
                                               OpenVisits* open,
                                               std::vector<std::string>* entries) const {
  const auto [known, is_new] = open->stretches.try_emplace(key);
  Stretch& stretch = known->second;
  if (!is_new && stretch.Takes(time)) {
    stretch.first = std::min(stretch.first, time);
    stretch.last = std::max(stretch.last, time);
    return stretch;
  }
  if (is_new) {
    std::string_view value = key;
    const uint32_t way = TakeNumber(&value);
    const segregation::PersonHash hash =
        keyer_.OfPerson(kWayNames[std::min(way, kSessionWay)], value);
    stretch.visitor = key.substr(0, sizeof way) + std::string(hash.data(), hash.size());
    open->size_bytes += sizeof(Stretch) + key.size() + stretch.visitor.size();
  } else {
    entries->push_back(stretch.ToEntry());
    stretch.filled = {};
    stretch.evidence.clear();
  }
  stretch.first = stretch.last = time;
  return stretch;
}

Status VisitCounter::AddBlock(const RecordBlock& block,
                              std::span<const scanner::RecordEvidence> evidence) {
  const BlockFields fields = FieldsOf(block);
  std::unique_ptr<OpenVisits> open = TakeOpen();
  std::vector<std::string> entries;
  LineKeys line;
  auto held = evidence.begin();
  const std::span<const CellRef> cells(block.cells);
  for (size_t begin = 0; begin < cells.size();) {
    const uint32_t record = cells[begin].record;
    Bits filled;
    size_t end = begin;
    for (; end < cells.size() && cells[end].record == record; ++end) {
      if (cells[end].begin != cells[end].end) filled.Insert(fields.numbers[cells[end].field]);
    }
    held =
        std::find_if(held, evidence.end(), [&](const auto& one) { return one.record >= record; });
    const std::optional<int64_t> time =
        TellVisitors(block, fields, cells.subspan(begin, end - begin), &line);
    begin = end;
    if (!time) continue;  // in no visit
    for (const std::string& key : line.keys()) {
      Stretch& stretch = StretchOf(key, *time, open.get(), &entries);
      stretch.filled.InsertAll(filled);
      for (auto one = held; one != evidence.end() && one->record == record; ++one) {
        ++stretch.evidence[fields.numbers[one->field]];
      }
    }
  }
  if (open->size_bytes > open_bytes_max_) Close(open.get(), &entries);
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(open));
  for (std::string& entry : entries) SUNDER_RETURN_IF_ERROR(sorter_.Add(std::move(entry)));
  return Status::Ok();
}

std::unique_ptr<VisitCounter::OpenVisits> VisitCounter::TakeOpen() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return std::make_unique<OpenVisits>();
  std::unique_ptr<OpenVisits> open = std::move(idle_.back());
  idle_.pop_back();
  return open;
}

void VisitCounter::Close(OpenVisits* open, std::vector<std::string>* entries) {
  for (const auto& [key, stretch] : open->stretches) entries->push_back(stretch.ToEntry());
  open->stretches.clear();
  open->size_bytes = 0;
}

Status VisitCounter::CountInto(scanner::TableProfile* profile) {
  // A record may be in a visit of each way, so they cannot be added up. Visits come way by way: of
  // those before, the largest count is kept, for a hostile log has thousands of ways.
  struct Count {
    uint32_t way = 0;
    uint64_t records = 0;  // in visits of that way
    uint64_t most = 0;     // of any way
  };
  std::map<std::pair<uint32_t, uint32_t>, Count> counts;  // by special field and the other one
  const auto count = [&counts](const Stretch& visit) {
    std::string_view visitor = visit.visitor;
    const uint32_t way = TakeNumber(&visitor);
    for (const auto& [special, records] : visit.evidence) {
      for (const uint32_t other : visit.filled.Numbers()) {
        if (other == special) continue;
        Count& pair = counts[{special, other}];
        if (pair.way != way) pair = {way, 0, pair.most};
        pair.records += records;
        pair.most = std::max(pair.most, pair.records);
      }
    }
  };
  std::vector<std::string> entries;
  for (const std::unique_ptr<OpenVisits>& open : idle_) Close(open.get(), &entries);
  idle_.clear();
  for (std::string& rest : entries) SUNDER_RETURN_IF_ERROR(sorter_.Add(std::move(rest)));
  SUNDER_RETURN_IF_ERROR(sorter_.Finish());
  std::optional<Stretch> visit;
  std::string_view entry;
  while (true) {
    SUNDER_ASSIGN_OR_RETURN(const bool has_entry, sorter_.Next(&entry));
    if (!has_entry) break;
    Stretch next = Stretch::FromEntry(entry);
    if (visit && visit->GoesOnWith(next)) {
      visit->Append(next);
      continue;
    }
    if (visit) count(*visit);
    visit = std::move(next);
  }
  if (visit) count(*visit);
  for (const auto& [fields, pair] : counts) {
    profile->SetFilledInVisit(paths_[fields.first], paths_[fields.second], pair.most);
  }
  return Status::Ok();
}

}  // namespace sunder::engine
