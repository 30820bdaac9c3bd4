// Guessed ticket numbers: after twenty wrong ones each number waits, right or wrong alike, and is
// refused only when too many wait or too much was tried.
#include "handler/portal/number_guard.h"

#include "handler/cases/ticket_number.h"
#include "tests/handler/portal/ticket_fixture.h"

namespace handler::portal::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class NumberGuard : public TicketFixture {
 protected:
  std::string wrong(int which) {
    return cases::make_ticket_number(std::to_string(which), hall.services.portal_keys.ticket);
  }

  // `count` wrong numbers that are answered without a wait.
  void guess(int count) {
    for (int i = 0; i < count; ++i) ASSERT_EQ(citizen.look_up(wrong(i)).status, 404) << i;
  }

  // A browser at a handler that runs as CGI, on the page that asks it to wait.
  web::Response after_wait(const web::Response& page, milliseconds wait = seconds(2)) {
    EXPECT_TRUE(asks_to_wait(page));
    hall.clock.pass(wait);
    return citizen.post("demo/ticket", hidden_fields(page.body));
  }
  static bool asks_to_wait(const web::Response& page) {
    return page.status == 200 && says(page.body, "data-again") && says(page.body, ">继续</button>");
  }
};

TEST_F(NumberGuard, LetsTwentyWrongNumbersPassAndThenEachNumberWaitsRightOrWrong) {
  guess(kWrongNumbersPerAddress.most);
  const web::Response right = citizen.look_up(number);
  EXPECT_EQ(right.status, 200);
  EXPECT_EQ(right.hold_for, seconds(2));
  const web::Response none = citizen.look_up(wrong(999));
  EXPECT_EQ(none.status, 404);
  EXPECT_EQ(none.hold_for, seconds(2));
}

TEST_F(NumberGuard, HoldsNothingBackBefore) {
  guess(kWrongNumbersPerAddress.most - 1);
  EXPECT_EQ(citizen.look_up(number).hold_for, seconds(0));
  EXPECT_EQ(citizen.look_up("123").hold_for, seconds(0));
}

TEST_F(NumberGuard, LeavesOtherAddressesAndTheNextTenMinutesAlone) {
  guess(kWrongNumbersPerAddress.most);
  citizen.address = "203.0.113.78";
  EXPECT_EQ(citizen.look_up(number).hold_for, seconds(0));
  citizen.address = "203.0.113.77";
  hall.clock.pass(seconds(kWrongNumbersPerAddress.window_seconds));
  EXPECT_EQ(citizen.look_up(number).hold_for, seconds(0));
}

TEST_F(NumberGuard, LetsFourWaitAtOnceAndTellsTheFifthSo) {
  guess(kWrongNumbersPerAddress.most);
  for (int i = 0; i < kMostWaits; ++i) EXPECT_EQ(citizen.look_up(wrong(i)).status, 404) << i;
  const web::Response fifth = citizen.look_up(number);
  EXPECT_EQ(fifth.status, 429);
  EXPECT_EQ(fifth.hold_for, seconds(0));
  EXPECT_EQ(fifth.header("Retry-After"), "2");
  EXPECT_TRUE(says(fifth.body, "又有好几个人正在等。请过几秒再试"));
  EXPECT_TRUE(says(fifth.body, "0999-5550001"));
  EXPECT_EQ(tests::filled_in(fifth.body, "number"), number);
  hall.clock.pass(seconds(2));
  EXPECT_EQ(citizen.look_up(number).status, 200);
}

// A right number must not be told from a wrong one by a refusal.
TEST_F(NumberGuard, RefusesRightAndWrongNumbersAlike) {
  guess(kWrongNumbersPerAddress.most);
  for (int i = 0; i < kMostWaits; ++i) citizen.look_up(wrong(i));
  web::Response right = citizen.look_up(number);
  const std::string other = cases::in_fours(wrong(1));
  const web::Response none = citizen.look_up(other);
  right.body.replace(right.body.find(number), number.size(), other);
  EXPECT_EQ(right.status, none.status);
  EXPECT_EQ(right.headers, none.headers);
  EXPECT_EQ(right.body, none.body);
}

