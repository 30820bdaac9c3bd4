// Which addresses rate limits treat as one.
#include "handler/web/request.h"

#include <gtest/gtest.h>

namespace handler::web {
namespace {

TEST(AddressGroup, IsTheNetworkThatOnePersonHolds) {
  EXPECT_EQ(address_group("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(address_group("2001:db8:1:2::1"), address_group("2001:db8:1:2:ffff::9"));
  EXPECT_NE(address_group("2001:db8:1:2::1"), address_group("2001:db8:1:3::1"));
}

TEST(AddressGroup, CountsAnIpv4AddressInIpv6FormAsIpv4) {
  EXPECT_EQ(address_group("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_NE(address_group("::ffff:192.0.2.7"), address_group("::ffff:192.0.2.8"));
  EXPECT_EQ(wide_group("::ffff:192.0.2.7"), wide_group("192.0.2.200"));
}

TEST(AddressGroup, IsTheTextItselfIfItIsNoAddress) {
  EXPECT_EQ(address_group("unix"), "unix");
  EXPECT_EQ(wide_group("unix"), "unix");
  EXPECT_EQ(address_group(""), "");
}

TEST(WideGroup, IsTheNetworkThatOneCustomerIsGiven) {
  EXPECT_EQ(wide_group("192.0.2.7"), wide_group("192.0.2.8"));
  EXPECT_NE(wide_group("192.0.2.7"), wide_group("192.0.3.7"));
  EXPECT_EQ(wide_group("2001:db8:1:2::1"), wide_group("2001:db8:1:ffff::9"));
  EXPECT_NE(wide_group("2001:db8:1:2::1"), wide_group("2001:db8:2:2::1"));
}

}  // namespace
}  // namespace handler::web
