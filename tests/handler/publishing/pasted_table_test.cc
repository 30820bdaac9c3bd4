// Tables as they come out of spreadsheets, Word and web pages.
#include "handler/publishing/pasted_table.h"

#include <gtest/gtest.h>

#include "core/base/text.h"

namespace handler::publishing {
namespace {

// "1: a|b" for each row.
std::string cells(std::string_view text) {
  std::string all;
  for (const PastedRow& row : read_pasted(text).rows)
    all += std::to_string(row.line) + ": " + core::joined(row.cells, "|") + "\n";
  return all;
}

TEST(PastedTable, IsCutAtTabsIfThereIsOne) {
  EXPECT_EQ(cells("组长\t方向明\t副县长\r\n成员\t王　明\t局长，主任\r\n"),
            "1: 组长|方向明|副县长\n2: 成员|王　明|局长，主任\n");
  EXPECT_EQ(cells("\t甲\n\n 成员 \t乙\t\t\n"), "1: |甲\n3: 成员|乙\n");
}

TEST(PastedTable, IsCutAtCommasIfEachLineHasOne) {
  EXPECT_EQ(cells("组长,方向明,副县长\n成员，柏树，局长\n"),
            "1: 组长|方向明|副县长\n2: 成员|柏树|局长\n");
}

TEST(PastedTable, IsCutAtBlanksOtherwise) {
  EXPECT_EQ(cells("组长　方向明 副县长\n成　员　王　明　局长\n"),
            "1: 组长|方向明|副县长\n2: 成员|王明|局长\n");
  EXPECT_EQ(cells("组　长：王　明　副县长、局长\n"), "1: 组长|王明|副县长、局长\n");
  EXPECT_EQ(cells("12月1日 至 12月7日 秦为民 0999-5550041\n"),
            "1: 12月1日至12月7日|秦为民|0999-5550041\n");
}

TEST(PastedTable, TakesOffQuotesOfSpreadsheetsAndKeepsThoseOfWords) {
  EXPECT_EQ(cells("a\t\"b\nc\"\td\ne\tf\n"), "1: a|b c|d\n3: e|f\n");
  EXPECT_EQ(cells("a,\"b, \"\"c\"\"\",d\n"), "1: a|b, \"c\"|d\n");
  EXPECT_EQ(cells("成员\t\"办不成事\"窗口主任\n"), "1: 成员|\"办不成事\"窗口主任\n");
  EXPECT_EQ(cells("成员\t\"没有写完\n"), "1: 成员|\"没有写完\n");
}

TEST(PastedTable, OfNothingHasNoRows) {
  EXPECT_EQ(cells(""), "");
  EXPECT_EQ(cells(" \r\n\t\r\n"), "");
}

}  // namespace
}  // namespace handler::publishing
