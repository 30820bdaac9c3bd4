// A number known to staff, and a merged case: what the reporter sees and can do.
#include "handler/casework/recording.h"
#include "handler/casework/submission.h"
#include "tests/handler/portal/ticket_fixture.h"

namespace handler::portal::testing {
namespace {

class Number : public TicketFixture {
 protected:
  // Staff issued another number and have seen it.
  void known() {
    const std::string nonce = hall.randomness.bytes(16);
    hall.act(1, "reissue_number", {{"check", "id_card"}, {"reason", "回执丢了"}}, nonce);
    number = view::ticket_number_of(hall.services, *hall.site(), nonce);
  }
  web::Response look(const std::string& which) const { return citizen.look_up(which); }
};

TEST_F(Number, OfOnesOwnIsNotChanged) {
  EXPECT_FALSE(offers(page(), "change_number"));
  EXPECT_FALSE(says(page(), "工作人员也知道"));
}

TEST_F(Number, IsShownBeforeTheOldOneDies) {
  known();
  EXPECT_TRUE(says(page(), "工作人员也知道"));
  const web::Response fresh = act("change_number");
  EXPECT_EQ(fresh.status, 200);
  EXPECT_TRUE(says(fresh.body, "请先记下新的查询编号"));
  const std::string next = number_on(fresh);
  EXPECT_EQ(next.size(), 19U);
  EXPECT_NE(next, number);
  EXPECT_TRUE(says(fresh.body, "data-copy=\"ticket-number\""));
  std::string digits = next;
  std::erase(digits, ' ');
  EXPECT_EQ(tests::link_to(fresh.body, "/demo/ticket/#n=" + digits),
            "http://localhost:8080/demo/ticket/");
  EXPECT_EQ(look(number).status, 200);
  EXPECT_EQ(look(next).status, 404);
}

TEST_F(Number, IsChangedAndTheOldOneDies) {
  known();
  const web::Response fresh = act("change_number");
  const std::string next = number_on(fresh);
  const web::Response done =
      send("change_number", with(hidden_fields(fresh.body), "step", "confirm"));
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(says(done.body, "查询编号已经换好"));
  EXPECT_TRUE(says(done.body, next));
  EXPECT_FALSE(offers(done.body, "change_number"));
  EXPECT_EQ(look(number).status, 404);
  EXPECT_EQ(look(next).status, 200);
  EXPECT_FALSE(says(look(next).body, "工作人员也知道"));
  EXPECT_TRUE(says(look(next).body, "您更换查询编号"));
  EXPECT_EQ(hall.doubts(), "");
}

TEST_F(Number, IsTheSameWhenTheFormComesTwice) {
  known();
  const web::Response fresh = act("change_number");
  const Form confirmed = with(hidden_fields(fresh.body), "step", "confirm");
  send("change_number", confirmed);
  const std::size_t events = event_count();
  const web::Response again = send("change_number", confirmed);
  EXPECT_TRUE(says(again.body, "查询编号已经换好"));
  EXPECT_TRUE(says(again.body, number_on(fresh)));
  EXPECT_EQ(event_count(), events);
}

TEST_F(Number, StaysIfTheReporterGoesBack) {
  known();
  const web::Response fresh = act("change_number");
  send("change_number", with(hidden_fields(fresh.body), "step", "edit"));
  EXPECT_EQ(look(number).status, 200);
}

class Merged : public TicketFixture {
 protected:
  // The reporter's case is merged into a case of another reporter.
  Merged() {
    main = hall.report();
    hall.accept(main);
    hall.act(1, "merge", {{"into", std::to_string(main)}, {"reason", "内部说明"}});
    hall.clock.pass(std::chrono::minutes(1));
  }
  cases::CaseId main = 0;
};

TEST_F(Merged, TheNumberStillWorksAndShowsTheMainCasesProgress) {
  hall.act(main, "dispatch", {{"unit", "housing"}});
  const std::string shown = page();
  for (const char* words :
       {"窗口把两件合在一起办理", "已转交，等待签收", "转交承办单位办理：示范县住房和城乡建设局",
        "提交反映", "与反映同一情况的另一件事项合并办理"})
    EXPECT_TRUE(says(shown, words)) << words;
  EXPECT_FALSE(says(shown, "内部说明"));
  EXPECT_FALSE(offers(shown, "withdraw"));
}

TEST_F(Merged, NothingIsShownThatWasWrittenToOrByTheOtherReporter) {
  hall.act(main, "progress", {{"progress", "您父亲的证快好了"}, {"next", "2026-09-29"}});
  hall.act(main, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好"}});
  hall.act(main, "feed_back", {{"reply", "请您父亲来领取"}, {"channel", "written"}});
  const std::string shown = page();
  EXPECT_TRUE(says(shown, "告知办理进展"));
  EXPECT_TRUE(says(shown, "已告知结果"));
  for (const char* other : {"您父亲", "领取", "SF-2026-0001", "窗口已经把结果告诉您"})
    EXPECT_FALSE(says(shown, other)) << other;
}

TEST_F(Merged, WhatTheWindowTellsThisReporterIsShown) {
  EXPECT_TRUE(reads(page(), "已受理：窗口也会把结果告诉您。"));
  hall.act(1, "tell_merged", {{"reply", "两件一起办好了"}, {"channel", "written"}});
  EXPECT_TRUE(says(page(), "两件一起办好了"));
  EXPECT_TRUE(reads(page(), "已受理：窗口给您的答复写在下面。"));
  EXPECT_FALSE(says(page(), "窗口也会把结果告诉您"));
}

TEST_F(Merged, OnlyTheMainCaseTellsOfAnotherCalendar) {
  const cases::PlannedEvent settled{.type = cases::EventType::calendar_settled,
                                    .data = {{"works", core::Json::object()},
                                             {"rests", {{"2026-10-08", "停电"}}},
                                             {"local", core::Json::array({"2026-10-08"})},
                                             {"years", core::Json::array()},
                                             {"closures", core::Json::array({"停电"})}},
                                    .texts = {},
                                    .by_system = true};
  const auto told = [&](cases::CaseId id) {
    const auto site = hall.site();
    const view::FoldedCase open = view::fold_case(hall.services, *site, id).value();
    EXPECT_TRUE(view::record(hall.services, *site, open, {}, {settled}));
    return says(page(), "因为“停电”");
  };
  EXPECT_FALSE(told(1));
  EXPECT_TRUE(told(main));
}

TEST_F(Merged, AChainOfMergesIsFollowedToItsEnd) {
  const cases::CaseId last = hall.report();
  hall.accept(last);
  hall.act(main, "merge", {{"into", std::to_string(last)}, {"reason", "内部说明"}});
  hall.clock.pass(std::chrono::minutes(1));
  hall.act(last, "dispatch", {{"unit", "taxation"}});
  EXPECT_TRUE(says(page(), "转交承办单位办理：示范县税务局"));
}

}  // namespace
}  // namespace handler::portal::testing
