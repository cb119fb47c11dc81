#include "segregation/persons_counter.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "segregation/record_sorter.h"

namespace sunder::segregation {
namespace {

constexpr size_t kFrameSizeBytes = 64 * 1024;

// Byte order is the order of (person, label, context, value).
template <class Number>
void Append(Number number, std::string* entry) {
  for (size_t i = sizeof number; i-- > 0;) {
    *entry += static_cast<char>(static_cast<uint64_t>(number) >> (8 * i) & 0xff);
  }
}

template <class Number>
void Take(std::string_view* entry, Number* number) {
  uint64_t value = 0;
  for (size_t i = 0; i < sizeof *number; ++i) {
    value = value << 8 | static_cast<unsigned char>((*entry)[i]);
  }
  *number = static_cast<Number>(value);
  entry->remove_prefix(sizeof *number);
}

std::string EntryOf(const PersonValue& value) {
  std::string entry(value.person.data(), value.person.size());
  Append(value.label, &entry);
  Append(value.context, &entry);
  Append(value.value, &entry);
  return entry;
}

PersonValue ValueOf(std::string_view entry) {
  PersonValue value;
  std::copy_n(entry.begin(), value.person.size(), value.person.begin());
  entry.remove_prefix(value.person.size());
  Take(&entry, &value.label);
  Take(&entry, &value.context);
  Take(&entry, &value.value);
  return value;
}

bool IsSamePerson(const PersonValue& a, const PersonValue& b) {
  return a.person == b.person && a.label == b.label;
}

}  // namespace

struct PersonCounter::State {
  RecordSorter sorter;
  std::string folder;
  const Vocabulary& vocabulary;
  uint64_t entries = 0;
  std::map<LabelId, uint64_t> stated = {};
  // One entry a person, category and context, sorted: read again for each way to group them.
  SpillKey key = {};
  std::unique_ptr<SpillFile> file = {};
  std::optional<SpillRun> run = {};

  Status MergeInto(SpillRunWriter* writer);
};

PersonCounter::PersonCounter(uint64_t memory_bytes_max, std::string temporary_folder,
                             const Vocabulary& vocabulary)
    : state_(new State{RecordSorter(memory_bytes_max, temporary_folder), temporary_folder,
                       vocabulary}) {}

PersonCounter::~PersonCounter() = default;

Status PersonCounter::Add(const std::vector<PersonValue>& values) {
  for (const PersonValue& value : values) {
    SUNDER_RETURN_IF_ERROR(state_->sorter.Add(EntryOf(value)));
    ++state_->entries;
    if (value.value != kNoValue) ++state_->stated[value.label];
  }
  return Status::Ok();
}

uint64_t PersonCounter::StatedIn(LabelId label) const {
  const auto found = state_->stated.find(label);
  return found == state_->stated.end() ? 0 : found->second;
}

Status PersonCounter::State::MergeInto(SpillRunWriter* writer) {
  std::optional<PersonValue> open;
  std::string_view entry;
  while (true) {
    SUNDER_ASSIGN_OR_RETURN(const bool has_entry, sorter.Next(&entry));
    if (!has_entry) break;
    --entries;
    const PersonValue value = ValueOf(entry);
    if (open && IsSamePerson(*open, value) && open->context == value.context) {
      open->value = vocabulary.Merge(open->value, value.value);
      continue;
    }
    if (open) SUNDER_RETURN_IF_ERROR(writer->Write(EntryOf(*open)));
    open = value;
  }
  if (open) SUNDER_RETURN_IF_ERROR(writer->Write(EntryOf(*open)));
  if (entries != 0) return Status::Internal("counting persons: entries were lost in sorting");
  return Status::Ok();
}

Status PersonCounter::Finish() {
  State& state = *state_;
  if (state.entries == 0) return Status::Ok();
  SUNDER_RETURN_IF_ERROR(state.sorter.Finish());
  SUNDER_ASSIGN_OR_RETURN(state.key, MakeSpillKey());
  SUNDER_ASSIGN_OR_RETURN(state.file, SpillFile::Create(state.folder));
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<SpillRunWriter> writer,
                          SpillRunWriter::Create(state.file.get(), state.key, kFrameSizeBytes));
  SUNDER_RETURN_IF_ERROR(state.MergeInto(writer.get()));
  SUNDER_ASSIGN_OR_RETURN(state.run, writer->Finish());
  return Status::Ok();
}

Result<std::map<uint32_t, SpecialCounts>> PersonCounter::Count(const GroupOf& group_of) const {
  const State& state = *state_;
  std::map<uint32_t, SpecialCounts> counts;
  if (!state.run) return counts;
  SUNDER_ASSIGN_OR_RETURN(
      const std::unique_ptr<SpillRunReader> reader,
      SpillRunReader::Create(state.file.get(), *state.run, state.key, kFrameSizeBytes));
  std::optional<PersonValue> open;
  std::map<uint32_t, ValueId> merged;  // of the open person and category, by group
  const auto close = [&] {
    for (const auto& [group, value] : merged) counts[group].Add(open->label, value);
    merged.clear();
  };
  while (true) {
    SUNDER_ASSIGN_OR_RETURN(const bool has_entry, reader->Next());
    if (!has_entry) break;
    const PersonValue value = ValueOf(reader->record());
    if (open && !IsSamePerson(*open, value)) close();
    open = value;
    ValueId& of_group = merged[group_of(value.label, value.context)];
    of_group = state.vocabulary.Merge(of_group, value.value);
  }
  if (open) close();
  return counts;
}

}  // namespace sunder::segregation
