#include "scanner/second_look/proxy_lists.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

namespace sunder::scanner {
namespace {

namespace fs = std::filesystem;

Status AppendFile(const fs::path& path, const LabelCatalog& labels,
                  std::vector<ProxyPhrase>* phrases) {
  const std::string stem = path.stem().string();
  const size_t dot = stem.find('.');
  const std::optional<LabelId> label = labels.Find(stem.substr(0, dot));
  if (dot == std::string::npos || dot + 1 == stem.size() || !label ||
      labels.kind(*label) != LabelKind::kSpecial) {
    return Status::Usage(path.string() +
                         ": a list of proxies is named LABEL.LANGUAGE.txt, with the label of a "
                         "special category");
  }
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    const size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string::npos || line[begin] == '#') continue;
    const size_t end = line.find_last_not_of(" \t\r") + 1;
    const bool is_personal = line[begin] == '!';
    ProxyPhrase phrase{line.substr(begin, end - begin), stem.substr(dot + 1), *label, is_personal};
    if (is_personal) phrase.text.erase(0, 1);
    phrases->push_back(std::move(phrase));
  }
  if (!file.eof()) return Status::Unreadable(path.string() + ": cannot be read");
  return Status::Ok();
}

}  // namespace

Result<std::vector<ProxyPhrase>> LoadProxyPhrases(const std::vector<std::string>& folders,
                                                  const LabelCatalog& labels) {
  std::vector<ProxyPhrase> phrases;
  for (const std::string& folder : folders) {
    std::error_code error;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(folder) / "proxy", error)) {
      if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& path : files) {
      SUNDER_RETURN_IF_ERROR(AppendFile(path, labels, &phrases));
    }
  }
  return phrases;
}

}  // namespace sunder::scanner