TEST_F(NumberGuard, RefusesAfterThreeHundredTriesInTenMinutesAndSaysForHowLong) {
  guess(kWrongNumbersPerAddress.most);
  const int waited = 300 - kWrongNumbersPerAddress.most;
  for (int i = 0; i < waited; ++i) {
    if (i % kMostWaits == 0) hall.clock.pass(seconds(2));
    ASSERT_EQ(citizen.look_up(i == 100 ? number : wrong(i)).hold_for, seconds(2)) << i;
  }
  hall.clock.pass(seconds(2));
  const web::Response page = citizen.look_up(number);
  EXPECT_EQ(page.status, 429);
  // The report took two seconds, the tries 142.
  EXPECT_EQ(page.header("Retry-After"), "456");
  EXPECT_TRUE(says(page.body, "从您所在的网络查询的次数太多，请过8分钟再试"));
  EXPECT_TRUE(says(page.body, "0999-5550001"));
  hall.clock.pass(seconds(456));
  EXPECT_EQ(citizen.look_up(number).status, 200);
}

TEST_F(NumberGuard, CountsTheNumbersOfActionsTooAndLetsARightOneAct) {
  close();
  const Form filled = with(confirmed("evaluate"), "grade", "satisfied");
  for (int i = 0; i < kWrongNumbersPerAddress.most; ++i)
    ASSERT_EQ(send("evaluate", with(filled, "number", wrong(i))).status, 404) << i;
  const web::Response none = send("evaluate", with(filled, "number", wrong(99)));
  EXPECT_EQ(none.hold_for, seconds(2));
  const web::Response done = send("evaluate", filled);
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(done.hold_for, seconds(2));
  EXPECT_TRUE(says(done.body, "您的评价已经记录"));
}

TEST_F(NumberGuard, CountsAnIpv6SubscriberByTheFirst64Bits) {
  citizen.address = "2001:db8:1:1::1";
  guess(kWrongNumbersPerAddress.most);
  citizen.address = "2001:db8:1:1:ffff::2";
  EXPECT_EQ(citizen.look_up(number).hold_for, seconds(2));
  citizen.address = "2001:db8:1:2::1";
  EXPECT_EQ(citizen.look_up(number).hold_for, seconds(0));
}

TEST_F(NumberGuard, CountsAnIpv6NetworkByTheFirst48Bits) {
  const int subscribers = kWrongNumbersPerAddress.most_of_network / kWrongNumbersPerAddress.most;
  for (int i = 0; i < subscribers; ++i) {
    citizen.address = "2001:db8:1:" + std::to_string(i) + "::1";
    guess(kWrongNumbersPerAddress.most);
  }
  citizen.address = "2001:db8:1:ffff::1";
  EXPECT_EQ(citizen.look_up(number).hold_for, seconds(2));
  citizen.address = "2001:db8:2:ffff::1";
  EXPECT_EQ(citizen.look_up(number).hold_for, seconds(0));
}

// -- a full disk or a locked database

TEST_F(NumberGuard, CountsInMemoryWhatTheDatabaseDoesNotTake) {
  hall.store.refuse_writes = core::FailureCode::disk_full;
  guess(kWrongNumbersPerAddress.most);
  EXPECT_EQ(citizen.look_up(number).hold_for, seconds(2));
  EXPECT_EQ(citizen.look_up(wrong(99)).hold_for, seconds(2));
}

TEST_F(NumberGuard, AddsWhatTheMemoryCountedToWhatTheDatabaseKept) {
  guess(kWrongNumbersPerAddress.most / 2);
  hall.store.refuse_writes = core::FailureCode::busy;
  guess(kWrongNumbersPerAddress.most / 2);
  hall.store.refuse_writes.reset();
  EXPECT_EQ(citizen.look_up(number).hold_for, seconds(2));
}

TEST_F(NumberGuard, LimitsTheTriesOnAFullDiskToo) {
  hall.store.refuse_writes = core::FailureCode::disk_full;
  guess(kWrongNumbersPerAddress.most);
  for (int i = 0; i < kWaitedTriesPerAddress.most; ++i) {
    if (i % kMostWaits == 0) hall.clock.pass(seconds(2));
    ASSERT_EQ(citizen.look_up(wrong(i)).status, 404) << i;
  }
  hall.clock.pass(seconds(2));
  EXPECT_EQ(citizen.look_up(number).status, 429);
}

// -- CGI

class NumberGuardCgi : public NumberGuard {
 protected:
  NumberGuardCgi() {
    hall.services.one_request = true;
    hall.services.uncounted = view::UncountedSign(hall.data_folder() / "uncounted");
  }
};

TEST_F(NumberGuardCgi, AnswersAtOnceUntilTwentyNumbersWereWrong) {
  guess(kWrongNumbersPerAddress.most - 1);
  EXPECT_TRUE(says(citizen.look_up(number).body, "您在示范县反映的事"));
}

