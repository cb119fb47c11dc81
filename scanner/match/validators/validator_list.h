// Every validator of this folder; validators.cc names them.
#pragma once

#include "scanner/match/validators/validators.h"

namespace sunder::scanner {

Validation ValidateAge(const ValidationInput& input);
Validation ValidateBankAccount(const ValidationInput& input);
Validation ValidateBirthDate(const ValidationInput& input);
Validation ValidateCookieForm(const ValidationInput& input);
Validation ValidateCookieValue(const ValidationInput& input);
Validation ValidateEmail(const ValidationInput& input);
Validation ValidateGeoCoordinate(const ValidationInput& input);
Validation ValidateGeoLabelled(const ValidationInput& input);
Validation ValidateGeoPair(const ValidationInput& input);
Validation ValidateIban(const ValidationInput& input);
Validation ValidateIpv4(const ValidationInput& input);
Validation ValidateIpv6(const ValidationInput& input);
Validation ValidateJobTitle(const ValidationInput& input);
Validation ValidateJobTitleField(const ValidationInput& input);
Validation ValidateLabelledBirthDate(const ValidationInput& input);
Validation ValidateLabelledCode(const ValidationInput& input);
Validation ValidateLabelledJobTitle(const ValidationInput& input);
Validation ValidateLabelledNumber(const ValidationInput& input);
Validation ValidateLabelledOrganisation(const ValidationInput& input);
Validation ValidateLabelledUsername(const ValidationInput& input);
Validation ValidateLabelledValue(const ValidationInput& input);
Validation ValidateLuhn(const ValidationInput& input);
Validation ValidateMacAddress(const ValidationInput& input);
Validation ValidateNationalId(const ValidationInput& input);
Validation ValidateNationalIdForm(const ValidationInput& input);
Validation ValidateNationalIdLabelled(const ValidationInput& input);
Validation ValidateOrganisation(const ValidationInput& input);
Validation ValidateOrganisationBefore(const ValidationInput& input);
Validation ValidateOrganisationField(const ValidationInput& input);
Validation ValidatePartyLetter(const ValidationInput& input);
Validation ValidatePassword(const ValidationInput& input);
Validation ValidatePaymentCard(const ValidationInput& input);
Validation ValidatePhoneLabelled(const ValidationInput& input);
Validation ValidatePhoneNumber(const ValidationInput& input);
Validation ValidatePostalAddress(const ValidationInput& input);
Validation ValidateStreetLine(const ValidationInput& input);
Validation ValidateUncasedStreetLine(const ValidationInput& input);
Validation ValidatePostalCode(const ValidationInput& input);
Validation ValidateProfileUrl(const ValidationInput& input);
Validation ValidateSecurityAnswer(const ValidationInput& input);
Validation ValidateSsn(const ValidationInput& input);
Validation ValidateUserAgent(const ValidationInput& input);
Validation ValidateUsername(const ValidationInput& input);

}  // namespace sunder::scanner
