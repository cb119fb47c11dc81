// Errors as values. A Status is success or a code with a message; a Result<T> is a value or a
// Status.
//
// A message says what failed, where (file, table, option) and what to do about it. It never holds
// bytes of a scanned value: build it from paths, names of options, counts and numbers only.
#pragma once

#include <cassert>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sunder {

enum class StatusCode {
  kOk,
  kUsage,         // wrong arguments or configuration; exit code 2
  kRefused,       // a rule of the policy forbids the work (cohort below K, stale plan); exit code 2
  kNotFound,      // a named source does not exist; exit code 3
  kUnreadable,    // a named source cannot be opened or read; exit code 3
  kDataLoss,      // truncated, undecodable or over a limit; exit code 3
  kStoreFailure,  // an output could not be written whole; exit code 3
  kCancelled,     // SIGINT or SIGTERM; exit code 130
  kInternal,      // a defect of this program; exit code 3
};

class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, std::string message) : code_(code), message_(std::move(message)) {
    assert(code != StatusCode::kOk);
  }

  static Status Ok() { return Status(); }
  static Status Usage(std::string message) { return {StatusCode::kUsage, std::move(message)}; }
  static Status Refused(std::string message) { return {StatusCode::kRefused, std::move(message)}; }
  static Status NotFound(std::string message) {
    return {StatusCode::kNotFound, std::move(message)};
  }
  static Status Unreadable(std::string message) {
    return {StatusCode::kUnreadable, std::move(message)};
  }
  static Status DataLoss(std::string message) {
    return {StatusCode::kDataLoss, std::move(message)};
  }
  static Status StoreFailure(std::string message) {
    return {StatusCode::kStoreFailure, std::move(message)};
  }
  static Status Cancelled(std::string message) {
    return {StatusCode::kCancelled, std::move(message)};
  }
  static Status Internal(std::string message) {
    return {StatusCode::kInternal, std::move(message)};
  }

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

  // The same error with `where` put before the message ("customers.csv: ...").
  Status WithContext(std::string_view where) const {
    if (ok()) return *this;
    return {code_, std::string(where) + ": " + message_};
  }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}         // NOLINT(google-explicit-constructor)
  Result(Status status) : status_(std::move(status)) {  // NOLINT(google-explicit-constructor)
    assert(!status_.ok());
  }

  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }

  // REQUIRES: ok().
  T& value() & { return *value_; }
  const T& value() const& { return *value_; }
  T&& value() && { return std::move(*value_); }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return std::move(*value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace sunder

#define SUNDER_CONCAT_INNER(a, b) a##b
#define SUNDER_CONCAT(a, b) SUNDER_CONCAT_INNER(a, b)

// Returns the Status of `expression` from the enclosing function unless it is ok.
#define SUNDER_RETURN_IF_ERROR(expression)           \
  do {                                               \
    ::sunder::Status sunder_status_ = (expression);  \
    if (!sunder_status_.ok()) return sunder_status_; \
  } while (false)

// Assigns the value of a Result to `target` (which may declare), or returns its Status.
#define SUNDER_ASSIGN_OR_RETURN(target, expression) \
  SUNDER_ASSIGN_OR_RETURN_INNER(SUNDER_CONCAT(sunder_result_, __LINE__), target, expression)
#define SUNDER_ASSIGN_OR_RETURN_INNER(result, target, expression) \
  auto result = (expression);                                     \
  if (!result.ok()) return result.status();                       \
  target = std::move(result).value()
