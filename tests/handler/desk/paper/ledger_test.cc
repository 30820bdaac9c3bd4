// Ledgers for a period: which cases they contain, for which users, on paper and as CSV.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

constexpr const char* kLedgerMonth = "?period=2026-09";

std::string csv_of(DeskFixture& house, const std::string& session, const std::string& form,
                   const std::string& period = kLedgerMonth) {
  return house.get("demo/ledgers/" + form + period + "&as=csv", session).body;
}

std::size_t lines_in(const std::string& csv) {
  std::size_t lines = 0;
  for (std::size_t at = csv.find("\r\n"); at != std::string::npos; at = csv.find("\r\n", at + 2)) {
    ++lines;
  }
  return lines;
}

TEST(Ledger, HasALineForEachCaseOfThePeriodAndNoOther) {
  DeskFixture house;
  house.clock.set("2026-08-31 16:59");
  house.dispatched("housing");
  house.clock.set("2026-09-01 09:00");
  house.dispatched("housing");
  house.dispatched("taxation");
  house.clock.set("2026-10-08 09:00");
  house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::string csv = csv_of(house, window, "ledger");
  EXPECT_EQ(lines_in(csv), 3u) << csv;
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF受理窗口,受理编号,受理时间,反映人,")) << csv;
  EXPECT_NE(csv.find("SF-2026-0002,2026年9月1日,,,事项,"), std::string::npos) << csv;
  EXPECT_EQ(csv.find("SF-2026-0001"), std::string::npos);
  EXPECT_EQ(csv.find("SF-2026-0004"), std::string::npos);
  EXPECT_EQ(lines_in(csv_of(house, window, "ledger", "?period=2026-Q3")), 4u);
  EXPECT_EQ(lines_in(csv_of(house, window, "ledger", "?from=2026-08-31&to=2026-08-31")), 2u);
}

TEST(Ledger, IsPrintedAsTheDocumentPrescribes) {
  DeskFixture house;
  house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response page = house.get(std::string("demo/ledgers/ledger") + kLedgerMonth, window);
  ASSERT_EQ(page.status, 200);
  for (const char* words :
       {"<th scope=\"col\" colspan=\"3\">受理编号</th>", "SF-2026-0001", "paper-ledger",
        "2026年9月", "print-landscape", "示范县住房和城乡建设局"}) {
    EXPECT_TRUE(says(page, words)) << words;
  }
}

TEST(Ledger, OfARegistrationFormIsASheetACase) {
  DeskFixture house;
  house.dispatched("housing");
  house.dispatched("taxation");
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response page =
      house.get(std::string("demo/ledgers/registration") + kLedgerMonth, window);
  EXPECT_TRUE(says(page, "aria-label=\"示范县“办不成事”反映窗口受理登记表 SF-2026-0001\""));
  EXPECT_TRUE(says(page, "aria-label=\"示范县“办不成事”反映窗口受理登记表 SF-2026-0002\""));
}

TEST(Ledger, ShowsAUnitOnlyItsOwnCases) {
  DeskFixture house;
  house.dispatched("housing");
  house.dispatched("taxation");
  house.dispatched("taxation", {{"kind", "conduct"}, {"unit", "housing"}});
  const std::string housing = house.enter_as_role(Role::unit, "housing");
  EXPECT_EQ(lines_in(csv_of(house, housing, "cases")), 2u);
  EXPECT_EQ(lines_in(csv_of(house, house.enter_as_role(Role::unit, "taxation"), "cases")), 3u);
  EXPECT_EQ(lines_in(csv_of(house, house.enter_as_role(Role::editor), "cases")), 1u);
}

