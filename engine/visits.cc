#include "engine/visits.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/log_time.h"

namespace sunder::engine {
namespace {

constexpr int64_t kPauseSecondsMax = 30 * 60;
constexpr size_t kWays = 3;
// Each way to tell visitors apart has visits of its own.
constexpr std::array<std::string_view, kWays> kWayNames = {"client", "user", "session"};

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

// What the fields of a block are to visits.
struct VisitCounter::BlockFields {
  std::vector<std::optional<size_t>> client;  // by field: which part of the client it is
  std::vector<bool> is_session;
  std::optional<uint32_t> user;
  std::optional<uint32_t> time;
  std::vector<uint32_t> numbers;  // of the table's fields
};

// A line of one visitor.
struct VisitCounter::Line {
  char way = 0;
  segregation::PersonHash visitor = {};
  int64_t time = 0;
  uint32_t record = 0;

  bool IsOfSameVisitor(const Line& other) const {
    return way == other.way && visitor == other.visitor;
  }
};

// Lines of one visitor that follow one another. Two that overlap or are near are one.
struct VisitCounter::Stretch {
  std::string visitor;  // way and hash
  int64_t first = 0;
  int64_t last = 0;
  std::set<uint32_t> filled;
  std::map<uint32_t, uint64_t> evidence;  // records by field

  std::string ToEntry() const {
    std::string entry = visitor;
    AppendTime(first, &entry);
    AppendTime(last, &entry);
    AppendNumber(static_cast<uint32_t>(filled.size()), &entry);
    for (const uint32_t field : filled) AppendNumber(field, &entry);
    for (const auto& [field, records] : evidence) {
      AppendNumber(field, &entry);
      AppendNumber(static_cast<uint32_t>(records), &entry);
    }
    return entry;
  }

  static Stretch FromEntry(std::string_view entry) {
    Stretch stretch;
    const size_t visitor_size = 1 + segregation::PersonHash().size();
    stretch.visitor = entry.substr(0, visitor_size);
    entry.remove_prefix(visitor_size);
    stretch.first = TakeTime(&entry);
    stretch.last = TakeTime(&entry);
    for (uint32_t left = TakeNumber(&entry); left > 0; --left) {
      stretch.filled.insert(TakeNumber(&entry));
    }
    while (!entry.empty()) {
      const uint32_t field = TakeNumber(&entry);
      stretch.evidence[field] = TakeNumber(&entry);
    }
    return stretch;
  }

  bool GoesOnWith(const Stretch& later) const {
    return visitor == later.visitor && later.first - last <= kPauseSecondsMax;
  }

  void Append(const Stretch& later) {
    last = std::max(last, later.last);
    filled.insert(later.filled.begin(), later.filled.end());
    for (const auto& [field, records] : later.evidence) evidence[field] += records;
  }
};

VisitCounter::VisitCounter(VisitFields fields, const segregation::PersonKeyer& keyer,
                           uint64_t memory_bytes_max, std::string temporary_folder)
    : fields_(std::move(fields)),
      keyer_(keyer),
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

void VisitCounter::TakeRecord(const RecordBlock& block, const BlockFields& fields,
                              std::span<const CellRef> cells, std::vector<Line>* lines) const {
  std::optional<int64_t> time;
  std::vector<std::string> client(fields_.client.size());
  std::string user;
  std::string session;
  std::string scratch;
  for (const CellRef& cell : cells) {
    if (cell.begin == cell.end) continue;
    const bool is_user = cell.field == fields.user;
    if (cell.field == fields.time) time = ParseLogTime(block.Text(cell, &scratch));
    if (const std::optional<size_t> part = fields.client[cell.field]) {
      client[*part] = block.Text(cell, &scratch);
    } else if (is_user || fields.is_session[cell.field]) {
      (is_user ? user : session) += std::string(block.Text(cell, &scratch)) + '\0';
    }
  }
  // A line without a time is in no visit.
  if (!time || cells.empty()) return;
  std::array<std::string, kWays> visitors = {"", user, session};
  if (!client.empty() && !client.front().empty()) {
    for (const std::string& part : client) visitors[0] += part + '\0';
  }
  for (size_t way = 0; way < kWays; ++way) {
    if (visitors[way].empty()) continue;
    lines->push_back({static_cast<char>(way), keyer_.OfPerson(kWayNames[way], visitors[way]), *time,
                      cells.front().record});
  }
}

Status VisitCounter::AddBlock(const RecordBlock& block,
                              std::span<const scanner::RecordEvidence> evidence) {
  const BlockFields fields = FieldsOf(block);
  std::vector<std::span<const CellRef>> records(block.record_count);
  std::vector<Line> lines;
  const std::span<const CellRef> cells(block.cells);
  for (size_t begin = 0; begin < cells.size();) {
    size_t end = begin;
    while (end < cells.size() && cells[end].record == cells[begin].record) ++end;
    records[cells[begin].record] = cells.subspan(begin, end - begin);
    TakeRecord(block, fields, records[cells[begin].record], &lines);
    begin = end;
  }
  return AddLines(fields, std::move(lines), records, evidence);
}

// Lines of one block that are of one visit in any case become one entry: what is sorted is a
// fraction of the lines.
Status VisitCounter::AddLines(const BlockFields& fields, std::vector<Line> lines,
                              std::span<const std::span<const CellRef>> records,
                              std::span<const scanner::RecordEvidence> evidence) {
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.way, a.visitor, a.time) < std::tie(b.way, b.visitor, b.time);
  });
  std::vector<std::string> entries;
  for (size_t begin = 0; begin < lines.size();) {
    const Line& first = lines[begin];
    Stretch stretch;
    stretch.visitor = first.way + std::string(first.visitor.data(), first.visitor.size());
    stretch.first = first.time;
    size_t at = begin;
    for (; at < lines.size() && lines[at].IsOfSameVisitor(first) &&
           (at == begin || lines[at].time - stretch.last <= kPauseSecondsMax);
         ++at) {
      stretch.last = lines[at].time;
      const uint32_t record = lines[at].record;
      for (const CellRef& cell : records[record]) {
        if (cell.begin != cell.end) stretch.filled.insert(fields.numbers[cell.field]);
      }
      auto held =
          std::lower_bound(evidence.begin(), evidence.end(), record,
                           [](const auto& one, uint32_t wanted) { return one.record < wanted; });
      for (; held != evidence.end() && held->record == record; ++held) {
        ++stretch.evidence[fields.numbers[held->field]];
      }
    }
    entries.push_back(stretch.ToEntry());
    begin = at;
  }
  const std::lock_guard lock(mutex_);
  for (std::string& entry : entries) SUNDER_RETURN_IF_ERROR(sorter_.Add(std::move(entry)));
  return Status::Ok();
}

Status VisitCounter::CountInto(scanner::TableProfile* profile) {
  // By special field and the other one: records, by the way in which visits are told.
  std::map<std::pair<uint32_t, uint32_t>, std::array<uint64_t, kWays>> counts;
  const auto count = [&counts](const Stretch& visit) {
    for (const auto& [special, records] : visit.evidence) {
      for (const uint32_t other : visit.filled) {
        if (other == special) continue;
        counts[{special, other}][static_cast<size_t>(visit.visitor.front())] += records;
      }
    }
  };
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
  // A record may be in a visit of each way, so they cannot be added up.
  for (const auto& [fields, records] : counts) {
    profile->SetFilledInVisit(paths_[fields.first], paths_[fields.second],
                              *std::max_element(records.begin(), records.end()));
  }
  return Status::Ok();
}

}  // namespace sunder::engine
