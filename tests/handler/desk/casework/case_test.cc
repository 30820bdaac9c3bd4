// A case on the desk: its whole life, the fields of each step, and two users acting at once.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;
const Form kAccept = {{"kind", "matter"}, {"tier", "general"}, {"matter", "房产证办理"}};

TEST(CasePage, LeadsACaseThroughItsWholeLife) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::string dispatcher = house.enter_as_role(Role::dispatcher);
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  EXPECT_EQ(house.act(window, id, "accept", kAccept).status, 303);
  EXPECT_EQ(house.act(dispatcher, id, "dispatch", {{"unit", "housing"}}).status, 303);
  EXPECT_EQ(house.act(unit, id, "sign_for").status, 303);
  EXPECT_EQ(house.act(unit, id, "reply", {{"outcome", "resolved"}, {"reply", "已经办好"}}).status,
            303);
  EXPECT_EQ(
      house.act(window, id, "feed_back", {{"reply", "您的证已经办好"}, {"channel", "written"}})
          .status,
      303);
  const web::Response closed = house.act(window, id, "close", {{"cause", "other"}});
  EXPECT_EQ(closed.status, 303);
  EXPECT_EQ(closed.header("Location"), "/handle/desk/" + house.page_of(id) + "?done=close");
  EXPECT_EQ(house.state(id), "closed");
  const web::Response page = house.get(house.page_of(id), window);
  for (const char* words : {"SF-2026-0001", "已办结", "示范县住房和城乡建设局", "已经办好",
                            "您的证已经办好", "督办和记录", "记录回访"}) {
    EXPECT_TRUE(says(page, words)) << words;
  }
  EXPECT_TRUE(says(house.get(house.page_of(id), house.enter_as_role(Role::auditor)),
                   "您现在没有可以做的操作"));
  EXPECT_EQ(house.doubts(), "");
}

TEST(CasePage, NamesWhoActedBesideTheRole) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string wang =
      house.enter_as(house.add_user("wang", {{"demo", Role::front_desk, "", ""}}));
  ASSERT_EQ(house.act(wang, id, "accept", kAccept).status, 303);
  EXPECT_TRUE(reads(house.get(house.page_of(id), wang), "经办：窗口专员 人员 wang"));
}

// Records an event as the portal does for the holder of a number.
void append_words(DeskFixture& house, cases::CaseId id, cases::EventType type, core::Json data,
                  store::Part part) {
  store::NewEvent event;
  event.actor.kind = cases::Actor::Kind::reporter;
  event.type = type;
  event.data = std::move(data);
  event.parts = {std::move(part)};
  event.policy = house.record(id).row.values.policy;
  const auto rules = house.services().rules.for_case(*house.site(), house.record(id).row);
  ASSERT_TRUE(house.store().append("demo", id, house.last_seq(id), {event},
                                   view::refold_with(*rules, house.clock.now())));
}

TEST(CasePage, ShowsWhatTheReporterWroteLaterWithItsEvent) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  ASSERT_EQ(house.act(window, id, "ask_materials", {{"list", "合同"}}).status, 303);
  append_words(house, id, cases::EventType::materials_sent, core::Json::object(),
               store::make_part(house.randomness, "materials", "合同编号甲零七",
                                house.services().portal_keys.seal_public, false));
  for (const std::string& session : {window, unit}) {
    const web::Response page = house.get(house.page_of(id), session);
    EXPECT_TRUE(says(page, "补充的内容：合同编号甲零七"));
    EXPECT_TRUE(says(page, "办不下来"));
  }
  const std::string other = house.enter_as_role(Role::unit, "taxation");
  EXPECT_EQ(house.get(house.page_of(id), other).status, 404);
}

TEST(CasePage, SaysThatLaterWordsCannotBeOpened) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.act(window, id, "ask_materials", {{"list", "合同"}}).status, 303);
  append_words(house, id, cases::EventType::materials_sent, core::Json::object(),
               store::make_part(house.randomness, "materials", "合同编号甲零七",
                                core::make_seal_keys().public_key, false));
  const web::Response page = house.get(house.page_of(id), window);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "反映内容打不开"));
  EXPECT_TRUE(says(page, "办不下来"));
}

