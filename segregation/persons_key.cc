#include "segregation/persons_key.h"

#include <sodium.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace sunder::segregation {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f\v";
constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
constexpr std::string_view kSeparators = " -._/\\";

std::string_view Trimmed(std::string_view text) {
  while (!text.empty()) {
    if (kBlank.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else if (kBlank.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      break;
    }
  }
  return text;
}

}  // namespace

std::string NormalisedPersonKey(std::string_view kind, std::string_view value) {
  std::string key(Trimmed(value));
  for (char& c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) c = static_cast<char>(std::tolower(byte));
  }
  // In addresses and usernames signs tell persons apart.
  if (kind == "email_address" || kind == "username") return key;
  std::erase_if(key, [](char c) { return kSeparators.find(c) != std::string_view::npos; });
  return key;
}

PersonKeyer::PersonKeyer(SpillKey key) : key_(std::move(key)) {}

Result<PersonKeyer> PersonKeyer::Create() {
  static_assert(crypto_secretstream_xchacha20poly1305_KEYBYTES == crypto_generichash_KEYBYTES);
  SUNDER_ASSIGN_OR_RETURN(SpillKey key, MakeSpillKey());
  return PersonKeyer(std::move(key));
}

PersonHash PersonKeyer::Hash(std::string_view text) const {
  PersonHash hash{};
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), key_.get(),
                     crypto_generichash_KEYBYTES);
  return hash;
}

PersonHash PersonKeyer::OfPerson(std::string_view kind, std::string_view normalised) const {
  return Hash(std::string(kind) + '\0' + std::string(normalised));
}

// No kind is empty, so that no person's text is a record's.
PersonHash PersonKeyer::OfRecord(std::string_view object, std::string_view table,
                                 uint64_t record) const {
  return Hash('\0' + std::string(object) + '\0' + std::string(table) + '\0' +
              std::to_string(record));
}

}  // namespace sunder::segregation
