// The segregation report's formats, one file each.
#pragma once

#include <string>

#include "core/segregation_report.h"
#include "reports/report_writers.h"

namespace sunder::reports {

std::string WriteSegregationText(const SegregationReport& report, const TextStyle& style);
std::string WriteSegregationJson(const SegregationReport& report);
std::string WriteSegregationJsonl(const SegregationReport& report);
std::string WriteSegregationCsv(const SegregationReport& report);

// "3 fields taken apart; 2 categories published, 1 sealed" and the like.
std::string SegregationVerdict(const SegregationReport& report);
// What became of the field: "taken apart", "sealed".
std::string ShownRoute(const std::string& route);
// "in eu; read by operations, billing; removed after 30 days"
std::string StoreSentence(const StoreDescription& store);
std::string ShownOrder(const std::string& order);
// "religion"; "religion, site North" where counts are given by context.
std::string ShownCategory(const PublishedCategory& category);
// "cells of at least 11, publications over at least 1,000 persons (2,000 records)"
std::string ShownMargins(const SegregationReport& report);
// " by customer id": what tells the persons of a table apart; "" where records are counted.
std::string ShownPersons(const IdentityTable& table);
// "Catholic"; "Christian (the rest)" beside finer cells; "any religion" for the category's own
// name.
std::string ShownCell(const PublishedCategory& category, const PublishedCell& cell);

}  // namespace sunder::reports
