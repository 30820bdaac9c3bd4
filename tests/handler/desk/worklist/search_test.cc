// Search in the worklist by user; filters and saved views.
#include "handler/desk/worklist/search.h"
#include "core/base/contains.h"

#include "handler/cases/ticket_number.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

struct Finding : ::testing::Test {
  DeskFixture house;

  web::Response ask(const std::string& session, const std::string& typed) const {
    return house.get("demo/?search=" + web::url_encoded(typed), session);
  }
  static bool shows(const web::Response& page, cases::CaseId id) {
    return says(page, "/cases/" + std::to_string(id) + "\"");
  }
  // Opens the case once.
  void open(cases::CaseId id) {
    const std::string session = house.enter_as_role(core::Role::front_desk);
    ASSERT_EQ(house.get(DeskFixture::page_of(id), session).status, 200);
  }
};

TEST_F(Finding, FindsACaseByItsSerialNumberHoweverItIsTyped) {
  const cases::CaseId id = house.dispatched("housing");
  house.report();
  const std::string session = house.enter_as_role(core::Role::front_desk);
  const std::string serial = house.record(id).row.values.serial;
  ASSERT_EQ(serial, "SF-2026-0001");
  for (const std::string typed : {"SF-2026-0001", " sf-2026-0001 ", "ＳＦ－２０２６－０００１",
                                  "SF—2026—0001", "2026-1", "2026-0001", "1", "0001"}) {
    const web::Response page = house.get("demo/?search=" + web::url_encoded(typed), session);
    EXPECT_TRUE(says(page, "/cases/" + std::to_string(id) + "\"")) << typed;
    EXPECT_FALSE(says(page, "待受理（")) << typed;
  }
}

TEST_F(Finding, FindsACaseByTheNumberThatTheReporterHolds) {
  const cases::CaseId id = house.report();
  const std::string& key = house.services().portal_keys.ticket;
  const std::string number = cases::make_ticket_number("nonce", key);
  store::NewReport held;
  held.site = "demo";
  held.ticket_hash = cases::ticket_hash(number, key);
  held.nonce_hash = "n";
  held.submitted.type = cases::EventType::submitted;
  held.submitted.data = {{"kind", "matter"}, {"window", "liuwan"}};
  held.refold = [](const auto&) {
    store::CurrentValues values;
    values.state = "submitted";
    values.kind = "matter";
    values.window = "liuwan";
    return values;
  };
  const cases::CaseId own = house.store().add_report(held).value().id;
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  const web::Response page = ask(desk, cases::in_fours(number));
  EXPECT_TRUE(shows(page, own));
  EXPECT_FALSE(shows(page, id));
  const std::string other = house.enter_as_role(core::Role::front_desk, "", "qinghe");
  EXPECT_FALSE(shows(ask(other, number), own));
}

TEST_F(Finding, FindsAWholePhoneNumberHoweverItIsTypedButNoPartOfOne) {
  const cases::CaseId id = house.report();
  open(id);
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  for (const char* typed : {"13812341234", "138 1234 1234", "＋86 138-1234-1234"})
    EXPECT_TRUE(shows(ask(desk, typed), id)) << typed;
  for (const char* typed : {"1381234", "12341234", "13812341235"})
    EXPECT_FALSE(shows(ask(desk, typed), id)) << typed;
}

// Otherwise a phone number would reveal whether its owner reported.
TEST_F(Finding, FindsNobodyByPhoneWhoseIdentityThePersonMayNotSee) {
  const cases::CaseId id = house.report({{"confidential", "yes"}});
  open(id);
  EXPECT_TRUE(shows(ask(house.enter_as_role(core::Role::front_desk), "13812341234"), id));
  for (const core::Role role :
       {core::Role::dispatcher, core::Role::leading_group, core::Role::auditor})
    EXPECT_FALSE(shows(ask(house.enter_as_role(role), "13812341234"), id)) << core::to_text(role);
}

TEST_F(Finding, FindsWordsThatStaffWroteAndNoneThatTheReporterWrote) {
  const cases::CaseId id = house.dispatched("housing");
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  EXPECT_TRUE(shows(ask(desk, "事项"), id)) << "the matter's name";
  EXPECT_FALSE(shows(ask(desk, "办不下来"), id));
  EXPECT_FALSE(shows(ask(desk, "张三丰"), id));
  const std::string unit = house.enter_as_role(core::Role::unit, "housing");
  ASSERT_EQ(house.act(unit, id, "sign_for").status, 303);
  const std::string next = core::to_iso(
      core::workday_after(house.site()->site().work_time(), core::day_of(house.clock.now()), 1));
  ASSERT_EQ(
      house.act(unit, id, "progress", {{"progress", "已经联系测绘队"}, {"next", next}}).status,
      303);
  EXPECT_TRUE(shows(ask(desk, "测绘"), id));
  EXPECT_TRUE(shows(ask(desk, "联系测绘队"), id));
}

