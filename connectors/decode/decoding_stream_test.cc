#include "connectors/decode/decoding_stream.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "connectors/conformance/conformance.h"
#include "connectors/decode/block_source.h"

namespace sunder {
namespace {

using namespace std::string_literals;
using std::string;

// UTF-16LE of UTF-8 that is ASCII or of Latin-1.
string Wide(const string& text) {
  string bytes;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<uint8_t>(text[i]);
    if (byte < 0x80) {
      bytes += {text[i], '\0'};
      continue;
    }
    bytes += {static_cast<char>((byte & 3) << 6 | (text[++i] & 0x3F)), '\0'};
  }
  return bytes;
}

SourceObject Object(const TestFolder& folder, const string& bytes, const string& encoding) {
  SourceObject object;
  object.path = folder.Write("a.txt", bytes);
  object.name = "a.txt";
  object.encoding = encoding;
  return object;
}

string ReadAll(const SourceObject& object, size_t piece_size_bytes) {
  Result<std::unique_ptr<ByteStream>> stream = OpenByteStream(object);
  REQUIRE(stream.ok());
  string text;
  string piece(piece_size_bytes, '\0');
  while (true) {
    const Result<size_t> count = (*stream)->Read(piece.data(), piece.size());
    REQUIRE(count.ok());
    if (*count == 0) return text;
    text.append(piece, 0, *count);
  }
}

TEST_CASE("A stream in another encoding gives UTF-8, whatever is read at once") {
  const TestFolder folder;
  string text = "\xEF\xBB\xBF";
  for (int i = 0; i < 40000; ++i) text += "M\xC3\xBCller " + std::to_string(i) + "\n";
  const SourceObject object = Object(folder, "\xFF\xFE"s + Wide(text.substr(3)), "UTF-16LE");
  CHECK(ReadAll(object, 7) == text);
  CHECK(ReadAll(object, 1 << 20) == text);
  CHECK(*ReadHead(object, 10) == text.substr(0, 10));
  Result<std::unique_ptr<ByteStream>> behind = OpenByteStreamAt(object, 5);
  char next = 0;
  CHECK(*(*behind)->Read(&next, 1) == 1);
  CHECK(next == text[5]);
}

TEST_CASE("Bytes that are no text are lost with their record, at their place in the source") {
  const TestFolder folder;
  string bytes;
  uint64_t bad = 0;
  for (int i = 0; i < 30000; ++i) {
    if (i == 20000) bad = bytes.size();
    bytes += Wide("J\xC3\xA4ger " + std::to_string(i));
    if (i == 20000) bytes += "\x00\xDC"s;
    bytes += Wide("\n");
  }
  const SourceObject object = Object(folder, bytes, "UTF-16LE");
  ReadOptions options;
  options.block_size_bytes = 5000;
  Result<std::unique_ptr<BlockSource>> source = OpenBlockSource(object, {}, options);
  REQUIRE(source.ok());
  LineBoundary lines;
  ReadLedger ledger;
  string data;
  size_t records = 0;
  while (*(*source)->Fill(&data, lines, &ledger)) {
    records += static_cast<size_t>(std::count(data.begin(), data.end(), '\n'));
  }
  CHECK(records == 29999);
  CHECK(ledger.Balances());
  REQUIRE(ledger.losses.size() == 1);
  CHECK(ledger.losses[0].reason == LossReason::kUndecodable);
  CHECK(ledger.losses[0].offset_bytes == bad);
}

TEST_CASE("A sink writes the encoding, and refuses what it does not have") {
  const TestFolder folder;
  SourceObject object;
  object.encoding = "windows-1252";
  const string path = folder.path() + "/out.txt";
  {
    Result<std::unique_ptr<ByteSink>> sink = CreateByteSink(path, object);
    REQUIRE(sink.ok());
    CHECK((*sink)->Write("M\xC3").ok());
    CHECK((*sink)->Write("\xBCller\n").ok());
    CHECK((*sink)->Finish().ok());
  }
  object.path = path;
  CHECK(ReadAll(object, 100) == "M\xC3\xBCller\n");
  object.encoding.clear();
  CHECK(ReadAll(object, 100) == "M\xFCller\n");
  object.encoding = "windows-1252";
  Result<std::unique_ptr<ByteSink>> other = CreateByteSink(folder.path() + "/no.txt", object);
  const Status refused = (*other)->Write("\xE4\xBD\x90");
  CHECK(refused.code() == StatusCode::kDataLoss);
  CHECK(refused.message().find("--write-utf8") != string::npos);
}

}  // namespace
}  // namespace sunder
