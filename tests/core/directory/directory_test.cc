// Rosters with days and duty of half days.
#include "core/directory/directory.h"

#include <gtest/gtest.h>

namespace core {
namespace {

Day day(const char* text) {
  return day_from_iso(text).value();
}

YamlNode tree(const std::string& text) {
  Diagnostics none;
  return read_yaml("test.yaml", text, none).value();
}

TEST(Roster, ShowsWhoIsInThePostOnADay) {
  Diagnostics diagnostics;
  const auto bodies = read_bodies(tree("schema: 1\n"
                                       "bodies:\n"
                                       "  - id: group\n"
                                       "    name: 领导小组\n"
                                       "    type: leading_group\n"
                                       "    window: main\n"
                                       "    roster:\n"
                                       "      - {role: 组长, name: 甲, to: 2026-12-31}\n"
                                       "      - {role: 组长, name: 乙, from: 2027-01-01}\n"
                                       "      - {role: 成员, name: 丙}\n"),
                                  diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  ASSERT_EQ(bodies.size(), 1u);
  EXPECT_EQ(bodies[0].window, "main");
  const auto names = [&](const char* on) {
    std::string all;
    for (const RosterEntry& entry : bodies[0].roster_on(day(on))) all += entry.name;
    return all;
  };
  EXPECT_EQ(names("2026-12-31"), "甲丙");
  EXPECT_EQ(names("2027-01-01"), "乙丙");
}

TEST(Names, AreReadWithoutTheirPadding) {
  Diagnostics diagnostics;
  const auto bodies = read_bodies(tree("schema: 1\n"
                                       "bodies:\n"
                                       "  - id: group\n"
                                       "    name: 领导小组\n"
                                       "    type: leading_group\n"
                                       "    roster:\n"
                                       "      - {role: 组长, name: 凌　云}\n"
                                       "      - {role: 成员, name: 古丽·艾山}\n"
                                       "      - {role: 成员, name: Li Na}\n"),
                                  diagnostics);
  const DutyRoster duty =
      read_duty(tree("schema: 1\nentries:\n  - {from: 2026-12-01, to: 2026-12-07, name: 凌  云}\n"),
                diagnostics);
  const auto units =
      read_units(tree("schema: 1\nunits:\n  - {id: a, name: 局, deputy: 柏　树, liaison: 齐 整}\n"),
                 diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  ASSERT_EQ(bodies.size(), 1u);
  EXPECT_EQ(bodies[0].roster[0].name, "凌云");
  EXPECT_EQ(bodies[0].roster[1].name, "古丽·艾山");
  EXPECT_EQ(bodies[0].roster[2].name, "Li Na");
  EXPECT_EQ(duty.entries.at(0).name, "凌云");
  EXPECT_EQ(units.at(0).deputy, "柏树");
  EXPECT_EQ(units.at(0).liaison, "齐整");
}

TEST(Names, OfBlanksAloneAreMissing) {
  for (const char* name : {"\"\\u200B\"", "\"\\u3000\"", "\"\\u00a0\\u2060\""}) {
    Diagnostics diagnostics;
    read_duty(tree(std::string("schema: 1\nentries:\n") +
                   "  - {from: 2026-12-01, to: 2026-12-07, name: " + name + "}\n"),
              diagnostics);
    EXPECT_NE(diagnostics.text().find("'name' of the duty entry must not be empty"),
              std::string::npos)
        << name << diagnostics.text();
  }
}

TEST(Duty, OfHalfDaysMayRunBesideEachOther) {
  Diagnostics diagnostics;
  const DutyRoster duty =
      read_duty(tree("schema: 1\n"
                     "entries:\n"
                     "  - {from: 2026-12-01, to: 2026-12-31, part: morning, name: 甲}\n"
                     "  - {from: 2026-12-01, to: 2026-12-15, part: afternoon, name: 乙}\n"
                     "  - {from: 2026-12-16, to: 2026-12-31, part: afternoon, name: 丙}\n"),
                diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  ASSERT_EQ(duty.entries.size(), 3u);
  EXPECT_TRUE(duty.entries[0].holds(day("2026-12-20"), HalfDay::morning));
  EXPECT_FALSE(duty.entries[0].holds(day("2026-12-20"), HalfDay::afternoon));
  EXPECT_TRUE(duty.entries[2].holds(day("2026-12-20")));
}

TEST(Duty, OfTheWholeDayMeetsTheHalfThatIsStillTakenFarAbove) {
  Diagnostics diagnostics;
  read_duty(tree("schema: 1\n"
                 "entries:\n"
                 "  - {from: 2026-12-01, to: 2026-12-31, part: morning, name: 甲}\n"
                 "  - {from: 2026-12-01, to: 2026-12-05, part: afternoon, name: 乙}\n"
                 "  - {from: 2026-12-06, to: 2026-12-06, name: 丙}\n"),
            diagnostics);
  EXPECT_NE(diagnostics.text().find("an entry above lasts until 2026-12-31"), std::string::npos)
      << diagnostics.text();
}

}  // namespace
}  // namespace core