TEST_F(NumberGuardCgi, AsksTheBrowserToWaitAndThenShowsTheCase) {
  guess(kWrongNumbersPerAddress.most);
  const web::Response page = citizen.look_up(number);
  EXPECT_EQ(page.hold_for, seconds(0)) << "no process waits";
  EXPECT_EQ(value_of(hidden_fields(page.body), "number"), number);
  EXPECT_FALSE(says(page.body, "您在示范县反映的事"));
  const web::Response shown = after_wait(page);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(says(shown.body, "您在示范县反映的事"));
}

TEST_F(NumberGuardCgi, AsksForRightAndWrongNumbersAlike) {
  guess(kWrongNumbersPerAddress.most);
  const std::string other = cases::in_fours(wrong(50));
  web::Response right = citizen.look_up(number);
  web::Response none = citizen.look_up(other);
  for (auto* page : {&right, &none}) {
    const std::string token = value_of(hidden_fields(page->body), "wait");
    page->body.replace(page->body.find(token), token.size(), "TOKEN");
  }
  right.body.replace(right.body.find(number), number.size(), other);
  EXPECT_EQ(right.headers, none.headers);
  EXPECT_EQ(right.body, none.body);
}

TEST_F(NumberGuardCgi, KeepsTheSameWaitForOneWhoAsksTooEarly) {
  guess(kWrongNumbersPerAddress.most);
  const web::Response page = citizen.look_up(number);
  const web::Response early = after_wait(page, milliseconds(1999));
  EXPECT_EQ(hidden_fields(early.body), hidden_fields(page.body));
  EXPECT_TRUE(says(after_wait(early, milliseconds(1)).body, "您在示范县反映的事"));
}

TEST_F(NumberGuardCgi, TakesAWaitOnceForItsNumberAndItsAddress) {
  guess(kWrongNumbersPerAddress.most);
  const Form waited = hidden_fields(citizen.look_up(wrong(50)).body);
  hall.clock.pass(seconds(2));
  EXPECT_TRUE(asks_to_wait(citizen.post("demo/ticket", with(waited, "number", number))));
  EXPECT_EQ(citizen.post("demo/ticket", waited).status, 404);
  EXPECT_TRUE(asks_to_wait(citizen.post("demo/ticket", waited))) << "used already";
  hall.clock.pass(std::chrono::minutes(11));
  guess(kWrongNumbersPerAddress.most);
  EXPECT_TRUE(asks_to_wait(citizen.post("demo/ticket", waited))) << "too old";
  EXPECT_TRUE(asks_to_wait(citizen.post("demo/ticket", with(waited, "wait", "x.y"))));
}

TEST_F(NumberGuardCgi, LetsFourWaitAtOnce) {
  guess(kWrongNumbersPerAddress.most);
  for (int i = 0; i < kMostWaits; ++i) EXPECT_TRUE(asks_to_wait(citizen.look_up(wrong(i)))) << i;
  EXPECT_EQ(citizen.look_up(number).status, 429);
  hall.clock.pass(seconds(3));
  EXPECT_TRUE(asks_to_wait(citizen.look_up(number)));
}

TEST_F(NumberGuardCgi, CarriesTheWordsOfAnActionThroughTheWait) {
  close();
  const Form filled =
      with(with(confirmed("evaluate"), "grade", "satisfied"), "words", "很\"耐心\"<b>");
  guess(kWrongNumbersPerAddress.most);
  const web::Response page = send("evaluate", filled);
  ASSERT_TRUE(asks_to_wait(page));
  EXPECT_TRUE(says(page.body, "/ticket/evaluate\""));
  hall.clock.pass(seconds(2));
  const web::Response done = send("evaluate", hidden_fields(page.body));
  EXPECT_TRUE(says(done.body, "您的评价已经记录"));
  EXPECT_EQ(last_event().type, cases::EventType::evaluated);
  EXPECT_EQ(sealed_text("words"), "很\"耐心\"<b>");
}

TEST_F(NumberGuardCgi, LetsEveryNumberWaitOnceAWrongOneCouldNotBeCounted) {
  hall.store.refuse_writes = core::FailureCode::disk_full;
  EXPECT_EQ(citizen.look_up(number).status, 200);
  EXPECT_EQ(citizen.look_up(wrong(1)).status, 404);
  const web::Response page = citizen.look_up(number);
  ASSERT_TRUE(asks_to_wait(page));
  EXPECT_TRUE(asks_to_wait(citizen.look_up(wrong(2))));
  EXPECT_TRUE(says(after_wait(page).body, "您在示范县反映的事"));
  hall.store.refuse_writes.reset();
  hall.clock.pass(std::chrono::minutes(10));
  EXPECT_TRUE(says(citizen.look_up(number).body, "您在示范县反映的事"));
}

}  // namespace
}  // namespace handler::portal::testing
