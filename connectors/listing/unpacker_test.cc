#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "connectors/conformance/conformance.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/listing/sources.h"

namespace sunder {
namespace {

using std::string;

const string kProse = "The cat sat on the mat. Nobody minded that it did.\nIt was a warm day.\n";

struct Entry {
  string name;
  string content;
  mode_t type = AE_IFREG;
  string target = {};
};

// An archive in memory, written by libarchive.
string Pack(int (*set_format)(struct archive*), const std::vector<Entry>& entries,
            const string& options = "") {
  size_t size = 4096;
  for (const Entry& entry : entries) size += 2 * entry.content.size() + 4096;
  string bytes(size, '\0');
  struct archive* writer = archive_write_new();
  set_format(writer);
  if (!options.empty()) REQUIRE(archive_write_set_options(writer, options.c_str()) == ARCHIVE_OK);
  if (options.find("encryption") != string::npos) {
    REQUIRE(archive_write_set_passphrase(writer, "canary") == ARCHIVE_OK);
  }
  size_t used = 0;
  REQUIRE(archive_write_open_memory(writer, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
  for (const Entry& entry : entries) {
    struct archive_entry* header = archive_entry_new();
    archive_entry_set_pathname(header, entry.name.c_str());
    archive_entry_set_filetype(header, entry.type);
    archive_entry_set_perm(header, 0644);
    archive_entry_set_size(header, static_cast<la_int64_t>(entry.content.size()));
    if (entry.type == AE_IFLNK) archive_entry_set_symlink(header, entry.target.c_str());
    if (entry.type == AE_IFREG && !entry.target.empty()) {
      archive_entry_set_hardlink(header, entry.target.c_str());
    }
    REQUIRE(archive_write_header(writer, header) >= ARCHIVE_WARN);
    if (!entry.content.empty()) {
      archive_write_data(writer, entry.content.data(), entry.content.size());
    }
    archive_entry_free(header);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  bytes.resize(used);
  return bytes;
}

string Zip(const std::vector<Entry>& entries, const string& options = "") {
  return Pack(archive_write_set_format_zip, entries, options);
}
string Tar(const std::vector<Entry>& entries) {
  return Pack(archive_write_set_format_pax_restricted, entries);
}
string SevenZip(const std::vector<Entry>& entries) {
  return Pack(archive_write_set_format_7zip, entries);
}

string Compress(const TestFolder& folder, Codec codec, const string& bytes) {
  const string path = folder.path() + "/packed.tmp";
  {
    const auto sink = CreateByteSink(path, codec);
    REQUIRE(sink.ok());
    REQUIRE((*sink)->Write(bytes).ok());
    REQUIRE((*sink)->Finish().ok());
  }
  string packed = ReadTestFile(path);
  std::filesystem::remove(path);
  return packed;
}

SourceListing List(const string& path, const ListOptions& options = {}) {
  Result<SourceListing> listing = ListSources({path}, options);
  REQUIRE(listing.ok());
  return *std::move(listing);
}

std::vector<string> Names(const SourceListing& listing) {
  std::vector<string> names;
  for (const SourceObject& object : listing.objects) names.push_back(object.name);
  return names;
}

std::map<string, LossReason> Skipped(const SourceListing& listing) {
  std::map<string, LossReason> skipped;
  for (const SkippedObject& object : listing.skipped) skipped[object.name] = object.reason;
  return skipped;
}

string ContentOf(const SourceObject& object) { return *ReadHead(object, 100'000'000); }

using Strings = std::vector<string>;
using Reasons = std::map<string, LossReason>;

}  // namespace

TEST_CASE("Entries of archives are objects with the archive's name in front") {
  const TestFolder folder;
  const std::vector<Entry> entries = {
      {"b/c.csv", "a,b\n1,2\n"}, {"a.txt", kProse}, {"picture.bin", string(100'000, '\0')}};
  const auto check = [&](const string& name, const string& bytes) {
    INFO(name);
    const SourceListing listing = List(folder.Write(name, bytes));
    CHECK(listing.errors.empty());
    REQUIRE(Names(listing) == Strings{name + "!a.txt", name + "!b/c.csv"});
    CHECK(Skipped(listing) == Reasons{{name + "!picture.bin", LossReason::kUnsupported}});
    CHECK(listing.objects[0].connector == "text");
    CHECK(listing.objects[1].connector == "csv");
    CHECK(listing.objects[1].unpacked_name == name + "/b/c.csv");
    CHECK(ContentOf(listing.objects[0]) == kProse);
    CHECK(ContentOf(listing.objects[1]) == "a,b\n1,2\n");
  };
  check("x.zip", Zip(entries));
  check("stored.zip", Zip(entries, "zip:compression=store"));
  check("x.7z", SevenZip(entries));
  check("x.tar", Tar(entries));
  check("without-extension", Tar(entries));
  for (const auto& [extension, codec] : {std::pair{".gz", Codec::kGzip},
                                         {".zst", Codec::kZstd},
                                         {".bz2", Codec::kBzip2},
                                         {".xz", Codec::kXz},
                                         {".lz4", Codec::kLz4}}) {
    check("x.tar" + string(extension), Compress(folder, codec, Tar(entries)));
    check("x.zip" + string(extension), Compress(folder, codec, Zip(entries)));
    check("x.7z" + string(extension), Compress(folder, codec, SevenZip(entries)));
  }
}

TEST_CASE("Names in archives are UTF-8 whatever the locale is") {
  const TestFolder folder;
  const Entry entry{
      "stra\xC3\x9F"
      "e/caf\xC3\xA9.csv",
      "a,b\n1,2\n"};
  // The writer of 7z cannot say such a name in the locale of tests.
  for (const string& bytes : {Zip({entry}), Tar({entry})}) {
    const SourceListing listing = List(folder.Write("x", bytes));
    CHECK(Names(listing) == Strings{"x!" + entry.name});
  }
  CHECK(List(folder.Write("x", SevenZip({entry}))).objects.size() == 1);
}

TEST_CASE("Archives in archives are unpacked to the depth that is allowed") {
  const TestFolder folder;
  const string inner =
      Zip({{"deep.csv", "a,b\n1,2\n"}, {"note.txt.gz", Compress(folder, Codec::kGzip, kProse)}});
  const string middle = Compress(folder, Codec::kXz, Tar({{"y/inner.zip", inner}}));
  const string path = folder.Write("x.zip", Zip({{"middle.tar.xz", middle}, {"a.txt", kProse}}));
  const SourceListing listing = List(path);
  REQUIRE(Names(listing) == Strings{"x.zip!a.txt", "x.zip!middle.tar.xz!y/inner.zip!deep.csv",
                                    "x.zip!middle.tar.xz!y/inner.zip!note.txt.gz"});
  CHECK(ContentOf(listing.objects[1]) == "a,b\n1,2\n");
  CHECK(ContentOf(listing.objects[2]) == kProse);
  CHECK(listing.objects[2].codec == Codec::kGzip);
  CHECK(listing.objects[2].unpacked_name == "x.zip/middle.tar.xz/y/inner.zip/note.txt.gz");
  ListOptions options;
  options.limits.depth_max = 2;
  const SourceListing shallow = List(path, options);
  CHECK(Names(shallow) == Strings{"x.zip!a.txt"});
  CHECK(Skipped(shallow) == Reasons{{"x.zip!middle.tar.xz!y/inner.zip", LossReason::kDepthLimit}});
  options.limits.depth_max = 0;
  CHECK(Skipped(List(path, options)) == Reasons{{"x.zip", LossReason::kUnsupported}});
}

TEST_CASE("Entries that lead elsewhere are named and never followed") {
  const TestFolder folder;
  const string bytes = Tar({{"../up.csv", "a,b\n1,2\n"},
                            {"/root.csv", "a,b\n1,2\n"},
                            {"link.csv", "", AE_IFLNK, "/etc/passwd"},
                            {"good.csv", "a,b\n1,2\n"},
                            {"hard.csv", "", AE_IFREG, "good.csv"},
                            {"pipe", "", AE_IFIFO},
                            {"folder", "", AE_IFDIR}});
  const string path = folder.Write("below/x.tar", bytes);
  const SourceListing listing = List(path);
  CHECK(Names(listing) == Strings{"x.tar!good.csv"});
  CHECK(Skipped(listing) == Reasons{{"x.tar!../up.csv", LossReason::kUnsafeName},
                                    {"x.tar!/root.csv", LossReason::kUnsafeName},
                                    {"x.tar!link.csv", LossReason::kIgnored},
                                    {"x.tar!hard.csv", LossReason::kIgnored},
                                    {"x.tar!pipe", LossReason::kIgnored}});
  CHECK_FALSE(std::filesystem::exists(folder.path() + "/up.csv"));
}

TEST_CASE("Two entries of one name are both read") {
  const TestFolder folder;
  const SourceListing listing =
      List(folder.Write("x.tar", Tar({{"d.x/a.csv", "a,b\n1,2\n"}, {"d.x/a.csv", "a,b\n3,4\n"}})));
  REQUIRE(Names(listing) == Strings{"x.tar!d.x/a#2.csv", "x.tar!d.x/a.csv"});
  CHECK(ContentOf(listing.objects[0]) == "a,b\n3,4\n");
  const SourceListing more = List(folder.Write(
      "y.tar", Tar({{"a#2", "1\n"}, {"a", "2\n"}, {"a", "3\n"}, {"a#2", "4\n"}, {"a", "5\n"}})));
  CHECK(Skipped(more).size() + more.objects.size() == 5);
}

TEST_CASE("Ignored entries are not unpacked") {
  const TestFolder folder;
  ListOptions options;
  options.ignore_globs = {"*.zip!skip*", "last.csv"};
  const SourceListing listing = List(folder.Write("x.zip", Zip({{"skip.csv", "a,b\n1,2\n"},
                                                                {"d/last.csv", "a,b\n1,2\n"},
                                                                {"../last.csv", "a,b\n1,2\n"},
                                                                {"read.csv", "a,b\n1,2\n"}})),
                                     options);
  CHECK(Names(listing) == Strings{"x.zip!read.csv"});
  CHECK(Skipped(listing) == Reasons{{"x.zip!skip.csv", LossReason::kIgnored},
                                    {"x.zip!d/last.csv", LossReason::kIgnored},
                                    {"x.zip!../last.csv", LossReason::kIgnored}});
}

TEST_CASE("Encrypted entries are losses, those beside them are read") {
  const TestFolder folder;
  string bytes = Zip({{"a.csv", "a,b\n1,2\n"}}, "zip:encryption=zipcrypt");
  const SourceListing listing = List(folder.Write("x.zip", bytes));
  CHECK(Names(listing).empty());
  CHECK(Skipped(listing) == Reasons{{"x.zip!a.csv", LossReason::kEncrypted}});
}

TEST_CASE("A tar archive without a mark of its end was cut off; one block of zeros is enough") {
  const TestFolder folder;
  // Header and padded content of a file take two blocks of 512 bytes each.
  const string whole = Pack(archive_write_set_format_ustar,
                            {{"a.csv", "a,b\n1,2\n"}, {"b.csv", "a,b\n3,4\n"}});
  const auto check = [&](size_t blocks, const Strings& names, const Reasons& skipped) {
    INFO(blocks);
    const string bytes = whole.substr(0, blocks * 512);
    const SourceListing listing = List(folder.Write("x.tar", bytes));
    CHECK(Names(listing) == names);
    CHECK(Skipped(listing) == skipped);
    const SourceListing packed =
        List(folder.Write("x.tar.gz", Compress(folder, Codec::kGzip, bytes)));
    CHECK(packed.objects.size() == names.size());
    CHECK(packed.skipped.size() == skipped.size());
    for (const SkippedObject& cut : packed.skipped) CHECK(cut.reason == LossReason::kTruncated);
  };
  check(2, {"x.tar!a.csv"}, {{"x.tar", LossReason::kTruncated}});
  check(4, {"x.tar!a.csv", "x.tar!b.csv"}, {{"x.tar", LossReason::kTruncated}});
  check(5, {"x.tar!a.csv", "x.tar!b.csv"}, {});
  check(6, {"x.tar!a.csv", "x.tar!b.csv"}, {});
}

TEST_CASE("A tar archive without entries is empty; other zeros are no archive") {
  const TestFolder folder;
  const string zeros(10240, '\0');
  CHECK(Skipped(List(folder.Write("x.tar", zeros))) == Reasons{{"x.tar", LossReason::kEmpty}});
  for (const string name : {"x.tar.gz", "x.tgz"}) {
    const string packed = Compress(folder, Codec::kGzip, zeros);
    CHECK(Skipped(List(folder.Write(name, packed))) == Reasons{{name, LossReason::kEmpty}});
  }
  CHECK(Skipped(List(folder.Write("x.csv", zeros))) == Reasons{{"x.csv", LossReason::kUnreadable}});
  CHECK(Skipped(List(folder.Write("y.tar", string(100'000, '\0')))) ==
        Reasons{{"y.tar", LossReason::kUnreadable}});
}

TEST_CASE("A zip that holds an office file as it is, unpacked, is a zip") {
  const TestFolder folder;
  const string workbook =
      Zip({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<workbook/>"}},
          "zip:compression=store");
  const string zip =
      Zip({{"a.csv", "a,b\n1,2\n"}, {"b.xlsx", workbook}}, "zip:compression=store");
  const SourceListing listing = List(folder.Write("x.zip", zip));
  CHECK(Names(listing) == Strings{"x.zip!a.csv", "x.zip!b.xlsx"});
  CHECK(listing.objects[1].connector == "spreadsheet");
}

TEST_CASE("Of a truncated archive all that stands before is read") {
  const TestFolder folder;
  string table = "id,note\n";
  for (int i = 0; i < 20'000; ++i) {
    table += std::to_string(i) + ",value " + std::to_string(i * 7919 % 10007) + "\n";
  }
  const std::vector<Entry> entries = {{"a.csv", table}, {"b.csv", table}, {"c.csv", table}};
  const auto check = [&](const string& name, const string& whole) {
    INFO(name);
    const SourceListing listing =
        List(folder.Write(name, std::string_view(whole).substr(0, whole.size() / 2)));
    REQUIRE(Names(listing) == Strings{name + "!a.csv", name + "!b.csv"});
    CHECK(listing.objects[0].spooled.damage.empty());
    CHECK_FALSE(listing.objects[1].spooled.damage.empty());
    CHECK(ContentOf(listing.objects[0]) == table);
    const string cut = ContentOf(listing.objects[1]);
    CHECK(cut.size() > 1000);
    CHECK(table.starts_with(cut));
    REQUIRE(listing.skipped.size() == 1);
    CHECK(listing.skipped[0].name == name);
    CHECK(listing.skipped[0].reason == LossReason::kTruncated);
    CHECK(listing.skipped[0].is_partial);
  };
  check("x.zip", Zip(entries));
  check("x.tar", Tar(entries));
  check("x.tar.gz", Compress(folder, Codec::kGzip, Tar(entries)));
  // The directory of a 7z archive stands at its end.
  const string whole = SevenZip(entries);
  const SourceListing listing = List(folder.Write("x.7z", whole.substr(0, whole.size() / 2)));
  CHECK(Names(listing).empty());
  CHECK(Skipped(listing) == Reasons{{"x.7z", LossReason::kTruncated}});
}

TEST_CASE("Limits stop an archive and each has its reason") {
  const TestFolder folder;
  std::vector<Entry> entries;
  for (int i = 0; i < 10; ++i) {
    entries.push_back({"f" + std::to_string(i) + ".csv", "a,b\n1,2\n" + string(100'000, 'x')});
  }
  ListOptions options;
  options.limits.entries_max = 4;
  SourceListing listing = List(folder.Write("x.zip", Zip(entries)), options);
  CHECK(listing.objects.size() == 4);
  CHECK(Skipped(listing) == Reasons{{"x.zip", LossReason::kEntryLimit}});
  CHECK(listing.skipped[0].is_partial);
  options = {};
  options.limits.size_bytes_max = 350'000;
  listing = List(folder.Write("x.zip", Zip(entries)), options);
  CHECK(listing.objects.size() == 3);
  CHECK(Skipped(listing) ==
        Reasons{{"x.zip", LossReason::kSizeLimit}, {"x.zip!f3.csv", LossReason::kSizeLimit}});
  // Cut off there, compressed data gives not one byte.
  string noise;
  for (uint32_t i = 0, state = 1; i < 200'000; ++i, state = state * 1664525 + 1013904223) {
    noise += static_cast<char>(state >> 24);
  }
  options.limits.size_bytes_max = 1000;
  const string packed = Compress(folder, Codec::kBzip2, noise);
  listing = List(folder.Write("x.zip", Zip({{"a.csv.bz2", packed}})), options);
  CHECK(Skipped(listing) ==
        Reasons{{"x.zip", LossReason::kSizeLimit}, {"x.zip!a.csv.bz2", LossReason::kSizeLimit}});
}

TEST_CASE("Bombs are given up early, whatever they are packed in") {
  const TestFolder folder;
  string lines;
  while (lines.size() < 40'000'000)
    lines += "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z\n";
  const std::vector<Entry> entries = {{"a.csv", lines}, {"b.csv", lines}, {"c.csv", lines}};
  const auto check = [&](const string& name, const string& bytes) {
    INFO(name);
    const SourceListing listing = List(folder.Write(name, bytes));
    CHECK(Skipped(listing)[name] == LossReason::kRatioLimit);
    CHECK(listing.objects.size() == 1);
  };
  check("x.zip", Zip(entries));
  check("x.7z", SevenZip(entries));
  check("x.tar.zst", Compress(folder, Codec::kZstd, Tar(entries)));
  // Each level alone stays far under the ratio.
  const string inner = Zip({{"a.csv", lines}});
  std::vector<Entry> copies;
  for (int i = 0; i < 30; ++i) copies.push_back({"c" + std::to_string(i) + ".zip", inner});
  const string nested = Compress(folder, Codec::kXz, Tar(copies));
  check("nested.tar.xz", nested);
}

TEST_CASE("A bomb is named as one where its first bytes alone are one") {
  const TestFolder folder;
  string noise(2'000'000, '\0');
  uint32_t state = 1;
  for (char& byte : noise) byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  const string zip =
      Zip({{"a.csv", string(100'000'000, 'a')}, {"b.csv", noise}}, "zip:compression=store");
  const SourceListing listing = List(folder.Write("x.zip.gz", Compress(folder, Codec::kGzip, zip)));
  CHECK(Skipped(listing) == Reasons{{"x.zip.gz", LossReason::kRatioLimit}});
  CHECK(listing.objects.empty());
}

TEST_CASE("Damage inside an entry is told where the entry is read") {
  const TestFolder folder;
  string bytes = Zip({{"a.txt", kProse}, {"b.txt", kProse}}, "zip:compression=store");
  bytes[bytes.find("warm")] = 'W';
  const SourceListing listing = List(folder.Write("x.zip", bytes));
  REQUIRE(Names(listing) == Strings{"x.zip!a.txt", "x.zip!b.txt"});
  CHECK_FALSE(listing.objects[0].spooled.damage.empty());
  CHECK(listing.objects[1].spooled.damage.empty());
}

TEST_CASE("What only looks like an archive is reported") {
  const TestFolder folder;
  const SourceListing listing = List(folder.Write("x.zip", "PK\x03\x04 and nothing else"));
  CHECK(listing.objects.empty());
  CHECK(Skipped(listing) == Reasons{{"x.zip", LossReason::kTruncated}});
  const SourceListing empty = List(folder.Write("y.zip", Zip({})));
  CHECK(Skipped(empty) == Reasons{{"y.zip", LossReason::kEmpty}});
}

TEST_CASE("No two entries are put in one place, and none where another has a folder") {
  const TestFolder folder;
  const string table = "a,b\n1,2\n";
  const SourceListing listing = List(folder.Write(
      "x.zip", Zip({{"y.zip", Zip({{"a.csv", table}, {"b.csv", table}, {"c.csv", table}})},
                    {"y.zip/a.csv", table},
                    {"y.zip/c.csv/d.csv", table}})));
  Strings places;
  for (const SourceObject& object : listing.objects) {
    places.push_back(object.name + " " + object.unpacked_name);
  }
  CHECK(places ==
        Strings{"x.zip!y.zip!a.csv x.zip/y.zip/a.csv", "x.zip!y.zip!b.csv x.zip/y.zip/b.csv",
                "x.zip!y.zip!c.csv x.zip/y.zip/c.csv", "x.zip!y.zip/a.csv x.zip/y.zip/a#2.csv",
                "x.zip!y.zip/c.csv/d.csv x.zip/y.zip/c.csv#2/d.csv"});
}

TEST_CASE("Any number of entries that would be put in one place get places of their own") {
  const TestFolder folder;
  const string table = "a,b\n1,2\n";
  const string inner = Zip({{"a.csv", table}});
  const string outer = Zip({{"z.zip", inner}, {"z.zip/a.csv", table}});
  const SourceListing listing = List(folder.Write(
      "x.zip", Zip({{"y.zip", outer}, {"y.zip/z.zip", inner}, {"y.zip/z.zip/a.csv", table}})));
  Strings places;
  for (const SourceObject& object : listing.objects) places.push_back(object.unpacked_name);
  CHECK(places == Strings{"x.zip/y.zip/z.zip/a.csv", "x.zip/y.zip/z.zip/a#2.csv",
                          "x.zip/y.zip/z.zip/a#3.csv", "x.zip/y.zip/z.zip/a#4.csv"});
}

}  // namespace sunder
