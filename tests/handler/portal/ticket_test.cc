// The ticket page at every stage of a case.
#include <algorithm>

#include "core/base/text.h"
#include "handler/cases/ticket_number.h"
#include "handler/casework/retention.h"
#include "handler/portal/limits.h"
#include "tests/handler/portal/portal_fixture.h"
#include "tests/handler/store/destroy_all.h"
#include "tests/support/words.h"

namespace handler::portal::testing {
namespace {

// A reporter with a number, and the case behind it.
class Ticket : public ::testing::Test {
 protected:
  std::string page() const {
    const web::Response response = citizen.look_up(number);
    EXPECT_EQ(response.status, 200);
    for (const char* secret : {"欧阳小满", "13987654321", "跑了三趟没办成", "二手房过户"}) {
      EXPECT_FALSE(says(response.body, secret)) << secret;
    }
    return response.body;
  }
  // Expects the visible words, without markup.
  void expect(const std::vector<std::string>& words) const {
    const std::string shown = tests::words_of(page());
    for (const std::string& each : words)
      EXPECT_TRUE(says(shown, each)) << each << "\nis not on\n" << shown;
  }
  void expect_none(const std::vector<std::string>& words) const {
    const std::string shown = page();
    for (const std::string& each : words) EXPECT_FALSE(says(shown, each)) << each;
  }
  void dispatch(const std::string& tier = "general") {
    hall.accept(1, tier);
    hall.act(1, "dispatch", {{"unit", "housing"}, {"note", "内部交办意见"}});
  }
  void reply() { hall.act(1, "reply", {{"outcome", "resolved"}, {"reply", "单位给窗口的话"}}); }