TEST(CasePage, AcceptsUnderThePolicyThatIsPublishedAndKeepsIt) {
  tests::PublishedSites sites(BANCHENG_SOURCE_DIR, {"demo"});
  DeskFixture house(sites.root());
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.act(window, id, "accept", kAccept).status, 303);
  const std::string version = house.site()->site().policy_version;
  EXPECT_EQ(house.record(id).row.values.policy, version);
  EXPECT_TRUE(house.store().policy_version(version));
  sites.republish("demo", "policy.yaml", "limits: {handle: 2 workdays}",
                  "limits: {handle: 4 workdays}");
  ASSERT_NE(house.site()->site().policy_version, version);
  ASSERT_EQ(house.act(window, id, "dispatch", {{"unit", "housing"}}).status, 303);
  EXPECT_EQ(core::to_iso(*house.record(id).row.values.next_due), "2026-09-29T17:00:00.000+08:00");
}

TEST(CasePage, AsksAgainForWhatIsMissingAndKeepsWhatWasTyped) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response page =
      house.act(window, id, "accept", {{"kind", "matter"}, {"matter", "写到一半的事项"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(tests::link_to(page.body, "#accept-tier"), "分级：请填写这一项。");
  EXPECT_TRUE(says(page, "aria-describedby=\"hint-accept-tier mistake-accept-tier\""));
  EXPECT_TRUE(reads(page, "写到一半的事项\n"));
  EXPECT_TRUE(says(page, "<details class=\"action\" id=\"action-accept\" open>"));
  EXPECT_EQ(house.event_count(id), 1U);
}

TEST(CasePage, OffersTheTiersOfEveryKindWhileTheKindCanStillChange) {
  DeskFixture house;
  const cases::CaseId id = house.report({{"kind", "suggestion"}});
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_TRUE(says(house.get(house.page_of(id), window), "<option value=\"hard\">红牌事项"));
  EXPECT_EQ(house.act(window, id, "accept", kAccept).status, 303);
  EXPECT_EQ(house.record(id).row.values.kind, "matter");
}

TEST(CasePage, AsksForTheStatementThatTheTierWants) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(
      house.act(window, id, "accept", {{"kind", "matter"}, {"tier", "complex"}, {"matter", "事"}})
          .status,
      303);
  ASSERT_EQ(house.act(window, id, "dispatch", {{"unit", "housing"}}).status, 303);
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  EXPECT_TRUE(says(house.get(house.page_of(id), unit), "id=\"reply-statement\""));
  const web::Response page =
      house.act(unit, id, "reply", {{"outcome", "explained"}, {"reply", "答复"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_NE(tests::link_to(page.body, "#reply-statement"), "");
}

TEST(CasePage, DeclinesWithReasonExplanationAndWhereToGo) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_EQ(house.act(window, id, "decline", {{"exclusion", "litigation"}}).status, 422);
  EXPECT_EQ(house
                .act(window, id, "decline",
                     {{"exclusion", "litigation"},
                      {"explanation", "正在诉讼"},
                      {"referral", "legal_aid"},
                      {"referral", "hotline"}})
                .status,
            303);
  EXPECT_EQ(house.state(id), "declined");
  EXPECT_EQ(house.record(id).events().back().data.at("referral"),
            core::Json({"hotline", "legal_aid"}));
  EXPECT_TRUE(says(house.get(house.page_of(id), window), "示范县公共法律服务中心"));
}

TEST(CasePage, KeepsTheReasonOfADeclineInTheWordsOfThatDay) {
  tests::PublishedSites sites(BANCHENG_SOURCE_DIR, {"demo"});
  DeskFixture house(sites.root());
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(
      house
          .act(
              window, id, "decline",
              {{"exclusion", "litigation"}, {"explanation", "正在诉讼"}, {"referral", "legal_aid"}})
          .status,
      303);
  sites.republish("demo", "policy.yaml", "text: 正在诉讼、仲裁或者已经立案的事。",
                  "text: 现在换了一种说法");
  EXPECT_TRUE(says(house.get("demo/cases/" + std::to_string(id), window),
                   "正在诉讼、仲裁或者已经立案的事。"));
}

TEST(CasePage, LetsAUnitAskAndTheLeaderGrantMoreTime) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  const std::string leader = house.enter_as_role(Role::leader_on_duty);
  ASSERT_EQ(
      house.act(unit, id, "ask_extension", {{"workdays", "3"}, {"reason", "要等省厅答复"}}).status,
      303);
  EXPECT_EQ(house.act(unit, id, "grant_extension").status, 403);
  ASSERT_EQ(house.act(leader, id, "grant_extension").status, 303);
  EXPECT_EQ(house.record(id).events().back().actor.role, Role::leader_on_duty);
  EXPECT_EQ(core::to_iso(*house.record(id).row.values.next_due), "2026-10-09T17:00:00.000+08:00");
}

TEST(CasePage, EscapesTheReportersWordsAndIdentity) {
  DeskFixture house;
  const std::string evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  const cases::CaseId id =
      house.report(core::Json::object(), {{"matter", evil}, {"problem", evil}, {"odd", evil}},
                   {{"name", evil}, {"phone", evil}});
  const std::string window = house.enter_as_role(Role::front_desk);
  for (const web::Response& page : {house.get(house.page_of(id), window),
                                    house.post(house.page_of(id) + "/identity", window)}) {
    EXPECT_TRUE(says(page, "&lt;script&gt;alert(1)"));
    EXPECT_FALSE(says(page, "<script>alert"));
    EXPECT_FALSE(says(page, "<img src=x"));
  }
}

TEST(CasePage, EscapesWhatStaffWrote) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::string evil = "</textarea><script>x</script>";
  EXPECT_FALSE(says(house.act(window, id, "accept", {{"matter", evil}}), "<script>x"));
  ASSERT_EQ(
      house.act(window, id, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", evil}})
          .status,
      303);
  EXPECT_FALSE(says(house.get(house.page_of(id), window), "<script>x"));
}

TEST(CasePage, TakesNoFieldThatTheActionDoesNotHave) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  Form form = kAccept;
  form.emplace_back("serial", "XX-1");
  form.emplace_back("policy", "mine");
  form.emplace_back("unit", "housing");
  ASSERT_EQ(house.act(window, id, "accept", form).status, 303);
  EXPECT_EQ(house.record(id).row.values.serial, "SF-2026-0001");
  EXPECT_FALSE(house.record(id).events().back().data.contains("unit"));
  EXPECT_EQ(house.act(window, id, "no_such_action").status, 404);
}

TEST(Conflict, TellsWhatSomebodyElseDidAndGivesBackWhatWasTyped) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::string seen = std::to_string(house.last_seq(id));
  const std::int64_t li = house.add_user("li", {{"demo", Role::front_desk, "", ""}});
  ASSERT_EQ(house.act(house.enter_as(li), id, "accept", kAccept).status, 303);
  const web::Response late = house.post(house.page_of(id) + "/actions/decline", window,
                                        {{"explanation", "我写的说明"}, {"seen", seen}});
  EXPECT_EQ(late.status, 409);
  for (const char* words :
       {"有人已经处理过这件事", "9月24日 10:00", "窗口受理", "人员 li", "我写的说明"}) {
    EXPECT_TRUE(says(late, words)) << words;
  }
  EXPECT_NE(tests::link_to(late.body, "/handle/desk/" + house.page_of(id)), "");
  EXPECT_EQ(house.event_count(id), 2U);
}

