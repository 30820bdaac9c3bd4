// Breaking Chinese text into lines.
#include "generator/line_break.h"

#include <gmock/gmock.h>

#include "core/base/text.h"

using generator::text_width;
using generator::wrap;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(LineBreak, FillsLinesUpToTheWidth) {
  EXPECT_THAT(wrap("填写交办单转给承办单位", 4), ElementsAre("填写交办", "单转给承", "办单位"));
  EXPECT_THAT(wrap("填写交办单转给承办窗口", 6), ElementsAre("填写交办单转", "给承办窗口"));
}

TEST(LineBreak, NeverBeginsALineWithAClosingMark) {
  EXPECT_THAT(wrap("及时解决问题，妥善答复反映人", 6),
              ElementsAre("及时解决问", "题，妥善答复", "反映人"));
  EXPECT_THAT(wrap("登记《问题台账》。", 7), ElementsAre("登记《问题", "台账》。"));
}

TEST(LineBreak, NeverEndsALineWithAnOpeningMark) {
  EXPECT_THAT(wrap("请您填写《问题台账》吧", 5), ElementsAre("请您填写", "《问题台", "账》吧"));
}

TEST(LineBreak, KeepsANumberWithItsMeasureWord) {
  EXPECT_THAT(wrap("最多可以延长7个工作日", 7), ElementsAre("最多可以延长", "7个工作日"));
  EXPECT_THAT(wrap("请拨打热线12345反映", 6.5), ElementsAre("请拨打热线", "12345反映"));
}

TEST(LineBreak, AvoidsALastLineOfOneCharacter) {
  EXPECT_THAT(wrap("提交工作领导小组处理", 9), ElementsAre("提交工作领导小组", "处理"));
}

TEST(LineBreak, LetsAnUnbreakableTextStickOut) {
  EXPECT_THAT(wrap("https://www.example.cn", 5), ElementsAre("https://", "www.example.cn"));
}

TEST(LineBreak, GivesNoLineForNoText) {
  EXPECT_THAT(wrap("", 5), IsEmpty());
}

TEST(LineBreak, CountsLatinAsNarrow) {
  EXPECT_DOUBLE_EQ(text_width("工作日"), 3);
  EXPECT_DOUBLE_EQ(text_width("12"), 1.2);
}

TEST(LineBreak, HoldsItsRulesForEveryWidth) {
  const std::string text =
      "听您讲清“办不成事”的经过，说明窗口受理哪些事（含便民服务事项）、怎么办理；符合受理范围的，"
      "当场登记《问题台账》，并在1个工作日内转办！";
  const std::string never_first = "，。、；：！？”’）》」";
  const std::string never_last = "“‘（《「";
  for (int width = 4; width <= 30; ++width) {
    std::string all;
    for (const std::string& line : wrap(text, width)) {
      const auto characters = core::characters(line);
      ASSERT_FALSE(characters.empty());
      EXPECT_EQ(never_first.find(characters.front()), std::string::npos) << width << ": " << line;
      EXPECT_EQ(never_last.find(characters.back()), std::string::npos) << width << ": " << line;
      EXPECT_LE(text_width(line), width) << line;
      all += line;
    }
    EXPECT_EQ(all, text);
  }
}
