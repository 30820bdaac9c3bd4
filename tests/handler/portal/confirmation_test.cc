// The confirmation: repetitions make one case, and typed values are never lost.
#include <set>
#include <thread>

#include "handler/portal/limits.h"
#include "handler/web/form_token.h"
#include "tests/handler/portal/portal_fixture.h"

namespace handler::portal::testing {
namespace {

// The check page with all values, for another try.
void expect_kept(const web::Response& page) {
  EXPECT_TRUE(says(page.body, "请核对您填写的内容"));
  const Form hidden = hidden_fields(page.body);
  for (const auto& [name, value] : good_answers()) EXPECT_EQ(value_of(hidden, name), value) << name;
  EXPECT_FALSE(value_of(hidden, "token").empty());
}

std::string nonce_of(const HandlerFixture& hall, const Form& hidden) {
  const auto fields =
      web::read_token(hall.services.portal_keys.token, "confirm", value_of(hidden, "token"));
  return fields ? fields->front() : "no token of ours";
}

TEST(Confirmation, SentTwiceGivesTheSameNumberAndOneCase) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  const web::Response first = citizen.confirm(hidden);
  hall.clock.pass(std::chrono::hours(3));
  const web::Response second = citizen.confirm(hidden);
  EXPECT_EQ(first.status, 200);
  EXPECT_TRUE(says(first.body, "跑了三趟没办成"));
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(hall.case_count(), 1U);
}

// A receipt that shows words which the window never got would prove what is not true.
TEST(Confirmation, SentAgainWithOtherWordsGivesTheNumberAndNoneOfTheWords) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  const std::string number = number_on(citizen.confirm(hidden));
  for (const auto& [field, words] : Form{{"problem", "别的话"},
                                         {"matter", "别的事"},
                                         {"kind", "conduct"},
                                         {"name", "赵一"},
                                         {"address", "文化路1号"}}) {
    const web::Response again = citizen.confirm(with(hidden, field, words));
    EXPECT_EQ(number_on(again), number) << field;
    EXPECT_TRUE(says(again.body, "内容以第一次提交的为准")) << field;
    for (const char* shown : {"别的话", "别的事", "服务作风", "赵*", "二手房过户", "跑了三趟"})
      EXPECT_FALSE(says(again.body, shown)) << field << shown;
  }
  EXPECT_EQ(hall.case_count(), 1U);
}

TEST(Confirmation, SentAgainAfterStaffDecidedSaysHowItStandsInsteadOfNextSteps) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  const std::string first = citizen.confirm(hidden).body;
  EXPECT_TRUE(reads(first, "接下来会怎样"));
  EXPECT_FALSE(reads(first, "有了新的情况"));
  hall.act(1, "decline",
           {{"exclusion", "legal_bar"},
            {"explanation", "这件事要由法院判决"},
            {"referral", "legal_aid"}});
  const web::Response again = citizen.confirm(hidden);
  EXPECT_EQ(again.status, 200);
  EXPECT_TRUE(reads(again.body, "现在是“不予受理”。"));
  std::string number = number_on(again);
  std::erase(number, ' ');
  EXPECT_TRUE(says(again.body, "/demo/ticket/#n=" + number + "\">现在就查进度</a>"));
  for (const char* to_come : {"接下来会怎样", "登记您的反映", "预计多久有答复", "请带上"})
    EXPECT_FALSE(reads(again.body, to_come)) << to_come;
  EXPECT_TRUE(says(again.body, "跑了三趟没办成")) << "the copy stays";
}

// The mark in the event is made with the nonce, which no file holds: it differs for equal answers.
TEST(Confirmation, MarksEqualAnswersOfTwoReportsDifferently) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  citizen.report();
  citizen.report();
  const std::string first = cases::text_in(hall.record(1).events().front().data, "answers");
  const std::string second = cases::text_in(hall.record(2).events().front().data, "answers");
  EXPECT_EQ(first.size(), 64U);
  EXPECT_NE(first, second);
}

TEST(Confirmation, SentByTwentyThreadsAtOnceGivesTheSameNumberAndOneCase) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  std::vector<std::string> numbers(20);
  std::vector<std::thread> threads;
  for (std::string& number : numbers)
    threads.emplace_back([&] { number = number_on(citizen.confirm(hidden)); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::set<std::string>(numbers.begin(), numbers.end()).size(), 1U);
  EXPECT_EQ(numbers.front().size(), 19U);
  EXPECT_EQ(hall.case_count(), 1U);
}

TEST(Confirmation, OfTwoReportsGivesTwoNumbers) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  EXPECT_NE(number_on(citizen.report()), number_on(citizen.report()));
  EXPECT_EQ(hall.case_count(), 2U);
}

