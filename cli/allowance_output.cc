#include "cli/allowance_output.h"

#include <Poco/Logger.h>

#include <algorithm>
#include <cstdio>
#include <map>

namespace sunder::cli {
namespace {

std::string Counted(size_t count, const char* one, const char* many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

std::string EntryName(uint32_t number) { return "entry " + std::to_string(number); }

void Pad(std::string* line, size_t column) {
  line->resize(std::max(line->size() + 2, column), ' ');
}

std::string Expiry(const scanner::Allowance& allowance) {
  return "expired on " + allowance.expires + " and has no effect; give it a new day, or remove it";
}

// `a, b` of the names of fields, the number of values.
std::string WhatOf(const scanner::Allowance& allowance) {
  if (!allowance.values.empty()) return Counted(allowance.values.size(), "value", "values");
  std::string names;
  for (const std::string& field : allowance.fields) names += (names.empty() ? "" : ", ") + field;
  return (allowance.fields.size() == 1 ? "field " : "fields ") + names;
}

}  // namespace

void LogAllowances(const scanner::RuleSet& rules) {
  Poco::Logger& logger = Poco::Logger::root();
  std::map<std::string, size_t> in_force;
  for (const scanner::Allowance& allowance : rules.allowances) {
    in_force[allowance.file] += allowance.is_in_force ? 1 : 0;
  }
  for (const auto& [file, count] : in_force) {
    logger.notice("allow-list: " + Counted(count, "entry", "entries") + " in force (" + file + ")");
  }
  for (const scanner::Allowance& allowance : rules.allowances) {
    if (allowance.is_in_force) continue;
    logger.warning("allow-list: " + EntryName(allowance.number) + " of " + allowance.file + " " +
                   Expiry(allowance));
  }
  std::map<std::string, size_t> thresholds;
  for (const scanner::Threshold& threshold : rules.thresholds) ++thresholds[threshold.file];
  for (const auto& [file, count] : thresholds) {
    logger.notice("thresholds: " + Counted(count, "entry", "entries") + " in force (" + file + ")");
  }
}

std::string AllowanceLines(const scanner::RuleSet& rules) {
  std::string text;
  if (!rules.allowances.empty()) text += "\nallowed, and so not reported\n";
  for (const scanner::Allowance& allowance : rules.allowances) {
    std::string line = allowance.file + " " + EntryName(allowance.number);
    Pad(&line, 40);
    line += allowance.label == kNoLabel ? "all labels" : rules.labels.name(allowance.label);
    Pad(&line, 66);
    line += WhatOf(allowance) + (allowance.is_in_force ? " until " : " EXPIRED on ") +
            allowance.expires + ": " + allowance.reason;
    text += line + "\n";
  }
  if (!rules.thresholds.empty()) text += "\nthresholds, under which nothing is reported\n";
  for (const scanner::Threshold& threshold : rules.thresholds) {
    std::string line = threshold.file + " " + EntryName(threshold.number);
    Pad(&line, 40);
    line += rules.labels.name(threshold.label);
    Pad(&line, 66);
    char confidence[16];
    std::snprintf(confidence, sizeof confidence, "%.2f", static_cast<double>(threshold.confidence));
    line += confidence;
    if (threshold.grade != EvidenceGrade::kNone) {
      line += " for " + std::string(EvidenceGradeName(threshold.grade));
    }
    text += line + "\n";
  }
  return text;
}

std::vector<scanner::RuleComplaint> AllowanceComplaints(const scanner::RuleSet& rules) {
  std::vector<scanner::RuleComplaint> complaints;
  for (const scanner::Allowance& allowance : rules.allowances) {
    if (allowance.is_in_force) continue;
    complaints.push_back({allowance.file, EntryName(allowance.number), Expiry(allowance)});
  }
  return complaints;
}

}  // namespace sunder::cli
