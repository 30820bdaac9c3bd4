// The worklist: its cases and their order for each user, and its counts.
#include <set>

#include "tests/handler/desk/desk_fixture.h"
#include "tests/handler/store/destroy_all.h"

namespace handler::desk::testing {
namespace {

TEST(Worklist, ListsWhatIsDueFirstFirst) {
  DeskFixture house;
  house.clock.set("2026-09-21 10:00");
  const cases::CaseId early = house.dispatched("housing");
  house.clock.set("2026-09-24 10:00");
  const cases::CaseId waiting = house.report();
  const cases::CaseId late = house.dispatched("taxation");
  const std::string page =
      house.get("demo/?group=open", house.enter_as_role(core::Role::front_desk)).body;
  const auto place = [&](cases::CaseId id) {
    return page.find("/cases/" + std::to_string(id) + "\"");
  };
  EXPECT_LT(place(early), place(late));
  EXPECT_LT(place(late), place(waiting));
  EXPECT_NE(place(waiting), std::string::npos);
}

TEST(Worklist, NamesTheMatterOfWhatWasAccepted) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(core::Role::front_desk);
  EXPECT_FALSE(says(house.get("demo/?group=open", window), "case-matter"));
  ASSERT_EQ(house
                .act(window, id, "accept",
                     {{"kind", "matter"}, {"tier", "general"}, {"matter", "房产证<办理>"}})
                .status,
            303);
  EXPECT_TRUE(reads(house.get("demo/?group=open", window), "房产证<办理>"));
  EXPECT_TRUE(reads(house.get(DeskFixture::page_of(id), window), "房产证<办理>"));
  ASSERT_TRUE(test::destroy_all(house.store(), "demo", id));
  EXPECT_FALSE(says(house.get("demo/?group=open", window), "case-matter"));
}

TEST(Worklist, SaysInWordsThatACaseIsOverdue) {
  DeskFixture house;
  house.clock.set("2026-09-17 10:00");
  house.dispatched("housing");
  house.clock.set("2026-09-24 10:00");
  const std::string session = house.enter_as_role(core::Role::front_desk);
  EXPECT_TRUE(reads(house.get("demo/?group=open", session), " 已超时限\n"));
}

TEST(Worklist, SaysNothingOfOverdueAtTheDueInstant) {
  DeskFixture house;
  house.clock.set("2026-09-21 10:00");
  house.dispatched("housing");
  house.clock.set("2026-09-23 17:00");
  const std::string session = house.enter_as_role(core::Role::front_desk);
  const web::Response page = house.get("demo/?group=open", session);
  EXPECT_TRUE(says(page, "9月23日17:00前"));
  EXPECT_FALSE(says(page, "badge-late"));
}

TEST(Worklist, CountsAndFiltersByWhatIsWaitedFor) {
  DeskFixture house;
  const cases::CaseId fresh = house.report();
  house.report();
  const cases::CaseId handed = house.dispatched("housing");
  const std::string session = house.enter_as_role(core::Role::front_desk);
  const web::Response all = house.get("demo/", session);
  EXPECT_TRUE(reads(all, "全部待办（3）\n"));
  EXPECT_TRUE(reads(all, "\n待受理（2）\n"));
  const web::Response waiting = house.get("demo/?group=to_accept", session);
  EXPECT_TRUE(says(waiting, "/cases/" + std::to_string(fresh) + "\""));
  EXPECT_FALSE(says(waiting, "/cases/" + std::to_string(handed) + "\""));
  EXPECT_TRUE(says(waiting, "group=to_accept\" aria-current=\"page\">"));
  EXPECT_FALSE(says(waiting, "group=open\" aria-current"));
}

TEST(Worklist, ShowsALiaisonTheirOwnUnitAlone) {
  DeskFixture house;
  const cases::CaseId own = house.dispatched("housing");
  const cases::CaseId foreign = house.dispatched("taxation");
  house.report();
  const web::Response page = house.get("demo/", house.enter_as_role(core::Role::unit, "housing"));
  EXPECT_TRUE(says(page, "/cases/" + std::to_string(own) + "\""));
  EXPECT_FALSE(says(page, "/cases/" + std::to_string(foreign) + "\""));
  EXPECT_TRUE(reads(page, "全部待办（1）\n"));
}

TEST(Worklist, MarksRestrictedCasesForTheOffice) {
  DeskFixture house;
  house.dispatched("taxation", {{"kind", "conduct"}});
  for (const core::Role role : {core::Role::front_desk, core::Role::dispatcher}) {
    EXPECT_TRUE(says(house.get("demo/?group=open", house.enter_as_role(role)), "限制查看"));
  }
}

TEST(Worklist, CountsExactlyWhatSeveralGrantsReachTogether) {
  DeskFixture house;
  const cases::CaseId elsewhere = house.report({{"window", "qinghe"}});
  const cases::CaseId held = house.dispatched("housing");
  house.dispatched("taxation");
  const cases::CaseId own = house.report({{"window", "liuwan"}});
  const std::string session = house.enter(
      {{"demo", core::Role::front_desk, "liuwan", ""}, {"demo", core::Role::unit, "", "housing"}});
  const web::Response page = house.get("demo/?group=open", session);
  EXPECT_TRUE(reads(page, "全部待办（2）\n"));
  EXPECT_FALSE(says(page, "/cases/" + std::to_string(elsewhere) + "\""));
  EXPECT_TRUE(says(page, "/cases/" + std::to_string(held) + "\""));
  EXPECT_TRUE(says(page, "/cases/" + std::to_string(own) + "\""));
}

TEST(Worklist, OffersTheGroupsThatARoleCanDoSomethingAbout) {
  DeskFixture house;
  house.report();
  house.dispatched("housing");
  const auto offers = [](const web::Response& page, const std::string& group) {
    return says(page, "class=\"group-" + group);
  };
  const web::Response desk = house.get("demo/", house.enter_as_role(core::Role::front_desk));
  EXPECT_TRUE(offers(desk, "to_accept"));
  EXPECT_FALSE(offers(desk, "to_sign"));
  const web::Response unit = house.get("demo/", house.enter_as_role(core::Role::unit, "housing"));
  EXPECT_FALSE(offers(unit, "to_accept"));
  EXPECT_TRUE(offers(unit, "to_sign"));
  EXPECT_FALSE(offers(unit, "to_answer")) << "nothing is there";
}

TEST(Worklist, OffersARequestForMoreTimeToWhoeverThePolicyLetsDecide) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string unit = house.enter_as_role(core::Role::unit, "housing");
  ASSERT_EQ(house.act(unit, id, "ask_extension", {{"workdays", "2"}, {"reason", "要勘测"}}).status,
            303);
  const std::string leader = house.enter_as_role(core::Role::leader_on_duty);
  const web::Response waits = house.get("demo/?group=extension", leader);
  EXPECT_TRUE(reads(waits, "待批延期（1）\n"));
  EXPECT_TRUE(says(waits, "/cases/" + std::to_string(id) + "\""));
  EXPECT_TRUE(says(waits, "等待批准延期"));
  EXPECT_FALSE(says(house.get("demo/", unit), "class=\"group-extension"));
}