TEST(Confirmation, WithinASecondIsAskedAgainAndStaysTheSameReport) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = hidden_fields(citizen.send(good_answers(), "fill").body);
  hall.clock.pass(std::chrono::milliseconds(999));
  const web::Response page = citizen.confirm(hidden);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page.body, "为了防止误触，请先看一眼下面的内容，再按一次“确认提交”。"));
  expect_kept(page);
  EXPECT_EQ(hall.case_count(), 0U);
  const Form again = hidden_fields(page.body);
  EXPECT_EQ(nonce_of(hall, again), nonce_of(hall, hidden));
  hall.clock.pass(std::chrono::seconds(1));
  EXPECT_EQ(number_on(citizen.confirm(again)), number_on(citizen.confirm(hidden)));
  EXPECT_EQ(hall.case_count(), 1U);
}

TEST(Confirmation, IsGoodForADayAndThenAskedAgain) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = hidden_fields(citizen.send(good_answers(), "fill").body);
  hall.clock.pass(std::chrono::hours(24) + std::chrono::milliseconds(1));
  const web::Response late = citizen.confirm(hidden);
  EXPECT_EQ(late.status, 200);
  EXPECT_TRUE(says(late.body, "这一页停留得太久，或者表单有了变化。"));
  expect_kept(late);
  EXPECT_EQ(hall.case_count(), 0U);
  const Form fresh = hidden_fields(late.body);
  EXPECT_EQ(nonce_of(hall, fresh), nonce_of(hall, hidden));
  hall.clock.pass(std::chrono::hours(24));
  EXPECT_EQ(citizen.confirm(fresh).status, 200);
  EXPECT_EQ(hall.case_count(), 1U);
}

TEST(Confirmation, OfAnotherVersionOfTheFormIsAskedAgain) {
  tests::PublishedSites sites(handler::testing::source_folder(), {"demo"});
  HandlerFixture hall(sites.root());
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  const std::string version = hall.site()->form().version;
  sites.republish("demo", "forms.yaml", "address: optional", "address: \"off\"");
  ASSERT_NE(hall.site()->form().version, version);
  const web::Response page = citizen.confirm(hidden);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page.body, "或者表单有了变化"));
  expect_kept(page);
  EXPECT_EQ(hall.case_count(), 0U);
  hall.clock.pass(std::chrono::seconds(2));
  EXPECT_FALSE(number_on(citizen.confirm(hidden_fields(page.body))).empty());
}

TEST(Confirmation, GoesBackToTheFormIfItsNewVersionAsksForMore) {
  tests::PublishedSites sites(handler::testing::source_folder(), {"demo"});
  HandlerFixture hall(sites.root());
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  sites.republish("demo", "forms.yaml", "address: optional", "address: required");
  const web::Response page = citizen.confirm(hidden);
  EXPECT_EQ(page.status, 422);
  EXPECT_NE(tests::link_to(page.body, "#field-address"), "");
  EXPECT_EQ(tests::filled_in(page.body, "problem"), "跑了三趟没办成");
}

TEST(Confirmation, ThatIsNotOursGetsAFreshCheckPage) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  const std::string token = value_of(hidden, "token");
  std::string altered = token;
  altered[altered.size() / 2] = altered[altered.size() / 2] == 'A' ? 'B' : 'A';
  const std::string of_another_purpose =
      web::make_token(hall.services.portal_keys.token, "csrf",
                      {"n", "demo", hall.site()->form().version, "2026-09-24T10:00:00+08:00"});
  const std::string without_time = web::make_token(hall.services.portal_keys.token, "confirm",
                                                   {"n", "demo", hall.site()->form().version, "x"});
  for (const std::string& bad : {std::string(), std::string("x.y.z"), altered, of_another_purpose,
                                 without_time, token + ".", std::string(5000, 'A')}) {
    const web::Response page = citizen.confirm(with(hidden, "token", bad));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page.body, "请再核对一次"));
    expect_kept(page);
    EXPECT_NE(nonce_of(hall, hidden_fields(page.body)), nonce_of(hall, hidden));
  }
  EXPECT_EQ(hall.case_count(), 0U);
}

TEST(Confirmation, OfAnotherSiteIsNotTaken) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  const Form elsewhere =
      with(citizen.checked(good_answers(), "pingyi"), "token", value_of(hidden, "token"));
  EXPECT_TRUE(says(citizen.confirm(elsewhere, "pingyi").body, "请再核对一次"));
  EXPECT_EQ(hall.case_count("pingyi"), 0U);
}

