// What differs between two folders, in entries and fields as people know them.
#include "core/changes/site_changes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/changes/edit_scope.h"

namespace core {
namespace {

using Kind = SiteChange::Kind;

constexpr const char* kBodies = R"(schema: 1
bodies:
  - id: group
    name: 领导小组
    type: leading_group
    roster:
      - {role: 组长, name: 方向明, post: 副县长}
      - {role: 成员, name: 徐保安}
      - {role: 成员, unit: 供水公司}
  - id: town
    name: 青禾镇窗口人员
    type: staff
    window: qinghe
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::added:
      return "added";
    case Kind::removed:
      return "removed";
    case Kind::changed:
      return "changed";
    case Kind::moved:
      return "moved";
  }
  return "";
}

// "changed 领导小组/组长/name 甲 > 乙".
std::string told(const SiteChange& change) {
  std::string text = std::string(name_of(change.kind)) + " " + change.entry + "/" + change.item +
                     "/" + change.field + " " + change.before + " > " + change.after;
  for (const std::string& window : change.windows) text += " @" + window;
  return text;
}

std::vector<std::string> differences(const FolderTexts& before, const FolderTexts& after) {
  std::vector<std::string> lines;
  for (const SiteChange& change : changes_between(before, after)) lines.push_back(told(change));
  return lines;
}

using Lines = std::vector<std::string>;

TEST(SiteChanges, AreNoneForCommentsQuotesAndBlankLines) {
  const FolderTexts before = {{"bodies.yaml", kBodies}, {"faq.yaml", "schema: 1\n"}};
  FolderTexts after = before;
  after["bodies.yaml"] =
      "# 名单\n" + replaced(replaced(kBodies, "name: 领导小组", "name: \"领导小组\"  # 全称"),
                            "  - id: town", "\n  - id: town");
  after["faq.yaml"] = "\n\nschema: 1 # 一\n";
  EXPECT_EQ(differences(before, after), Lines{});
}

TEST(SiteChanges, CountEveryByteOfThePolicy) {
  EXPECT_EQ(changes_between({{"policy.yaml", "schema: 1\n"}}, {{"policy.yaml", "schema: 1 # a\n"}}),
            (std::vector<SiteChange>{{.area = ChangeArea::rules, .file = "policy.yaml"}}));
}

TEST(SiteChanges, NameTheMemberWhoIsReplaced) {
  const std::string after = replaced(kBodies, "方向明", "王某某");
  EXPECT_EQ(differences({{"bodies.yaml", kBodies}}, {{"bodies.yaml", after}}),
            Lines{"changed 领导小组/组长/ 方向明 > 王某某"});
}

TEST(SiteChanges, TellTheFieldOfAMember) {
  const std::string after = replaced(kBodies, "post: 副县长", "post: 常务副县长");
  EXPECT_EQ(differences({{"bodies.yaml", kBodies}}, {{"bodies.yaml", after}}),
            Lines{"changed 领导小组/组长 方向明/post 副县长 > 常务副县长"});
}

TEST(SiteChanges, TellAMoveAsOne) {
  const std::string moved =
      replaced(replaced(kBodies, "      - {role: 成员, name: 徐保安}\n", ""),
               "      - {role: 成员, unit: 供水公司}\n",
               "      - {role: 成员, unit: 供水公司}\n      - {role: 成员, name: 徐保安}\n");
  const std::vector<SiteChange> changes =
      changes_between({{"bodies.yaml", kBodies}}, {{"bodies.yaml", moved}});
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.front().kind, Kind::moved);
  EXPECT_EQ(changes.front().entry, "领导小组");
}

TEST(SiteChanges, TellMembersThatComeAndGo) {
  const std::string after =
      replaced(replaced(kBodies, "      - {role: 成员, name: 徐保安}\n", ""),
               "      - {role: 成员, unit: 供水公司}\n",
               "      - {role: 成员, unit: 供水公司}\n      - {role: 联络员, name: 江水清}\n");
  EXPECT_EQ(differences({{"bodies.yaml", kBodies}}, {{"bodies.yaml", after}}),
            (Lines{"added 领导小组/联络员/  > 江水清", "removed 领导小组/成员/ 徐保安 > "}));
}

TEST(SiteChanges, TellWholeWhatComes) {
  const std::string member =
      "      - {role: 联络员, name: 江水清, post: 科长, phone: 0999-5550002}\n";
  const std::string after = replaced(kBodies, "      - {role: 成员, unit: 供水公司}\n",
                                     "      - {role: 成员, unit: 供水公司}\n" + member);
  const auto added = changes_between({{"bodies.yaml", kBodies}}, {{"bodies.yaml", after}});
  ASSERT_EQ(added.size(), 1U);
  EXPECT_EQ(added.front().facts,
            (std::vector<SiteChange::Fact>{{"post", "科长"}, {"phone", "0999-5550002"}}));
  const auto body = changes_between({{"bodies.yaml", "schema: 1\n"}}, {{"bodies.yaml", kBodies}});
  ASSERT_EQ(body.size(), 2U);
  EXPECT_EQ(body.front().facts.back(), (SiteChange::Fact{"items", "方向明、徐保安、供水公司"}));
}

