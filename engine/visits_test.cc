#include "engine/visits.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/log_time.h"

namespace sunder::engine {
namespace {

// A line of a log: fields and values.
using Line = std::vector<std::pair<std::string, std::string>>;

const VisitFields kFields = {{"host", "agent"}, "user", "cookie.", "time"};

std::string At(int minute) {
  const std::string digits = std::to_string(100 + minute % 60);
  return "31/Jan/2026:" + std::to_string(10 + minute / 60) + ":" + digits.substr(1) + ":00 +0000";
}

Line LineOf(const std::string& host, int minute, Line more) {
  Line line = {{"host", host}, {"agent", "Browser/1"}, {"time", At(minute)}};
  line.insert(line.end(), more.begin(), more.end());
  return line;
}

struct Block {
  RecordBlock block;
  std::vector<scanner::RecordEvidence> evidence;  // of the field "faith"
};

std::unique_ptr<Block> BlockOf(const std::vector<Line>& lines) {
  auto made = std::make_unique<Block>();
  RecordBlock& block = made->block;
  for (uint32_t record = 0; record < lines.size(); ++record) {
    for (const auto& [field, value] : lines[record]) {
      auto known = std::find(block.fields.begin(), block.fields.end(), field);
      if (known == block.fields.end()) known = block.fields.insert(known, field);
      CellRef cell;
      cell.record = record;
      cell.field = static_cast<uint32_t>(known - block.fields.begin());
      cell.begin = static_cast<uint32_t>(block.data.size());
      block.data += value;
      cell.end = static_cast<uint32_t>(block.data.size());
      block.cells.push_back(cell);
      if (field == "faith") made->evidence.push_back({record, cell.field});
    }
  }
  block.record_count = static_cast<uint32_t>(lines.size());
  block.is_indexed = true;
  return made;
}

// Lines with `faith` in whose visit `other` is filled, read in blocks of `block_lines`.
uint64_t Joined(const std::vector<Line>& lines, const std::string& other, size_t block_lines = 100,
                uint64_t memory_bytes = 1 << 20) {
  Result<segregation::PersonKeyer> keyer = segregation::PersonKeyer::Create();
  REQUIRE(keyer.ok());
  VisitCounter visits(kFields, *keyer, memory_bytes, "/tmp");
  for (size_t begin = 0; begin < lines.size(); begin += block_lines) {
    const size_t end = std::min(lines.size(), begin + block_lines);
    const auto block = BlockOf({lines.begin() + static_cast<ptrdiff_t>(begin),
                                lines.begin() + static_cast<ptrdiff_t>(end)});
    REQUIRE(visits.AddBlock(block->block, block->evidence).ok());
  }
  scanner::TableProfile profile([](std::string_view) { return false; });
  REQUIRE(visits.CountInto(&profile).ok());
  const auto field = profile.fields().find("faith");
  if (field == profile.fields().end()) return 0;
  const auto found = field->second.filled_in_visit.find(other);
  return found == field->second.filled_in_visit.end() ? 0 : found->second;
}

}  // namespace

TEST_CASE("Lines of one client within half an hour of each other are a visit") {
  const Line faith = {{"faith", "Muslim"}};
  const Line mail = {{"mail", "dora@example.org"}};
  CHECK(Joined({LineOf("a", 0, faith), LineOf("a", 30, mail)}, "mail") == 1);
  CHECK(Joined({LineOf("a", 0, faith), LineOf("a", 31, mail)}, "mail") == 0);
  CHECK(Joined({LineOf("a", 0, faith), LineOf("b", 1, mail)}, "mail") == 0);
  // A line between keeps the visit going.
  CHECK(Joined({LineOf("a", 0, faith), LineOf("a", 25, {}), LineOf("a", 50, mail)}, "mail") == 1);
  CHECK(Joined({LineOf("a", 0, faith), LineOf("a", 1, faith), LineOf("a", 2, mail)}, "mail") == 2);
}

TEST_CASE("A user or a session is a visitor, too, wherever they come from") {
  const Line faith = {{"faith", "Muslim"}, {"user", "dora"}};
  const Line mail = {{"mail", "dora@example.org"}, {"user", "dora"}};
  CHECK(Joined({LineOf("a", 0, faith), LineOf("b", 9, mail)}, "mail") == 1);
  const Line in_session = {{"faith", "Muslim"}, {"cookie.PHPSESSID", "77"}};
  const Line later = {{"mail", "dora@example.org"}, {"cookie.PHPSESSID", "77"}};
  CHECK(Joined({LineOf("a", 0, in_session), LineOf("b", 9, later)}, "mail") == 1);
  // Counted once, though client and session both hold them.
  CHECK(Joined({LineOf("a", 0, in_session), LineOf("a", 9, later)}, "mail") == 1);
  const Line theme = {{"faith", "Muslim"}, {"cookie.theme", "dark"}};
  const Line same = {{"mail", "dora@example.org"}, {"cookie.theme", "dark"}};
  CHECK(Joined({LineOf("a", 0, theme), LineOf("b", 9, same)}, "mail") == 0);
}

TEST_CASE("Each cookie of a session joins by itself") {
  const auto line = [](const std::string& host, int minute, Line more) {
    return LineOf(host, minute, std::move(more));
  };
  const Line faith = {{"faith", "Muslim"}, {"cookie.sid", "1"}, {"cookie.JSESSIONID", "7"}};
  const auto mail = [](Line cookies) {
    cookies.insert(cookies.begin(), {"mail", "dora@example.org"});
    return cookies;
  };
  // One is missing later, or was given anew.
  CHECK(Joined({line("a", 0, faith), line("b", 1, mail({{"cookie.JSESSIONID", "7"}}))}, "mail") ==
        1);
  CHECK(Joined({line("a", 0, faith), line("b", 1, mail({{"cookie.sid", "1"}}))}, "mail") == 1);
  CHECK(Joined({line("a", 0, faith),
                line("b", 1, mail({{"cookie.sid", "1"}, {"cookie.JSESSIONID", "8"}}))},
               "mail") == 1);
  // Both hold: counted once.
  CHECK(Joined({line("a", 0, faith),
                line("b", 1, mail({{"cookie.sid", "1"}, {"cookie.JSESSIONID", "7"}}))},
               "mail") == 1);
  // The way that joins most counts, whichever it is.
  const Line without = {{"faith", "Muslim"}};
  const Line mail_too = mail({{"cookie.sid", "1"}});
  CHECK(Joined({line("a", 0, faith), line("a", 1, without), line("a", 2, mail_too)}, "mail") == 2);
  CHECK(Joined({line("a", 0, faith), line("b", 1, faith), line("a", 2, mail_too)}, "mail") == 2);
  // Values of other cookies, or of none that tells a session.
  CHECK(Joined({line("a", 0, faith), line("b", 1, mail({{"cookie.sid", "7"}}))}, "mail") == 0);
  CHECK(Joined({line("a", 0, faith), line("b", 1, mail({{"cookie.JSESSIONID", "1"}}))}, "mail") ==
        0);
  CHECK(Joined({line("a", 0, faith), line("b", 1, mail({{"cookie.theme", "1"}}))}, "mail") == 0);
  // Thousands of them hide neither the client nor the user.
  Line many = {{"faith", "Muslim"}};
  for (int i = 0; i < 3000; ++i) many.push_back({"cookie.sess" + std::to_string(i), "1"});
  Line by_user = many;
  by_user.push_back({"user", "dora"});
  CHECK(Joined({line("a", 0, many), line("a", 1, mail({}))}, "mail") == 1);
  CHECK(Joined({line("a", 0, by_user), line("b", 1, mail({{"user", "dora"}}))}, "mail") == 1);
}

TEST_CASE("Lines without a time or a client are in no visit") {
  const Line faith = {{"faith", "Muslim"}};
  const Line mail = {{"mail", "dora@example.org"}};
  CHECK(Joined({LineOf("", 0, faith), LineOf("", 1, mail)}, "mail") == 0);
  CHECK(Joined({{{"host", "a"}, {"time", "soon"}, {"faith", "Muslim"}}, LineOf("a", 1, mail)},
               "mail") == 0);
}

TEST_CASE("Visits depend neither on the order of lines nor on blocks nor on memory") {
  std::vector<Line> lines;
  for (int i = 0; i < 400; ++i) {
    const std::string host = "h" + std::to_string(i * 7 % 23);
    Line more;
    if (i % 5 == 0) more.push_back({"faith", "Muslim"});
    if (i % 6 == 0) more.push_back({"mail", "dora@example.org"});
    lines.push_back(LineOf(host, i * 11 % 480, more));
  }
  const uint64_t joined = Joined(lines, "mail");
  CHECK(joined > 0);
  CHECK(joined < 80);
  CHECK(Joined(lines, "mail", 7) == joined);
  CHECK(Joined(lines, "mail", 1, 4096) == joined);
  std::reverse(lines.begin(), lines.end());
  CHECK(Joined(lines, "mail", 13) == joined);
  std::sort(lines.begin(), lines.end());
  CHECK(Joined(lines, "mail", 13) == joined);
}

TEST_CASE("Times of logs") {
  CHECK(ParseLogTime("01/Jan/1970:00:00:00 +0000") == 0);
  CHECK(ParseLogTime("10/Oct/2000:13:55:36 -0700") == 971211336);
  CHECK(ParseLogTime("2000-10-10T20:55:36Z") == 971211336);
  CHECK(ParseLogTime("2000-10-10 22:55:36.250+02:00") == 971211336);
  CHECK(ParseLogTime("2000-10-10T20:55:36") == 971211336);
  CHECK(ParseLogTime("31/Dec/2016:23:59:60 +0000") == 1483228800);
  CHECK(ParseLogTime("29/Feb/2024:00:00:00 +0000") == 1709164800);
  for (const char* wrong :
       {"", "10/Oct/2000", "31/Feb/2026:00:00:00 +0000", "10/Okt/2000:13:55:36",
        "2000-10-10T20:55:36 later", "yesterday at 10:00", "10/Oct/2000:99:55:36 -0700",
        "10/Oct/2000:24:00:00 -0700", "10/Oct/2000:13:60:36 -0700", "2000-10-10T20:55:61Z",
        "2000-10-10T20:55:36+99:00", "2000-10-10T20:55:36+01:75"}) {
    CHECK_FALSE(ParseLogTime(wrong).has_value());
  }
}

}  // namespace sunder::engine