TEST(Worklist, GathersWhatIsLate) {
  DeskFixture house;
  house.clock.set("2026-09-17 10:00");
  const cases::CaseId late = house.dispatched("housing");
  house.clock.set("2026-09-24 10:00");
  const cases::CaseId fresh = house.dispatched("housing");
  const std::string session = house.enter_as_role(core::Role::front_desk);
  for (const char* address : {"demo/?group=late", "demo/?late=yes", "demo/?group=all&late=yes"}) {
    const web::Response page = house.get(address, session);
    EXPECT_TRUE(says(page, "/cases/" + std::to_string(late) + "\"")) << address;
    EXPECT_FALSE(says(page, "/cases/" + std::to_string(fresh) + "\"")) << address;
    EXPECT_TRUE(reads(page, "已超时限（1）\n")) << address;
  }
}

TEST(Worklist, ShowsWhatHasEndedNewestFirst) {
  DeskFixture house;
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  std::vector<std::string> links;
  for (int i = 0; i < 2; ++i) {
    const cases::CaseId id = house.report();
    ASSERT_EQ(house.act(desk, id, "withdraw", {{"reason", "本人要求"}}).status, 303);
    links.push_back("/cases/" + std::to_string(id) + "\"");
  }
  const std::string page = house.get("demo/?group=ended", desk).body;
  EXPECT_LT(page.find(links[1]), page.find(links[0]));
  EXPECT_NE(page.find(links[0]), std::string::npos);
  EXPECT_FALSE(says(house.get("demo/", desk), "/cases/"));
}

TEST(Worklist, ShowsAWindowsPeopleTheirWindowAndThoseBelow) {
  DeskFixture house;
  const cases::CaseId village = house.report({{"window", "shiqiao"}});
  const cases::CaseId elsewhere = house.report({{"window", "qinghe"}});
  const web::Response page =
      house.get("demo/", house.enter_as_role(core::Role::front_desk, "", "liuwan"));
  EXPECT_TRUE(says(page, "/cases/" + std::to_string(village) + "\""));
  EXPECT_FALSE(says(page, "/cases/" + std::to_string(elsewhere) + "\""));
}

