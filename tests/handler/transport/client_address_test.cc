// Which headers are trusted for the client's address.
#include "handler/transport/client_address.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace handler::transport {
namespace {

const ClientAddress kProxy{"10.0.0.1", false, false};
const std::vector<std::string> kTrusted{"10.0.0.1", "10.0.0.2"};

web::Request described(const ClientAddress& client, std::map<std::string, std::string> headers,
                       const std::vector<std::string>& trusted = kTrusted) {
  web::Request request;
  request.headers = std::move(headers);
  describe_client(request, client, trusted);
  return request;
}

TEST(ClientAddress, IsBelievedOnlyIfTrusted) {
  const ClientAddress stranger{"192.0.2.9", false, false};
  const web::Request request =
      described(stranger, {{"x-forwarded-for", "1.1.1.1"}, {"x-forwarded-proto", "https"}});
  EXPECT_EQ(request.remote_address, "192.0.2.9");
  EXPECT_FALSE(request.secure);
}

TEST(ClientAddress, NamesTheRightmostAddressThatIsNoProxyOfOurs) {
  EXPECT_EQ(described(kProxy, {{"x-forwarded-for", "1.1.1.1, 192.0.2.7, 10.0.0.2"}}).remote_address,
            "192.0.2.7");
  EXPECT_EQ(described(kProxy, {{"x-forwarded-for", "2001:db8::1"}}).remote_address, "2001:db8::1");
  EXPECT_EQ(described(kProxy, {{"x-forwarded-for", "::ffff:192.0.2.7"}}).remote_address,
            "192.0.2.7");
}

TEST(ClientAddress, IsItselfWhenTheHeaderSaysNothingUsable) {
  for (const char* value : {"", "unknown", "192.0.2.7, evil\"", "10.0.0.2", "192.0.2.7:80,"}) {
    EXPECT_EQ(described(kProxy, {{"x-forwarded-for", value}}).remote_address, "10.0.0.1") << value;
  }
}

TEST(ClientAddress, IsOnThisMachineOnlyIfNobodyForwarded) {
  const ClientAddress local{"127.0.0.1", false, true};
  EXPECT_TRUE(described(local, {}, {}).loopback);
  for (const char* sign :
       {"x-forwarded-for", "x-forwarded-proto", "x-real-ip", "forwarded", "via"}) {
    EXPECT_FALSE(described(local, {{sign, "x"}}, {}).loopback) << sign;
  }
  EXPECT_FALSE(described(kProxy, {}).loopback);
}

TEST(ClientAddress, OverAUnixSocketIsAProxy) {
  const ClientAddress proxy{"unix", true, true};
  const web::Request request =
      described(proxy, {{"x-forwarded-for", "192.0.2.7"}, {"x-forwarded-proto", "https"}}, {});
  EXPECT_EQ(request.remote_address, "192.0.2.7");
  EXPECT_TRUE(request.secure);
  EXPECT_FALSE(request.loopback);
}

TEST(PlainAddress, IsOneTextForEachAddress) {
  EXPECT_EQ(plain_address("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(plain_address("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(plain_address("2001:DB8:0:0::7"), "2001:db8::7");
  EXPECT_EQ(plain_address("unix"), "");
  EXPECT_EQ(plain_address("192.0.2.7:80"), "");
  EXPECT_EQ(described(kProxy, {{"x-forwarded-for", "2001:DB8:0::1"}}).remote_address,
            "2001:db8::1");
}

TEST(LoopbackAddress, IsTheWholeNetwork127) {
  EXPECT_TRUE(is_loopback_address("127.0.0.1"));
  EXPECT_TRUE(is_loopback_address("127.9.9.9"));
  EXPECT_TRUE(is_loopback_address("::1"));
  EXPECT_FALSE(is_loopback_address("128.0.0.1"));
  EXPECT_FALSE(is_loopback_address("127.evil"));
}

}  // namespace
}  // namespace handler::transport