TEST(Ledger, NamesReportersOnlyOnRequestAndRecordsEachLook) {
  DeskFixture house;
  const cases::CaseId first = house.dispatched("housing");
  const cases::CaseId second = house.dispatched("taxation");
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::size_t before = house.event_count(first);
  EXPECT_EQ(csv_of(house, window, "ledger").find("张三丰"), std::string::npos);
  EXPECT_EQ(house.event_count(first), before);
  const web::Response named =
      house.post("demo/ledgers/ledger", window, {{"period", "2026-09"}, {"as", "csv"}});
  EXPECT_TRUE(says(named, "张三丰,13812341234"));
  EXPECT_EQ(house.event_count(first), before + 1);
  EXPECT_EQ(house.event_count(second), before + 1);
  EXPECT_TRUE(says(house.post("demo/ledgers/ledger", window, {{"period", "2026-09"}}),
                   "每一件都记录了这一次查看"));
}

TEST(Ledger, NamesNobodyToWhoMayNotKnow) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing", {{"confidential", "yes"}});
  const cases::CaseId open = house.dispatched("housing");
  const std::string dispatcher = house.enter_as_role(Role::dispatcher);
  const std::size_t before = house.event_count(id);
  const web::Response file =
      house.post("demo/ledgers/ledger", dispatcher, {{"period", "2026-09"}, {"as", "csv"}});
  EXPECT_TRUE(says(file, "（反映人要求保密）"));
  EXPECT_TRUE(says(file, "张三丰")) << "of the other case";
  EXPECT_EQ(house.event_count(id), before);
  const std::string auditor = house.enter_as_role(Role::auditor);
  const web::Response none =
      house.post("demo/ledgers/ledger", auditor, {{"period", "2026-09"}, {"as", "csv"}});
  EXPECT_TRUE(says(none, "（无权查看）"));
  EXPECT_FALSE(says(none, "张三丰"));
  EXPECT_EQ(house.event_count(open), before + 1);
}

TEST(Ledger, HasNoColumnForThePersonWhereTheFormHasNone) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::size_t before = house.event_count(id);
  EXPECT_FALSE(says(
      house.post("demo/ledgers/cases", window, {{"period", "2026-09"}, {"as", "csv"}}), "张三丰"));
  EXPECT_EQ(house.event_count(id), before) << "nothing was looked at";
}

TEST(Ledger, OfUnitsSaysWhatEachGotAndDidToWhoSeesAll) {
  DeskFixture house;
  house.dispatched("housing");
  house.dispatched("housing");
  const std::string leader = house.enter_as_role(Role::leader_on_duty);
  const std::string csv = csv_of(house, leader, "units");
  EXPECT_NE(csv.find("示范县住房和城乡建设局,2,0,0,0,0,0,0,0"), std::string::npos) << csv;
  EXPECT_EQ(house.get("demo/ledgers/units", house.enter_as_role(Role::unit, "housing")).status,
            404);
  EXPECT_EQ(
      house.get("demo/ledgers/units", house.enter_as_role(Role::front_desk, "", "main")).status,
      404);
}

TEST(Ledger, DefusesWhatAReporterTyped) {
  DeskFixture house;
  const cases::CaseId id =
      house.report(core::Json::object(), {{"matter", "=cmd()"}, {"problem", "x"}});
  ASSERT_GT(id, 0);
  EXPECT_NE(csv_of(house, house.enter_as_role(Role::front_desk), "cases").find(",'=cmd(),"),
            std::string::npos);
}

TEST(Ledger, KnowsNoOtherFormsAndNoOtherPeriods) {
  DeskFixture house;
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_EQ(house.get("demo/ledgers/slip", window).status, 404);
  EXPECT_EQ(house.get("demo/ledgers/nothing", window).status, 404);
  EXPECT_EQ(house.get("demo/ledgers/ledger?period=soon", window).status, 400);
  EXPECT_EQ(house.get("demo/ledgers/ledger?from=2026-09-01", window).status, 400);
  EXPECT_TRUE(says(house.get("demo/ledgers/ledger?period=2020", window), "没有您能看到的事项"));
}

// -- filings