TEST(Confirmation, WithTheFieldForProgramsFilledIsAskedAgainAndNotLost) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const web::Response check = citizen.send(with(good_answers(), "website", "http://x"), "fill");
  EXPECT_EQ(check.status, 200);
  EXPECT_TRUE(says(check.body, "有一个不需要填写的格子被填上了"));
  expect_kept(check);
  hall.clock.pass(std::chrono::seconds(2));
  const Form hidden = hidden_fields(check.body);
  const web::Response again = citizen.confirm(with(hidden, "website", "http://x"));
  EXPECT_TRUE(says(again.body, "有一个不需要填写的格子被填上了"));
  expect_kept(again);
  EXPECT_EQ(hall.case_count(), 0U);
  hall.clock.pass(std::chrono::seconds(2));
  EXPECT_FALSE(number_on(citizen.confirm(hidden_fields(again.body))).empty());
  EXPECT_EQ(hall.case_count(), 1U);
}

TEST(Confirmation, WhenTheStoreRefusesSaysSoKeepsAllAndWorksLater) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  for (const core::FailureCode code :
       {core::FailureCode::busy, core::FailureCode::disk_full, core::FailureCode::unavailable}) {
    hall.store.refuse_writes = code;
    const web::Response page = citizen.confirm(hidden);
    EXPECT_EQ(page.status, 503);
    EXPECT_EQ(page.header("Retry-After"), "120");
    EXPECT_TRUE(says(page.body, "系统暂时存不上，这一次没有提交成功。"));
    EXPECT_TRUE(says(page.body, "0999-5550001"));
    EXPECT_FALSE(says(page.body, handler::testing::FaultyStore::kSecret));
    expect_kept(page);
    EXPECT_EQ(nonce_of(hall, hidden_fields(page.body)), nonce_of(hall, hidden));
  }
  EXPECT_EQ(hall.case_count(), 0U);
  hall.store.refuse_writes.reset();
  const web::Response receipt = citizen.confirm(hidden);
  EXPECT_EQ(receipt.status, 200);
  EXPECT_EQ(number_on(receipt).size(), 19U);
  EXPECT_EQ(hall.case_count(), 1U);
}

TEST(Limits, StopAnAddressThatSendsTooMuchAndLoseNothing) {
  HandlerFixture hall;
  PortalFixture citizen(hall);
  for (int i = 0; i < kReportsPerAddress.most; ++i) ASSERT_EQ(citizen.report().status, 200) << i;
  const Form hidden = citizen.checked();
  hall.clock.set("2026-09-24 10:12:30");
  const web::Response page = citizen.confirm(hidden);
  EXPECT_EQ(page.status, 429);
  EXPECT_EQ(page.header("Retry-After"), "2850");
  EXPECT_TRUE(says(page.body, "从您所在的网络提交的反映太多了，这一次没有提交。"));
  EXPECT_TRUE(says(page.body, "请过48分钟再按“确认提交”"));
  EXPECT_TRUE(says(page.body, "0999-5550001"));
  expect_kept(page);
  const std::size_t before = hall.case_count();
  citizen.address = "203.0.113.78";
  EXPECT_EQ(citizen.report().status, 200);
  citizen.address = "203.0.113.77";
  hall.clock.pass(std::chrono::seconds(kReportsPerAddress.window_seconds));
  EXPECT_EQ(citizen.confirm(hidden).status, 200);
  EXPECT_EQ(hall.case_count(), before + 2);
}

TEST(Limits, ShowTheReceiptAgainToWhoeverSentTheLastReportThatWasAllowed) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  for (int i = 1; i < kReportsPerAddress.most; ++i) ASSERT_EQ(citizen.report().status, 200) << i;
  const Form hidden = citizen.checked();
  const web::Response first = citizen.confirm(hidden);
  const web::Response second = citizen.confirm(hidden);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(second.body, first.body);
}

TEST(Limits, CountEachReportOnceHoweverOftenItIsSent) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  for (int i = 0; i < kReportsPerAddress.most + 5; ++i)
    ASSERT_EQ(citizen.confirm(hidden).status, 200);
  EXPECT_EQ(citizen.report().status, 200);
}

// A flood from one network, at one moment: the site's budget is used up.
struct Flood : ::testing::Test {
  HandlerFixture hall;
  PortalFixture citizen{hall};
  std::vector<Form> more;  // check pages of reports that come after it

  void SetUp() override {
    std::vector<Form> forms;
    for (int i = 0; i < kReportsPerSite.most; ++i) forms.push_back(citizen.checked());
    for (int i = 0; i < 3; ++i) more.push_back(citizen.checked());
    for (std::size_t i = 0; i < forms.size(); ++i) {
      citizen.address = "203.0.113." + std::to_string(i % 10);
      const web::Response receipt = citizen.confirm(forms[i]);
      ASSERT_EQ(receipt.status, 200) << i;
      ASSERT_FALSE(says(receipt.body, kLookedAtFirst)) << i;
    }
  }

