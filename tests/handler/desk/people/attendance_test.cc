// Recording the attendance of the leader on duty (PY-25).
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

// Tuesday; 白晓晴 is on duty this week, 柏树 was last week.
constexpr const char* kMorning = "2026-11-17 10:00";
constexpr const char* kAttendanceOfMonth = "demo/attendance?period=2026-11";

TEST(AttendancePage, IsWrittenDownWithOnePressByTheCounter) {
  DeskFixture house;
  house.clock.set(kMorning);
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_TRUE(reads(house.get("demo/", window), "\n登记白晓晴今天上午到窗口\n"));
  const web::Response noted =
      house.post("demo/attendance", window, {{"part", "morning"}, {"who", "白晓晴"}});
  EXPECT_EQ(noted.status, 303);
  EXPECT_EQ(noted.header("Location"), "/handle/desk/demo/attendance");
  EXPECT_FALSE(says(house.get("demo/", window), "到窗口</button>"));
  const web::Response page = house.get("demo/attendance", window);
  EXPECT_TRUE(reads(page, "11月17日星期二上午\n白晓晴\n"));
  EXPECT_TRUE(says(page, "白晓晴 10:00（登记人：人员 user1）"));
  EXPECT_TRUE(says(page, "带班领导上午、下午至少各到窗口现场办公一次。"));
}

TEST(AttendancePage, TakesAPaddedNameForTheLeaderOfTheRoster) {
  tests::PublishedSites sites(handler::testing::source_folder(), {"demo"});
  sites.republish("demo", "duty.yaml", "  - {from: 2026-11-16, to: 2026-11-22, name: 白晓晴,",
                  "  - {from: 2026-11-16, to: 2026-11-22, name: 凌　云,");
  DeskFixture house(sites.root());
  house.clock.set(kMorning);
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_TRUE(reads(house.get("demo/", window), "\n登记凌云今天上午到窗口\n"));
  ASSERT_EQ(house.post("demo/attendance", window, {{"part", "morning"}, {"who", "凌 云"}}).status,
            303);
  const web::Response page = house.get("demo/attendance", window);
  EXPECT_TRUE(reads(page, "11月17日星期二上午\n凌云\n"));
  EXPECT_TRUE(says(page, "凌云 10:00（登记人：人员 user1）"));
  EXPECT_FALSE(reads(page, "\n由别人代\n凌云 10:00"));
  EXPECT_EQ(house.post("demo/attendance", window, {{"part", "morning"}, {"who", "\u200B"}}).status,
            422);
}

TEST(AttendancePage, AsksForTheLeaderOfEachHalfOfTheDay) {
  tests::PublishedSites sites(handler::testing::source_folder(), {"demo"});
  sites.republish("demo", "duty.yaml", "  - {from: 2026-11-16, to: 2026-11-22, name: 白晓晴,",
                  "  - {from: 2026-11-16, to: 2026-11-22, part: morning, name: 甲}\n"
                  "  - {from: 2026-11-16, to: 2026-11-22, part: afternoon, name: 白晓晴,");
  DeskFixture house(sites.root());
  house.clock.set("2026-11-17 15:00");
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response page = house.get("demo/", window);
  EXPECT_TRUE(reads(page, "\n登记甲今天上午到窗口\n"));
  EXPECT_TRUE(reads(page, "\n登记白晓晴今天下午到窗口\n"));
}

TEST(AttendancePage, PressedTwiceStaysAsItWas) {
  DeskFixture house;
  house.clock.set(kMorning);
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.post("demo/attendance", window, {{"part", "morning"}, {"who", "白晓晴"}}).status,
            303);
  house.clock.set("2026-11-17 11:30");
  const std::string other = house.enter_as_role(Role::leader_on_duty);
  EXPECT_EQ(house
                .post("demo/attendance", other,
                      {{"part", "morning"}, {"who", "白晓晴"}, {"note", "又来了"}})
                .status,
            303);
  const auto day = core::day_from_iso("2026-11-17").value();
  const auto presences = house.store().presences("demo", day, day).value();
  ASSERT_EQ(presences.size(), 1u);
  EXPECT_EQ(core::to_iso(presences[0].at), "2026-11-17T10:00:00.000+08:00");
  EXPECT_EQ(presences[0].note, "");
}

