// Request targets, forms and cookies: valid ones are decoded, ambiguous ones refused.
#include "handler/web/request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace handler::web {
namespace {

using ::testing::ElementsAre;

TEST(Target, DecodesPathAndQuery) {
  const auto target = parse_target("/%E6%BD%AE%E5%AE%89/a%20b?window=w%2F1&q=a+b&q=&r");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->path, "/潮安/a b");
  EXPECT_EQ(target->query.get("window"), "w/1");
  EXPECT_THAT(target->query.all("q"), ElementsAre("a b", ""));
  EXPECT_TRUE(target->query.has("r"));
}

TEST(Target, KeepsAPlusInThePath) {
  EXPECT_EQ(parse_target("/a+b")->path, "/a+b");
}

class RefusedTarget : public ::testing::TestWithParam<const char*> {};

TEST_P(RefusedTarget, IsNotDecoded) {
  EXPECT_FALSE(parse_target(GetParam()).has_value());
}

INSTANTIATE_TEST_SUITE_P(Targets, RefusedTarget,
                         ::testing::Values("", "a", "*", "http://host/a", "/a b", "/a#b", "/%",
                                           "/%4", "/%zz", "/%00", "/%0d%0a", "/%7f", "/%c2%85",
                                           "/%2e%2e/etc", "/..", "/./a", "/a/%2e", "/a%2fb",
                                           "/a%5cb", "/a\\b", "/%c0%af", "/%ff", "/%ed%a0%80",
                                           "/\xe6\xbd\xae", "/a\tb", "/a?b=c d", "/a?b=c\td",
                                           "/a?b=c\x7f"));

class UnreadQuery : public ::testing::TestWithParam<const char*> {};

TEST_P(UnreadQuery, LeavesTheRestOfTheQuery) {
  const auto target = parse_target(std::string("/demo/?") + GetParam() + "&window=main");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->path, "/demo/");
  ASSERT_EQ(target->query.items().size(), 1U);
  EXPECT_EQ(target->query.get("window"), "main");
}

INSTANTIATE_TEST_SUITE_P(Queries, UnreadQuery,
                         ::testing::Values("q=%B5%CD%B1%A3", "q=20%+tax", "utm=%u4F60", "b=%0a",
                                           "b=%ff", "b=%g0", "%00=1", "b=%", "&&", "b=\xb5\xcd",
                                           "\xe4\xbd\xa0=1"));

TEST(Target, KeepsUnknownPairsOfTheQuery) {
  const auto target = parse_target("/demo/ticket/?from=singlemessage&isappinstalled=0");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->query.get("isappinstalled"), "0");
}

TEST(Target, ReadsTwoHundredPairsOfAQuery) {
  std::string target = "/a?";
  for (int i = 0; i < 300; ++i) target += "f=1&";
  EXPECT_EQ(parse_target(target)->query.items().size(), 200U);
}

TEST(Form, ReadsFourThousandChineseCharacters) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "办";
  const auto form = parse_form("problem=" + url_encoded(text) + "&name=%E7%8E%8B+%E8%8A%B3");
  ASSERT_TRUE(form.has_value());
  EXPECT_EQ(form->get("problem"), text);
  EXPECT_EQ(form->get("name"), "王 芳");
}

TEST(Form, KeepsEqualsSignsInValues) {
  EXPECT_EQ(parse_form("a=b=c==")->get("a"), "b=c==");
}

TEST(Form, KeepsLineBreaksThatWereTyped) {
  EXPECT_EQ(parse_form("a=1%0D%0A2")->get("a"), "1\r\n2");
}

TEST(Form, SkipsEmptyPairsAndReadsMissingValuesAsEmpty) {
  const auto form = parse_form("&&a&b=&");
  ASSERT_TRUE(form.has_value());
  ASSERT_EQ(form->items().size(), 2U);
  EXPECT_EQ(form->items()[0].first, "a");
  EXPECT_EQ(form->items()[1].second, "");
}

TEST(Form, RefusesMalformedEscapes) {
  EXPECT_FALSE(parse_form("a=%4").has_value());
}

TEST(Form, RefusesTextThatIsNotUtf8) {
  EXPECT_FALSE(parse_form("a=%C4%E3").has_value());
}

TEST(Form, AcceptsTwoHundredFieldsAndNotOneMore) {
  std::string body;
  for (int i = 0; i < 200; ++i) body += "f=1&";
  EXPECT_TRUE(parse_form(body).has_value());
  EXPECT_FALSE(parse_form(body + "f=1").has_value());
}

TEST(UrlEncoded, ComesBackAsItWas) {
  std::string all;
  for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
  all += "办成";
  EXPECT_EQ(parse_form("a=" + url_encoded(all))->get("a"), all);
}

TEST(Cookies, AreFoundByTheirWholeName) {
  Request request;
  request.headers["cookie"] = "xbancheng=1; bancheng=abc=d;  other=2";
  EXPECT_EQ(request.cookie("bancheng"), "abc=d");
  EXPECT_EQ(request.cookie("other"), "2");
  EXPECT_EQ(request.cookie("missing"), "");
}

TEST(Headers, AreReadUndecoded) {
  Request request;
  request.headers["x-test"] = "a%0d%0ab";
  EXPECT_EQ(request.header("x-test"), "a%0d%0ab");
  EXPECT_EQ(request.header("absent"), "");
}

}  // namespace
}  // namespace handler::web
