// The project file: any text is read or refused, and every setting has an answer.
#include <stdlib.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "cli/settings.h"
#include "tests/fuzz/require.h"

namespace sunder::fuzz {
namespace {

std::string ScratchFile() {
  std::string pattern = std::filesystem::temp_directory_path() / "sunder-fuzz-XXXXXX";
  const int descriptor = ::mkstemp(pattern.data());
  Require(descriptor >= 0, "a file in TMPDIR can be made");
  return pattern;
}

void CheckSettings(std::string_view text) {
  static const std::string path = ScratchFile();
  std::ofstream(path, std::ios::binary) << text;
  const auto settings = cli::Settings::Load({}, path, {});
  if (!settings.ok()) return;
  for (const cli::SettingDefinition& definition : cli::SettingDefinitions()) {
    (void)settings->Text(definition.key);
    (void)settings->Switch(definition.key);
    (void)settings->List(definition.key);
    (void)settings->Number(definition.key);
    (void)settings->SizeBytes(definition.key);
    Require(!settings->Origin(definition.key).empty(), "a setting has an origin");
  }
}

}  // namespace
}  // namespace sunder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sunder::fuzz::CheckSettings({reinterpret_cast<const char*>(data), size});
  return 0;
}