TEST(Filing, IsShownWithItsDayUntilItIsNoted) {
  DeskFixture house;
  house.clock.set("2026-10-08 09:00");
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_TRUE(reads(house.get("demo/", window),
                    "“办不成事”反映窗口月报（2026年9月）：应报送日期2026年10月9日星期五"));
  const web::Response page = house.get("demo/ledgers", window);
  EXPECT_TRUE(says(page, "期满后第2个工作日"));
  EXPECT_TRUE(says(page, "示范市政务服务管理局"));
  const web::Response noted = house.post("demo/filings/monthly", window, {{"period", "2026-09"}});
  EXPECT_EQ(noted.status, 303);
  EXPECT_FALSE(says(house.get("demo/", window), "月报（2026年9月）"));
  const web::Response log = house.get("demo/ledgers", window);
  EXPECT_TRUE(says(log, "报送记录"));
  EXPECT_TRUE(says(log, "2026年10月8日（按时）"));
}

TEST(Filing, ThatWasForgottenIsMarkedLate) {
  DeskFixture house;
  house.report();
  house.clock.set("2026-10-10 09:00");
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_TRUE(says(house.get("demo/", window), "已过报送日期"));
  ASSERT_EQ(house.post("demo/filings/monthly", window, {{"period", "2026-09"}}).status, 303);
  EXPECT_TRUE(says(house.get("demo/ledgers", window), "2026年10月10日：应报送日期2026年10月9日"));
}

TEST(Filing, OfAPeriodBeforeTheFirstCaseIsNotLate) {
  DeskFixture house;
  house.clock.set("2026-10-10 09:00");
  const std::string window = house.enter_as_role(Role::front_desk);
  house.report();  // in October
  EXPECT_FALSE(says(house.get("demo/", window), "已过报送日期"));
  EXPECT_FALSE(says(house.get("demo/ledgers", window), "已过报送日期"));
}

TEST(Filing, StaysAsItWasFiledWithWhatHasChangedBesideIt) {
  DeskFixture house;
  house.dispatched("housing");
  const cases::CaseId waiting = house.report();
  house.clock.set("2026-10-08 09:00");
  const std::string window = house.enter_as_role(Role::front_desk);
  const char* page = "demo/filings/monthly?period=2026-09";
  EXPECT_FALSE(says(house.get(page, window), "登记为已报送。"));
  ASSERT_EQ(house.post("demo/filings/monthly", window, {{"period", "2026-09"}}).status, 303);
  const web::Response filed = house.get(page, window);
  EXPECT_TRUE(says(filed, "这一期在2026年10月8日登记为已报送"));
  EXPECT_TRUE(says(filed, "1件，占2件"));
  EXPECT_FALSE(says(filed, "（现在"));
  house.accept(waiting);
  const web::Response later = house.get(page, window);
  EXPECT_TRUE(says(later, "收到反映2件"));
  EXPECT_TRUE(says(later, "1件，占2件"));
  EXPECT_TRUE(says(later, "（现在：2件，占2件）"));
}

TEST(Filing, ThatWasNotedByMistakeStaysStruckOutAndIsDueAgain) {
  DeskFixture house;
  house.clock.set("2026-10-08 09:00");
  const std::string window = house.enter_as_role(Role::front_desk);
  const auto post = [&](Form form) {
    form.emplace_back("period", "2026-09");
    return house.post("demo/filings/monthly", window, form);
  };
  ASSERT_EQ(post({}).status, 303);
  EXPECT_TRUE(says(post({{"act", "take_back"}}), "请写明更正理由"));
  EXPECT_FALSE(says(house.get("demo/", window), "月报（2026年9月）"));
  ASSERT_EQ(post({{"act", "take_back"}, {"reason", "按错了"}}).status, 303);
  EXPECT_TRUE(says(house.get("demo/", window), "月报（2026年9月）"));
  const web::Response log = house.get("demo/ledgers", window);
  EXPECT_TRUE(says(log, "<del>2026年10月8日</del>"));
  EXPECT_TRUE(says(log, "理由：按错了"));
  EXPECT_FALSE(says(house.get("demo/filings/monthly?period=2026-09", window), "登记为已报送。"));
  ASSERT_EQ(post({}).status, 303);
  EXPECT_TRUE(says(house.get("demo/ledgers", window), "2026年10月8日（按时）"));
}

