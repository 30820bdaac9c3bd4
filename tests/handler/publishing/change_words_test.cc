// What a change is called, with the words of the shipped catalogue.
#include "handler/publishing/change_words.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace handler::publishing {
namespace {

using core::ChangeArea;
using core::SiteChange;
using Kind = core::SiteChange::Kind;

const core::Texts& catalogue() {
  static const core::Texts kTexts = [] {
    core::Diagnostics found;
    core::Texts texts = core::load_texts(
        std::filesystem::path(BANCHENG_SOURCE_DIR) / "site_templates" / "text" / "zh-CN", found);
    EXPECT_FALSE(found.has_errors()) << found.text();
    return texts;
  }();
  return kTexts;
}

std::string words(const SiteChange& change) {
  return in_words(change, catalogue(), 2026);
}

TEST(ChangeWords, NameMemberAndField) {
  SiteChange change{.area = ChangeArea::bodies, .entry = "领导小组", .item = "组长"};
  change.before = "方向明";
  change.after = "王某某";
  EXPECT_EQ(words(change), "领导小组：组长 方向明 → 王某某");
  change.item = "组长 王某某";
  change.field = "post";
  change.before = "副县长";
  change.after = "县长";
  EXPECT_EQ(words(change), "领导小组：组长 王某某 工作职务 副县长 → 县长");
}

TEST(ChangeWords, NameWhatComesGoesAndMoves) {
  SiteChange change{.area = ChangeArea::bodies, .kind = Kind::added, .entry = "领导小组"};
  change.item = "成员";
  change.after = "江水清";
  EXPECT_EQ(words(change), "领导小组：新增 成员 江水清");
  change.facts = {
      {"post", "副县长"}, {"phone", "0999-5550002"}, {"from", "2026-12-01"}, {"id", "m7"}};
  EXPECT_EQ(words(change),
            "领导小组：新增 成员 江水清（工作职务 副县长，电话 0999-5550002，开始日期 12月1日）");
  change.facts.clear();
  change.kind = Kind::removed;
  change.before = "汪源";
  EXPECT_EQ(words(change), "领导小组：删除 成员 汪源");
  change.kind = Kind::moved;
  EXPECT_EQ(words(change), "领导小组：成员 汪源 移到 江水清 后面");
  change.after = "";
  EXPECT_EQ(words(change), "领导小组：成员 汪源 移到最前面");
  EXPECT_EQ(words({.area = ChangeArea::bodies, .kind = Kind::added, .entry = "办公室"}),
            "办公室：新增");
}

TEST(ChangeWords, NameWindowsAndTheirWords) {
  SiteChange change{.area = ChangeArea::windows, .entry = "社会保障分厅", .field = "phone"};
  change.before = "0999-5550002";
  change.after = "0999-5550003";
  EXPECT_EQ(words(change), "社会保障分厅：电话 0999-5550002 → 0999-5550003");
  change.before = "";
  EXPECT_EQ(words(change), "社会保障分厅：增加电话 0999-5550003");
  change.before = "0999-5550002";
  change.after = "";
  EXPECT_EQ(words(change), "社会保障分厅：删去电话（原为 0999-5550002）");
  change.field = "lacks";
  change.before = "office、sign";
  change.after = "sign";
  EXPECT_EQ(words(change), "社会保障分厅：尚缺 办公室成员、标识牌 → 标识牌");
  change.field = "set_up";
  change.before = "false";
  change.after = "2026-05-01";
  EXPECT_EQ(words(change), "社会保障分厅：设立情况 筹建中 → 5月1日");
}

TEST(ChangeWords, NameDutyByItsDays) {
  SiteChange change{.area = ChangeArea::duty, .kind = Kind::added};
  change.item = "2026-12-07/2026-12-13";
  change.after = "柏树";
  EXPECT_EQ(words(change), "值班 12月7日至13日：新增 柏树");
  change.item = "2026-12-28/2027-01-03";
  EXPECT_EQ(words(change), "值班 12月28日至2027年1月3日：新增 柏树");
  change.item = "2026-12-14 morning";
  EXPECT_EQ(words(change), "值班 12月14日上午：新增 柏树");
  change.kind = Kind::changed;
  change.item = "2026-12-14 柏树";
  change.field = "phone";
  change.before = "1";
  change.after = "2";
  EXPECT_EQ(words(change), "值班 12月14日 柏树：电话 1 → 2");
  SiteChange rule{.area = ChangeArea::duty, .field = "rule"};
  rule.before = "轮流";
  rule.after = "轮流带班";
  EXPECT_EQ(words(rule), "值班：值班规定 轮流 → 轮流带班");
}

TEST(ChangeWords, NameNoticesFilesAndFigures) {
  SiteChange notice{.area = ChangeArea::notices, .kind = Kind::added, .item = "停电"};
  notice.after = "停电";
  EXPECT_EQ(words(notice), "通知：新增 停电");
  notice.kind = Kind::changed;
  notice.field = "to";
  notice.before = "2026-12-25";
  notice.after = "2026-12-26";
  EXPECT_EQ(words(notice), "通知“停电”：结束日期 12月25日 → 12月26日");
  EXPECT_EQ(words({.area = ChangeArea::rules, .file = "policy.yaml"}),
            "文件 policy.yaml：内容有改动");
  SiteChange figures{.area = ChangeArea::figures, .file = "statistics.json"};
  figures.before = "2026-01-01/2026-06-30";
  figures.after = "2026-01-01/2026-09-30";
  EXPECT_EQ(words(figures), "公开数据：1月1日至6月30日 → 1月1日至9月30日");
  figures.before = figures.after;
  EXPECT_EQ(words(figures), "公开数据：内容有改动");
  SiteChange body{.area = ChangeArea::news, .entry = "冬季时间", .field = "body"};
  body.before = "九点";
  body.after = "十点";
  EXPECT_EQ(words(body), "冬季时间：正文有改动");
}

TEST(ChangeWords, CutWhatIsLong) {
  SiteChange change{.area = ChangeArea::measures, .entry = "上门服务", .field = "who"};
  for (int i = 0; i < 100; ++i) change.after += "长";
  const std::string line = words(change);
  EXPECT_LT(line.size(), 300U);
  EXPECT_NE(line.find("…"), std::string::npos);
}

TEST(ChangeWords, TellPicturesWithTheirSizes) {
  SiteChange change{.area = ChangeArea::files, .kind = Kind::added, .entry = "photo.jpg"};
  change.after = "122880";
  EXPECT_EQ(words(change), "新增图片 photo.jpg，120 KB");
  change = {.area = ChangeArea::files, .kind = Kind::removed, .entry = "plan.pdf", .before = "10"};
  EXPECT_EQ(words(change), "删除PDF文件 plan.pdf，1 KB");
  change = {.area = ChangeArea::files, .entry = "list.csv", .before = "2048", .after = "3000"};
  EXPECT_EQ(words(change), "更换文件 list.csv，2 KB → 3 KB");
}

TEST(ChangeWords, HaveAWordForEveryArea) {
  for (int area = 0; area <= static_cast<int>(ChangeArea::rules); ++area)
    EXPECT_FALSE(area_in_words(static_cast<ChangeArea>(area), catalogue()).empty());
}

}  // namespace
}  // namespace handler::publishing