TEST(Worklist, LeavesTheCasesOfAWindowThatIsGoneToTheMainOne) {
  DeskFixture house;
  const cases::CaseId id = house.report({{"window", "taken_away"}});
  const std::string link = "/cases/" + std::to_string(id) + "\"";
  const auto desk_of = [&](const std::string& window) {
    return house.get("demo/", house.enter_as_role(core::Role::front_desk, "", window));
  };
  EXPECT_TRUE(says(desk_of("main"), link));
  EXPECT_FALSE(says(desk_of("liuwan"), link));
}

TEST(Worklist, KeepsACaseAmongTheOpenOnesUntilItIsClosed) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  const std::string link = "/cases/" + std::to_string(id) + "\"";
  const std::vector<std::pair<std::string, Form>> life = {
      {"accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}}},
      {"reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好了"}}},
      {"feed_back", {{"reply", "办好了"}, {"channel", "written"}}},
  };
  for (const auto& [action, form] : life) {
    ASSERT_EQ(house.act(desk, id, action, form).status, 303) << action;
    EXPECT_TRUE(says(house.get("demo/?group=open", desk), link)) << "after " << action;
  }
  ASSERT_EQ(house.act(desk, id, "close", {{"cause", "other"}}).status, 303);
  EXPECT_FALSE(says(house.get("demo/?group=open", desk), link));
}

TEST(Worklist, BeginsWithWhatWaitsForTheRole) {
  DeskFixture house;
  const cases::CaseId fresh = house.report();
  const cases::CaseId handed = house.dispatched("housing");
  const auto link = [](cases::CaseId id) { return "/cases/" + std::to_string(id) + "\""; };
  const web::Response desk = house.get("demo/", house.enter_as_role(core::Role::front_desk));
  EXPECT_TRUE(reads(desk, "待我处理（1）\n"));
  EXPECT_TRUE(says(desk, link(fresh)));
  EXPECT_FALSE(says(desk, link(handed)));
  const web::Response unit = house.get("demo/", house.enter_as_role(core::Role::unit, "housing"));
  EXPECT_TRUE(says(unit, link(handed)));
  const web::Response group = house.get("demo/", house.enter_as_role(core::Role::leading_group));
  EXPECT_TRUE(reads(group, "待我处理（0）\n"));
  const web::Response auditor = house.get("demo/", house.enter_as_role(core::Role::auditor));
  EXPECT_FALSE(reads(auditor, "待我处理"));
  EXPECT_TRUE(says(auditor, link(handed)));
}

TEST(Worklist, BeginsWithTheSofterLimitForTheRoleThatAgrees) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string dispatcher = house.enter_as_role(core::Role::dispatcher);
  const std::string leader = house.enter_as_role(core::Role::leader_on_duty);
  EXPECT_TRUE(reads(house.get("demo/", leader), "待我处理（0）\n"));
  ASSERT_EQ(house.act(dispatcher, id, "retier", {{"tier", "complex"}, {"reason", "要会商"}}).status,
            303);
  const web::Response asked = house.get("demo/", leader);
  EXPECT_TRUE(reads(asked, "待我处理（1）\n"));
  EXPECT_TRUE(reads(asked, "待定类型调整（1）\n"));
  EXPECT_TRUE(reads(asked, "调整类型或者分级，等待同意"));
  EXPECT_FALSE(reads(house.get("demo/", dispatcher), "待定类型调整"));
  ASSERT_EQ(house.act(leader, id, "agree_reclassification").status, 303);
  EXPECT_TRUE(reads(house.get("demo/", leader), "待我处理（0）\n"));
}

TEST(Worklist, KeepsWhatWaitsForSeveralRolesOfAPersonApart) {
  DeskFixture house;
  house.report();
  house.dispatched("housing");
  const std::string both = house.enter(
      {{"demo", core::Role::front_desk, "", ""}, {"demo", core::Role::unit, "", "housing"}});
  const web::Response page = house.get("demo/", both);
  EXPECT_TRUE(reads(page, "待我处理：窗口人员（1）\n"));
  EXPECT_TRUE(reads(page, "待我处理：承办单位（1）\n"));
}

TEST(Worklist, CountsNoCaseThatAUnitOnlyAssists) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  house.act(desk, id, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}});
  house.act(desk, id, "dispatch", {{"unit", "taxation"}, {"assisting", "housing"}});
  const web::Response page = house.get("demo/", house.enter_as_role(core::Role::unit, "housing"));
  EXPECT_TRUE(reads(page, "待我处理（0）\n"));
  EXPECT_TRUE(reads(page, "全部待办（1）\n"));
  EXPECT_FALSE(reads(page, "待签收（"));
}

