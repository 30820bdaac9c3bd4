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

TEST(WideGroup, IsTheNetworkThatOneAttackerMayHold) {
  EXPECT_EQ(wide_group("192.0.2.7"), wide_group("192.0.2.200"));
  EXPECT_NE(wide_group("192.0.2.7"), wide_group("192.0.3.7"));
  EXPECT_EQ(wide_group("2001:db8:1:2::1"), wide_group("2001:db8:1:ffff::1"));
  EXPECT_NE(wide_group("2001:db8:1:2::1"), wide_group("2001:db8:2:2::1"));
  EXPECT_EQ(wide_group("unix"), "unix");
}

}  // namespace
}  // namespace handler::web