TEST_F(Finding, FindsNothingOfAnotherUnitForALiaison) {
  const cases::CaseId own = house.dispatched("housing");
  const cases::CaseId foreign = house.dispatched("taxation");
  const std::string liaison = house.enter_as_role(core::Role::unit, "housing");
  for (const std::string& typed : {std::string("事项"), std::string("SF-2026-0002"),
                                   std::string("2"), std::string("13812341234")}) {
    EXPECT_FALSE(shows(ask(liaison, typed), foreign)) << typed;
  }
  EXPECT_TRUE(shows(ask(liaison, "事项"), own));
  for (const char* address : {"demo/?group=all", "demo/?unit=taxation", "demo/?group=to_sign"}) {
    const web::Response page = house.get(address, liaison);
    EXPECT_FALSE(shows(page, foreign)) << address;
    EXPECT_FALSE(says(page, "（2）")) << address;
  }
  EXPECT_TRUE(reads(house.get("demo/?unit=taxation", liaison), "全部待办（0）"));
}

TEST_F(Finding, AsksForTwoCharacters) {
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  EXPECT_TRUE(says(ask(desk, "事"), "请至少输入两个字"));
  EXPECT_TRUE(says(ask(desk, "水表"), "这里现在没有事项"));
}

TEST_F(Finding, FiltersByWhatTheSiteKnowsAndLeavesOutTheRest) {
  const cases::CaseId conduct = house.report({{"kind", "conduct"}, {"restricted", "yes"}});
  const cases::CaseId village = house.report({{"window", "shiqiao"}});
  const cases::CaseId held = house.dispatched("housing");
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  const std::pair<const char*, std::vector<cases::CaseId>> wishes[] = {
      {"kind=conduct", {conduct}},
      {"tier=general", {held}},
      {"unit=housing", {held}},
      {"window=liuwan", {village}},
      {"window=nowhere", {}},
      {"state=submitted", {conduct, village}},
      {"restricted=yes", {conduct}},
      {"from=2026-09-24&to=2026-09-24", {conduct, village, held}},
      {"from=2026-09-25", {}},
      {"to=2026-09-23", {}},
      // Without a filter that the site knows: what waits for this person.
      {"kind=unknown&tier=x&unit=y&state=z&from=tomorrow", {conduct, village}},
      {"group=all&unit=housing", {held}},
  };
  for (const auto& [query, expected] : wishes) {
    const web::Response page = house.get(std::string("demo/?") + query, desk);
    for (const cases::CaseId id : {conduct, village, held}) {
      const bool wanted = core::contains(expected, id);
      EXPECT_EQ(shows(page, id), wanted) << query << " " << id;
    }
  }
}

TEST_F(Finding, KeepsFiltersFromGroupToGroup) {
  house.report();
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  const web::Response page = house.get("demo/?kind=matter&late=no", desk);
  EXPECT_TRUE(says(page, "?group=to_accept&amp;kind=matter\""));
  EXPECT_EQ(tests::filled_in(page.body, "kind"), "matter");
}

// -- views

TEST_F(Finding, KeepsAQuestionUnderANameAndForgetsIt) {
  house.report();
  const std::int64_t user = house.add_user("wang", {{"demo", core::Role::front_desk, "", ""}});
  const std::string desk = house.enter_as(user);
  const web::Response kept = house.post(
      "demo/views", desk,
      {{"name", " 服务作风 "}, {"kind", "conduct"}, {"group", "all"}, {"evil", "//x.example"}});
  EXPECT_EQ(kept.status, 303);
  const std::string link = "href=\"/handle/desk/demo/?group=all&amp;kind=conduct\">服务作风</a>";
  EXPECT_TRUE(says(house.get("demo/", desk), link));
  EXPECT_FALSE(
      says(house.get("demo/", house.enter_as_role(core::Role::front_desk)), "服务作风</a>"));
  EXPECT_EQ(house.post("demo/views/delete", desk, {{"name", "服务作风"}}).status, 303);
  EXPECT_FALSE(says(house.get("demo/", desk), "服务作风</a>"));
}

TEST_F(Finding, SaysWhyAQuestionIsNotKept) {
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  const web::Response nameless =
      house.post("demo/views", desk, {{"name", "　"}, {"kind", "conduct"}});
  EXPECT_EQ(nameless.status, 422);
  EXPECT_TRUE(says(nameless, "请给这个查询起个名称"));
  for (int i = 0; i < store::kMostSavedViews; ++i)
    ASSERT_EQ(house.post("demo/views", desk, {{"name", std::to_string(i)}}).status, 303);
  EXPECT_TRUE(says(house.post("demo/views", desk, {{"name", "又一个"}}), "请先删除不用的"));
}

TEST(Search, FindsByPhoneWhatNobodyHasOpenedYet) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  EXPECT_TRUE(
      says(house.get("demo/?search=13812341234", desk), "/cases/" + std::to_string(id) + "\""));
}

TEST(Search, KeepsNumbersOfPeopleOutOfAddresses) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  const web::Response found = house.post("demo/search", desk, {{"search", "138 1234 1234"}});
  EXPECT_EQ(found.status, 200);
  EXPECT_TRUE(says(found, "/cases/" + std::to_string(id) + "\""));
  EXPECT_FALSE(says(found, "search=138"));
  EXPECT_FALSE(says(found, "/views\"")) << "nor is it kept under a name";
  const web::Response words = house.post("demo/search", desk, {{"search", "房产证"}});
  EXPECT_EQ(words.status, 303);
  EXPECT_EQ(words.header("Location"), "/handle/desk/demo/?search=" + web::url_encoded("房产证"));
}

}  // namespace
}  // namespace handler::desk::testing
