// Base URLs: what follows from good ones, and what is refused.
#include "core/settings/public_address.h"

#include <gtest/gtest.h>

namespace core {
namespace {

PublicAddress read(const std::string& text) {
  const Result<PublicAddress> address = read_public_address(text);
  EXPECT_TRUE(address) << text;
  return address ? *address : PublicAddress{};
}

TEST(PublicAddress, GivesOriginPathAndThePlaceOfTheForms) {
  const PublicAddress address = read("https://Window.Example.gov.cn:8443/window");
  EXPECT_EQ(address.origin, "https://window.example.gov.cn:8443");
  EXPECT_EQ(address.path, "/window/");
  EXPECT_EQ(address.url(), "https://window.example.gov.cn:8443/window/");
  EXPECT_EQ(address.handler_prefix(), "/window/handle");
}

TEST(PublicAddress, MayBeOnlyAPath) {
  EXPECT_EQ(read("/").handler_prefix(), "/handle");
  const PublicAddress address = read("/a/b");
  EXPECT_EQ(address.path, "/a/b/");
  EXPECT_EQ(address.origin, "");
  EXPECT_EQ(address.url(), "");
  EXPECT_EQ(address.text(), "/a/b/");
}

TEST(PublicAddress, NamesAnOriginAsBrowsersDo) {
  EXPECT_EQ(read("https://a.example:443/").origin, "https://a.example");
  EXPECT_EQ(read("http://a.example:80").origin, "http://a.example");
  EXPECT_EQ(read("http://a.example:443").origin, "http://a.example:443");
  EXPECT_EQ(read("HTTP://[2001:DB8::7]:8080/").origin, "http://[2001:db8::7]:8080");
}

TEST(PublicAddress, IsRefusedIfItCannotStandBeforeOtherAddresses) {
  for (const char* text : {"",
                           "foo",
                           "window/",
                           "javascript:x",
                           "ftp://a.example/",
                           "//a.example/",
                           "https://",
                           "https:///x",
                           "https://user@a.example/",
                           "https://a.example:0/",
                           "https://a.example:99999/",
                           "https://a.example:/",
                           "https://a.example/?x=1",
                           "https://a.example/#x",
                           "https://a.example?x",
                           "https://a.example/a//b/",
                           "https://a.example/../b/",
                           "/a b/",
                           "/a%20b/",
                           "/.well/",
                           "https://窗口.example/",
                           "https://a..example/",
                           "https://[::1/",
                           "/a;b/",
                           "/a\"b/"}) {
    const Result<PublicAddress> address = read_public_address(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.failure().code, FailureCode::invalid);
    EXPECT_NE(address.failure().message.find("is no base URL"), std::string::npos);
  }
}

TEST(PublicAddress, KnowsThePathOfAnAddress) {
  EXPECT_EQ(path_of_address("/window/handle"), "/window/handle");
  EXPECT_EQ(path_of_address("https://forms.example/handle"), "/handle");
  EXPECT_EQ(path_of_address("https://forms.example"), "");
}

}  // namespace
}  // namespace core