  HandlerFixture hall;
  PortalFixture citizen{hall};
  std::string number = number_on(citizen.report());
};

TEST_F(Ticket, OfANewReportShowsWhereItStandsAndAForecast) {
  expect({"\n已收到，等待窗口受理：登记以后告诉您是否受理。\n", number,
          "2026年9月24日 10:00　提交反映", "\n蓝牌事项，办理时限：2个工作日，预计9月29日17:00前\n",
          "接待受理（现在在这一步）", "\n限时办理（还没到）", "0999-5550001"});
  expect_none({"受理编号", "clocks-heading"});
}

TEST_F(Ticket, SaysThatRegistrationIsLateAndItsForecastStays) {
  expect({"窗口9月24日（星期四）登记您的反映。"});
  hall.clock.set("2026-09-28 10:00");
  expect({"窗口应当在9月24日（星期四）登记您的反映，现在还没有登记。", "也可以在下面点“催办”",
          "\n蓝牌事项，办理时限：2个工作日，预计9月29日17:00前\n",
          "转办时限：当日，预计9月24日17:00前（已经过了）"});
}

TEST_F(Ticket, OfAnAcceptedCaseShowsItsSerialNumberAndTheRunningClock) {
  hall.accept(1);
  expect({"\n已受理", "\n受理编号\nSF-2026-0001\n", "\n分级\n蓝牌事项\n",
          "窗口受理，分级为蓝牌事项", "\n转办时限：", "最迟9月24日17:00前",
          "\n蓝牌事项，办理时限：2个工作日，预计9月29日17:00前\n", "预计9月29日前。",
          "\n转办时限：最迟9月24日（星期四）17:00前\n"});
  expect_none({"黄牌事项，办理时限"});
}

TEST_F(Ticket, OfADispatchedCaseShowsTheDateAndHowItWasCounted) {
  dispatch();
  expect({"\n已转交，等待签收：由示范县住房和城乡建设局办理。\n",
          "\n承办单位\n示范县住房和城乡建设局\n", "转交承办单位办理：示范县住房和城乡建设局",
          "\n办理时限：2个工作日\n", "最迟9月29日17:00前", "这个日期怎么算出来的",
          "\n9月24日（星期四）当天不计，从下一个工作日起算\n", "\n9月25日至9月27日中秋节，不计\n",
          "\n9月28日至9月29日计第1天至第2天\n", "\n9月29日17:00前到期\n", "已完成：9月24日 10:00"});
  expect_none({"内部交办意见", "预计多久"});
}

TEST_F(Ticket, SaysFirstWhereItStandsThenTheAnswerThenWhatOneCanDo) {
  dispatch();
  reply();
  hall.act(1, "feed_back", {{"reply", "证已办好，请来领取"}, {"channel", "written"}});
  hall.act(1, "close", {{"cause", "other"}});
  const std::string shown = tests::words_of(page());
  std::size_t before = 0;
  for (const char* words :
       {"\n您在示范县反映的事\n办事受阻：房产证办理\n已办结", "\n窗口给您的答复\n2026年9月24日",
        "答复内容：证已办好，请来领取", "窗口最晚在", "\n您可以做的事\n评价\n", "\n办理经过\n",
        "内容写在上面“窗口给您的答复”里。", "时限和计算过程", "\n办到哪一步了\n",
        "\n有问题找谁\n"}) {
    const std::size_t at = shown.find(words, before);
    ASSERT_NE(at, std::string::npos) << words << "\nis not in its place on\n" << shown;
    before = at;
  }
  EXPECT_EQ(shown.find("证已办好"), shown.rfind("证已办好")) << "the answer stands twice";
}

TEST_F(Ticket, SaysTheLastDayWithItsWeekdayAndThatItIsOver) {
  dispatch("complex");
  expect({"\n办理时限：最迟10月9日（星期五）17:00前\n"});
  hall.clock.set("2026-10-09 17:01");
  expect({"\n办理时限：本来最迟10月9日（星期五）17:00前，已经超过时限\n"});
}

TEST_F(Ticket, OffersToWithdrawOnlyAtTheEnd) {
  hall.clock.set("2026-09-28 10:00");
  const std::string shown = page();
  const std::size_t withdraw = shown.find("id=\"action-withdraw\"");
  ASSERT_NE(withdraw, std::string::npos);
  EXPECT_LT(shown.find("id=\"action-urge\""), withdraw);
  EXPECT_LT(shown.find("0999-5550001"), withdraw);
  EXPECT_EQ(shown.find("提交：撤回"), std::string::npos);
}

// A sheet of paper says by itself which case of which window it is about.
TEST_F(Ticket, OfOneCaseCanBeToldFromThatOfAnotherOnPaper) {
  citizen.host = "forms.example.gov.cn";
  hall.accept(1);
  expect({"办事受阻：房产证办理", "\n查询编号\n" + number + "\n",
          "\n反映窗口\n示范县政务服务中心“办不成事”反映窗口\n",
          "\n查进度的网址\nhttp://forms.example.gov.cn/demo/ticket/\n",
          "\n查询时间\n2026年9月24日 10:00\n"});
}

TEST_F(Ticket, NamesTheMatterAsTheWindowLastCalledIt) {
  expect({"\n办事受阻\n"});
  hall.accept(1);
  expect({"\n办事受阻：房产证办理\n"});
  hall.act(
      1, "reclassify",
      {{"kind", "matter"}, {"tier", "general"}, {"matter", "不动产登记"}, {"reason", "写错了"}});
  expect({"\n办事受阻：不动产登记\n"});
  expect_none({"房产证办理"});
}

TEST_F(Ticket, OfANewReportIsSmall) {
  EXPECT_LE(page().size(), 9U * 1024U);
}

TEST_F(Ticket, FoldsOnlyWhatAScriptUnfoldsForPaper) {
  dispatch();
  const std::string shown = page();
  const std::size_t fold = shown.find("<details class=\"folded counted\" open>");
  ASSERT_NE(fold, std::string::npos);
  EXPECT_LT(fold, shown.find("id=\"clocks-heading\""));
  EXPECT_EQ(shown.find("<details>"), std::string::npos) << "closed, so it does not print";
}

TEST_F(Ticket, OfACaseInHandSaysSo) {
  dispatch();
  hall.act(1, "sign_for");
  expect({"\n办理中：", "承办单位签收", "限时办理（现在在这一步）", "\n及时转办（已完成）"});
}

TEST_F(Ticket, SaysThatTimeHasRunOut) {
  dispatch();
  hall.clock.set("2026-09-29 17:00");
  expect_none({"已经超过时限"});
  hall.clock.set("2026-09-29 17:01");
  expect({"已经超过时限。"});
}

TEST_F(Ticket, ShowsWhatMaterialsAreMissingAndThatTheClockWaits) {
  dispatch();
  hall.act(1, "sign_for");
  hall.act(1, "ask_materials", {{"list", "请带身份证和购房合同"}});
  expect({"\n等待补充材料", "请您补充材料", "需要补充的材料：请带身份证和购房合同",
          "等待的工作日不计入时限"});
  hall.clock.set("2026-09-28 10:00");
  hall.act(1, "receive_materials");
  expect({"收到补充材料", "9月30日17:00前", "期限顺延1个工作日"});
  expect_none({"等待的工作日不计入时限"});
}

TEST_F(Ticket, SaysUntilWhenThePromisedVisitComes) {
  dispatch();
  hall.act(1, "reply", {{"outcome", "resolved"}, {"reply", "已经办好"}});
  hall.act(1, "feed_back", {{"reply", "请来领取"}, {"channel", "written"}});
  hall.act(1, "close", {{"cause", "other"}});
  expect({"窗口最晚在10月9日（星期五）回访您"});
  hall.clock.set("2026-10-10 09:00");
  expect({"窗口本来应当最晚在10月9日（星期五）回访您，现在还没有回访的记录"});
  hall.act(1, "visit", {{"visit", "电话回访"}});
  expect_none({"最晚在10月9日"});
}

TEST_F(Ticket, ShowsThatTimeWasGivenButNotTheUnitsReasons) {
  dispatch();
  hall.act(1, "ask_extension", {{"workdays", "3"}, {"reason", "要等省厅答复"}});
  expect_none({"要等省厅答复", "申请延期"});
  hall.act(1, "grant_extension");
  expect({"批准延期3个工作日", "经批准延长3个工作日", "10月9日17:00前"});
}

TEST_F(Ticket, ShowsProgressThatIsMeantForTheReporter) {
  dispatch("hard");
  hall.act(1, "sign_for");
  hall.act(1, "progress",
           {{"progress", "已经联系邻县"}, {"statement", "说明"}, {"next", "2026-09-29"}});
  expect({"告知办理进展，下次告知进展的日期：2026年9月29日", "已经联系邻县",
          "下次告知进展：为这件事单独定", "9月29日17:00前"});
}

TEST_F(Ticket, KeepsTheUnitsReplyToTheWindowBack) {
  dispatch();
  reply();
  expect({"\n已有办理结果，窗口正在核实：", "有了办理结果：已经解决", "\n反馈时限："});
  expect_none({"单位给窗口的话"});
}

TEST_F(Ticket, ShowsNoReasonsOfAnAnswerThatWasSentBack) {
  dispatch();
  reply();
  hall.act(1, "send_back", {{"reason", "没有说清楚"}});
  expect({"窗口认为答复还不够，退回继续办理", "\n办理中"});
  expect_none({"没有说清楚"});
}

TEST_F(Ticket, ShowsTheReplyThatIsForTheReporter) {
  dispatch();
  reply();
  hall.act(1, "feed_back", {{"reply", "证已办好，\n请来领取"}, {"channel", "written"}});
  expect({"\n已告知结果", "窗口把结果告诉您（书面）", "答复内容：证已办好，\n请来领取"});
  expect_none({"单位给窗口的话"});
  hall.act(1, "close", {{"cause", "other"}});
  expect({"\n已办结：对结果有意见，可以联系窗口。\n", "评价回访（现在在这一步）"});
  expect_none({"（还没到）"});
}

TEST_F(Ticket, OfAReopenedCaseSaysThatItIsHandledAgain) {
  dispatch();
  reply();
  hall.act(1, "feed_back", {{"reply", "请来领取"}, {"channel", "written"}});
  hall.act(1, "close", {{"cause", "other"}});
  expect_none({"（重新办理）"});
  hall.act(1, "reopen", {{"reason", "证上名字写错了"}});
  expect({"（重新办理）：", "原因：证上名字写错了"});
}

TEST_F(Ticket, OfADeclinedReportSaysWhyAndWhereToGo) {
  hall.act(1, "decline",
           {{"exclusion", "legal_bar"},
            {"explanation", "这件事要由法院判决"},
            {"referral", "legal_aid,hotline"}});
  expect({"\n不予受理", "法律法规明确规定不能办理的事。", "给您的说明：这件事要由法院判决",
          "可以去这里办", "示范县公共法律服务中心：0999-5550018。免费法律咨询和法律援助。",
          "12345。全天接听。", "（不再进行）"});
  EXPECT_NE(tests::link_to(page(), "tel:09995550018"), "");
  expect_none({"预计多久", "（还没到）"});
}

TEST_F(Ticket, OfACaseSentElsewhereSaysWhere) {
  hall.accept(1);
  hall.act(1, "transfer_out", {{"to", "市公积金中心，电话 0999-5559999"}});
  expect({"\n已转送其他机构", "市公积金中心，电话 0999-5559999", "（不再进行）"});
}

TEST_F(Ticket, HidesWhoLookedAtTheIdentity) {
  const store::CaseRecord before = hall.record(1);
  store::NewEvent looked;
  looked.type = cases::EventType::identity_viewed;
  looked.actor = {cases::Actor::Kind::staff, 1, core::Role::front_desk, ""};
  ASSERT_TRUE(
      hall.store.append("demo", 1, before.row.last_seq, {looked},
                        view::refold_with(hall.rules.present(*hall.site()), hall.clock.now())));
  expect_none({"查看反映人身份"});
}

TEST_F(Ticket, EscapesWhatStaffWrote) {
  dispatch();
  hall.act(1, "ask_materials", {{"list", "<script>alert(1)</script>\"'><img src=x>"}});
  EXPECT_TRUE(says(page(), "&lt;script&gt;alert(1)&lt;/script&gt;"));
  expect_none({"<script>alert", "<img src=x"});
}

TEST_F(Ticket, ShowsNothingOfAPartThatWasDestroyed) {
  dispatch();
  hall.act(1, "ask_materials", {{"list", "请带身份证"}});
  ASSERT_TRUE(test::destroy_all(hall.store, "demo", 1));
  expect({"请您补充材料"});
  expect_none({"请带身份证", "需要补充的材料："});
}

TEST_F(Ticket, SaysWhatWasDestroyedAsAnnounced) {
  dispatch();
  reply();
  hall.act(1, "feed_back", {{"reply", "请来领取"}, {"channel", "written"}});
  hall.act(1, "close", {{"cause", "other"}});
  expect({"请来领取"});
  hall.clock.set("2031-09-25 00:00");
  view::DueReport report;
  view::destroy_due(
      hall.services, *hall.site(), 200, [] { return false; }, report);
  ASSERT_EQ(report.cases, 1);
  EXPECT_EQ(citizen.look_up(number).status, 200);
  expect({"已经在2031年9月25日按公布的办法销毁。办理经过还看得到。",
          "保存期满，按公布的期限销毁保存的内容：姓名、电话等身份信息、写下的文字", "已办结"});
  expect_none({"请来领取"});
}

TEST_F(Ticket, IsFoundHoweverTheNumberIsWritten) {
  std::string bare = number;
  std::erase(bare, ' ');
  std::string dashed = number;
  std::replace(dashed.begin(), dashed.end(), ' ', '-');
  std::string wide;
  for (const char digit : bare)
    wide += std::string("\xEF\xBC") + static_cast<char>(0x90 + (digit - 48));
  for (const std::string& typed :
       {bare, dashed, wide, "  " + number + "  ", "查询编号：" + number + "。", "“" + bare + "”",
        number + " 张小明", "http://127.0.0.1:8080/demo/ticket/#n=" + bare})
    EXPECT_EQ(citizen.look_up(typed).status, 200) << typed;
}

TEST_F(Ticket, TellsASlipOfTheFingerFromANumberNobodyHas) {
  const web::Response too_short = citizen.look_up("1234 5678");
  EXPECT_EQ(too_short.status, 422);
  EXPECT_TRUE(says(too_short.body, "您输了8位，查询编号是16位。"));
  EXPECT_EQ(tests::filled_in(too_short.body, "number"), "1234 5678");
  const web::Response serial = citizen.look_up("SF-2026-0001");
  EXPECT_EQ(serial.status, 422);
  EXPECT_TRUE(says(serial.body, "您输的是受理编号，查进度要用查询编号。"));
  const web::Response two = citizen.look_up(number + "\n0000000000005724");
  EXPECT_EQ(two.status, 422);
  EXPECT_TRUE(says(two.body, "有不止一个查询编号，请一次只查一个。"));
  std::string slipped = number;
  slipped[0] = slipped[0] == '9' ? '8' : '9';
  const web::Response wrong_digit = citizen.look_up(slipped);
  EXPECT_EQ(wrong_digit.status, 422);
  EXPECT_TRUE(says(wrong_digit.body, "这个编号里可能有一位数字输错了"));
  EXPECT_EQ(tests::filled_in(wrong_digit.body, "number"), slipped);
  const web::Response empty = citizen.look_up("");
  EXPECT_EQ(empty.status, 422);
  EXPECT_TRUE(says(empty.body, "没有看到数字。"));
  std::string many;
  for (int i = 0; i < 600; ++i) many += "号";
  const web::Response wide = citizen.look_up("a" + many);
  EXPECT_EQ(wide.status, 422);
  EXPECT_TRUE(core::is_valid_utf8(wide.body));
  const web::Response evil = citizen.look_up("\"><script>alert(1)</script>");
  EXPECT_EQ(evil.status, 422);
  EXPECT_FALSE(says(evil.body, "<script>alert"));
}

TEST_F(Ticket, GivesForAnotherSitesNumberTheAnswerForAnUnknownOne) {
  const std::string there = number_on(citizen.report(good_answers(), "pingyi"));
  const std::string unknown =
      cases::in_fours(cases::make_ticket_number("nobody's", hall.services.portal_keys.ticket));
  web::Response foreign = citizen.look_up(there);
  const web::Response none = citizen.look_up(unknown);
  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(none.status, 404);
  EXPECT_EQ(foreign.headers, none.headers);
  foreign.body.replace(foreign.body.find(there), there.size(), unknown);
  EXPECT_EQ(foreign.body, none.body);
  EXPECT_TRUE(says(none.body, "这个网站没有这个编号的记录。"));
  EXPECT_EQ(citizen.look_up(there, "pingyi").status, 200);
}

TEST_F(Ticket, CountsNeitherGoodNumbersNorSlipsOfTheFinger) {
  for (int i = 0; i < kWrongNumbersPerAddress.most + 5; ++i) {
    ASSERT_EQ(citizen.look_up(number).status, 200);
    ASSERT_EQ(citizen.look_up("123").status, 422);
  }
  EXPECT_EQ(citizen.look_up(number).hold_for, std::chrono::seconds(0));
}

TEST_F(Ticket, SaysThatTheStoreDoesNotAnswerAndKeepsTheNumber) {
  hall.store.refuse_reads = core::FailureCode::busy;
  const web::Response page = citizen.look_up(number);
  EXPECT_EQ(page.status, 503);
  EXPECT_FALSE(page.header("Retry-After").empty());
  EXPECT_TRUE(says(page.body, "系统暂时查不了，请过几分钟再试。您的反映不受影响。"));
  EXPECT_EQ(tests::filled_in(page.body, "number"), number);
  EXPECT_FALSE(says(page.body, handler::testing::FaultyStore::kSecret));
}

TEST_F(Ticket, FormIsEmptyAtFirstAndPutsNoNumberIntoAnAddress) {
  const web::Response form = citizen.get("demo/ticket");
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(tests::asks_for(form.body, "number"));
  EXPECT_FALSE(says(form.body, "error-summary"));
  EXPECT_EQ(citizen.get("demo/ticket?number=" + web::url_encoded(number)).body, form.body);
}

}  // namespace
}  // namespace handler::portal::testing