TEST(Conflict, IsRefusedForAPageThatNeverWas) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  for (const std::string seen : {"", "x", "-1", "999999", "0"}) {
    Form form = kAccept;
    form.emplace_back("seen", seen);
    EXPECT_EQ(house.post(house.page_of(id) + "/actions/accept", window, form).status, 409) << seen;
  }
  EXPECT_EQ(house.event_count(id), 1U);
}

TEST(Conflict, IsNotMadeByALookAtTheIdentity) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  Form form = kAccept;
  form.emplace_back("seen", std::to_string(house.last_seq(id)));
  ASSERT_EQ(
      house.post(house.page_of(id) + "/identity", house.enter_as_role(Role::front_desk)).status,
      200);
  EXPECT_EQ(house.post(house.page_of(id) + "/actions/accept", window, form).status, 303);
}

TEST(Identity, IsMaskedUntilAskedForAndEveryLookIsRecorded) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::int64_t user = house.add_user("wang", {{"demo", Role::front_desk, "", ""}});
  const std::string window = house.enter_as(user);
  const web::Response before = house.get(house.page_of(id), window);
  EXPECT_TRUE(says(before, "138****1234"));
  EXPECT_FALSE(says(before, "13812341234"));
  EXPECT_FALSE(says(before, "张三丰"));
  EXPECT_TRUE(says(before, "办不下来"));
  EXPECT_EQ(house.event_count(id), 1U);
  const web::Response after = house.post(house.page_of(id) + "/identity", window);
  EXPECT_EQ(after.status, 200);
  EXPECT_TRUE(says(after, "13812341234"));
  EXPECT_TRUE(says(after, "张三丰"));
  const cases::Event looked = house.record(id).events().back();
  EXPECT_EQ(looked.type, cases::EventType::identity_viewed);
  EXPECT_EQ(looked.actor.user, user);
  EXPECT_FALSE(says(house.get(house.page_of(id), window), "13812341234"));
}

