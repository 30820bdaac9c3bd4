// The reporter's actions with the number: results, refusals and mistakes.
#include "tests/handler/portal/ticket_fixture.h"

namespace handler::portal::testing {
namespace {

using TicketAction = TicketFixture;

TEST_F(TicketAction, IsOfferedAsTheCaseAllowsIt) {
  EXPECT_TRUE(offers(page(), "withdraw"));
  EXPECT_FALSE(offers(page(), "urge"));
  dispatch();
  EXPECT_TRUE(offers(page(), "urge"));
  hall.act(1, "ask_materials", {{"list", "请带购房合同"}});
  EXPECT_TRUE(offers(page(), "send_materials"));
  EXPECT_FALSE(offers(page(), "evaluate"));
}

TEST_F(TicketAction, EvaluationIsGivenOnceAndSaidPlainly) {
  close();
  const web::Response done =
      send("evaluate",
           with(with(confirmed("evaluate"), "grade", "satisfied"), "words", "小马办事很耐心"));
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(says(done.body, "已经记录 - 查进度"));
  EXPECT_TRUE(says(done.body, "您的评价已经记录，窗口能看到。"));
  EXPECT_TRUE(says(done.body, "这次办理的评价是“满意”。评价只能给一次，已经记录，不能再改。"));
  EXPECT_FALSE(says(done.body, "小马办事很耐心"));
  EXPECT_FALSE(offers(done.body, "evaluate"));
  EXPECT_EQ(last_event().type, cases::EventType::evaluated);
  EXPECT_EQ(last_event().actor.kind, cases::Actor::Kind::reporter);
  EXPECT_EQ(last_event().data.at("grade"), "satisfied");
  EXPECT_EQ(sealed_text("words"), "小马办事很耐心");
  EXPECT_EQ(hall.doubts(), "");
}

TEST_F(TicketAction, AnUnhappyEvaluationSaysWhatTheWindowOwes) {
  close();
  EXPECT_TRUE(says(send("evaluate", with(confirmed("evaluate"), "grade", "dissatisfied")).body,
                   "您的评价已经记录。窗口要整改，怎么改的会写在这一页上。"));
}

TEST_F(TicketAction, MaterialsEndTheWaitAndAreReadByTheDeskAlone) {
  ask_materials();
  EXPECT_TRUE(reads(page(), "窗口请您补充\n请带购房合同"));
  const web::Response done = act("send_materials", "materials", "合同编号甲零七");
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(says(done.body, "您补充的内容已经记录，窗口能看到。"));
  EXPECT_TRUE(says(done.body, "您补充材料"));
  EXPECT_TRUE(says(done.body, "写的话已经加密送给窗口，只有工作人员能看到"));
  EXPECT_FALSE(says(done.body, "合同编号甲零七"));
  EXPECT_EQ(hall.record(1).row.values.state, "dispatched");
  EXPECT_EQ(sealed_text("materials"), "合同编号甲零七");
}

TEST_F(TicketAction, ReopeningIsAskedForOnce) {
  close();
  const web::Response done = act("ask_reopening", "words", "证上名字写错了");
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(says(done.body, "您的申请已经记录。"));
  EXPECT_TRUE(says(done.body, "重新办理的申请已经记录，正在等窗口答复。"));
  EXPECT_FALSE(offers(done.body, "ask_reopening"));
  EXPECT_EQ(sealed_text("words"), "证上名字写错了");
}

TEST_F(TicketAction, UrgingIsDoneOnceADay) {
  dispatch();
  const web::Response done = act("urge");
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(says(done.body, "您的催办已经记录"));
  EXPECT_TRUE(says(done.body, "今天已经催办，窗口和承办单位都能看到。"));
  EXPECT_TRUE(says(done.body, "您催办"));
  EXPECT_FALSE(offers(done.body, "urge"));
  hall.clock.pass(std::chrono::hours(24));
  EXPECT_TRUE(offers(page(), "urge"));
  EXPECT_FALSE(says(page(), "今天已经催办"));
}

TEST_F(TicketAction, WithdrawalAsksOnceMoreBeforeItIsFinal) {
  const std::size_t before = event_count();
  const web::Response asked = act("withdraw", "words", "家里已经解决了");
  EXPECT_EQ(asked.status, 200);
  for (const char* words : {"确定要撤回吗？", "撤回以后，窗口不再办理这件事。", "撤回不能取消。",
                            "现在还没有撤回。", "家里已经解决了"}) {
    EXPECT_TRUE(says(asked.body, words)) << words;
  }
  EXPECT_EQ(event_count(), before);
  const web::Response back = send("withdraw", with(hidden_fields(asked.body), "step", "edit"));
  EXPECT_EQ(kept(back.body, "withdraw", "words"), "家里已经解决了");
  EXPECT_EQ(event_count(), before);
  const web::Response done = send("withdraw", with(hidden_fields(asked.body), "step", "confirm"));
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(says(done.body, "这件事已经撤回，窗口不再办理。"));
  EXPECT_TRUE(reads(done.body, "已撤回"));
  EXPECT_EQ(hall.record(1).row.values.state, "withdrawn");
  EXPECT_EQ(sealed_text("words"), "家里已经解决了");
}

TEST_F(TicketAction, ARatingAsksOnceMoreBeforeItIsFinal) {
  close();
  const std::size_t before = event_count();
  const web::Response asked = send(
      "evaluate", with(with(form("evaluate"), "grade", "dissatisfied"), "words", "名字印错了"));
  EXPECT_EQ(asked.status, 200);
  for (const char* words : {"确定这样评价吗？", "评价只能给一次，提交以后不能改。",
                            "现在还没有提交。", "您的评价\n不满意\n", "名字印错了"}) {
    EXPECT_TRUE(reads(asked.body, words)) << words;
  }
  EXPECT_EQ(event_count(), before);
  const web::Response back = send("evaluate", with(hidden_fields(asked.body), "step", "edit"));
  EXPECT_EQ(kept(back.body, "evaluate", "words"), "名字印错了");
  EXPECT_EQ(kept(back.body, "evaluate", "grade"), "dissatisfied");
  EXPECT_EQ(event_count(), before);
  const web::Response done = send("evaluate", with(hidden_fields(asked.body), "step", "confirm"));
  EXPECT_TRUE(says(done.body, "您的评价已经记录。"));
  EXPECT_EQ(last_event().data.at("grade"), "dissatisfied");
  EXPECT_EQ(sealed_text("words"), "名字印错了");
}

TEST_F(TicketAction, UrgingBeforeThereIsAUnitNamesNone) {
  hall.clock.set("2026-09-28 10:00");
  EXPECT_TRUE(reads(page(), "一天一次。窗口能看到。"));
  const web::Response done = act("urge");
  EXPECT_TRUE(reads(done.body, "您的催办已经记录，窗口能看到。"));
  EXPECT_TRUE(reads(done.body, "今天已经催办，窗口能看到。"));
  EXPECT_FALSE(reads(done.body, "承办单位都能看到"));
}

TEST_F(TicketAction, IsNamedOnItsButton) {
  close();
  EXPECT_TRUE(reads(page(), "\n提交评价\n"));
  EXPECT_TRUE(reads(page(), "\n提交申请\n"));
}

TEST_F(TicketAction, AMistakeIsSaidBesideItsFieldAndKeepsTheWords) {
  close();
  const web::Response page = act("evaluate", "words", "写了一半");
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(tests::link_to(page.body, "#field-evaluate-grade"), "您的评价：请选一个。");
  EXPECT_TRUE(says(page.body, "<fieldset aria-describedby=\"mistake-evaluate-grade\">"));
  EXPECT_TRUE(says(page.body, "id=\"mistake-evaluate-grade\""));
  EXPECT_EQ(kept(page.body, "evaluate", "words"), "写了一半");
  EXPECT_TRUE(says(page.body, "有几处需要改一下 - 查进度"));
  const web::Response unknown = act("evaluate", "grade", "splendid");
  EXPECT_EQ(unknown.status, 422);
  EXPECT_TRUE(says(unknown.body, "请从列出的选项里选择。"));
}

TEST_F(TicketAction, ATextThatIsTooLongComesBackWhole) {
  ask_materials();
  std::string text;
  for (int i = 0; i < 4001; ++i) text += "字";
  const web::Response page = act("send_materials", "materials", text);
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(kept(page.body, "send_materials", "materials"), text);
  EXPECT_TRUE(says(page.body,
                   "aria-describedby=\"hint-send_materials-materials "
                   "mistake-send_materials-materials\""));
}

TEST_F(TicketAction, ThatIsNotPossibleAnyMoreIsRefusedAndTheWordsCanBeCopied) {
  ask_materials();
  const Form opened = with(form("send_materials"), "materials", "合同编号甲零七");
  hall.act(1, "receive_materials");
  const std::size_t before = event_count();
  const web::Response page = send("send_materials", opened);
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(says(page.body, "刚才的操作没有记录"));
  EXPECT_TRUE(says(page.body, "不能再做这个操作"));
  EXPECT_TRUE(reads(page.body, "　收到补充材料\n"));
  EXPECT_TRUE(reads(page.body, "合同编号甲零七\n"));
  EXPECT_EQ(event_count(), before);
}

TEST_F(TicketAction, SaysOfEachRefusalWhy) {
  dispatch();
  const Form urge = form("urge");
  ASSERT_EQ(send("urge", urge).status, 200);
  const Form again = with(urge, "token", value_of(form("withdraw"), "token"));
  EXPECT_TRUE(says(send("urge", again).body, "今天已经催办过了，窗口会看到。"));
  EXPECT_EQ(send("evaluate", with(again, "grade", "satisfied")).status, 409);
  hall.act(1, "reply", {{"outcome", "resolved"}, {"reply", "已经办好"}});
  hall.act(1, "feed_back", {{"reply", "请来领取"}, {"channel", "written"}});
  hall.act(1, "close", {{"cause", "other"}});
  ASSERT_EQ(send("evaluate", with(confirmed("evaluate"), "grade", "satisfied")).status, 200);
  ASSERT_EQ(act("ask_reopening", "words", "还没好").status, 200);
  EXPECT_TRUE(says(send("evaluate", with(again, "grade", "satisfied")).body, "已经评价过了。"));
  EXPECT_TRUE(says(send("ask_reopening", with(again, "words", "再说一遍")).body,
                   "已经申请过重新办理，正在等窗口答复。"));
}

TEST_F(TicketAction, IsNotOfferedWhereThePolicyLacksIt) {
  tests::PublishedSites sites(handler::testing::source_folder(), {"demo"});
  sites.republish("demo", "policy.yaml", "reopening: true", "reopening: false");
  HandlerFixture other(sites.root());
  const PortalFixture reporter(other);
  const std::string held = number_on(reporter.report());
  other.accept(1);
  other.act(1, "dispatch", {{"unit", "housing"}});
  other.act(1, "reply", {{"outcome", "resolved"}, {"reply", "已经办好"}});
  other.act(1, "feed_back", {{"reply", "请来领取"}, {"channel", "written"}});
  other.act(1, "close", {{"cause", "other"}});
  const std::string shown = reporter.look_up(held).body;
  EXPECT_FALSE(offers(shown, "ask_reopening"));
  const Form filled = with(form_on(shown, "evaluate"), "words", "没办好");
  const web::Response page = reporter.post("demo/ticket/ask_reopening", filled);
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(says(page.body, "这件事按制度不能重新办理，可以再提交一次反映。"));
}

TEST_F(TicketAction, EscapesWhatWasTyped) {
  const web::Response asked = act("withdraw", "words", "</textarea><script>alert(1)</script>");
  EXPECT_FALSE(says(asked.body, "<script>alert"));
  const web::Response back = send("withdraw", with(hidden_fields(asked.body), "step", "edit"));
  EXPECT_FALSE(says(back.body, "<script>alert"));
  EXPECT_TRUE(says(back.body, "&lt;script&gt;alert(1)"));
}

TEST_F(TicketAction, AskedForByItsAddressIsTheEmptyForm) {
  EXPECT_EQ(citizen.get("demo/ticket/evaluate").body, citizen.get("demo/ticket").body);
  EXPECT_EQ(citizen.get("demo/ticket/close").status, 404);
  EXPECT_EQ(citizen.post("demo/ticket/close", {{"number", number}}).status, 404);
}

TEST_F(TicketAction, StaysInLargeType) {
  dispatch();
  const std::string page = citizen.post("demo/large/ticket", {{"number", number}}).body;
  EXPECT_TRUE(says(page, "action=\"/handle/demo/large/ticket/urge\""));
  const web::Response done = citizen.post("demo/large/ticket/urge", form_on(page, "urge"));
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(says(done.body, "<html lang=\"zh-CN\" class=\"large\">"));
}

}  // namespace
}  // namespace handler::portal::testing