TEST(Worklist, IsWhereAUnitLandsThatHasBouncedASlip) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string unit = house.enter_as_role(core::Role::unit, "housing");
  const web::Response bounced = house.act(unit, id, "return_slip", {{"reason", "不归我们管"}});
  ASSERT_EQ(bounced.status, 303);
  EXPECT_EQ(bounced.header("Location"), "/handle/desk/demo/?done=return_slip");
  const web::Response page = house.get("demo/?done=return_slip", unit);
  EXPECT_TRUE(reads(page, "已记录：退回交办单。"));
  EXPECT_TRUE(says(page, "<li>SF-2026-0001　退回时间："));
  EXPECT_FALSE(reads(house.get("demo/?done=no_such_action", unit), "已记录"));
  const std::string dispatcher = house.enter_as_role(core::Role::dispatcher);
  EXPECT_TRUE(reads(house.get("demo/", dispatcher), "单位退回，待重新安排（1）\n"));
  EXPECT_TRUE(reads(house.get(DeskFixture::page_of(id), dispatcher), "不归我们管"));
}

TEST(Worklist, TellsThoseWithoutCasesSo) {
  DeskFixture house;
  house.report();
  const std::string admin_of_town = house.enter_as_role(core::Role::admin, "", "qinghe");
  const web::Response page = house.get("demo/", admin_of_town);
  EXPECT_TRUE(says(page, "您的身份不办理反映事项"));
  EXPECT_FALSE(says(page, "/cases/"));
  const web::Response to_people = house.get("demo/", house.enter_as_role(core::Role::admin));
  EXPECT_EQ(to_people.header("Location"), "/handle/desk/demo/users");
  const web::Response to_content = house.get("demo/", house.enter_as_role(core::Role::editor));
  EXPECT_EQ(to_content.header("Location"), "/handle/desk/demo/publishing");
}

TEST(Worklist, EscapesWhatWasSearchedFor) {
  DeskFixture house;
  const std::string session = house.enter_as_role(core::Role::front_desk);
  const web::Response page =
      house.get("demo/?search=" + web::url_encoded("\"><script>x</script>"), session);
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(says(page, "<script>x"));
}

TEST(Worklist, LeadsThroughAllPages) {
  DeskFixture house;
  std::set<std::string> missing;
  for (int i = 0; i < 53; ++i) missing.insert("/cases/" + std::to_string(house.report()) + "\"");
  const std::string session = house.enter_as_role(core::Role::front_desk);
  std::string page = house.get("demo/?group=to_accept", session).body;
  const std::string mark = "name=\"after\" value=\"";
  const std::size_t at = page.find(mark);
  ASSERT_NE(at, std::string::npos);
  const std::size_t from = at + mark.size();
  const std::string next = page.substr(from, page.find('"', from) - from);
  page += house.get("demo/?group=to_accept&after=" + web::url_encoded(next), session).body;
  for (auto link = missing.begin(); link != missing.end();)
    link = page.find(*link) == std::string::npos ? std::next(link) : missing.erase(link);
  EXPECT_TRUE(missing.empty());
}

TEST(Worklist, SaysWhoIsSignedInAndAsWhat) {
  DeskFixture house;
  const std::int64_t user = house.add_user(
      "wang", {{"demo", core::Role::front_desk, "", ""}, {"demo", core::Role::dispatcher, "", ""}});
  const web::Response page = house.get("demo/", house.enter_as(user));
  EXPECT_TRUE(says(page, "人员 wang"));
  EXPECT_TRUE(says(page, "督办科、窗口专员"));
  EXPECT_TRUE(says(page, "<meta name=\"robots\" content=\"noindex\">"));
}

TEST(SavedView, ANameOfSeveralLinesBecomesOneSoThatItCanBeDeleted) {
  DeskFixture house;
  const std::int64_t user = house.add_user("wang", {{"demo", core::Role::front_desk, "", ""}});
  const std::string session = house.enter_as(user);
  house.post("demo/views", session, {{"name", "甲\r\n乙"}, {"group", "late"}});
  ASSERT_EQ(house.store().saved_views(user, "demo")->size(), 1U);
  house.post("demo/views/delete", session, {{"name", "甲 乙"}});
  EXPECT_EQ(house.store().saved_views(user, "demo")->size(), 0U);
}

}  // namespace
}  // namespace handler::desk::testing
