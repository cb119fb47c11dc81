// For tests only: makes and looks into databases.
#pragma once

#include <sqlite3.h>

#include <stdexcept>
#include <string>

namespace sunder::sqlite {

class TestDatabase {
 public:
  explicit TestDatabase(const std::string& path) {
    if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) throw std::runtime_error("no database");
  }
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  ~TestDatabase() { sqlite3_close(handle_); }

  void Run(const std::string& sql) {
    char* message = nullptr;
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return;
    const std::string text = message;
    sqlite3_free(message);
    throw std::runtime_error(text);
  }

  // Columns end with "|", rows with ";".
  std::string Query(const std::string& sql) {
    std::string text;
    const auto append = [](void* out, int columns, char** values, char**) {
      auto* result = static_cast<std::string*>(out);
      for (int i = 0; i < columns; ++i) {
        *result += std::string(values[i] == nullptr ? "NULL" : values[i]) + "|";
      }
      *result += ";";
      return 0;
    };
    char* message = nullptr;
    if (sqlite3_exec(handle_, sql.c_str(), append, &text, &message) == SQLITE_OK) return text;
    text = message;
    sqlite3_free(message);
    throw std::runtime_error(text);
  }

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace sunder::sqlite
