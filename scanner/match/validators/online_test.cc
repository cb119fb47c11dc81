// E-mail, network addresses, handles, profile pages, user agents.
#include <catch2/catch.hpp>

#include "scanner/match/validators/validator_testing.h"

namespace sunder::scanner {

TEST_CASE("e-mail addresses") {
  CHECK(Accepted("email", "to zed.quill@example.com.", "zed.quill@example.com") ==
        "zed.quill@example.com");
  CHECK(Accepted("email", "/zed@example.com", "/zed@example.com") == "zed@example.com");
  CHECK(Rejects("email", "logo@2x.png", "logo@2x.png"));
  CHECK(Rejects("email", "git@example.com:a/b.git", "git@example.com"));
  CHECK(Rejects("email", "https://zed:pw@example.com/", "pw@example.com"));
  CHECK(Rejects("email", "a..b@example.com", "a..b@example.com"));
  CHECK(Rejects("email", "zed@-example.com", "zed@-example.com"));
  CHECK(Rejects("email", "@zed@social.example.org", "zed@social.example.org"));
}

TEST_CASE("IPv4 addresses are no version numbers") {
  CHECK(Accepted("ipv4", "from 192.0.2.17.", "192.0.2.17") == "192.0.2.17");
  CHECK(Accepted("ipv4", "http://192.0.2.17/a", "192.0.2.17") == "192.0.2.17");
  CHECK(Accepted("ipv4", "192.0.2.17:443", "192.0.2.17") == "192.0.2.17");
  CHECK(Rejects("ipv4", "v1.2.3.4", "1.2.3.4"));
  CHECK(Rejects("ipv4", "version 1.2.3.4", "1.2.3.4"));
  CHECK(Rejects("ipv4", "Chrome/120.0.0.0", "120.0.0.0"));
  CHECK(Rejects("ipv4", "1.3.6.1.4.1", "1.3.6.1"));
  CHECK(Rejects("ipv4", "depends (>= 2.36.0.29)", "2.36.0.29"));
  CHECK(Rejects("ipv4", "see 4.1.2.3 above", "4.1.2.3"));
  CHECK(Accepted("ipv4", "ping 1.1.1.1", "1.1.1.1") == "1.1.1.1");
  CHECK(Rejects("ipv4", "192.0.02.17", "192.0.02.17"));
  CHECK(Rejects("ipv4", "256.0.2.17", "256.0.2.17"));
}

TEST_CASE("IPv6 addresses are no names in code") {
  for (const std::string_view address :
       {"2001:db8::1", "2001:db8:0:0:0:0:0:1", "::ffff:192.0.2.1", "fe80::1ff:fe23:4567:890a"}) {
    INFO(address);
    CHECK(Accepted("ipv6", address, address) == address);
  }
  CHECK(Rejects("ipv6", "dead::beef", "dead::beef"));
  CHECK(Rejects("ipv6", "std::add", "d::add"));
  CHECK(Rejects("ipv6", "2001:db8::1::2", "2001:db8::1::2"));
  // Loopback, unspecified, masks and multicast name no machine.
  for (const std::string_view address : {"127.0.0.1", "0.0.0.0", "255.255.255.0", "224.0.0.251"}) {
    CHECK(Rejects("ipv4", address, address));
  }
  CHECK(Rejects("ipv6", "::1", "::1"));
  CHECK(Rejects("ipv6", "12:30:45", "12:30:45"));
}

TEST_CASE("hardware addresses are no fingerprints") {
  CHECK(Accepted("mac_address", "00:00:5E:00:53:AF", "00:00:5E:00:53:AF") == "00:00:5E:00:53:AF");
  CHECK(Accepted("mac_address", "0000.5e00.53e3", "0000.5e00.53e3") == "0000.5e00.53e3");
  CHECK(Accepted("mac_address", "mac 00005e005301", "mac 00005e005301") == "00005e005301");
  CHECK(Rejects("mac_address", "00:00:00:00:00:00", "00:00:00:00:00:00"));
  CHECK(Rejects("mac_address", "aa:00:00:5e:00:53:af:01", "00:00:5e:00:53:af"));
}

TEST_CASE("handles and pages of persons") {
  CHECK(Accepted("username", "ask @zephyr_quill.", "@zephyr_quill.") == "@zephyr_quill");
  CHECK(Accepted("labelled_username", "login: z.quill", "login") == "z.quill");
  CHECK(Accepted("labelled_username", "{\"user\": \"zquill\"}", "user") == "zquill");
  CHECK(Accepted("labelled_username", "user=zquill ok", "user") == "zquill");
  CHECK(Rejects("labelled_username", "user: Please wait", "user"));
  CHECK(Rejects("labelled_username", "user=root", "user"));
  CHECK(Rejects("labelled_username", "user=svc_backup", "user"));
  CHECK(Rejects("labelled_username", "user == zquill7", "user"));
  CHECK(Rejects("labelled_username", "user_count=zquill7", "user"));
  CHECK(Accepted("username", "Failed password for zquill from", "Failed password for ") ==
        "zquill");
  CHECK(Rejects("username", "session closed for user root", "for user "));
  CHECK(Rejects("username", "@Override", "@Override"));
  CHECK(Rejects("username", "zed@quill", "@quill"));
  CHECK(Accepted("profile_url", "on github.com/quill7.", "github.com/quill7.") ==
        "github.com/quill7");
  CHECK(Rejects("profile_url", "github.com/quill7/tool", "github.com/quill7/tool"));
  CHECK(Rejects("labelled_username", "login: https://example.org", "login"));
  CHECK(Rejects("profile_url", "facebook.com/privacy", "facebook.com/privacy"));
}

TEST_CASE("user agents") {
  CHECK(Accepted("user_agent", "curl/7.88.1.", "curl/7.88.1.") == "curl/7.88.1");
  CHECK(Rejects("user_agent", "mozilla", "mozilla"));
}

}  // namespace sunder::scanner
