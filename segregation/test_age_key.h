// For tests only: key pairs by `age-keygen`, opening by `age`.
#pragma once

#include <stdlib.h>

#include <optional>
#include <stdexcept>
#include <string>

#include "segregation/age.h"
#include "segregation/test_folder.h"

namespace sunder::segregation {

struct TestAgeKey {
  std::string identity_file;
  std::string public_text;
  AgeRecipient recipient;
};

inline TestAgeKey MakeTestAgeKey(const TestFolder& folder, const std::string& name) {
  TestAgeKey key;
  key.identity_file = folder.File(name);
  const std::string command = "age-keygen -o " + key.identity_file +
                              " 2>/dev/null && age-keygen -y " + key.identity_file + " > " +
                              key.identity_file + ".pub";
  if (system(command.c_str()) != 0) throw std::runtime_error("`age-keygen` failed");
  key.public_text = ReadFile(key.identity_file + ".pub");
  key.recipient = ParseAgeRecipient(key.public_text).value();
  return key;
}

// nullopt: `age` refused.
inline std::optional<std::string> OpenWithAge(const TestFolder& folder, const TestAgeKey& key,
                                              const std::string& sealed_path) {
  const std::string opened = folder.File("opened");
  const std::string command =
      "age -d -i " + key.identity_file + " -o " + opened + " " + sealed_path + " 2>/dev/null";
  if (system(command.c_str()) != 0) return std::nullopt;
  std::string text = ReadFile(opened);
  std::filesystem::remove(opened);
  return text;
}

}  // namespace sunder::segregation