TEST(Identity, OfAConfidentialReporterIsForTheWindowAlone) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing", {{"confidential", "yes"}});
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  const web::Response page = house.get(house.page_of(id), unit);
  EXPECT_TRUE(says(page, "您没有查看反映人身份的权限"));
  EXPECT_FALSE(says(page, "138****1234"));
  EXPECT_EQ(house.post(house.page_of(id) + "/identity", unit).status, 403);
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_TRUE(says(house.post(house.page_of(id) + "/identity", window), "13812341234"));
}

TEST(Identity, LeavesAKeyedHashOfThePhoneAtTheFirstOpening) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string parts[] = {"demo", "13812341234"};
  const std::string index =
      core::to_hex(core::hash_parts(parts, 2, house.services().desk_keys->index));
  EXPECT_TRUE(house.store().cases_by_phone_index("demo", index).value().empty());
  ASSERT_EQ(house.get(house.page_of(id), house.enter_as_role(Role::front_desk)).status, 200);
  const auto found = house.store().cases_by_phone_index("demo", index).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().id, id);
}

TEST(CasePage, ShowsWhatAnEventHoldsInTheOrderInWhichItsFormAsked) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  ASSERT_EQ(house
                .act(desk, id, "coordinate",
                     {{"meeting", "joint_meeting"},
                      {"agreement", "agreed"},
                      {"minutes", "甲说乙说"},
                      {"decision", "先办"}})
                .status,
            303);
  const std::string page = house.get(house.page_of(id), desk).body;
  EXPECT_LT(page.find("甲说乙说"), page.find("先办"));
}

TEST(CasePage, TakesDownWhomAReportOfConductIsAboutIfNobodySaid) {
  DeskFixture house;
  const cases::CaseId id = house.report({{"kind", "conduct"}, {"unit", ""}});
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  const std::string unit = house.enter_as_role(core::Role::unit, "housing");
  EXPECT_TRUE(tests::asks_for(house.get(house.page_of(id), desk).body, "concerned"));
  ASSERT_EQ(house
                .act(desk, id, "accept",
                     {{"kind", "conduct"},
                      {"tier", "general"},
                      {"concerned", "housing"},
                      {"matter", "窗口态度"}})
                .status,
            303);
  EXPECT_TRUE(says(house.get(house.page_of(id), desk), "被反映的单位：示范县住房和城乡建设局"));
  EXPECT_TRUE(says(house.act(desk, id, "dispatch", {{"unit", "housing"}}), "不能交给它办"));
  ASSERT_EQ(
      house.act(desk, id, "dispatch", {{"unit", "taxation"}, {"assisting", "housing"}}).status,
      409);
  ASSERT_EQ(house.act(desk, id, "dispatch", {{"unit", "taxation"}}).status, 303);
  EXPECT_EQ(house.get(house.page_of(id), unit).status, 404);
}

TEST(CasePage, DoesNotAskAgainWhomAReportIsAbout) {
  DeskFixture house;
  const cases::CaseId id = house.report({{"kind", "conduct"}, {"unit", "housing"}});
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  EXPECT_FALSE(tests::asks_for(house.get(house.page_of(id), desk).body, "concerned"));
}

TEST(CasePage, SaysThatAPageIsNotTheLatestIfNobodyHasActedSince) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  for (const char* action : {"accept", "reissue_number"}) {
    const web::Response page = house.post(house.page_of(id) + "/actions/" + action, desk);
    EXPECT_EQ(page.status, 409) << action;
    EXPECT_TRUE(says(page, "这一页不是最新的")) << action;
    EXPECT_FALSE(says(page, "有人已经处理过")) << action;
  }
}

}  // namespace
}  // namespace handler::desk::testing
