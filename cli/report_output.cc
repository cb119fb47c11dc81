#include "cli/report_output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "connectors/decode/byte_stream.h"

namespace sunder::cli {

Result<reports::Format> FormatOf(const Environment& environment) {
  const std::string named = environment.settings.Text("format");
  if (!named.empty()) return reports::ParseFormat(named);
  const std::string extension =
      std::filesystem::path(environment.settings.Text("output")).extension().string();
  if (extension == ".htm") return reports::Format::kHtml;
  if (extension.size() > 1) {
    if (Result<reports::Format> format = reports::ParseFormat(extension.substr(1)); format.ok()) {
      return format;
    }
  }
  return reports::Format::kText;
}

reports::TextStyle StyleOf(const Environment& environment) {
  const bool is_terminal =
      environment.is_stdout_terminal && environment.settings.Text("output").empty();
  const std::string color = environment.settings.Text("color");
  reports::TextStyle style;
  style.is_colored = color == "always" || (color != "never" && is_terminal);
  style.width_columns = environment.terminal_width_columns;
  return style;
}

Status WriteOutput(const Environment& environment, std::string_view text) {
  const std::string path = environment.settings.Text("output");
  return path.empty() ? PrintOut(text) : WriteFileWhole(path, text);
}

namespace {

Status WriteInto(const std::string& path, std::string_view text) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "w"),
                                                             std::fclose);
  const bool is_written = file != nullptr &&
                          std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() &&
                          std::fflush(file.get()) == 0;
  if (is_written) return Status::Ok();
  return Status::StoreFailure("cannot write " + path + ": " + std::strerror(errno));
}

}  // namespace

Status WriteFileWhole(const std::string& path, std::string_view text) {
  // A rename would put a file in the place of a device or pipe: as root, of /dev/null.
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  const bool is_special = std::filesystem::exists(status) &&
                          !std::filesystem::is_regular_file(status) &&
                          !std::filesystem::is_directory(status);
  if (is_special) return WriteInto(path, text);
  // Written beside and renamed, so that it is never half there.
  const std::string unfinished = path + ".unfinished";
  const std::string folder = std::filesystem::path(path).parent_path().string();
  if (!folder.empty() && !std::filesystem::is_directory(folder, error)) {
    return Status::StoreFailure("cannot write " + path + ": there is no folder " + folder);
  }
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(unfinished, Codec::kNone));
  SUNDER_RETURN_IF_ERROR(sink->Write(text));
  SUNDER_RETURN_IF_ERROR(sink->Finish());
  if (std::rename(unfinished.c_str(), path.c_str()) != 0) {
    const std::string reason = std::strerror(errno);
    std::remove(unfinished.c_str());
    return Status::StoreFailure("cannot write " + path + ": " + reason);
  }
  return Status::Ok();
}

Status PrintOut(std::string_view text) {
  const size_t written = std::fwrite(text.data(), 1, text.size(), stdout);
  if ((written != text.size() || std::fflush(stdout) != 0) && errno != EPIPE) {
    return Status::StoreFailure(std::string("cannot write to standard output: ") +
                                std::strerror(errno));
  }
  return Status::Ok();
}

}  // namespace sunder::cli
