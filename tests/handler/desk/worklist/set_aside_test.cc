// The list of what was set aside: who sees it, and what one press decides.
#include "handler/store/cases/current_values.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

constexpr const char* kPage = "demo/set-aside";

struct SetAsidePage : ::testing::Test {
  DeskFixture house;
  std::string window = house.enter_as_role(core::Role::front_desk);

  cases::CaseId set_aside(const std::string& problem = "加微信领红包",
                          const core::Json& data = core::Json::object()) {
    core::Json facts = {{"set_aside", 5000}};
    facts.update(data);
    return house.report(facts, {{"matter", "广告"}, {"problem", problem}});
  }
  web::Response decide(const std::vector<cases::CaseId>& ids, const std::string& act,
                       const std::string& explanation = "") const {
    Form form = {{"act", act}, {"explanation", explanation}};
    for (const cases::CaseId id : ids) form.emplace_back("case", std::to_string(id));
    return house.post(kPage, window, form);
  }
  static std::string box(cases::CaseId id) {
    return "name=\"case\" value=\"" + std::to_string(id) + "\"";
  }
};

TEST_F(SetAsidePage, IsLinkedFromTheWorklistWhereTheseReportsDoNotStand) {
  EXPECT_FALSE(says(house.get("demo/", window), "/set-aside\""));
  const cases::CaseId first = set_aside();
  house.clock.pass(std::chrono::minutes(5));
  set_aside();
  const cases::CaseId fresh = house.report();
  const web::Response list = house.get("demo/?group=open", window);
  EXPECT_TRUE(says(list, "/handle/desk/demo/set-aside\""));
  EXPECT_TRUE(reads(list, "有2件反映暂存，等待查看，最早的是9月24日"));
  EXPECT_TRUE(reads(list, "全部待办（1）\n"));
  EXPECT_TRUE(says(list, "/cases/" + std::to_string(fresh) + "\""));
  for (const char* group : {"open", "to_accept", "all"}) {
    EXPECT_FALSE(says(house.get("demo/?group=" + std::string(group), window),
                      "/cases/" + std::to_string(first) + "\""))
        << group;
  }
}

TEST_F(SetAsidePage, ShowsTheWordsAndPutsWhatSaysTheSameTogether) {
  const cases::CaseId one = set_aside();
  const cases::CaseId real = set_aside("孩子上学的事没有人管");
  const cases::CaseId two = set_aside();
  const web::Response page = house.get(kPage, window);
  EXPECT_TRUE(reads(page, "加微信领红包"));
  EXPECT_TRUE(reads(page, "孩子上学的事没有人管"));
  EXPECT_LT(page.body.find(box(one)), page.body.find(box(two)));
  EXPECT_LT(page.body.find(box(two)), page.body.find(box(real)));
  const std::string same = "和上一件写得一样";
  const std::size_t found = page.body.find(same);
  ASSERT_NE(found, std::string::npos);
  EXPECT_EQ(page.body.find(same, found + 1), std::string::npos);
  EXPECT_FALSE(says(page, "13812341234"));
  EXPECT_FALSE(says(page, " checked"));
  EXPECT_TRUE(says(house.get(std::string(kPage) + "?tick=all", window), box(real) + " checked"));
}

