// The syntax of bancheng.conf: lines, comments, and each mistake at its place.
#include "core/settings/conf_file.h"

#include <gtest/gtest.h>

namespace core {
namespace {

std::vector<std::pair<std::string, std::string>> said(const std::string& text,
                                                      Diagnostics& diagnostics) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const ConfLine& line : read_conf("x.conf", text, diagnostics))
    lines.emplace_back(line.key, line.value);
  return lines;
}

TEST(ConfFile, HasAKeyAndAValueInEachLine) {
  Diagnostics diagnostics;
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"data", "/var/lib/bancheng"}, {"listen", "127.0.0.1:8080"}, {"base-url", "/a=b#c/"}};
  EXPECT_EQ(said("\xEF\xBB\xBF# where things are\r\n\n  # more\ndata=/var/lib/bancheng\r\n"
                 "\tlisten =  127.0.0.1:8080  # for nginx\nbase-url = /a=b#c/",
                 diagnostics),
            expected);
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.text();
}

TEST(ConfFile, SaysWhereEachLineIsWrongAndReadsTheOthers) {
  Diagnostics diagnostics;
  const auto lines =
      said("data\nrole =  # none\n= x\npublic = \"/srv\"\nlisten = *:80\n", diagnostics);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].first, "listen");
  const std::vector<Diagnostic> all = diagnostics.sorted();
  ASSERT_EQ(all.size(), 4u);
  const std::vector<std::string> codes = {"conf.no-value", "conf.no-value", "conf.no-key",
                                          "conf.quotes"};
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].code, codes[i]);
    EXPECT_EQ(all[i].span.line, static_cast<int>(i) + 1);
  }
  EXPECT_EQ(all[3].span.column, 10);
  EXPECT_NE(diagnostics.text().find("    4 | public = \"/srv\"\n      |          ^~~~~~"),
            std::string::npos)
      << diagnostics.text();
}

TEST(ConfFile, MustBeText) {
  Diagnostics diagnostics;
  EXPECT_TRUE(said("data = /\xC4\xE3\n", diagnostics).empty());
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(ConfFile, KnowsWhereALineStandsAfterChineseWords) {
  Diagnostics diagnostics;
  const auto lines = read_conf("x.conf", "# 数据\ndata = /数据/甲 # 甲\n", diagnostics);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].value, "/数据/甲");
  EXPECT_EQ(lines[0].value_span.line, 2);
  EXPECT_EQ(lines[0].value_span.column, 8);
  EXPECT_EQ(lines[0].value_span.length, 5);
}

}  // namespace
}  // namespace core
