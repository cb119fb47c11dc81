// Headers of the age test kit (C2SP/CCTV, in the public domain under CC0). The payloads are sealed
// here with the kit's file key; the rest of the kit's cases are built the same way.
#include <sodium.h>

#include <catch2/catch.hpp>

#include "segregation/keeper/age_file.h"
#include "segregation/test_folder.h"

namespace sunder::segregation {
namespace {

constexpr char kIdentity[] =
    "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6";
constexpr char kOtherIdentity[] =
    "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";
constexpr char kFileKey[] = "YELLOW SUBMARINE";
constexpr char kVersion[] = "age-encryption.org/v1\n";
constexpr char kStanza[] =
    "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
    "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n";

enum class Outcome { kSuccess, kNoMatch, kFailure };

AgeFileKey FileKey() {
  AgeFileKey key;
  std::copy(kFileKey, kFileKey + AgeFileKey::size(), key.data());
  return key;
}

std::string Payload(std::string_view plaintext) {
  std::string payload;
  AppendAgePayload(plaintext, FileKey(), &payload);
  return payload;
}

// What was released goes to `released`, whatever the outcome.
Outcome OpenText(const std::string& content, const std::string& identity, std::string* released) {
  const TestFolder folder;
  WriteFile(folder.File("file.age"), content);
  released->clear();
  const Result<AgeFile> file = AgeFile::Open(folder.File("file.age"));
  if (!file.ok()) return Outcome::kFailure;
  const auto header = file->OpenHeader(ParseAgeIdentity(identity).value());
  if (!header.ok()) return Outcome::kFailure;
  if (!header->has_value()) return Outcome::kNoMatch;
  const Status status = file->OpenPayload((*header)->file_key, [&](std::string_view piece) {
    released->append(piece);
    return Status::Ok();
  });
  return status.ok() ? Outcome::kSuccess : Outcome::kFailure;
}

struct Vector {
  const char* name;
  const char* identity;
  Outcome outcome;
  const char* header;
};

// Verbatim, MACs included.
constexpr Vector kVectors[] = {
    {"x25519", kIdentity, Outcome::kSuccess,
     "age-encryption.org/v1\n"
     "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
     "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n"
     "--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n"},
    {"x25519_multiple_recipients", kIdentity, Outcome::kSuccess,
     "age-encryption.org/v1\n"
     "-> X25519 ajtqAvDEkVNr2B7zUOtq2mAQXDSBlNrVAuM/dKb5sT4\n"
     "0evrK/HQXVsQ4YaDe+659l5OQzvAzD2ytLGHQLQiqxg\n"
     "-> X25519 0qC7u6AbLxuwnM8tPFOWVtWZn/ZZe7z7gcsP5kgA0FI\n"
     "T/PZg76MmVt2IaLntrxppzDnzeFDYHsHFcnTnhbRLQ8\n"
     "--- 7W07ef2PhsTAl74pn+9vSj/Xzukwa6SuTqMc16cdBk0\n"},
    {"x25519_grease", kIdentity, Outcome::kSuccess,
     "age-encryption.org/v1\n"
     "-> grease\n\n"
     "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
     "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n"
     "-> grease\n\n"
     "--- 7NLrfbRUZt6qK0pdtARUf59dHwo12ReldjJKjMlbE3I\n"},
    {"stanza_valid_characters", kIdentity, Outcome::kSuccess,
     "age-encryption.org/v1\n"
     "-> !\"#$%&' ()*+,-./ 01234567 89:;<=>? @ABCDEFG HIJKLMNO\n\n"
     "-> PQRSTUVW XYZ[\\]^_ `abcdefg hijklmno pqrstuvw xyz{|}~\n\n"
     "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
     "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n"
     "--- x538z9xJq9XEK1aTTTv80aWDVvVdROvaXn2tpqXPC8g\n"},
    {"stanza_empty_last_line", kIdentity, Outcome::kSuccess,
     "age-encryption.org/v1\n"
     "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
     "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n"
     "-> stanza\n"
     "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n\n"
     "--- +3PC416gxa7Mk7WxpX0kb6DVfSuCun0niGre+G4bZhE\n"},
    {"x25519_bad_tag", kIdentity, Outcome::kNoMatch,
     "age-encryption.org/v1\n"
     "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
     "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw0o\n"
     "--- tG0k9bg4iIuBdMWb13n7FFYDzoBbtsLppNLhbh22aKg\n"},
    {"x25519_low_order", kOtherIdentity, Outcome::kFailure,
     "age-encryption.org/v1\n"
     "-> X25519 X5yVvKNQjCSx0LFVnIPvWwREXMRYHI6G2CJO3dCfEdc\n"
     "3E0NpFans/m0WLWF7+54ZBdNj3iqQqpraGDFiaRkvBA\n"
     "--- sXw327YMT1/ULXe+ZyRMbMY0Z2jnWHGgI9j1we6yQ8A\n"},
    {"stanza_not_canonical", kIdentity, Outcome::kFailure,
     "age-encryption.org/v1\n"
     "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
     "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n"
     "-> stanza\n"
     "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\nQUF\n"
     "--- nQM2VCzmNLPrUurNWN+SW9wVp/9uTMQ/6CTUM7l8c84\n"},
    {"stanza_missing_final_line", kIdentity, Outcome::kFailure,
     "age-encryption.org/v1\n"
     "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
     "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n"
     "-> stanza\n"
     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
     "--- GRjUy1ShNhFoV3cQikdtUZqDeDEZSrbtNXUgDtDbwC8\n"},
    {"hmac_not_canonical", kOtherIdentity, Outcome::kFailure,
     "age-encryption.org/v1\n"
     "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
     "hjabGXwSLQ9c3S6Lw2i+S2Tu2fiwQHHslbBN6B41FLE\n"
     "--- WyJp9F/9FOZh7gJdheq2WIJcwHgYc8NIVh3ddwhrcNh\n"},
    {"scrypt_and_x25519",
     "AGE-SECRET-KEY-143WN7DCXU4G8R5AXQSSYD9AEPYDNT3HXSLWSPK36CDU6E8M59SSSAGZ3KG",
     Outcome::kFailure,
     "age-encryption.org/v1\n"
     "-> X25519 ajtqAvDEkVNr2B7zUOtq2mAQXDSBlNrVAuM/dKb5sT4\n"
     "U+hKlJ4isweJ9PKG7pgscmG3cPASLgTw7SOBpbZ8x2U\n"
     "-> scrypt 3d9y0G+8q1ffPQ0xJJatIQ 10\n"
     "foZolxuhRSL7IG7oaR+456IzkHtvue7j4mUjh3DB6EI\n"
     "--- yp4Z0lV1LEdkm1+uDCuPUV+9hIXbPKrBXKQ/f5Y03As\n"},
};

TEST_CASE("The test kit's headers") {
  for (const Vector& vector : kVectors) {
    INFO(vector.name);
    std::string released;
    CHECK(OpenText(vector.header + Payload("age"), vector.identity, &released) == vector.outcome);
    CHECK(released == (vector.outcome == Outcome::kSuccess ? "age" : ""));
  }
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  const size_t position = text.find(from);
  REQUIRE(position != std::string::npos);
  return text.replace(position, from.size(), to);
}

// Each with a MAC that is right for what stands there.
TEST_CASE("Headers that break the grammar") {
  const std::string stanza = kStanza;
  const std::string grease = "-> stanza\nQUFB\n";
  std::string released;
  const auto outcome_of = [&](const std::string& stanzas) {
    return OpenText(AgeHeader(FileKey(), stanzas) + Payload("age"), kIdentity, &released);
  };
  REQUIRE(outcome_of(stanza + grease) == Outcome::kSuccess);
  const std::pair<const char*, std::string> bad[] = {
      {"no stanza", ""},
      {"stanza_bad_start", stanza + "-- stanza\n\n"},
      {"stanza_base64_padding", stanza + "-> stanza\nQUE=\n"},
      {"stanza_empty_argument", stanza + "-> stanza  argument\n\n"},
      {"stanza_invalid_character", stanza + "-> stanza \x7f\n\n"},
      {"stanza_long_line", stanza + "-> stanza\n" + std::string(68, 'A') + "\n\n"},
      {"stanza_missing_body", stanza + "-> stanza\n"},
      {"stanza_multiple_short_lines", stanza + "-> stanza\nQUFB\nQUFB\n"},
      {"stanza_no_arguments", stanza + "->\n\n"},
      {"stanza_no_arguments, with a blank", stanza + "-> \n\n"},
      {"stanza_spurious_cr", stanza + "-> stanza\r\nQUFB\n"},
      {"x25519_extra_argument", Replaced(stanza, "DOCc\n", "DOCc more\n")},
      {"x25519_no_argument", Replaced(stanza, " TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc", "")},
      {"x25519_short_share", Replaced(stanza, "DOCc\n", "\n")},
      {"x25519_long_share", Replaced(stanza, "DOCc\n", "DOCcAAAA\n")},
      {"x25519_not_canonical_share", Replaced(stanza, "DOCc\n", "DOCd\n")},
      {"x25519_not_canonical_body", Replaced(stanza, "nw7U\n", "nw7V\n")},
      {"x25519_long_file_key", Replaced(stanza, "nw7U\n", "nw7UAAAA\n")},
      {"header_crlf", Replaced(stanza, "DOCc\n", "DOCc\r\n")},
  };
  for (const auto& [name, stanzas] : bad) {
    INFO(name);
    CHECK(outcome_of(stanzas) == Outcome::kFailure);
    CHECK(released.empty());
  }
  CHECK(outcome_of(Replaced(stanza, "X25519", "x25519")) == Outcome::kNoMatch);
}

TEST_CASE("Headers whose version or MAC is wrong") {
  const std::string good = AgeHeader(FileKey(), kStanza);
  const std::string mac = good.substr(good.find("--- ") + 4, 43);
  const std::pair<const char*, std::string> bad[] = {
      {"empty", ""},
      {"version_unsupported", Replaced(good, "v1\n", "v1234\n")},
      {"header_crlf", Replaced(good, "v1\n", "v1\r\n")},
      {"hmac_bad", Replaced(good, mac, AgeBase64(AgeMac{}))},
      {"hmac_extra_space", Replaced(good, "--- ", "---  ")},
      {"hmac_garbage", Replaced(good, mac, mac + "AAAA")},
      {"hmac_missing", Replaced(good, "--- " + mac, "---")},
      {"hmac_missing, with a blank", Replaced(good, mac, "")},
      {"hmac_no_space", Replaced(good, "--- ", "---")},
      {"hmac_trailing_space", Replaced(good, mac, mac + " ")},
      {"hmac_truncated", Replaced(good, mac, mac.substr(0, 40))},
      {"no end", good.substr(0, good.size() - 1)},
  };
  std::string released;
  for (const auto& [name, header] : bad) {
    INFO(name);
    CHECK(OpenText(header + Payload("age"), kIdentity, &released) == Outcome::kFailure);
    CHECK(released.empty());
  }
}

// Chunks sealed one by one, as a writer that breaks the rules would.
std::string Chunks(const std::vector<std::tuple<std::string, uint64_t, bool>>& chunks) {
  std::string payload(kAgeNonceSizeBytes, 'n');
  AgeKey key;
  DeriveAgePayloadKey(FileKey(), {reinterpret_cast<const uint8_t*>(payload.data()), payload.size()},
                      &key);
  for (const auto& [text, number, is_last] : chunks) {
    std::string sealed(text.size() + kAgeTagSizeBytes, '\0');
    const auto nonce = AgeChunkNonce(number, is_last);
    crypto_aead_chacha20poly1305_ietf_encrypt(reinterpret_cast<uint8_t*>(sealed.data()), nullptr,
                                              reinterpret_cast<const uint8_t*>(text.data()),
                                              text.size(), nullptr, 0, nullptr, nonce.data(),
                                              key.data());
    payload += sealed;
  }
  return payload;
}

TEST_CASE("Payloads of the test kit") {
  const std::string header = AgeHeader(FileKey(), kStanza);
  const std::string full(kAgeChunkSizeBytes, 'f');
  std::string released;
  const auto outcome_of = [&](const std::string& payload) {
    return OpenText(header + payload, kIdentity, &released);
  };
  CHECK(outcome_of(Chunks({{"", 0, true}})) == Outcome::kSuccess);
  CHECK(outcome_of(Chunks({{full, 0, true}})) == Outcome::kSuccess);
  CHECK(outcome_of(Chunks({{full, 0, false}, {"age", 1, true}})) == Outcome::kSuccess);
  CHECK(released == full + "age");

  struct Bad {
    const char* name;
    std::string payload;
    bool is_first_chunk_good;
  };
  const std::string good = Chunks({{"age", 0, true}});
  std::string bad_tag = good;
  bad_tag.back() = static_cast<char>(bad_tag.back() ^ 1);
  const Bad bad[] = {
      {"stream_no_nonce", "", false},
      {"stream_short_nonce", good.substr(0, 10), false},
      {"stream_no_chunks", good.substr(0, kAgeNonceSizeBytes), false},
      {"stream_missing_tag", good.substr(0, good.size() - kAgeTagSizeBytes), false},
      {"stream_bad_tag", bad_tag, false},
      {"stream_no_final", Chunks({{"age", 0, false}}), false},
      {"stream_no_final_full", Chunks({{full, 0, false}}), false},
      {"stream_no_final_two_chunks", Chunks({{full, 0, false}, {"age", 1, false}}), true},
      {"stream_two_final_chunks", Chunks({{full, 0, true}, {"age", 1, true}}), false},
      {"stream_last_chunk_empty", Chunks({{full, 0, false}, {"", 1, true}}), true},
      {"stream_trailing_garbage_short", good + "garbage", false},
      {"stream_trailing_garbage_long", Chunks({{full, 0, true}}) + full, false},
      {"chunks exchanged", Chunks({{full, 1, false}, {full, 0, false}, {"age", 2, true}}), false},
      {"a chunk left out", Chunks({{full, 0, false}, {"age", 2, true}}), true},
  };
  for (const Bad& payload : bad) {
    INFO(payload.name);
    CHECK(outcome_of(payload.payload) == Outcome::kFailure);
    CHECK((released == (payload.is_first_chunk_good ? full : std::string())));
  }
}

}  // namespace
}  // namespace sunder::segregation