TEST(SiteChanges, TellAWholeBody) {
  const std::string less = replaced(
      kBodies, "  - id: town\n    name: 青禾镇窗口人员\n    type: staff\n    window: qinghe\n", "");
  EXPECT_EQ(differences({{"bodies.yaml", kBodies}}, {{"bodies.yaml", less}}),
            Lines{"removed 青禾镇窗口人员// 青禾镇窗口人员 >  @qinghe"});
}

// A body that belonged to no window does not come into a window's scope by naming it.
TEST(SiteChanges, ConcernTheWholeSiteIfOneSideDoes) {
  const std::string after =
      replaced(kBodies, "type: leading_group", "type: leading_group\n    window: qinghe");
  EXPECT_EQ(differences({{"bodies.yaml", kBodies}}, {{"bodies.yaml", after}}),
            Lines{"changed 领导小组//window  > qinghe"});
  const std::string moved = replaced(kBodies, "window: qinghe", "window: liuwan");
  EXPECT_EQ(differences({{"bodies.yaml", kBodies}}, {{"bodies.yaml", moved}}),
            Lines{"changed 青禾镇窗口人员//window qinghe > liuwan @qinghe @liuwan"});
}

TEST(SiteChanges, TellDutyByItsDays) {
  const std::string before =
      "schema: 1\nrule: 轮流\nentries:\n"
      "  - {from: 2026-12-07, to: 2026-12-13, name: 钟点}\n";
  const std::string after =
      "schema: 1\nrule: 轮流带班\nentries:\n"
      "  - {from: 2026-12-07, to: 2026-12-13, name: 柏树}\n"
      "  - {from: 2026-12-14, to: 2026-12-14, part: morning, name: 凌云}\n";
  EXPECT_EQ(differences({{"duty.yaml", before}}, {{"duty.yaml", after}}),
            (Lines{"changed /2026-12-07/2026-12-13/ 钟点 > 柏树",
                   "added /2026-12-14 morning/  > 凌云", "changed //rule 轮流 > 轮流带班"}));
}

TEST(SiteChanges, TellNoticesApartFromTheIdentity) {
  const std::string before =
      "schema: 1\nname: 示范县\nnotices:\n  - {text: 停电, from: 2026-12-25}\n";
  const std::string after =
      "schema: 1\nname: 示范县\nnotices:\n"
      "  - {text: 停电, from: 2026-12-26}\n  - {text: 停水, from: 2026-12-25, window: qinghe}\n";
  EXPECT_EQ(differences({{"site.yaml", before}}, {{"site.yaml", after}}),
            (Lines{"changed /停电/from 2026-12-25 > 2026-12-26", "added /停水/  > 停水 @qinghe"}));
  EXPECT_EQ(changes_between({{"site.yaml", before}},
                            {{"site.yaml", replaced(before, "name: 示范县", "name: 样例县")}}),
            (std::vector<SiteChange>{{.area = ChangeArea::rules, .file = "site.yaml"}}));
}

constexpr const char* kWindows = R"(schema: 1
windows:
  - {id: main, area: 示范县, level: county, hall: 大厅}
)";
constexpr const char* kTable =
    "编号,地名,级别,上级,电话\n"
    "qinghe,青禾镇,镇级,示范县,0999-5550003\n"
    ",石桥村,村级,青禾镇,\n";

TEST(SiteChanges, TellTheCellOfTheTable) {
  const FolderTexts before = {{"windows.yaml", kWindows}, {"windows.csv", kTable}};
  FolderTexts after = before;
  after["windows.csv"] = replaced(kTable, "0999-5550003", "0999-5550009");
  EXPECT_EQ(differences(before, after),
            Lines{"changed 青禾镇//phone 0999-5550003 > 0999-5550009 @qinghe"});
}

// Its id follows from the name, and cases name it: that is a change of the whole site.
TEST(SiteChanges, LeaveANameThatMakesTheIdToTheWholeSite) {
  const FolderTexts before = {{"windows.yaml", kWindows}, {"windows.csv", kTable}};
  FolderTexts after = before;
  after["windows.csv"] = replaced(kTable, "石桥村", "石桥社区");
  EXPECT_EQ(differences(before, after), Lines{"changed 石桥社区//area 石桥村 > 石桥社区"});
  after["windows.csv"] = replaced(kTable, "青禾镇,\n", "青禾镇,0999-5550009\n");
  const std::vector<SiteChange> phone = changes_between(before, after);
  ASSERT_EQ(phone.size(), 1U);
  ASSERT_EQ(phone.front().windows.size(), 1U);
  EXPECT_TRUE(phone.front().windows.front().starts_with("w_"));
}