  std::size_t saved() {
    const core::Instant now = hall.clock.now();
    return hall.store.cases_between("demo", now - std::chrono::hours(1), now, 1000).value().size();
  }

  static constexpr const char* kLookedAtFirst = "工作人员先看过再登记";
};

TEST_F(Flood, LeavesAReportItsNumberAndSaysThatStaffLookAtItFirst) {
  const web::Response receipt = citizen.confirm(more[0]);
  EXPECT_EQ(receipt.status, 200);
  EXPECT_TRUE(says(receipt.body, kLookedAtFirst));
  EXPECT_FALSE(says(receipt.body, "窗口正在上班"));
  EXPECT_TRUE(says(receipt.body, "0999-5550001"));
  const std::string number = number_on(receipt);
  EXPECT_EQ(number.size(), 19U);
  EXPECT_EQ(citizen.confirm(more[0]).body, receipt.body) << "sent twice";
  const web::Response ticket = citizen.look_up(number);
  EXPECT_EQ(ticket.status, 200);
  EXPECT_TRUE(says(ticket.body, kLookedAtFirst));
  EXPECT_EQ(hall.doubts(), "");
}

TEST_F(Flood, LeavesAReceiptThatSaysIfStaffHaveTurnedTheReportAway) {
  const std::string number = number_on(citizen.confirm(more[0]));
  hall.act(kReportsPerSite.most + 1, "turn_away", {{"explanation", "这是广告"}});
  const web::Response again = citizen.confirm(more[0]);
  EXPECT_EQ(number_on(again), number);
  EXPECT_TRUE(reads(again.body, "现在是“没有收下”。"));
  EXPECT_FALSE(says(again.body, kLookedAtFirst));
  EXPECT_FALSE(reads(again.body, "接下来会怎样"));
}

TEST_F(Flood, LeavesAReserveToNetworksThatSentNothingYet) {
  citizen.address = "198.51.100.1";
  EXPECT_FALSE(says(citizen.confirm(more[0]).body, kLookedAtFirst));
  citizen.address = "198.51.100.2";
  EXPECT_TRUE(says(citizen.confirm(more[1]).body, kLookedAtFirst)) << "of the same network";
  EXPECT_FALSE(says(citizen.report(good_answers(), "pingyi").body, kLookedAtFirst));
}

TEST_F(Flood, IsOverAsSoonAsTheBudgetRefills) {
  hall.clock.pass(std::chrono::seconds(kReportsPerSite.refill_seconds));
  EXPECT_FALSE(says(citizen.confirm(more[0]).body, kLookedAtFirst));
  EXPECT_TRUE(says(citizen.confirm(more[1]).body, kLookedAtFirst));
}

// What is true of the site must not be said of the reporter's network.
TEST_F(Flood, IsRefusedWithoutRoomAndThePageSaysThatItIsNotTheNetwork) {
  hall.services.place.set_aside_bytes = 0;
  const web::Response page = citizen.confirm(more[0]);
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(page.header("Retry-After"), "360");
  EXPECT_TRUE(says(page.body, "不是您的网络有问题"));
  EXPECT_TRUE(says(page.body, "请过6分钟再按“确认提交”"));
  EXPECT_FALSE(says(page.body, "从您所在的网络"));
  EXPECT_TRUE(says(page.body, "0999-5550001"));
  expect_kept(page);
  hall.clock.pass(std::chrono::seconds(360));
  const std::size_t before = saved();
  EXPECT_EQ(before, static_cast<std::size_t>(kReportsPerSite.most));
  EXPECT_EQ(citizen.confirm(more[0]).status, 200);
  hall.clock.pass(std::chrono::seconds(1));
  EXPECT_EQ(saved(), before + 1);
}

TEST(Limits, CountAnIpv6SubscriberByThe64BitsAndItsNetworkBy48) {
  HandlerFixture hall;
  PortalFixture citizen(hall);
  const int subscribers = kReportsPerAddress.most_of_network / kReportsPerAddress.most;
  for (int i = 0; i < subscribers; ++i) {
    for (int k = 0; k < kReportsPerAddress.most; ++k) {
      citizen.address = "2001:db8:1:" + std::to_string(i) + "::" + std::to_string(k);
      ASSERT_EQ(citizen.report().status, 200) << citizen.address;
    }
  }
  citizen.address = "2001:db8:1:ffff::1";
  const web::Response page = citizen.report();
  EXPECT_EQ(page.status, 429);
  EXPECT_TRUE(says(page.body, "从您所在的网络提交的反映太多了"));
  citizen.address = "2001:db8:2::1";
  EXPECT_EQ(citizen.report().status, 200);
}

}  // namespace
}  // namespace handler::portal::testing
