// A strict JSON reader (RFC 8259) that tells where each value stands and builds nothing. It accepts
// two things that simdjson's parser does not: numbers of any size and lone surrogates in \u
// escapes. Bytes are taken to be valid UTF-8.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sunder::json {

// Deeper nesting is refused: no data looks like that, and readers downstream have such limits, too.
inline constexpr size_t kDepthMax = 1024;

enum class WalkStatus : uint8_t {
  kComplete,
  kIncomplete,  // the bytes end inside the value
  kMalformed,
  kTooDeep,
};

struct WalkResult {
  WalkStatus status = WalkStatus::kComplete;
  size_t end = 0;  // behind the value, or where it went wrong
};

// The bytes of a string between its quotes, or of any other scalar.
struct RawValue {
  size_t begin = 0;
  size_t end = 0;
  bool is_escaped = false;  // a string with a backslash
};

bool IsJsonSpace(char c);
size_t SkipJsonSpace(std::string_view bytes, size_t at);

// Reads one string; `at` is behind its opening quote. On success `string` is filled and the end is
// behind the closing quote.
WalkResult ScanString(std::string_view bytes, size_t at, RawValue* string);
WalkResult ScanNumber(std::string_view bytes, size_t at);
WalkResult ScanLiteral(std::string_view bytes, size_t at, std::string_view literal);

// A handler that ignores everything; others derive from it and hide what they need.
struct WalkHandler {
  void BeginObject() {}
  void EndObject() {}
  void BeginArray() {}
  void EndArray() {}
  void Key(const RawValue&) {}
  void String(const RawValue&) {}
  void Number(const RawValue&) {}
  void Boolean(const RawValue&) {}
  void Null(const RawValue&) {}
};

// Walks the one value that starts at `begin` (spaces before it are skipped), without recursion.
template <class Handler>
class JsonWalker {
 public:
  JsonWalker(std::string_view bytes, Handler* handler) : bytes_(bytes), handler_(handler) {}

  WalkResult Walk(size_t begin) {
    at_ = begin;
    status_ = WalkStatus::kComplete;
    depth_ = 0;
    State state = State::kValue;
    while (state != State::kDone) {
      at_ = SkipJsonSpace(bytes_, at_);
      if (at_ >= bytes_.size()) return {WalkStatus::kIncomplete, bytes_.size()};
      switch (state) {
        case State::kValue:
          state = Value();
          break;
        case State::kFirstValue:
          state = bytes_[at_] == ']' ? Close() : Value();
          break;
        case State::kKey:
          state = Key();
          break;
        case State::kFirstKey:
          state = bytes_[at_] == '}' ? Close() : Key();
          break;
        case State::kColon:
          state = Colon();
          break;
        case State::kNext:
          state = Next();
          break;
        case State::kDone:
          break;
      }
    }
    return {status_, at_};
  }

 private:
  enum class State : uint8_t { kValue, kFirstValue, kKey, kFirstKey, kColon, kNext, kDone };

  State Fail(WalkStatus status) {
    status_ = status;
    return State::kDone;
  }
  State AfterValue() const { return depth_ == 0 ? State::kDone : State::kNext; }

  State Open(bool is_object) {
    if (depth_ == kDepthMax) return Fail(WalkStatus::kTooDeep);
    is_object_[depth_++] = is_object;
    ++at_;
    is_object ? handler_->BeginObject() : handler_->BeginArray();
    return is_object ? State::kFirstKey : State::kFirstValue;
  }

  State Close() {
    ++at_;
    is_object_[--depth_] ? handler_->EndObject() : handler_->EndArray();
    return AfterValue();
  }

  bool Take(const WalkResult& scanned) {
    at_ = scanned.end;
    status_ = scanned.status;
    return status_ == WalkStatus::kComplete;
  }

  State Value() {
    const size_t begin = at_;
    RawValue string;
    switch (bytes_[at_]) {
      case '{':
        return Open(true);
      case '[':
        return Open(false);
      case '"':
        if (!Take(ScanString(bytes_, at_ + 1, &string))) return State::kDone;
        handler_->String(string);
        return AfterValue();
      case 't':
        if (!Take(ScanLiteral(bytes_, at_, "true"))) return State::kDone;
        handler_->Boolean({begin, at_});
        return AfterValue();
      case 'f':
        if (!Take(ScanLiteral(bytes_, at_, "false"))) return State::kDone;
        handler_->Boolean({begin, at_});
        return AfterValue();
      case 'n':
        if (!Take(ScanLiteral(bytes_, at_, "null"))) return State::kDone;
        handler_->Null({begin, at_});
        return AfterValue();
      default:
        if (!Take(ScanNumber(bytes_, at_))) return State::kDone;
        handler_->Number({begin, at_});
        return AfterValue();
    }
  }

  State Key() {
    if (bytes_[at_] != '"') return Fail(WalkStatus::kMalformed);
    RawValue key;
    if (!Take(ScanString(bytes_, at_ + 1, &key))) return State::kDone;
    handler_->Key(key);
    return State::kColon;
  }

  State Colon() {
    if (bytes_[at_] != ':') return Fail(WalkStatus::kMalformed);
    ++at_;
    return State::kValue;
  }

  State Next() {
    const bool is_object = is_object_[depth_ - 1];
    if (bytes_[at_] == ',') {
      ++at_;
      return is_object ? State::kKey : State::kValue;
    }
    if (bytes_[at_] == (is_object ? '}' : ']')) return Close();
    return Fail(WalkStatus::kMalformed);
  }

  std::string_view bytes_;
  Handler* handler_;
  size_t at_ = 0;
  WalkStatus status_ = WalkStatus::kComplete;
  size_t depth_ = 0;
  std::bitset<kDepthMax> is_object_;
};

}  // namespace sunder::json
