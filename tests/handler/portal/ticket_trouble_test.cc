// Conflicts and failures of reporter actions: another writer, a second click, a stranger, a limit,
// a failing store. Typed values are kept, and each action is recorded once.
#include "handler/cases/ticket_number.h"
#include "handler/portal/limits.h"
#include "handler/portal/number_guard.h"
#include "tests/handler/portal/ticket_fixture.h"

namespace handler::portal::testing {
namespace {

using TicketTrouble = TicketFixture;

// The page of a form that was confirmed and not recorded, sent by its button.
Form sent_again(const web::Response& page) {
  EXPECT_TRUE(says(page.body, "name=\"step\" value=\"confirm\""));
  return with(hidden_fields(page.body), "step", "confirm");
}

TEST_F(TicketTrouble, AfterSomebodyElsesShowsTheNewStateAndKeepsTheWords) {
  close();
  const Form opened = with(with(confirmed("evaluate"), "grade", "satisfied"), "words", "很耐心");
  hall.act(1, "visit", {{"visit", "电话回访"}});
  const std::size_t before = event_count();
  const web::Response page = send("evaluate", opened);
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(says(page.body, "您打开这一页以后，这件事有了新的情况。"));
  EXPECT_TRUE(reads(page.body, "　回访\n"));
  EXPECT_TRUE(reads(page.body, "很耐心\n"));
  EXPECT_EQ(kept(page.body, "evaluate", "grade"), "satisfied");
  EXPECT_EQ(event_count(), before);
  const Form once_more = with(form_on(page.body, "evaluate"), "grade", "satisfied");
  EXPECT_EQ(send("evaluate", with(once_more, "step", "confirm")).status, 200);
  EXPECT_EQ(last_event().type, cases::EventType::evaluated);
}

TEST_F(TicketTrouble, IsNotDisturbedByWhatTheReporterNeverSees) {
  dispatch();
  const Form opened = form("urge");
  hall.act(1, "ask_extension", {{"workdays", "3"}, {"reason", "要等省厅答复"}});
  EXPECT_EQ(send("urge", opened).status, 200);
}

TEST_F(TicketTrouble, SentTwiceIsRecordedOnce) {
  close();
  const Form filled = with(confirmed("evaluate"), "grade", "satisfied");
  ASSERT_EQ(send("evaluate", filled).status, 200);
  const std::size_t after = event_count();
  const web::Response again = send("evaluate", filled);
  EXPECT_EQ(again.status, 200);
  EXPECT_TRUE(says(again.body, "您的评价已经记录"));
  EXPECT_EQ(event_count(), after);
}

TEST_F(TicketTrouble, SentTwiceAtOnceIsRecordedOnce) {
  close();
  const Form filled = with(confirmed("evaluate"), "grade", "satisfied");
  const std::size_t before = event_count();
  hall.store.after_record = [&] { EXPECT_EQ(send("evaluate", filled).status, 200); };
  const web::Response slower = send("evaluate", filled);
  EXPECT_EQ(slower.status, 200);
  EXPECT_TRUE(says(slower.body, "您的评价已经记录"));
  EXPECT_EQ(event_count(), before + 1);
}

TEST_F(TicketTrouble, OvertakenWhileItIsRecordedKeepsTheWords) {
  close();
  const Form filled = with(with(confirmed("evaluate"), "grade", "satisfied"), "words", "很耐心");
  hall.store.after_record = [&] { hall.act(1, "visit", {{"visit", "电话回访"}}); };
  const web::Response page = send("evaluate", filled);
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(reads(page.body, "　回访\n"));
  EXPECT_TRUE(reads(page.body, "很耐心\n"));
  EXPECT_EQ(last_event().type, cases::EventType::visited);
}

TEST_F(TicketTrouble, NeedsATokenOfOursThatIsFresh) {
  close();
  const Form filled = with(with(confirmed("evaluate"), "grade", "satisfied"), "words", "很耐心");
  const std::size_t before = event_count();
  hall.clock.pass(std::chrono::hours(25));
  for (const Form& sent : {filled, with(filled, "token", ""), with(filled, "token", "x.y")}) {
    const web::Response page = send("evaluate", sent);
    EXPECT_EQ(page.status, 409);
    EXPECT_TRUE(says(page.body, "这一页停留得太久。"));
    EXPECT_TRUE(reads(page.body, "很耐心\n"));
  }
  EXPECT_EQ(event_count(), before);
}

TEST_F(TicketTrouble, NeedsToHaveSeenThisCase) {
  close();
  const Form filled = with(confirmed("evaluate"), "grade", "satisfied");
  for (const char* seen : {"", "99999", "-1", "1x"})
    EXPECT_EQ(send("evaluate", with(filled, "seen", seen)).status, 409) << seen;
}

TEST_F(TicketTrouble, NeedsTheNumber) {
  close();
  const Form filled = with(confirmed("evaluate"), "grade", "satisfied");
  EXPECT_EQ(send("evaluate", with(filled, "number", "1234")).status, 422);
  const std::string nobodys =
      cases::make_ticket_number("nobody's", hall.services.portal_keys.ticket);
  EXPECT_EQ(send("evaluate", with(filled, "number", nobodys)).status, 404);
  EXPECT_EQ(citizen.post("pingyi/ticket/evaluate", filled).status, 404);
}

TEST_F(TicketTrouble, KeepsTheWordsWhenTooManyNumbersWait) {
  close();
  const Form filled = with(with(confirmed("evaluate"), "grade", "satisfied"), "words", "很耐心");
  for (int i = 0; i < kWrongNumbersPerAddress.most + kMostWaits; ++i) {
    const std::string wrong =
        cases::make_ticket_number(std::to_string(i), hall.services.portal_keys.ticket);
    ASSERT_EQ(send("evaluate", with(filled, "number", wrong)).status, 404) << i;
  }
  const web::Response page = send("evaluate", filled);
  EXPECT_EQ(page.status, 429);
  EXPECT_EQ(page.header("Retry-After"), "2");
  EXPECT_TRUE(says(page.body, "又有好几个人正在等，这一次没有记录。"));
  EXPECT_TRUE(reads(page.body, "\n很耐心\n"));
  hall.clock.pass(kNumberWait);
  EXPECT_EQ(send("evaluate", sent_again(page)).status, 200);
  EXPECT_EQ(last_event().type, cases::EventType::evaluated);
}

TEST_F(TicketTrouble, IsLimitedByAddressAndCanBeSentAgainLater) {
  close();
  web::Request neighbour;
  neighbour.remote_address = citizen.address;
  for (int i = 0; i < kActionsPerAddress.most; ++i) {
    ASSERT_TRUE(
        count_within(hall.services, kActionsPerAddress, caller_of(hall.services, neighbour)));
  }
  const std::size_t before = event_count();
  const web::Response page =
      send("evaluate", with(with(confirmed("evaluate"), "grade", "satisfied"), "words", "很耐心"));
  EXPECT_EQ(page.status, 429);
  // The report took two seconds of the hour.
  EXPECT_EQ(page.header("Retry-After"), "3598");
  EXPECT_TRUE(says(page.body, "从您所在的网络提交的次数太多，这一次没有记录。"));
  EXPECT_TRUE(says(page.body, "请过60分钟再按“再提交一次”"));
  EXPECT_EQ(event_count(), before);
  hall.clock.pass(std::chrono::seconds(kActionsPerAddress.window_seconds));
  EXPECT_EQ(send("evaluate", sent_again(page)).status, 200);
  EXPECT_EQ(last_event().type, cases::EventType::evaluated);
  EXPECT_EQ(sealed_text("words"), "很耐心");
}

TEST_F(TicketTrouble, CanBeSentAgainWhenTheStoreDidNotAnswer) {
  close();
  const Form filled = with(with(confirmed("evaluate"), "grade", "satisfied"), "words", "很耐心");
  hall.store.refuse_reads = core::FailureCode::busy;
  EXPECT_EQ(send("evaluate", filled).status, 503);
  hall.store.refuse_reads.reset();
  hall.store.refuse_writes = core::FailureCode::disk_full;
  const web::Response page = send("evaluate", filled);
  EXPECT_EQ(page.status, 503);
  EXPECT_TRUE(says(page.body, "不能确定有没有记录"));
  EXPECT_FALSE(says(page.body, handler::testing::FaultyStore::kSecret));
  hall.store.refuse_writes.reset();
  const web::Response back = send("evaluate", with(hidden_fields(page.body), "step", "edit"));
  EXPECT_EQ(back.status, 200);
  EXPECT_EQ(kept(back.body, "evaluate", "words"), "很耐心");
  EXPECT_TRUE(says(page.body, "name=\"step\" value=\"edit\">返回修改<"));
  EXPECT_EQ(send("evaluate", sent_again(page)).status, 200);
  EXPECT_EQ(last_event().type, cases::EventType::evaluated);
  EXPECT_EQ(sealed_text("words"), "很耐心");
}

TEST_F(TicketTrouble, WithdrawalThatWasConfirmedIsNotAskedForAgainAfterAFailure) {
  Form confirmed = with(hidden_fields(act("withdraw").body), "step", "confirm");
  hall.store.refuse_writes = core::FailureCode::busy;
  const web::Response page = send("withdraw", confirmed);
  EXPECT_EQ(page.status, 503);
  EXPECT_TRUE(says(page.body, "name=\"step\" value=\"confirm\""));
}

}  // namespace
}  // namespace handler::portal::testing