TEST(SiteChanges, TellArticlesByTheirHeads) {
  const std::string article =
      "---\ntitle: 冬季时间\ndate: 2026-10-01\nsummary: 改了\n---\n早上九点开门。\n";
  const FolderTexts before = {{"news/a.md", article}};
  EXPECT_EQ(differences({}, before), Lines{"added 冬季时间//  > 冬季时间"});
  EXPECT_EQ(differences(before, {{"news/a.md", replaced(article, "九点", "十点")}}),
            Lines{"changed 冬季时间//body 早上九点开门。 > 早上十点开门。"});
  EXPECT_EQ(changes_between(before, {{"news/a.md", "没有开头"}}),
            (std::vector<SiteChange>{{.area = ChangeArea::news, .file = "news/a.md"}}));
}

TEST(SiteChanges, TellAFileThatSaysNothingButIsNew) {
  EXPECT_EQ(changes_between({}, {{"faq.yaml", "# nothing yet\n"}}),
            (std::vector<SiteChange>{
                {.area = ChangeArea::faq, .kind = Kind::added, .file = "faq.yaml"}}));
  EXPECT_EQ(changes_between({{"forms.yaml", "a: 1\n"}}, {}),
            (std::vector<SiteChange>{
                {.area = ChangeArea::rules, .kind = Kind::removed, .file = "forms.yaml"}}));
}

TEST(SiteChanges, TellAFileThatIsNoYamlAnyMore) {
  EXPECT_EQ(changes_between({{"units.yaml", "units: []\n"}}, {{"units.yaml", "units: [\n"}}),
            (std::vector<SiteChange>{{.area = ChangeArea::units, .file = "units.yaml"}}));
}

TEST(SiteChanges, TellPicturesByTheirNamesAndSizes) {
  const FolderTexts before = {{"files/a.csv", "one"}, {"files/b.png", std::string(2, '\0')}};
  const FolderTexts after = {{"files/a.csv", "other"}, {"files/c.pdf", "%PDF"}};
  EXPECT_EQ(changes_between(before, after), (std::vector<SiteChange>{{.area = ChangeArea::files,
                                                                      .kind = Kind::changed,
                                                                      .file = "files/a.csv",
                                                                      .entry = "a.csv",
                                                                      .before = "3",
                                                                      .after = "5"},
                                                                     {.area = ChangeArea::files,
                                                                      .kind = Kind::removed,
                                                                      .file = "files/b.png",
                                                                      .entry = "b.png",
                                                                      .before = "2"},
                                                                     {.area = ChangeArea::files,
                                                                      .kind = Kind::added,
                                                                      .file = "files/c.pdf",
                                                                      .entry = "c.pdf",
                                                                      .after = "4"}}));
  EXPECT_EQ(changes_between(before, before), std::vector<SiteChange>{});
}

TEST(EditScope, OfAWindowHoldsNoPictures) {
  const std::vector<SiteChange> pictures = changes_between({}, {{"files/c.png", "x"}});
  EXPECT_EQ(outside_scope({.windows = {"qinghe"}}, pictures).size(), 1U);
  EXPECT_TRUE(outside_scope({.whole_site = true}, pictures).empty());
}

SiteChange phone_of(const std::string& window) {
  return {.area = ChangeArea::windows, .field = "phone", .windows = {window}};
}

TEST(EditScope, OfAWindowHoldsWhatConcernsItAlone) {
  const EditScope town{.windows = {"qinghe", "village"}};
  EXPECT_TRUE(outside_scope(town, {phone_of("qinghe"), phone_of("village")}).empty());
  SiteChange both = phone_of("qinghe");
  both.windows.push_back("liuwan");
  const std::vector<SiteChange> others = {
      phone_of("liuwan"), both, {.area = ChangeArea::units, .field = "phone"}};
  EXPECT_EQ(outside_scope(town, others), others);
}

TEST(EditScope, LeavesNamesAndTheTreeOfWindowsToTheWholeSite) {
  const EditScope town{.windows = {"qinghe"}};
  for (const char* field : {"id", "area", "name", "level", "parent"}) {
    SiteChange place = phone_of("qinghe");
    place.field = field;
    EXPECT_EQ(outside_scope(town, {place}).size(), 1U) << field;
    EXPECT_TRUE(outside_scope({.whole_site = true}, {place}).empty()) << field;
  }
  for (const Kind kind : {Kind::added, Kind::removed, Kind::moved}) {
    SiteChange place = phone_of("qinghe");
    place.kind = kind;
    EXPECT_EQ(outside_scope(town, {place}).size(), 1U);
  }
}

TEST(EditScope, OfNoEditorHoldsRules) {
  const SiteChange rules{.area = ChangeArea::rules, .file = "policy.yaml", .windows = {"qinghe"}};
  EXPECT_EQ(outside_scope({.whole_site = true, .windows = {"qinghe"}}, {rules}).size(), 1U);
}

}  // namespace
}  // namespace core
