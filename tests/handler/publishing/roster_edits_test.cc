// Edits of rosters on the shipped sites: what is asked for is there, and no other line changes.
#include "handler/publishing/roster_edits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/base/files.h"
#include "core/base/text.h"
#include "tests/support/notices.h"

namespace handler::publishing {
namespace {

using core::FolderTexts;
using core::RosterEntry;
using test::day;

constexpr const char* kSites[] = {"beiguan", "chaoan", "demo", "panzhihua", "pingyi", "shaoguan"};

FolderTexts texts_of(const std::string& site) {
  const std::filesystem::path folder =
      std::filesystem::path(BANCHENG_SOURCE_DIR) / "content" / "sites" / site;
  return {{kBodiesFile, core::read_file(folder / kBodiesFile).value()}};
}

std::vector<core::Body> bodies_in(const std::string& text) {
  core::Diagnostics found;
  const auto root = core::read_yaml(kBodiesFile, text, found);
  std::vector<core::Body> bodies = core::read_bodies(root.value(), found);
  EXPECT_EQ(found.text(), "");
  return bodies;
}

std::vector<core::Body> bodies_of(const FolderTexts& texts) {
  return bodies_in(texts.at(kBodiesFile));
}

RosterSpot roster_spot(const FolderTexts& texts, const std::string& body, std::size_t index) {
  for (const core::Body& one : bodies_of(texts)) {
    if (one.id == body) return {body, index, mark_of(one.roster.at(index))};
  }
  throw std::runtime_error("no body " + body);
}

// The text after the edit; "" and a failed test if it was refused.
std::string bodies_after(const EditedFiles& edited) {
  EXPECT_TRUE(edited) << (edited ? "" : edited.failure().message);
  if (!edited || !edited->contains(kBodiesFile)) return "";
  return edited->at(kBodiesFile).value();
}

// "-old" and "+new" lines between what begins and ends alike.
std::string diff(const std::string& before, const std::string& now) {
  std::vector<std::string> a = core::split(before, '\n');
  std::vector<std::string> b = core::split(now, '\n');
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.pop_back();
    b.pop_back();
  }
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
  std::string lines;
  for (std::size_t i = same; i < a.size(); ++i) lines += "-" + a[i] + "\n";
  for (std::size_t i = same; i < b.size(); ++i) lines += "+" + b[i] + "\n";
  return lines;
}

class RosterOfDemo : public testing::Test {
 protected:
  std::string changed(const EditedFiles& edited) const {
    return diff(texts_.at(kBodiesFile), bodies_after(edited));
  }
  FolderTexts texts_ = texts_of("demo");
};

TEST_F(RosterOfDemo, TakesANewHeadInOneLine) {
  EXPECT_EQ(changed(replace_in_rosters(texts_, {roster_spot(texts_, "working_group", 0)},
                                       {"王明", "示范县人民政府县长", {}}, day("2026-11-30"))),
            "-      - {role: 组长, name: 方向明, post: 示范县人民政府副县长}\n"
            "+      - {role: 组长, name: 王明, post: 示范县人民政府县长}\n");
}

TEST_F(RosterOfDemo, KeepsTheHeadOfNowUntilTheDayBeforeTheNextOne) {
  EXPECT_EQ(changed(replace_in_rosters(texts_, {roster_spot(texts_, "working_group", 0)},
                                       {"王明", "示范县人民政府副县长", day("2026-12-15")},
                                       day("2026-11-30"))),
            "-      - {role: 组长, name: 方向明, post: 示范县人民政府副县长}\n"
            "+      - {role: 组长, name: 方向明, post: 示范县人民政府副县长, to: 2026-12-14}\n"
            "+      - {role: 组长, name: 王明, post: 示范县人民政府副县长, from: 2026-12-15}\n");
}

TEST_F(RosterOfDemo, ReplacesTheSamePersonInTheOtherBodies) {
  const auto spots = same_person(bodies_of(texts_), "秦为民");
  ASSERT_EQ(spots.size(), 2u);
  EXPECT_EQ(spots[1].body, "office");
  const std::string now = bodies_after(
      replace_in_rosters(texts_, spots, {"王明", "县政务服务管理局局长", {}}, day("2026-11-30")));
  EXPECT_TRUE(same_person(bodies_in(now), "秦为民").empty());
  const auto bodies = bodies_in(now);
  EXPECT_EQ(bodies[1].roster[0].name, "王明");
  EXPECT_TRUE(bodies[1].roster[0].concurrent);
}

TEST_F(RosterOfDemo, PutsInMovesChangesAndTakesOut) {
  EXPECT_EQ(changed(add_to_roster(texts_, "specialists", 1,
                                  {.role = "前台", .name = "王明", .concurrent = true})),
            "+      - {role: 前台, name: 王明, concurrent: true}\n");
  EXPECT_EQ(
      changed(move_in_roster(texts_, roster_spot(texts_, "inspection", 1), 0)),
      "-      - {role: 组长, name: 尤勤, post: 县纪委副书记、监委副主任, concurrent: true}\n"
      "-      - {role: 成员, name: 石公正, post: 县委县政府督查室主任}\n"
      "+      - {role: 成员, name: 石公正, post: 县委县政府督查室主任}\n"
      "+      - {role: 组长, name: 尤勤, post: 县纪委副书记、监委副主任, concurrent: true}\n");
  EXPECT_EQ(changed(change_in_rosters(texts_, roster_spot(texts_, "specialists", 2),
                                      {.role = "后台", .name = "齐整", .unit = "县政务局"})),
            "-      - {role: 后台, name: 齐整, post: 后台办理专员}\n"
            "+      - {role: 后台, name: 齐整, unit: 县政务局}\n");
  EXPECT_EQ(changed(remove_from_rosters(texts_, {roster_spot(texts_, "specialists", 1)})),
            "-      - {role: 前台, name: 常耐心, post: 前台办理专员}\n");
}

TEST_F(RosterOfDemo, GivesANewNameToTheSamePersonElsewhere) {
  const RosterSpot spot = roster_spot(texts_, "working_group", 1);
  RosterEntry to_be = bodies_of(texts_)[0].roster[1];
  to_be.name = "秦卫民";
  const std::string now = bodies_after(
      change_in_rosters(texts_, spot, to_be, same_person(bodies_of(texts_), "秦为民", spot)));
  EXPECT_EQ(same_person(bodies_in(now), "秦卫民").size(), 2u);
  EXPECT_EQ(bodies_in(now)[1].roster[0].role, "主任");
}

// A file as papers print it. Its names are the same persons, and their bytes stay.
TEST_F(RosterOfDemo, WithPaddedNamesKeepsTheirBytes) {
  const auto pad = [](std::string text, const std::string& name, const std::string& padded) {
    for (std::size_t at = text.find(name); at != std::string::npos;
         at = text.find(name, at + padded.size()))
      text.replace(at, name.size(), padded);
    return text;
  };
  const std::string padded = pad(texts_.at(kBodiesFile), "name: 柏树", "name: 柏　树");
  ASSERT_NE(padded, texts_.at(kBodiesFile));
  const FolderTexts texts = {{kBodiesFile, padded}};
  const auto bodies = bodies_of(texts);
  EXPECT_EQ(same_person(bodies, "柏树", std::nullopt).size(),
            same_person(bodies_of(texts_), "柏树", std::nullopt).size());
  const auto roster = bodies[1].roster;
  EXPECT_TRUE(set_roster(texts, "office", mark_of(roster), roster).value().empty());
  RosterEntry promoted = roster[1];
  ASSERT_EQ(promoted.name, "柏树");
  promoted.post = "县政务服务管理局局长";
  EXPECT_EQ(
      diff(padded,
           bodies_after(change_in_rosters(texts, roster_spot(texts, "office", 1), promoted, {}))),
      "-      - {role: 副主任, name: 柏　树, post: 县政务服务管理局副局长, concurrent: true}\n"
      "+      - {role: 副主任, name: 柏　树, post: 县政务服务管理局局长, concurrent: true}\n");
}

TEST_F(RosterOfDemo, RestsOnAnotherDocument) {
  EXPECT_EQ(changed(set_basis(texts_, "superior", "measures_2025", day("2025-02-20"))),
            "+    as_of: 2025-02-20\n"
            "+    source: measures_2025\n");
}

TEST_F(RosterOfDemo, RefusesAStalePage) {
  RosterSpot spot = roster_spot(texts_, "working_group", 0);
  spot.index = 1;
  const EditedFiles edited = remove_from_rosters(texts_, {spot});
  ASSERT_FALSE(edited);
  EXPECT_EQ(edited.failure().code, core::FailureCode::conflict);
  EXPECT_FALSE(set_roster(texts_, "office", "old", {}));
  EXPECT_FALSE(add_to_roster(texts_, "nothing", 0, {.role = "组长", .name = "甲"}));
}

TEST_F(RosterOfDemo, ThatIsPastedKeepsWhatATableDoesNotTell) {
  const auto roster = bodies_of(texts_)[1].roster;
  EXPECT_EQ(
      changed(set_roster(texts_, "office", mark_of(roster),
                         {{.role = "主任", .name = "柏树", .post = "县政务服务管理局副局长"},
                          {.role = "副主任", .name = "王明", .post = "县政务服务管理局副局长"},
                          {.role = "成员", .post = "各成员单位业务骨干"}})),
      "-      - {role: 主任, name: 秦为民, post: 县政务服务管理局局长, concurrent: true}\n"
      "-      - {role: 副主任, name: 柏树, post: 县政务服务管理局副局长, concurrent: true}\n"
      "+      - {role: 主任, name: 柏树, post: 县政务服务管理局副局长, concurrent: true}\n"
      "+      - {role: 副主任, name: 王明, post: 县政务服务管理局副局长}\n");
  EXPECT_TRUE(set_roster(texts_, "office", mark_of(roster), roster).value().empty());
}

// Every entry of every body of every town.
class RostersOfATown : public testing::TestWithParam<const char*> {
 protected:
  template <class Do>
  void for_each_entry(Do act) const {
    for (const core::Body& body : bodies_of(texts_)) {
      for (std::size_t i = 0; i < body.roster.size(); ++i)
        act(body, RosterSpot{body.id, i, mark_of(body.roster[i])});
    }
  }
  // The comments of a text, in order.
  static std::string comments(const std::string& text) {
    std::string all;
    for (const std::string& line : core::split(text, '\n')) {
      if (line.find('#') != std::string::npos) all += core::trimmed(line) + "\n";
    }
    return all;
  }