TEST(AttendancePage, IsOnlyForPartsOfTodayThatHaveBegun) {
  DeskFixture house;
  house.clock.set(kMorning);
  const std::string leader = house.enter_as_role(Role::leader_on_duty);
  const web::Response early =
      house.post("demo/attendance", leader, {{"part", "afternoon"}, {"who", "白晓晴"}});
  EXPECT_EQ(early.status, 422);
  EXPECT_TRUE(says(early, "只能登记今天已经开始的时段"));
  const web::Response nobody = house.post("demo/attendance", leader, {{"part", "morning"}});
  EXPECT_EQ(nobody.status, 422);
  EXPECT_TRUE(says(nobody, "请填写到窗口的是谁"));
  house.clock.set("2026-11-21 10:00");  // a Saturday
  const std::string again = house.enter_as_role(Role::leader_on_duty);
  EXPECT_EQ(house.post("demo/attendance", again, {{"part", "morning"}, {"who", "白晓晴"}}).status,
            422);
  EXPECT_TRUE(says(house.get("demo/attendance", again), "今天不上班"));
  EXPECT_FALSE(says(house.get("demo/", again), "到窗口</button>"));
}

TEST(AttendancePage, OfAMonthSaysWhoWasMissed) {
  DeskFixture house;
  house.clock.set("2026-11-16 10:00");
  const std::string first = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.post("demo/attendance", first, {{"part", "morning"}, {"who", "白晓晴"}}).status,
            303);
  house.clock.set("2026-11-16 14:00");
  const std::string later = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house
                .post("demo/attendance", later,
                      {{"part", "afternoon"}, {"who", "柏树"}, {"note", "协调房产证"}})
                .status,
            303);
  house.clock.set("2026-11-18 10:00");
  const std::string auditor = house.enter_as_role(Role::auditor);
  const web::Response page = house.get(kAttendanceOfMonth, auditor);
  ASSERT_EQ(page.status, 200);
  // Workdays from Monday the 2nd to Tuesday the 17th: twelve, twice each.
  EXPECT_TRUE(says(page, "应到24次，到了2次，没有登记到岗的22次"));
  EXPECT_TRUE(reads(page, "\n白晓晴\n4\n1\n1\n2\n"));
  EXPECT_TRUE(says(page, "协调房产证"));
  EXPECT_FALSE(says(page, "登记今天到窗口"));
  const std::string csv = house.get(std::string(kAttendanceOfMonth) + "&as=csv", auditor).body;
  EXPECT_NE(csv.find("2026-11-16,星期一,下午,白晓晴,由别人代,柏树,14:00,人员 user2,协调房产证"),
            std::string::npos)
      << csv;
  EXPECT_NE(csv.find("2026-11-17,星期二,上午,白晓晴,没有到岗记录,,,,"), std::string::npos);
  EXPECT_EQ(house.get("demo/attendance?from=2024-01-01&to=2026-01-01", auditor).status, 400);
}

TEST(AttendancePage, KeepsAWrongNameStruckOutBesideItsCorrection) {
  DeskFixture house;
  house.clock.set(kMorning);
  std::string window = house.enter_as_role(Role::front_desk);
  for (const char* who : {"白晓晴", "柏树"}) {
    ASSERT_EQ(house.post("demo/attendance", window, {{"part", "morning"}, {"who", who}}).status,
              303);
  }
  const auto correct = [&](const char* entry, const char* who, const char* reason) {
    return house
        .post("demo/attendance", window,
              {{"act", "correct"}, {"presence", entry}, {"who", who}, {"reason", reason}})
        .status;
  };
  house.clock.set("2026-11-18 09:00");
  window = house.enter_as_role(Role::front_desk);
  EXPECT_EQ(correct("1", "柏树", ""), 422);
  EXPECT_EQ(correct("x", "柏树", "写错"), 400);
  EXPECT_EQ(correct("9", "柏树", "写错"), 404);
  EXPECT_EQ(correct("1", "", "没有来"), 303);
  EXPECT_EQ(correct("2", "常青", "写成了别人"), 303);
  const web::Response page = house.get(kAttendanceOfMonth, window);
  EXPECT_TRUE(says(page, "理由：没有来）"));
  EXPECT_TRUE(says(page, "<del>白晓晴</del>"));
  EXPECT_TRUE(says(page, "常青 10:00"));
  EXPECT_TRUE(says(page, "<del>柏树</del>"));
  EXPECT_TRUE(says(page, "由别人代"));
  const std::string csv = house.get(std::string(kAttendanceOfMonth) + "&as=csv", window).body;
  EXPECT_NE(csv.find("原登记：柏树（更正人："), std::string::npos) << csv;
}

