#include "segregation/subject_request.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "segregation/toml_table.h"

namespace sunder::segregation {
namespace {

// Labels whose values belong to one person and are long enough to be looked for anywhere.
constexpr std::array kIdentifyingLabels = std::to_array<std::string_view>(
    {"bank_account", "cookie_id", "driver_license", "email_address", "iban", "mac_address",
     "national_id", "passport", "payment_card", "phone_number", "profile_url", "username"});

// Many share them, or carry them for a while.
constexpr std::array kSharedLabels = std::to_array<std::string_view>(
    {"age", "date_of_birth", "department", "employer", "geo_coordinates", "ip_address", "job_title",
     "person_name", "postal_address", "postal_code", "sex", "user_agent"});

// Shorter ones would be met by chance inside texts.
constexpr size_t kAnywhereSizeMin = 5;

size_t LettersAndDigits(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           static_cast<unsigned char>(c) >= 0x80;
  }));
}

template <size_t size>
bool IsOneOf(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

SubjectIdentifier ReadIdentifier(const std::string& key, TomlTable* table) {
  SubjectIdentifier identifier;
  identifier.key = key;
  identifier.is_field = !IsOneOf(kIdentifyingLabels, key);
  table->Read(key, &identifier.value);
  if (IsOneOf(kSharedLabels, key)) {
    table->Complain(key,
                    "is shared by many and identifies nobody; give an e-mail address, a "
                    "document's number or a field of your own such as customer_id");
  } else if (LettersAndDigits(identifier.value) == 0) {
    table->Complain(key, "must not be empty");
  } else if (!identifier.is_field && LettersAndDigits(identifier.value) < kAnywhereSizeMin) {
    table->Complain(key, "is too short to be looked for in texts; name the field that holds it");
  }
  return identifier;
}

}  // namespace

Result<SubjectRequest> ParseSubjectRequest(std::string_view text, std::string_view name) {
  SUNDER_ASSIGN_OR_RETURN(TomlTable table, TomlTable::Parse(text, name));
  SubjectRequest request;
  TomlTable identifiers = table.Table("identifier");
  for (const std::string& key : identifiers.Keys()) {
    request.identifiers.push_back(ReadIdentifier(key, &identifiers));
  }
  table.FinishPart(&identifiers);
  if (request.identifiers.empty()) {
    table.Complain("identifier", "must hold at least one identifier of the person");
  }
  TomlTable verified = table.Table("verified");
  verified.Require("by", &request.verified_by);
  verified.Require("how", &request.verified_how);
  table.FinishPart(&verified);
  TomlTable corrections = table.Table("correct");
  for (const std::string& key : corrections.Keys()) {
    corrections.Read(key, &request.corrections[key]);
  }
  table.FinishPart(&corrections);
  SUNDER_RETURN_IF_ERROR(table.Finish());
  if (LettersAndDigits(request.verified_by) == 0 || LettersAndDigits(request.verified_how) == 0) {
    return Status::Usage(std::string(name) +
                         ": [verified] must say by whom and how the person's identity was checked");
  }
  return request;
}

}  // namespace sunder::segregation
