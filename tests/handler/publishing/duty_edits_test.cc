// Edits of the duty roster of the sample site: turns are cut where others begin, and no other line
// changes.
#include "handler/publishing/duty_edits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>

#include "core/base/files.h"
#include "core/base/text.h"
#include "tests/handler/publishing/duty_turn.h"
#include "tests/support/notices.h"
#include "tests/support/repeats.h"

namespace handler::publishing {
namespace {

using core::DutyEntry;
using core::FolderTexts;
using core::HalfDay;
using test::day;
using test::turn;

std::string file_of(const char* site) {
  return core::read_file(std::filesystem::path(BANCHENG_SOURCE_DIR) / "content" / "sites" / site /
                         kDutyFile)
      .value();
}

core::DutyRoster duty_in(const std::string& text) {
  core::Diagnostics found;
  const auto root = core::read_yaml(kDutyFile, text, found);
  core::DutyRoster roster = core::read_duty(root.value(), found);
  EXPECT_EQ(found.text(), "") << text;
  return roster;
}

// "12-01..12-07 甲", "12-01 上甲": all entries, or those from the index on.
std::string in_short(const std::vector<DutyEntry>& entries, std::size_t first = 0) {
  std::string all;
  for (std::size_t i = first; i < entries.size(); ++i) {
    const DutyEntry& entry = entries[i];
    all += core::to_iso(entry.from).substr(5);
    if (entry.to != entry.from) all += ".." + core::to_iso(entry.to).substr(5);
    all += entry.part ? (*entry.part == HalfDay::morning ? " 上" : " 下") : " ";
    all += entry.name + "\n";
  }
  return all;
}

std::string after(const EditedFiles& edited, const std::string& before) {
  EXPECT_TRUE(edited) << (edited ? "" : edited.failure().message);
  if (!edited) return "";
  return edited->contains(kDutyFile) ? edited->at(kDutyFile).value() : before;
}

std::string assigned(const std::string& text, const std::vector<DutyEntry>& turns) {
  return after(assign_duty({{kDutyFile, text}}, turns), text);
}

// The lines of `now` that `before` has not.
std::string new_lines(const std::string& before, const std::string& now) {
  const std::vector<std::string> old = core::split(before, '\n');
  std::string lines;
  for (const std::string& line : core::split(now, '\n')) {
    if (std::ranges::find(old, line) == old.end()) lines += line + "\n";
  }
  return lines;
}

constexpr const char* kTwoWeeks =
    "schema: 1\n"
    "# The office keeps this list.\n"
    "entries:\n"
    "  - {from: 2026-12-07, to: 2026-12-13, name: 甲}  # until Sunday\n"
    "  - {from: 2026-12-14, to: 2026-12-20, name: 乙}\n";

TEST(Duty, OfADayCutsTheWeekAroundIt) {
  const std::string now = assigned(kTwoWeeks, {turn("2026-12-09", "2026-12-10", "丙")});
  EXPECT_EQ(now,
            "schema: 1\n"
            "# The office keeps this list.\n"
            "entries:\n"
            "  - {from: 2026-12-07, to: 2026-12-08, name: 甲}  # until Sunday\n"
            "  - {from: 2026-12-09, to: 2026-12-10, name: 丙}\n"
            "  - {from: 2026-12-11, to: 2026-12-13, name: 甲}\n"
            "  - {from: 2026-12-14, to: 2026-12-20, name: 乙}\n");
  EXPECT_EQ(assigned(now, {turn("2026-12-09", "2026-12-10", "甲")}),
            "schema: 1\n"
            "# The office keeps this list.\n"
            "entries:\n"
            "  - {from: 2026-12-07, to: 2026-12-08, name: 甲}  # until Sunday\n"
            "  - {from: 2026-12-09, to: 2026-12-10, name: 甲}\n"
            "  - {from: 2026-12-11, to: 2026-12-13, name: 甲}\n"
            "  - {from: 2026-12-14, to: 2026-12-20, name: 乙}\n");
}

TEST(Duty, OfTheLeaderWhoIsThereAnywayChangesNothing) {
  EXPECT_EQ(assigned(kTwoWeeks, {turn("2026-12-09", "2026-12-10", "甲")}), kTwoWeeks);
  EXPECT_EQ(assigned(kTwoWeeks, {turn("2026-12-09", "2026-12-09", "甲", HalfDay::morning)}),
            kTwoWeeks);
}

TEST(Duty, OfAPaddedNameIsThatOfTheSameLeader) {
  const std::string before =
      "schema: 1\nentries:\n"
      "  - {from: 2026-12-07, to: 2026-12-13, name: 凌　云}\n"
      "  - {from: 2026-12-14, to: 2026-12-20, name: 乙}\n";
  EXPECT_EQ(assigned(before, {turn("2026-12-09", "2026-12-10", "凌云")}), before);
  EXPECT_EQ(assigned(before, {turn("2026-12-12", "2026-12-15", "凌云")}),
            "schema: 1\nentries:\n"
            "  - {from: 2026-12-07, to: 2026-12-15, name: 凌　云}\n"
            "  - {from: 2026-12-16, to: 2026-12-20, name: 乙}\n");
}

TEST(Duty, OfSomeDaysMoreMakesTheTurnLonger) {
  EXPECT_EQ(new_lines(kTwoWeeks, assigned(kTwoWeeks, {turn("2026-12-12", "2026-12-15", "甲")})),
            "  - {from: 2026-12-07, to: 2026-12-15, name: 甲}  # until Sunday\n"
            "  - {from: 2026-12-16, to: 2026-12-20, name: 乙}\n");
}

TEST(Duty, OfAHalfDayLeavesTheOtherHalf) {
  EXPECT_EQ(in_short(duty_in(assigned(kTwoWeeks,
                                      {turn("2026-12-09", "2026-12-09", "丙", HalfDay::morning)}))
                         .entries),
            "12-07..12-08 甲\n12-09 上丙\n12-09 下甲\n12-10..12-13 甲\n12-14..12-20 乙\n");
}

TEST(Duty, OfTheWholeDayTakesBothHalves) {
  const std::string halves = assigned("schema: 1\nentries: []\n",
                                      {turn("2026-12-01", "2026-12-31", "甲", HalfDay::morning),
                                       turn("2026-12-01", "2026-12-31", "乙", HalfDay::afternoon)});
  EXPECT_EQ(in_short(duty_in(halves).entries), "12-01..12-31 上甲\n12-01..12-31 下乙\n");
  EXPECT_EQ(in_short(duty_in(assigned(halves, {turn("2026-12-01", "2026-12-02", "丙")})).entries),
            "12-01..12-02 丙\n12-03..12-31 上甲\n12-03..12-31 下乙\n");
}

TEST(Duty, BeginsAFileAndAListWhereThereIsNone) {
  const EditedFiles made = assign_duty({}, {turn("2026-12-07", "2026-12-13", "甲")});
  EXPECT_EQ(in_short(duty_in(after(made, "")).entries), "12-07..12-13 甲\n");
  EXPECT_TRUE(after(made, "").starts_with("schema: 1\n"));
  for (const char* site : {"panzhihua", "pingyi"}) {
    const std::string before = file_of(site);
    const std::string now = assigned(before, {turn("2026-12-07", "2026-12-13", "甲")});
    EXPECT_TRUE(now.starts_with(before)) << now;
    EXPECT_EQ(in_short(duty_in(now).entries), "12-07..12-13 甲\n");
    EXPECT_EQ(duty_in(now).rule, duty_in(before).rule);
  }
}

TEST(Duty, OfTheNextMonthIsAddedBelow) {
  const std::string before = file_of("demo");
  const std::string now = assigned(before, {turn("2027-02-01", "2027-02-07", "柏树")});
  EXPECT_TRUE(now.starts_with(before));
  EXPECT_EQ(new_lines(before, now), "  - {from: 2027-02-01, to: 2027-02-07, name: 柏树}\n");
}

TEST(Duty, IsSwappedAndTakenOut) {
  const FolderTexts texts = {{kDutyFile, kTwoWeeks}};
  const auto entries = duty_in(kTwoWeeks).entries;
  const DutySpot first{0, mark_of(entries[0])};
  const DutySpot second{1, mark_of(entries[1])};
  EXPECT_EQ(new_lines(kTwoWeeks, after(swap_duty(texts, first, second), kTwoWeeks)),
            "  - {from: 2026-12-07, to: 2026-12-13, name: 乙}  # until Sunday\n"
            "  - {from: 2026-12-14, to: 2026-12-20, name: 甲}\n");
  EXPECT_EQ(in_short(duty_in(after(remove_duty(texts, first), kTwoWeeks)).entries),
            "12-14..12-20 乙\n");
  const EditedFiles stale = remove_duty(texts, {1, first.mark});
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.failure().code, core::FailureCode::conflict);
}

// Who is on duty in each half of these days, by the entries.
std::string halves(const std::vector<DutyEntry>& entries) {
  std::string all;
  for (core::Day on = day("2026-11-20"); on <= day("2027-01-10"); on += std::chrono::days(1)) {
    for (const HalfDay half : {HalfDay::morning, HalfDay::afternoon}) {
      for (const DutyEntry& entry : entries) {
        if (entry.holds(on, half)) all += entry.name;
      }
      all += " ";
    }
  }
  return all;
}

// The same as a list of half days, each of which a turn overwrites.
std::string overwritten(const std::string& before, const DutyEntry& made) {
  std::vector<std::string> names = core::split(before, ' ');
  std::size_t at = 0;
  for (core::Day on = day("2026-11-20"); on <= day("2027-01-10"); on += std::chrono::days(1)) {
    for (const HalfDay half : {HalfDay::morning, HalfDay::afternoon}) {
      if (made.holds(on, half)) names[at] = made.name;
      ++at;
    }
  }
  return core::joined(names, " ");
}

TEST(Duty, SaysAfterAnyTurnsWhatEachHalfDaySaid) {
  std::mt19937 random(20261130);
  const auto pick = [&](int most) {
    return std::uniform_int_distribution<int>(0, most - 1)(random);
  };
  for (int life = 0; life < tests::many(8); ++life) {
    std::string text = file_of("demo");
    for (int step = 0; step < 12; ++step) {
      const core::Day from = day("2026-11-25") + std::chrono::days(pick(35));
      DutyEntry made{.from = from, .to = from + std::chrono::days(pick(9))};
      made.name = std::string(pick(2) == 0 ? "甲" : "乙");
      if (pick(3) == 0) made.part = pick(2) == 0 ? HalfDay::morning : HalfDay::afternoon;
      const std::string expected = overwritten(halves(duty_in(text).entries), made);
      text = assigned(text, {made});
      ASSERT_EQ(halves(duty_in(text).entries), expected) << text;
    }
  }
}

}  // namespace
}  // namespace handler::publishing
