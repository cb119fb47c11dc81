// What the evidence says about each table, found by the table: stores hold tens of thousands.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "connectors/api/connector.h"
#include "core/segregation_report.h"

namespace sunder::verifier {

class ClaimIndex {
 public:
  // `claims` outlives it.
  explicit ClaimIndex(const std::optional<SegregationReport>& claims);
  // The claim about a table of the identity store; nullptr: none. Standard input is claimed as
  // "stdin" and stored with an ending behind ("stdin.csv"), entries of archives lie in folders of
  // the archives' names.
  const IdentityTable* TableOf(const TableInfo& table) const;
  // A table of the object, or one in the file of this name in the identity store, is claimed.
  bool HasObject(const std::string& name) const { return objects_.contains(name); }
  bool HasFile(const std::string& name) const;
  // The file may be that of standard input, of which there is one.
  bool MayBeStream(const std::string& name) const;
  // What is claimed of its fields, in the order of the evidence.
  const std::vector<const SegregatedField*>& FieldsOf(const TableInfo& table) const;

 private:
  using Name = std::pair<std::string, std::string>;  // object, table

  std::map<Name, const IdentityTable*> tables_;
  std::map<Name, const IdentityTable*> unpacked_;  // by where a split puts entries of archives
  std::map<Name, std::vector<const SegregatedField*>> fields_;
  std::set<std::string> objects_;
  std::set<std::string> files_;  // without the numbers and suffixes of unpacking
  const IdentityTable* of_stream_ = nullptr;
};

}  // namespace sunder::verifier