TEST(Filing, SaysThatTheClockIsHeldAndKeepsTheReason) {
  DeskFixture house;
  house.clock.set("2026-10-08 09:00");
  const std::string window = house.enter_as_role(Role::front_desk);
  const Form filed = {{"period", "2026-09"}};
  ASSERT_EQ(house.post("demo/filings/monthly", window, filed).status, 303);
  house.faults().refuse_writes = core::FailureCode::clock_held;
  const web::Response held =
      house.post("demo/filings/monthly", window,
                 {{"period", "2026-09"}, {"act", "take_back"}, {"reason", "还没有寄出"}});
  EXPECT_EQ(held.status, 503);
  EXPECT_TRUE(reads(held, "服务器的时间不对"));
  EXPECT_TRUE(says(held, "value=\"还没有寄出\""));
  EXPECT_TRUE(
      reads(house.post("demo/filings/annual", window, {{"period", "2025"}}), "服务器的时间不对"));
}

TEST(Filing, WithoutKeptFiguresSaysThatTheyAreThePresentOnes) {
  DeskFixture house;
  house.report();
  const std::int64_t user = house.add_user("clerk", {{"demo", Role::front_desk, "", ""}});
  ASSERT_TRUE(house.store().note_filed("demo", {"monthly", "2026-09", user, house.clock.now()}));
  const web::Response page = house.get("demo/filings/monthly?period=2026-09", house.enter_as(user));
  EXPECT_TRUE(says(page, "当时的数字没有保存"));
  EXPECT_TRUE(says(page, "收到反映1件"));
}

TEST(Filing, TellsTheFiguresUnderTheHeadingsOfTheRules) {
  DeskFixture house;
  house.dispatched("housing");
  house.report();
  house.clock.set("2026-10-08 09:00");
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response page = house.get("demo/filings/monthly?period=2026-09", window);
  ASSERT_EQ(page.status, 200);
  for (const char* words : {"收到反映2件", "响应率", "1件，占2件（目标100%）", "新思路新举措",
                            "示范县住房和城乡建设局", "2026年9月"}) {
    EXPECT_TRUE(says(page, words)) << words;
  }
}

TEST(Filing, IsForThoseWhoSeeAllAndNotedByThoseWhoSend) {
  DeskFixture house;
  house.clock.set("2026-10-08 09:00");
  struct Row {
    Role role;
    int sees;
    int notes;
  };
  const char* page = "demo/filings/monthly?period=2026-09";
  for (const Row& row : {Row{Role::dispatcher, 200, 303}, Row{Role::auditor, 200, 403},
                         Row{Role::supervision, 200, 403}, Row{Role::editor, 403, 403},
                         Row{Role::admin, 403, 403}}) {
    const std::string session = house.enter_as_role(row.role);
    EXPECT_EQ(house.get(page, session).status, row.sees) << core::to_text(row.role);
    EXPECT_EQ(house.post("demo/filings/monthly", session, {{"period", "2026-09"}}).status,
              row.notes)
        << core::to_text(row.role);
  }
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  EXPECT_EQ(house.get(page, unit).status, 403);
  EXPECT_FALSE(says(house.get("demo/", unit), "应报送日期"));
  const std::string town = house.enter_as_role(Role::front_desk, "", "qinghe");
  EXPECT_EQ(house.get(page, town).status, 403);
}

TEST(Filing, IsAboutAPeriodOfItsOwnLength) {
  DeskFixture house;
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_EQ(house.get("demo/filings/monthly?period=2026-Q3", window).status, 404);
  EXPECT_EQ(house.get("demo/filings/monthly?period=2026", window).status, 404);
  EXPECT_EQ(house.get("demo/filings/annual?period=2025", window).status, 200);
  EXPECT_EQ(house.get("demo/filings/nothing?period=2026-09", window).status, 404);
}

}  // namespace
}  // namespace handler::desk::testing
