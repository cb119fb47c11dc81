#include "scanner/match/validators/validators.h"

#include <algorithm>
#include <iterator>

#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

constexpr ValidatorEntry kValidators[] = {
    {"age", ValidateAge, "the number of a statement of age, 0 to 120"},
    {"bank_account", ValidateBankAccount,
     "an account number behind its label, or with check digits"},
    {"birth_date", ValidateBirthDate, "a calendar date of 1900 to 2030 in the match"},
    {"cookie_form", ValidateCookieForm, "a cookie value in a tracker's own form"},
    {"cookie_value", ValidateCookieValue, "the value behind a cookie's name"},
    {"email", ValidateEmail, "dot-atom addresses of RFC 5321 with a top-level domain"},
    {"geo_coordinate", ValidateGeoCoordinate, "one decimal of at most 180 degrees"},
    {"geo_labelled", ValidateGeoLabelled, "one coordinate behind its name"},
    {"geo_pair", ValidateGeoPair, "latitude and longitude within WGS 84 ranges"},
    {"iban", ValidateIban, "ISO 13616: country, length and ISO 7064 MOD 97-10"},
    {"ipv4", ValidateIpv4, "RFC 791 dotted quad, not a version number"},
    {"ipv6", ValidateIpv6, "RFC 4291 text forms, not a name in code"},
    {"job_title", ValidateJobTitle, "the occupation behind a lead such as \"works as a\""},
    {"job_title_field", ValidateJobTitleField, "the occupation a form field holds"},
    {"labelled_birth_date", ValidateLabelledBirthDate,
     "the date of 1900 to 2030 directly behind its label"},
    {"labelled_code", ValidateLabelledCode,
     "the code behind a label word of a form, log or record"},
    {"labelled_job_title", ValidateLabelledJobTitle, "the occupation directly behind its label"},
    {"labelled_number", ValidateLabelledNumber, "the number behind its label words"},
    {"labelled_organisation", ValidateLabelledOrganisation,
     "the capitalised organisation directly behind its label"},
    {"labelled_username", ValidateLabelledUsername,
     "the handle behind its label, not an account of a machine"},
    {"labelled_value", ValidateLabelledValue, "the value behind \":\", \"=\", \"is\" or \"was\""},
    {"luhn", ValidateLuhn, "ISO/IEC 7812-1 check digit"},
    {"mac_address", ValidateMacAddress, "IEEE EUI-48 or EUI-64, not an octet of a hash"},
    {"national_id", ValidateNationalId, "check digits of state identifiers, by length and form"},
    {"national_id_form", ValidateNationalIdForm,
     "the same, where the way of writing tells the system"},
    {"national_id_labelled", ValidateNationalIdLabelled, "a state identifier behind its name"},
    {"organisation", ValidateOrganisation, "the capitalised organisation behind a lead"},
    {"organisation_before", ValidateOrganisationBefore,
     "the organisation before a verb of work, as Turkish, Korean and Chinese say it"},
    {"organisation_field", ValidateOrganisationField, "the organisation a form field holds"},
    {"party_letter", ValidatePartyLetter, "a letter in brackets behind a name: (D-OH), (R)"},
    {"password", ValidatePassword, "the value behind a password label, not a word about one"},
    {"payment_card", ValidatePaymentCard, "ISO/IEC 7812 check digit, issuer range and length"},
    {"phone_labelled", ValidatePhoneLabelled, "a telephone number behind its label word"},
    {"phone_number", ValidatePhoneNumber,
     "E.164 and the numbering plans, by the way it is written"},
    {"postal_address", ValidatePostalAddress, "street level on to town, state and postal code"},
    {"postal_code", ValidatePostalCode, "forms of US, UK, Canadian and Dutch postal codes"},
    {"profile_url", ValidateProfileUrl, "the page of a person on a known network"},
    {"security_answer", ValidateSecurityAnswer, "the answer behind a security question"},
    {"ssn_area", ValidateSsn, "US SSN and ITIN: issued area, group and serial"},
    {"street_line", ValidateStreetLine, "capitalised street with a house number, no postal code"},
    {"uncased_street_line", ValidateUncasedStreetLine,
     "what follows a house number in scripts without capitals"},
    {"user_agent", ValidateUserAgent, "product tokens and comments of RFC 9110"},
    {"username", ValidateUsername, "a handle, not a keyword of code; or the account in a log line"},
};

}  // namespace

std::span<const ValidatorEntry> Validators() { return kValidators; }

const ValidatorEntry* FindValidator(std::string_view name) {
  const auto* found = std::find_if(std::begin(kValidators), std::end(kValidators),
                                   [&](const ValidatorEntry& entry) { return entry.name == name; });
  return found == std::end(kValidators) ? nullptr : found;
}

}  // namespace sunder::scanner