TEST_F(SetAsidePage, AdmitsExactlyWhatIsTicked) {
  const cases::CaseId one = set_aside();
  const cases::CaseId two = set_aside("孩子上学的事没有人管");
  const cases::CaseId left = set_aside();
  const web::Response done = decide({one, two}, "admit");
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.header("Location"), "/handle/desk/demo/set-aside?done=admit&count=2&left=0");
  EXPECT_TRUE(
      reads(house.get(std::string(kPage) + "?done=admit&count=2&left=0", window), "收下了2件。"));
  EXPECT_EQ(house.state(one), "submitted");
  EXPECT_EQ(house.state(two), "submitted");
  EXPECT_EQ(house.state(left), "set_aside");
  EXPECT_EQ(house.record(one).events().back().actor.role, core::Role::front_desk);
  EXPECT_EQ(house.event_count(one), 2U);
  EXPECT_TRUE(reads(house.get("demo/?group=to_accept", window), "\n待受理（2）\n"));
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(SetAsidePage, TurnsAwayWithAReasonThatTheReporterReads) {
  const cases::CaseId one = set_aside();
  const cases::CaseId two = set_aside();
  EXPECT_EQ(decide({one, two}, "turn_away", "这是广告，不是反映。").status, 303);
  for (const cases::CaseId id : {one, two}) {
    EXPECT_EQ(house.state(id), "turned_away");
    const store::CaseRecord record = house.record(id);
    EXPECT_EQ(record.events().back().type, cases::EventType::declined);
    EXPECT_FALSE(record.events().back().data.contains("exclusion"));
    const auto part = record.events().back().data.at("explanation").at("part").get<std::int64_t>();
    EXPECT_EQ(record.parts.at(part).body, "这是广告，不是反映。");
    EXPECT_TRUE(record.parts.at(part).for_reporter);
  }
  EXPECT_TRUE(reads(house.get(kPage, window), "这里现在没有反映。"));
  const web::Response away = house.get(std::string(kPage) + "?list=turned_away", window);
  EXPECT_TRUE(says(away, "/cases/" + std::to_string(one) + "\""));
  EXPECT_FALSE(says(away, box(one)));
  EXPECT_FALSE(
      says(house.get("demo/?group=ended", window), "/cases/" + std::to_string(one) + "\""));
  EXPECT_TRUE(reads(house.get(DeskFixture::page_of(one), window), "工作人员看过，没有收下"));
  ASSERT_EQ(house.act(window, one, "undo_decline", {{"reason", "看错了"}}).status, 303);
  EXPECT_EQ(house.state(one), "set_aside");
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(SetAsidePage, LosesNothingTypedWhenSomethingIsMissing) {
  const cases::CaseId one = set_aside();
  const web::Response none = decide({}, "turn_away", "这是广告");
  EXPECT_EQ(none.status, 422);
  EXPECT_TRUE(reads(none, "请至少勾选一件。"));
  EXPECT_TRUE(reads(none, "这是广告"));
  const web::Response silent = decide({one}, "turn_away");
  EXPECT_EQ(silent.status, 422);
  EXPECT_TRUE(reads(silent, "请写清楚为什么不收下。"));
  EXPECT_TRUE(says(silent, box(one) + " checked"));
  EXPECT_EQ(decide({one}, "destroy").status, 400);
  EXPECT_EQ(house.state(one), "set_aside");
  house.faults().refuse_writes = core::FailureCode::disk_full;
  const web::Response refused = decide({one}, "turn_away", "这是广告");
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(reads(refused, "这是广告"));
  EXPECT_TRUE(says(refused, box(one) + " checked"));
  house.faults().refuse_writes.reset();
  EXPECT_EQ(house.state(one), "set_aside");
}

TEST_F(SetAsidePage, LeavesWhatAnotherUserHasDecided) {
  const cases::CaseId one = set_aside();
  const cases::CaseId two = set_aside();
  ASSERT_EQ(house.act(window, one, "admit").status, 303);
  const web::Response done = decide({one, two, 999}, "turn_away", "这是广告");
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.header("Location"), "/handle/desk/demo/set-aside?done=turn_away&count=1&left=2");
  EXPECT_EQ(house.state(one), "submitted");
  EXPECT_EQ(house.state(two), "turned_away");
  EXPECT_TRUE(reads(house.get(std::string(kPage) + "?done=turn_away&count=1&left=2", window),
                    "有1件没有收下。另有2件已经由别人处理，或者您不能处理，没有改动。"));
}

TEST_F(SetAsidePage, IsDecidedByTheFrontDeskAndWithinItsWindows) {
  const cases::CaseId main = set_aside();
  const std::string qinghe = house.enter_as_role(core::Role::front_desk, "", "qinghe");
  EXPECT_FALSE(says(house.get(kPage, qinghe), box(main)));
  const Form form = {{"act", "admit"}, {"case", std::to_string(main)}};
  EXPECT_EQ(house.post(kPage, qinghe, form).header("Location"),
            "/handle/desk/demo/set-aside?done=admit&count=0&left=1");
  const std::string leader = house.enter_as_role(core::Role::leader_on_duty);
  const web::Response seen = house.get(kPage, leader);
  EXPECT_TRUE(reads(seen, "加微信领红包"));
  EXPECT_FALSE(says(seen, box(main)));
  EXPECT_EQ(house.post(kPage, leader, form).status, 403);
  EXPECT_EQ(house.state(main), "set_aside");
}

TEST_F(SetAsidePage, ShowsAHundredAtOnceAndTheRestOnTheNextPage) {
  for (int i = 0; i < 101; ++i) set_aside("第" + std::to_string(i) + "件");
  const web::Response first = house.get(kPage, window);
  EXPECT_TRUE(reads(first, "第99件"));
  EXPECT_FALSE(reads(first, "第100件"));
  const std::string before = "set-aside?after=";
  const std::size_t at = first.body.rfind(before);
  ASSERT_NE(at, std::string::npos);
  const std::string after =
      first.body.substr(at + before.size(), first.body.find('"', at) - at - before.size());
  const web::Response second = house.get(std::string(kPage) + "?after=" + after, window);
  EXPECT_TRUE(reads(second, "第100件"));
  EXPECT_FALSE(reads(second, "第99件"));
}

TEST_F(SetAsidePage, CountsNoBytesOfWhatWasDestroyed) {
  const cases::CaseId one = set_aside();
  ASSERT_EQ(decide({one}, "turn_away", "这是广告").status, 303);
  ASSERT_EQ(house.store().set_aside().value().size(), 1U);
  EXPECT_EQ(house.store().set_aside().value()[0].waiting, 0);
  EXPECT_EQ(house.store().set_aside().value()[0].bytes, 5000);
  const view::FoldedCase open =
      view::fold_record(house.services(), *house.site(), house.record(one)).value();
  cases::Case later = open.folded;
  cases::Destruction done;
  done.classes = {core::Kept::words};
  later.destructions.push_back(done);
  EXPECT_EQ(store::current_values(open.rules.rules(), later, house.clock.now()).set_aside, 0);
}

}  // namespace
}  // namespace handler::desk::testing
