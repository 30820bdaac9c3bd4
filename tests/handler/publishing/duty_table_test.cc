// Pasted duty rosters.
#include "handler/publishing/duty_table.h"

#include <gtest/gtest.h>

#include "core/reading/words.h"

namespace handler::publishing {
namespace {

using core::DutyEntry;

std::string read_duty(std::string_view text, const std::vector<DutyEntry>& known = {}) {
  const DutyTable table = read_duty_table(text, core::day_from_iso("2026-12-01").value(), known);
  std::string all;
  for (const DutyEntry& turn : table.turns) {
    all += core::to_iso(turn.from) + ".." + core::to_iso(turn.to) + "|" +
           (turn.part ? std::string(core::name_in(core::kHalfDays, *turn.part)) : "") + "|" +
           turn.name + "|" + turn.post + "|" + turn.phone + "\n";
  }
  for (const TableMistake& mistake : table.mistakes) {
    all += std::to_string(mistake.line) + "." + std::to_string(mistake.cell) + " " + mistake.code +
           " " + mistake.said + "\n";
  }
  return all;
}

TEST(DutyTable, WithoutHeadingsKnowsCellsByTheirLooks) {
  EXPECT_EQ(read_duty("12月1日至12月6日\t王　明\t0999-5550041\n12.7\t上午\t柏树\t副局长\n"),
            "2026-12-01..2026-12-06||王明||0999-5550041\n"
            "2026-12-07..2026-12-07|morning|柏树|副局长|\n");
  EXPECT_EQ(read_duty("12月1日 - 12月6日 秦为民 0999-5550041\n"),
            "2026-12-01..2026-12-06||秦为民||0999-5550041\n");
}

TEST(DutyTable, FollowsItsHeadings) {
  EXPECT_EQ(read_duty("序号,带班领导,职务,联系电话,日期,时段\n1,王明,局长,12345,1日,下午\n"),
            "2026-12-01..2026-12-01|afternoon|王明|局长|12345\n");
  EXPECT_EQ(read_duty("开始\t结束\t姓名\n2026-12-01\t2026-12-06\t王明\n"),
            "2026-12-01..2026-12-06||王明||\n");
}

TEST(DutyTable, TakesPostAndPhoneOfTheKnownLeader) {
  EXPECT_EQ(read_duty("12月1日\t王明\n", {{.name = "王明", .post = "局长", .phone = "12345"}}),
            "2026-12-01..2026-12-01||王明|局长|12345\n");
}

TEST(DutyTable, StandsInTheOrderOfItsDays) {
  EXPECT_EQ(read_duty("12月8日\t乙\n12月1日\t甲\n"),
            "2026-12-01..2026-12-01||甲||\n2026-12-08..2026-12-08||乙||\n");
}

TEST(DutyTable, NamesEachMistakeByRowAndCell) {
  EXPECT_NE(read_duty("日期\t姓名\n明天\t王明\n").find("2.1 days 明天\n"), std::string::npos);
  EXPECT_NE(read_duty("日期\t姓名\n12月1日\t\n").find("2.0 no_name \n"), std::string::npos);
  EXPECT_NE(read_duty("日期\t姓名\t电话\n12月1日\t王明\t12\n").find("2.3 phone 12\n"),
            std::string::npos);
  EXPECT_NE(read_duty("日期\t时段\t姓名\n12月1日\t夜里\t王明\n").find("2.2 part 夜里\n"),
            std::string::npos);
  EXPECT_NE(read_duty("12月1日至3日\t甲\n12月3日\t乙\n").find("2.1 twice 1\n"), std::string::npos);
  EXPECT_NE(read_duty("明天\t王明\t局长\n").find("1.1 days 明天\n"), std::string::npos);
  EXPECT_NE(read_duty("王明\n").find("1.0 no_days \n"), std::string::npos);
  EXPECT_EQ(read_duty(""), "1.0 empty \n");
}

}  // namespace
}  // namespace handler::publishing
