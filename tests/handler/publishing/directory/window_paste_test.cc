// A pasted table changes the windows that it names, and says its mistakes at row and cell.
#include "handler/publishing/directory/window_paste.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/handler/publishing/directory/site_texts.h"

namespace handler::publishing::testing::directory {
namespace {

using core::WindowColumn;

WindowPaste pasted(const std::string& text) {
  const auto paste = read_paste(texts_of_site("demo"), text);
  EXPECT_TRUE(paste.ok());
  return paste ? *paste : WindowPaste{};
}

std::string mistakes_in(const WindowPaste& paste) {
  std::string all;
  for (const PasteMistake& one : paste.mistakes) {
    all += std::to_string(one.row) + "|" + one.column + "|" + one.reason + "|" + one.cell + "\n";
  }
  return all;
}

TEST(WindowPaste, ComparesRowsWithTheWindowsThatTheyName) {
  const WindowPaste paste = pasted(
      "编号\t地名\t级别\t上级\t电话\t接待时间\n"
      "liuwan\t柳湾镇\t镇级\t示范县\t０９９９－５５５０００４、0999-5550044\t08:30-12:00, "
      "14:00-17:00\n"
      "\t石泉村\t村级\t青禾镇\t\t９：００－１１：３０\n"
      "qinghe\t青禾镇\t镇级\t示范县\t0999-5550003\t\n");
  EXPECT_EQ(mistakes_in(paste), "");
  EXPECT_EQ(paste.rows, 3u);
  EXPECT_TRUE(paste.added.empty());
  ASSERT_EQ(paste.changes.size(), 2u) << "the third says what stands there already";
  EXPECT_EQ(paste.changes[0].id, "liuwan");
  EXPECT_EQ(paste.changes[0].values,
            (WindowValues{{WindowColumn::phone, "0999-5550004, 0999-5550044"}}));
  EXPECT_EQ(paste.changes[1].values,
            (WindowValues{{WindowColumn::phone, ""}, {WindowColumn::hours, "09:00-11:30"}}));
}

TEST(WindowPaste, IsMadeInWhicheverFileAWindowStands) {
  const core::FolderTexts texts = texts_of_site("demo");
  const auto paste = read_paste(texts,
                                "编号,地名,级别,上级,电话\n"
                                "liuwan,柳湾镇,镇,示范县,12345\n"
                                "baisha,白沙镇,镇,示范县,12346\n"
                                "shuangta_1,老沟村,村,双塔镇,12347\n"
                                "xincun,新村,村,柳湾镇,12348\n"
                                ",又一村,村,双塔镇,\n");
  ASSERT_TRUE(paste.ok());
  EXPECT_EQ(mistakes_in(*paste), "");
  EXPECT_EQ(paste->added.size(), 2u);
  const auto made = apply_paste(texts, *paste);
  ASSERT_TRUE(made.ok()) << made.failure().message;
  EXPECT_EQ(made->size(), 3u);
  const auto entries = window_entries(changed(texts, *made));
  ASSERT_TRUE(entries.ok()) << entries.failure().message;
  for (const auto& [id, phone] : std::vector<std::pair<std::string, std::string>>{
           {"liuwan", "12345"}, {"baisha", "12346"}, {"shuangta_1", "12347"}, {"xincun", "12348"}})
    EXPECT_EQ(find_entry(*entries, id)->value(WindowColumn::phone), phone);
  const auto other = std::ranges::find_if(*entries, [](const WindowEntry& entry) {
    return entry.value(WindowColumn::area) == "又一村";
  });
  ASSERT_NE(other, entries->end());
  EXPECT_EQ(other->parent, "shuangta");
}

TEST(WindowPaste, MakesATableWhereThereIsNone) {
  const core::FolderTexts texts = texts_of_site("pingyi");
  const auto paste = read_paste(texts, "地名,级别,电话\n东镇,镇,0539-5550001\n");
  ASSERT_TRUE(paste.ok());
  const auto made = apply_paste(texts, *paste);
  ASSERT_TRUE(made.ok()) << made.failure().message;
  EXPECT_EQ(made->at("windows.csv"), "地名,级别,电话\n东镇,镇,0539-5550001\n");
  EXPECT_TRUE(window_entries(changed(texts, *made)).ok());
}

TEST(WindowPaste, SaysEachMistakeAtRowAndCell) {
  EXPECT_EQ(mistakes_in(pasted("我县窗口一览\n"
                               "编号\t地名\t级别\t上级\t电话\t接待时间\t已设立\t尚缺\n"
                               "liuwan\t柳湾镇\t镇\t示范县\t5.39E+09\t九点到五点\t五月\t食堂\n"
                               "Liuwan\t柳湾镇\t省\t示范县\t\t\t\t\n"
                               "\t\t镇\t示范县\t\t\t\t\n")),
            "3|电话|phone|5.39E+09\n"
            "3|接待时间|hours|九点到五点\n"
            "3|已设立|date|五月\n"
            "3|尚缺|word|食堂\n"
            "4|编号|id|Liuwan\n"
            "4|级别|word|省\n"
            "5||missing|\n");
  EXPECT_EQ(mistakes_in(pasted("地名,级别,座机\n柳湾镇,镇,1\n")), "1|座机|unknown_column|座机\n");
  EXPECT_EQ(mistakes_in(pasted("地名,电话\n柳湾镇,12345\n")), "0||missing_column|\n");
  EXPECT_EQ(mistakes_in(pasted("")), "0||empty|\n");
  EXPECT_EQ(mistakes_in(pasted("地名,级别\n\xEF\xBF\xBD\xEF\xBF\xBD,镇\n")), "0||garbled|\n");
}

TEST(WindowPaste, RefusesToMoveARenamedOrDoubleWindow) {
  EXPECT_EQ(mistakes_in(pasted("编号,地名,级别,上级\n"
                               "liuwan,柳湾街道,镇,示范县\n"
                               "qinghe,青禾镇,县,示范县\n"
                               "shiqiao,石桥村,村,青禾镇\n"
                               "qinghe,青禾镇,镇,示范县\n"
                               ",某村,村,某镇\n")),
            "2|地名|fixed|柳湾街道\n"
            "3|级别|fixed|county\n"
            "4|上级|fixed|青禾镇\n"
            "5|地名|twice|青禾镇\n"
            "6|上级|parent|某镇\n");
}

}  // namespace
}  // namespace handler::publishing::testing::directory