  FolderTexts texts_ = texts_of(GetParam());
};

TEST_P(RostersOfATown, TakeAPersonInAndOutAgainWithoutATrace) {
  const std::string before = texts_.at(kBodiesFile);
  for (const core::Body& body : bodies_of(texts_)) {
    if (body.roster.empty()) continue;
    for (std::size_t at = 0; at <= body.roster.size(); ++at) {
      const RosterEntry added{.role = "成员", .name = "王明", .post = "副局长: “兼”, #1"};
      const FolderTexts with = {
          {kBodiesFile, bodies_after(add_to_roster(texts_, body.id, at, added))}};
      ASSERT_EQ(diff(before, with.at(kBodiesFile)).front(), '+');
      const EditedFiles out = remove_from_rosters(with, {{body.id, at, mark_of(added)}});
      ASSERT_EQ(bodies_after(out), before) << body.id << " " << at;
    }
  }
}

TEST_P(RostersOfATown, GiveARosterToABodyThatHasNone) {
  for (const core::Body& body : bodies_of(texts_)) {
    if (!body.roster.empty()) continue;
    const auto now = bodies_in(bodies_after(append_to_roster(
        texts_, body.id, {{.role = "组长", .name = "甲"}, {.role = "成员", .unit = "乙局"}})));
    const auto found = std::ranges::find(now, body.id, &core::Body::id);
    ASSERT_EQ(found->roster.size(), 2u) << body.id;
    EXPECT_EQ(found->roster[1].unit, "乙局");
  }
}

TEST_P(RostersOfATown, ReplaceAnyEntryAndKeepEveryComment) {
  const std::string before = texts_.at(kBodiesFile);
  for_each_entry([&](const core::Body& body, const RosterSpot& spot) {
    const std::string now = bodies_after(
        replace_in_rosters(texts_, {spot}, {"王明", "局长", day("2027-01-01")}, day("2026-11-30")));
    EXPECT_EQ(comments(now), comments(before));
    const auto bodies = bodies_in(now);
    const auto found = std::ranges::find(bodies, body.id, &core::Body::id);
    ASSERT_EQ(found->roster.size(), body.roster.size() + 1);
    EXPECT_EQ(found->roster[spot.index].to, day("2026-12-31"));
    EXPECT_EQ(found->roster[spot.index + 1].name, "王明");
  });
}

TEST_P(RostersOfATown, MoveAnyEntryThereAndBack) {
  const std::string before = texts_.at(kBodiesFile);
  for_each_entry([&](const core::Body& body, const RosterSpot& spot) {
    const std::size_t to = body.roster.size() - 1 - spot.index;
    if (to == spot.index) return;
    const FolderTexts moved = {{kBodiesFile, bodies_after(move_in_roster(texts_, spot, to))}};
    const EditedFiles back = move_in_roster(moved, {spot.body, to, spot.mark}, spot.index);
    EXPECT_EQ(bodies_after(back), before) << roster_spot(texts_, spot.body, spot.index).index;
  });
}

INSTANTIATE_TEST_SUITE_P(All, RostersOfATown, testing::ValuesIn(kSites));

}  // namespace
}  // namespace handler::publishing
