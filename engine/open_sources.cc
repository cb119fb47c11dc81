#include <sodium.h>

#include <algorithm>
#include <utility>

#include "engine/said_dialects.h"
#include "engine/scan_run.h"

namespace sunder::engine {
namespace {

LossReason ReasonOf(const Status& status) {
  switch (status.code()) {
    case StatusCode::kDataLoss:
      return LossReason::kMalformed;
    case StatusCode::kNotFound:
      return LossReason::kVanished;
    case StatusCode::kRefused:
      return LossReason::kRatioLimit;
    default:
      return LossReason::kReadError;
  }
}

// What stands in a coverage line for an object that could not be inspected.
ObjectCoverage FailedObject(const SourceObject& object, const Status& status) {
  ObjectCoverage coverage;
  coverage.object = object.name;
  coverage.connector = object.connector;
  coverage.state = CoverageState::kSkipped;
  const LossReason reason = ReasonOf(status);
  coverage.ledger.AddLoss(reason, 0, 0, status.message());
  coverage.reason = LossReasonName(reason);
  coverage.detail = status.message();
  return coverage;
}

}  // namespace

Result<SourceTables> OpenSources(const std::vector<std::string>& uris, const ListOptions& options) {
  SUNDER_ASSIGN_OR_RETURN(SourceListing listing, ListSources(uris, options));
  SUNDER_ASSIGN_OR_RETURN(SourceTables sources, InspectObjects(std::move(listing)));
  SUNDER_RETURN_IF_ERROR(CheckSaidDialects(sources));
  return sources;
}

Result<SourceTables> InspectObjects(SourceListing listing) {
  SourceTables sources;
  sources.listing = std::move(listing);
  for (const SourceObject& object : sources.listing.objects) {
    const Connector* connector = FindConnector(object.connector);
    if (connector == nullptr) return Status::Internal("no connector `" + object.connector + "`");
    Result<std::vector<TableInfo>> tables = connector->Inspect(object);
    // What was said of its dialect cannot be: a person's mistake, not the file's.
    if (tables.status().code() == StatusCode::kUsage) {
      return tables.status().WithContext(object.name);
    }
    if (!tables.ok()) {
      sources.failed.push_back(FailedObject(object, tables.status()));
      continue;
    }
    for (TableInfo& info : *tables) {
      sources.tables.push_back({connector, std::move(info), /*in_order=*/false});
    }
  }
  std::stable_sort(sources.tables.begin(), sources.tables.end(),
                   [](const PipelineTable& a, const PipelineTable& b) {
                     return a.info.object.name < b.info.object.name;
                   });
  return sources;
}

std::string SchemaHash(const TableInfo& info) {
  std::string text = info.object.connector;
  const auto append = [&text](std::string_view part) {
    text += '\0';
    text += part;
  };
  for (const auto& [key, value] : info.dialect) {
    append(key);
    append(value);
  }
  if (!info.object.encoding.empty()) {
    append("encoding");
    append(info.object.encoding);
  }
  append("fields");
  for (const std::string& field : info.fields) append(field);
  unsigned char digest[16];
  crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  char hex[2 * sizeof digest + 1];
  return sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
}

}  // namespace sunder::engine
