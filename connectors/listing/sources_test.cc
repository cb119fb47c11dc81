#include "connectors/listing/sources.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "connectors/conformance/conformance.h"
#include "connectors/decode/byte_stream.h"

namespace sunder {
namespace {

using std::string;
using namespace std::string_literals;

constexpr const char* kProse = "Ada went for a walk.\n\nThen she went home.\n";

SourceListing MustList(const std::vector<string>& uris, const ListOptions& options = {}) {
  Result<SourceListing> listing = ListSources(uris, options);
  if (!listing.ok()) FAIL(listing.status().message());
  return std::move(listing).value();
}

std::vector<string> Names(const SourceListing& listing) {
  std::vector<string> names;
  for (const SourceObject& object : listing.objects) names.push_back(object.name);
  return names;
}

std::vector<string> SkippedNames(const SourceListing& listing, LossReason reason) {
  std::vector<string> names;
  for (const SkippedObject& skipped : listing.skipped) {
    CHECK_FALSE(skipped.detail.empty());
    if (skipped.reason == reason) names.push_back(skipped.name);
  }
  return names;
}

string Utf16(const string& text) {
  string encoded = "\xFF\xFE"s;
  for (const char c : text) encoded += {c, '\0'};
  return encoded;
}

}  // namespace

TEST_CASE("A named file is listed by its last part") {
  const TestFolder folder;
  const string path = folder.Write("deep/notes.txt", kProse);
  const SourceListing listing = MustList({path});
  REQUIRE(listing.objects.size() == 1);
  CHECK(listing.objects[0].path == path);
  CHECK(listing.objects[0].name == "notes.txt");
  CHECK(listing.objects[0].connector == "text");
  CHECK(listing.objects[0].codec == Codec::kNone);
  CHECK(listing.objects[0].size_bytes == string(kProse).size());
  CHECK(listing.skipped.empty());
  CHECK(listing.errors.empty());
  CHECK(Names(MustList({"file://" + path})) == std::vector<string>{"notes.txt"});
}

TEST_CASE("A file URI may hold escapes") {
  const TestFolder folder;
  folder.Write("two words.txt", kProse);
  CHECK(Names(MustList({"file://" + folder.path() + "/two%20words.txt"})) ==
        std::vector<string>{"two words.txt"});
  CHECK(ListSources({"file://elsewhere.example/x.txt"}, {}).status().code() == StatusCode::kUsage);
}

TEST_CASE("A folder is walked in byte order, hidden files included") {
  const TestFolder folder;
  for (const char* name : {"b.txt", "a/z.txt", "a.txt", "B.txt", ".hidden.txt", "a/.deep/x.md",
                           ".git/config", "a/.sunder-run/left.txt"}) {
    folder.Write(name, kProse);
  }
  for (const string& uri : {folder.path(), folder.path() + "/"}) {
    const SourceListing listing = MustList({uri});
    CHECK(Names(listing) ==
          std::vector<string>{".hidden.txt", "B.txt", "a.txt", "a/.deep/x.md", "a/z.txt", "b.txt"});
    CHECK(SkippedNames(listing, LossReason::kIgnored) ==
          std::vector<string>{".git", "a/.sunder-run"});
    CHECK(listing.errors.empty());
  }
}

TEST_CASE("Several sources carry their folders' names") {
  const TestFolder folder;
  folder.Write("one/a.txt", kProse);
  folder.Write("two/a.txt", kProse);
  const string file = folder.Write("three/b.txt", kProse);
  CHECK(Names(MustList({folder.path() + "/two", file, folder.path() + "/one/"})) ==
        std::vector<string>{"b.txt", "one/a.txt", "two/a.txt"});
}

TEST_CASE("Sources of one name are told apart") {
  const TestFolder folder;
  const string first = folder.Write("x/same/a.txt", kProse);
  const string second = folder.Write("y/same/a.txt", kProse);
  CHECK(Names(MustList({first, second})) == std::vector<string>{"x/same/a.txt", "y/same/a.txt"});
  CHECK(Names(MustList({folder.path() + "/y/same", folder.path() + "/x/same"})) ==
        std::vector<string>{"x/same/a.txt", "y/same/a.txt"});
}

TEST_CASE("What is named twice is read once") {
  const TestFolder folder;
  const string path = folder.Write("in/a.txt", kProse);
  const SourceListing twice = MustList({path, folder.path() + "/in/../in/a.txt"});
  CHECK(Names(twice) == std::vector<string>{"a.txt"});
  CHECK(twice.skipped.size() == 1);
  const SourceListing nested = MustList({folder.path(), path});
  CHECK(nested.objects.size() == 1);
  CHECK(SkippedNames(nested, LossReason::kRepeated) == std::vector<string>{"a.txt"});
}

TEST_CASE("Links are followed, loops are listed") {
  const TestFolder folder;
  folder.Write("real/a.txt", kProse);
  folder.Write("outside.d/b.txt", kProse);
  const string root = folder.path() + "/real";
  std::filesystem::create_directory_symlink(root, root + "/loop");
  std::filesystem::create_directory_symlink("../outside.d", root + "/away");
  std::filesystem::create_directory_symlink("../outside.d", root + "/later");
  std::filesystem::create_symlink("nowhere.txt", root + "/broken.txt");
  std::filesystem::create_symlink("a.txt", root + "/link.txt");
  const SourceListing listing = MustList({root});
  CHECK(Names(listing) == std::vector<string>{"a.txt", "away/b.txt"});
  CHECK(SkippedNames(listing, LossReason::kRepeated) ==
        std::vector<string>{"later", "link.txt", "loop"});
  CHECK(SkippedNames(listing, LossReason::kBrokenLink) == std::vector<string>{"broken.txt"});
}

TEST_CASE("A file of several names is read once, by its own name") {
  const TestFolder folder;
  folder.Write("m/b.txt", kProse);
  folder.Write("m/copy.txt", kProse);
  const string root = folder.path() + "/m";
  std::filesystem::create_symlink("b.txt", root + "/a.txt");
  std::filesystem::create_hard_link(root + "/b.txt", root + "/c.txt");
  const SourceListing listing = MustList({root});
  CHECK(Names(listing) == std::vector<string>{"b.txt", "copy.txt"});
  CHECK(SkippedNames(listing, LossReason::kRepeated) == std::vector<string>{"a.txt", "c.txt"});
  // Also where another source has the link.
  CHECK(Names(MustList({root + "/a.txt", root})) == std::vector<string>{"m/b.txt", "m/copy.txt"});
}

TEST_CASE("Of the names of a file one is read that tells its type") {
  const TestFolder folder;
  folder.Write("blobs/7f3a", "id,plan\n1,basic\n2,basic\n");
  std::filesystem::create_symlink("blobs/7f3a", folder.path() + "/plans.csv");
  const SourceListing listing = MustList({folder.path()});
  REQUIRE(Names(listing) == std::vector<string>{"plans.csv"});
  CHECK(listing.objects.front().connector == "csv");
  CHECK(SkippedNames(listing, LossReason::kRepeated) == std::vector<string>{"blobs/7f3a"});
}

TEST_CASE("What desktops keep beside files is skipped") {
  const TestFolder folder;
  const string beside = "\0\5\26\7\0\2\0\0Mac OS X        \0\2\0\0"s;
  for (const char* name : {"._a.csv", "._b.json", "._c.gz", "._d.sqlite", "._e.zip", "._f.eml"}) {
    folder.Write(name, beside);
  }
  folder.Write(".DS_Store", "\0\0\0\1Bud1\0\0"s);
  folder.Write("Thumbs.db", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"s);
  folder.Write("._g.txt", kProse);  // of such a name, and something else
  const SourceListing listing = MustList({folder.path()});
  CHECK(listing.errors.empty());
  CHECK(Names(listing) == std::vector<string>{"._g.txt"});
  CHECK(SkippedNames(listing, LossReason::kUnsupported).size() == 8);
}

TEST_CASE("A link never hides the real folder it points at") {
  const TestFolder folder;
  folder.Write("z/a.txt", kProse);
  std::filesystem::create_directory_symlink("z", folder.path() + "/b");
  const SourceListing listing = MustList({folder.path()});
  CHECK(Names(listing) == std::vector<string>{"z/a.txt"});
  CHECK(SkippedNames(listing, LossReason::kRepeated) == std::vector<string>{"b"});
}

TEST_CASE("Pipes are skipped, not opened") {
  const TestFolder folder;
  REQUIRE(::mkfifo((folder.path() + "/pipe.txt").c_str(), 0600) == 0);
  const SourceListing listing = MustList({folder.path()});
  CHECK(listing.objects.empty());
  CHECK(SkippedNames(listing, LossReason::kNotAFile) == std::vector<string>{"pipe.txt"});
}

TEST_CASE("A named pipe or device is an error at once, not a wait for its other end") {
  const TestFolder folder;
  const string pipe = folder.path() + "/pipe.txt";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  for (const string& path : {pipe, string("/dev/null")}) {
    const SourceListing listing = MustList({path});
    CHECK(listing.objects.empty());
    REQUIRE(listing.errors.size() == 1);
    CHECK(listing.errors[0].code() == StatusCode::kUnreadable);
    CHECK(listing.errors[0].message().find("no regular file") != string::npos);
    CHECK(SkippedNames(listing, LossReason::kUnreadable).size() == 1);
  }
}

TEST_CASE("Ignore globs match names and last parts") {
  const TestFolder folder;
  for (const char* name : {"a.txt", "keep/a.txt", "tmp/x.txt", "tmp/deep/y.txt", "b.md"}) {
    folder.Write(name, kProse);
  }
  const SourceListing by_last_part = MustList({folder.path()}, {{"a.txt"}, ""});
  CHECK(Names(by_last_part) == std::vector<string>{"b.md", "tmp/deep/y.txt", "tmp/x.txt"});
  CHECK(SkippedNames(by_last_part, LossReason::kIgnored) ==
        std::vector<string>{"a.txt", "keep/a.txt"});
  const SourceListing by_folder = MustList({folder.path()}, {{"tmp", "*.md"}, ""});
  CHECK(Names(by_folder) == std::vector<string>{"a.txt", "keep/a.txt"});
  CHECK(SkippedNames(by_folder, LossReason::kIgnored) == std::vector<string>{"b.md", "tmp"});
  CHECK(Names(MustList({folder.path()}, {{"keep/*"}, ""})).size() == 4);
  CHECK(MustList({folder.path() + "/a.txt"}, {{"*.txt"}, ""}).objects.empty());
}

TEST_CASE("A missing source is an error entry") {
  const TestFolder folder;
  const string path = folder.Write("a.txt", kProse);
  const SourceListing listing = MustList({folder.path() + "/none.csv", path, path + "/below"});
  CHECK(Names(listing) == std::vector<string>{"a.txt"});
  REQUIRE(listing.errors.size() == 2);
  CHECK(listing.errors[0].code() == StatusCode::kNotFound);
  CHECK(listing.errors[0].message().find("none.csv") != string::npos);
  CHECK(listing.errors[1].code() == StatusCode::kNotFound);
  CHECK(SkippedNames(listing, LossReason::kMissing) == std::vector<string>{"below", "none.csv"});
}

TEST_CASE("Usage errors name what there is") {
  const Status scheme = ListSources({"gopher://example.org/x"}, {}).status();
  CHECK(scheme.code() == StatusCode::kUsage);
  CHECK(scheme.message().find("\"gopher\"") != string::npos);
  CHECK(scheme.message().find("file://") != string::npos);
  const Status forced = ListSources({"-"}, {{}, "parchment"}).status();
  CHECK(forced.code() == StatusCode::kUsage);
  CHECK(forced.message().find("text") != string::npos);
  CHECK(ListSources({}, {}).status().code() == StatusCode::kUsage);
  CHECK(ListSources({""}, {}).status().code() == StatusCode::kUsage);
}

TEST_CASE("A file without permission is an error wherever it is") {
  const TestFolder folder;
  REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
  const string path = folder.Write("a.txt", kProse);
  folder.Write("closed/b.txt", kProse);
  REQUIRE(::chmod(path.c_str(), 0) == 0);
  REQUIRE(::chmod((folder.path() + "/closed").c_str(), 0) == 0);
  const bool is_root = ::geteuid() == 0;  // who may read everything
  for (const string& uri : {path, folder.path(), folder.path() + "/closed/b.txt"}) {
    if (is_root) REQUIRE(::seteuid(65534) == 0);
    const SourceListing listing = MustList({uri});
    if (is_root) REQUIRE(::seteuid(0) == 0);
    REQUIRE(listing.errors.size() == (uri == folder.path() ? 2 : 1));
    CHECK(listing.errors[0].code() == StatusCode::kUnreadable);
    CHECK(SkippedNames(listing, LossReason::kUnreadable).size() == listing.errors.size());
  }
}

TEST_CASE("A named file in another encoding is read, a binary one is an error that says so") {
  const TestFolder folder;
  const SourceListing utf16 = MustList({folder.Write("people.txt", Utf16("Ada,Bob\n"))});
  REQUIRE(utf16.objects.size() == 1);
  CHECK(utf16.objects[0].connector == "text");
  CHECK(utf16.objects[0].encoding == "UTF-16LE");
  CHECK(utf16.objects[0].encoding_by == "byte_order_mark");
  const SourceListing binary = MustList({folder.Write("program",
                                                      "\x7F"
                                                      "ELF\0\0\1\2"s)});
  REQUIRE(binary.errors.size() == 1);
  CHECK(binary.errors[0].message().find("binary") != string::npos);
  const SourceListing document =
      MustList({folder.Write("picture.ps", "%!PS-Adobe-3.0\n\xE2\xE3\n")});
  REQUIRE(document.errors.size() == 1);
  CHECK(document.errors[0].message().find("no connector") != string::npos);
}

TEST_CASE("In a folder binary files are skipped, text in other encodings is not") {
  const TestFolder folder;
  folder.Write("a.txt", kProse);
  folder.Write("image.png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s);
  folder.Write("notes.text", Utf16("Ada went home.\n"));
  folder.Write("unknown.thing", Utf16("Ada went home.\n"));
  folder.Write("picture.ps", "%!PS-Adobe-3.0\n\xE2\xE3\n");
  const SourceListing listing = MustList({folder.path()});
  CHECK(Names(listing) == std::vector<string>{"a.txt", "notes.text", "unknown.thing"});
  CHECK(SkippedNames(listing, LossReason::kUnsupported) ==
        std::vector<string>{"image.png", "picture.ps"});
  CHECK(listing.errors.empty());
}

TEST_CASE("Empty files are recognised by extension only") {
  const TestFolder folder;
  folder.Write("a.txt", "");
  folder.Write("nothing", "");
  const SourceListing listing = MustList({folder.path()});
  CHECK(Names(listing) == std::vector<string>{"a.txt"});
  CHECK(SkippedNames(listing, LossReason::kEmpty) == std::vector<string>{"nothing"});
}

TEST_CASE("Prose without an extension is text") {
  const TestFolder folder;
  const SourceListing listing = MustList({folder.Write("README", kProse)});
  REQUIRE(listing.objects.size() == 1);
  CHECK(listing.objects[0].connector == "text");
}

TEST_CASE("A connector can be forced") {
  const TestFolder folder;
  const SourceListing listing = MustList({folder.Write("data.json", "{\"a\": 1}\n")}, {{}, "text"});
  REQUIRE(listing.objects.size() == 1);
  CHECK(listing.objects[0].connector == "text");
}

TEST_CASE("Compression is found by extension, or by the first bytes") {
  const TestFolder folder;
  for (const auto& [name, codec] : {std::pair{"a.txt.gz"s, Codec::kGzip},
                                    {"b.log.zst"s, Codec::kZstd},
                                    {"c.txt.BZ2"s, Codec::kBzip2},
                                    {"d"s, Codec::kBzip2},
                                    {"e"s, Codec::kXz},
                                    {"f"s, Codec::kLz4},
                                    {"packed"s, Codec::kGzip}}) {
    const string path = folder.path() + "/" + name;
    const auto sink = CreateByteSink(path, codec);
    REQUIRE(sink.ok());
    REQUIRE((*sink)->Write(kProse).ok());
    REQUIRE((*sink)->Finish().ok());
  }
  const SourceListing listing = MustList({folder.path()});
  REQUIRE(Names(listing) ==
          std::vector<string>{"a.txt.gz", "b.log.zst", "c.txt.BZ2", "d", "e", "f", "packed"});
  std::vector<Codec> codecs;
  for (const SourceObject& object : listing.objects) {
    codecs.push_back(object.codec);
    CHECK(object.unpacked_ratio_max == ListOptions().limits.ratio_max);
  }
  CHECK(codecs == std::vector<Codec>{Codec::kGzip, Codec::kZstd, Codec::kBzip2, Codec::kBzip2,
                                     Codec::kXz, Codec::kLz4, Codec::kGzip});
  for (const SourceObject& object : listing.objects) CHECK(object.connector == "text");
}

TEST_CASE("A damaged compressed file is an error") {
  const TestFolder folder;
  folder.Write("a.txt.gz", "no gzip data at all");
  folder.Write("b.txt.gz", "");
  const SourceListing listing = MustList({folder.path()});
  CHECK(listing.objects.empty());
  REQUIRE(listing.errors.size() == 2);
  CHECK(listing.errors[0].code() == StatusCode::kDataLoss);
  CHECK(listing.errors[1].code() == StatusCode::kDataLoss);
}

TEST_CASE("Standard input is sniffed without being consumed") {
  const TestFolder folder;
  const string path = folder.Write("a.txt", kProse);
  const int saved = ::dup(STDIN_FILENO);
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(::dup2(file, STDIN_FILENO) == STDIN_FILENO);
  const SourceListing listing = MustList({"-"});
  REQUIRE(listing.objects.size() == 1);
  CHECK(listing.objects[0].path == "-");
  CHECK(listing.objects[0].connector == "text");
  const auto stream = OpenByteStream(listing.objects[0]);
  REQUIRE(stream.ok());
  string content(1000, '\0');
  const auto count = (*stream)->Read(content.data(), content.size());
  REQUIRE(count.ok());
  CHECK(content.substr(0, *count) == kProse);
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
  ::close(file);
}

}  // namespace sunder
