// Pasted rosters.
#include "handler/publishing/roster_table.h"

#include <gtest/gtest.h>

namespace handler::publishing {
namespace {

std::string read_roster(std::string_view text) {
  const RosterTable table = read_roster_table(text);
  std::string all;
  for (const core::RosterEntry& entry : table.entries) {
    all += entry.role + "|" + entry.name + "|" + entry.post + "|" + entry.unit +
           (entry.concurrent ? "|兼" : "") + "\n";
  }
  for (const TableMistake& mistake : table.mistakes) {
    all += std::to_string(mistake.line) + "." + std::to_string(mistake.cell) + " " + mistake.code +
           " " + mistake.said + "\n";
  }
  return all;
}

TEST(RosterTable, WithoutHeadingsIsRoleNameAndPost) {
  EXPECT_EQ(read_roster("组长\t王　明\t副县长\n成员\t\t各镇镇长\n"),
            "组长|王明|副县长|\n成员||各镇镇长|\n");
  EXPECT_EQ(read_roster("成员\t县供水有限公司\n"), "成员|||县供水有限公司\n");
  EXPECT_EQ(read_roster("组　长：王　明　县政府　副县长\n"), "组长|王明|县政府副县长|\n");
}

TEST(RosterTable, FollowsItsHeadings) {
  EXPECT_EQ(read_roster("序号\t姓　名\t组内职务\t单位及职务\n1\t王明\t组长\t副县长（兼）\n"),
            "组长|王明|副县长||兼\n");
  EXPECT_EQ(read_roster("姓名,职务,备注\n王明,组长,新任\n"), "组长|王明||\n");
  EXPECT_EQ(read_roster("姓名\t组内职务\t职务\n王明\t组长\t局长\n"), "组长|王明|局长|\n");
}

TEST(RosterTable, LeavesOutNumbersInFront) {
  EXPECT_EQ(read_roster("1\t组长\t王明\t局长\n2\t成员\t李明\t科长\n"),
            "组长|王明|局长|\n成员|李明|科长|\n");
}

TEST(RosterTable, TakesTheRoleOfTheRowAboveWhereCellsAreMerged) {
  EXPECT_EQ(read_roster("组长\t王明\t局长\n成员\t李明\t科长\n\t张明\t科员\n"),
            "组长|王明|局长|\n成员|李明|科长|\n成员|张明|科员|\n");
}

TEST(RosterTable, NamesEachMistakeByRowAndCell) {
  const std::string said = read_roster("\t王明\t局长\n组长\n组长\t甲\t乙\t丙\n");
  EXPECT_NE(said.find("1.1 no_role \n"), std::string::npos) << said;
  EXPECT_NE(said.find("2.0 nobody \n"), std::string::npos) << said;
  EXPECT_NE(said.find("3.4 too_many 丙\n"), std::string::npos) << said;
  EXPECT_EQ(read_roster(" \n"), "1.0 empty \n");
  EXPECT_EQ(read_roster("姓名\t职务\n"), "1.0 empty \n");
}

TEST(RosterTable, FindsCellsThatAreTooLong) {
  std::string name;
  for (int i = 0; i < 41; ++i) name += "王";
  EXPECT_NE(read_roster("组长\t" + name + "\t局长\n").find("1.2 name_long"), std::string::npos);
}

}  // namespace
}  // namespace handler::publishing
