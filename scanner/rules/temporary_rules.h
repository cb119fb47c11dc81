// A folder of rules that a test writes; removed with the object.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace sunder::scanner {

class TemporaryRules {
 public:
  TemporaryRules() {
    std::string path = (std::filesystem::temp_directory_path() / "sunder-rules-XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) std::abort();
    path_ = path;
  }
  ~TemporaryRules() { std::filesystem::remove_all(path_); }
  TemporaryRules(const TemporaryRules&) = delete;
  TemporaryRules& operator=(const TemporaryRules&) = delete;

  TemporaryRules& Write(const std::string& relative, std::string_view bytes) {
    const std::filesystem::path file = std::filesystem::path(path_) / relative;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return *this;
  }
  // category.toml with one label.
  TemporaryRules& Label(const std::string& name, const std::string& kind) {
    return Write(name + "/category.toml", "format = 1\n[[label]]\nname = \"" + name +
                                              "\"\ntitle = \"" + name + "\"\nkind = \"" + kind +
                                              "\"\n");
  }
  // NAME/RULE.toml with format, id and label before `body`.
  TemporaryRules& Rule(const std::string& label, const std::string& name, std::string_view body) {
    return Write(label + "/" + name + ".toml", "format = 1\nid = \"" + label + "." + name +
                                                   "\"\nlabel = \"" + label + "\"\n" +
                                                   std::string(body));
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace sunder::scanner