TEST(AttendancePage, CountsWhatWasNotedByMistakeAsNotThere) {
  DeskFixture house;
  house.clock.set(kMorning);
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.post("demo/attendance", window, {{"part", "morning"}, {"who", "白晓晴"}}).status,
            303);
  ASSERT_EQ(house
                .post("demo/attendance", window,
                      {{"act", "correct"}, {"presence", "1"}, {"who", ""}, {"reason", "没有来"}})
                .status,
            303);
  // What no longer stands can be recorded again.
  EXPECT_TRUE(reads(house.get("demo/", window), "\n登记白晓晴今天上午到窗口\n"));
  ASSERT_EQ(house.post("demo/attendance", window, {{"part", "morning"}, {"who", "白晓晴"}}).status,
            303);
  EXPECT_FALSE(says(house.get("demo/", window), "登记白晓晴今天上午到窗口"));
}

TEST(AttendancePage, KeepsWhatWasTypedInACorrectionThatCouldNotBeKept) {
  DeskFixture house;
  house.clock.set(kMorning);
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.post("demo/attendance", window, {{"part", "morning"}, {"who", "白晓晴"}}).status,
            303);
  house.faults().refuse_writes = core::FailureCode::clock_held;
  const web::Response held =
      house.post("demo/attendance", window,
                 {{"act", "correct"}, {"presence", "1"}, {"who", "常青"}, {"reason", "写错了人"}});
  EXPECT_EQ(held.status, 503);
  EXPECT_TRUE(reads(held, "服务器的时间不对"));
  EXPECT_TRUE(says(held, "name=\"who\" maxlength=\"40\" value=\"常青\""));
  EXPECT_TRUE(says(held, "value=\"写错了人\""));
  EXPECT_FALSE(says(held, "required value=\"常青\"")) << "the form of today holds its own name";
}

TEST(AttendancePage, IsForTheMainWindowAndThoseAboveIt) {
  DeskFixture house;
  house.clock.set(kMorning);
  const std::pair<Role, int> sees[] = {
      {Role::front_desk, 200},     {Role::dispatcher, 200},    {Role::unit, 403},
      {Role::leader_on_duty, 200}, {Role::leading_group, 200}, {Role::supervision, 200},
      {Role::editor, 403},         {Role::auditor, 200},       {Role::admin, 403}};
  for (const auto& [role, status] : sees) {
    const std::string session = house.enter_as_role(role, role == Role::unit ? "housing" : "");
    EXPECT_EQ(house.get("demo/attendance", session).status, status) << core::to_text(role);
    EXPECT_EQ(says(house.get("demo/", session), "/attendance\">"), status == 200)
        << core::to_text(role);
    const bool writes = role == Role::front_desk || role == Role::leader_on_duty;
    EXPECT_EQ(house
                  .post("demo/attendance", session,
                        {{"part", "morning"}, {"who", std::string(core::to_text(role))}})
                  .status,
              writes ? 303 : 403)
        << core::to_text(role);
  }
  const std::string town = house.enter_as_role(Role::front_desk, "", "qinghe");
  EXPECT_EQ(house.get("demo/attendance", town).status, 403);
}

}  // namespace
}  // namespace handler::desk::testing
