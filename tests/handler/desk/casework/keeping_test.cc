// Lost numbers, duplicates and filing on the desk.
#include "tests/handler/desk/counter_fixture.h"

namespace handler::desk::testing {
namespace {

using Keeping = CounterFixture;
using core::Role;

const Form kChecked = {{"check", "id_card"}, {"reason", "回执丢了"}};

// The hidden field that a second click sends again.
std::string number_token(const web::Response& page) {
  return between(page.body, "name=\"number_token\" value=\"", "\"");
}

Form with_token(const Form& form, const web::Response& page) {
  return with(form, "number_token", number_token(page));
}

// -- lost numbers

TEST_F(Keeping, FindsTheCaseOfALostNumberByPhoneOrSerialNumber) {
  const cases::CaseId id = house.report();
  const std::string link = "/cases/" + std::to_string(id) + "#action-reissue_number";
  EXPECT_TRUE(says(house.post("demo/lost", clerk, {{"sought", "138 1234 1234"}}), link));
  EXPECT_TRUE(says(house.post("demo/lost", clerk, {{"sought", std::to_string(id) + "号"}}), link));
  house.act(clerk, id, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}});
  EXPECT_TRUE(says(house.post("demo/lost", clerk, {{"sought", "sf-2026-0001"}}), link));
  EXPECT_TRUE(says(house.post("demo/lost", clerk, {{"sought", "13800000000"}}), "没有找到"));
  EXPECT_EQ(house.post("demo/lost", clerk, {{"sought", " "}}).status, 422);
}

TEST_F(Keeping, FindsNoCaseOfAnotherWindow) {
  house.report();
  const std::string town = house.enter_as_role(Role::front_desk, "", "qinghe");
  EXPECT_TRUE(says(house.post("demo/lost", town, {{"sought", "13812341234"}}), "没有找到"));
  EXPECT_TRUE(says(house.post("demo/lost", town, {{"sought", "1"}}), "没有找到"));
}

TEST_F(Keeping, GivesANewNumberAndTheOldOneDies) {
  const std::string old_number = number_on(registered());
  const cases::CaseId id = by_number(old_number)->row.id;
  const web::Response page = house.get(DeskFixture::page_of(id), clerk);
  EXPECT_EQ(
      house.act(clerk, id, "reissue_number", with_token({{"reason", "回执丢了"}}, page)).status,
      422);
  EXPECT_TRUE(by_number(old_number));
  const web::Response receipt = house.act(clerk, id, "reissue_number", with_token(kChecked, page));
  EXPECT_EQ(receipt.status, 200);
  EXPECT_TRUE(says(receipt, "原来的查询编号已经作废"));
  EXPECT_TRUE(says(receipt, "类型：办事受阻"));
  EXPECT_FALSE(by_number(old_number));
  ASSERT_TRUE(by_number(number_on(receipt)));
  EXPECT_EQ(by_number(number_on(receipt))->row.id, id);
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(id), clerk), "换发查询编号（核对身份证件）"));
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(Keeping, GivesTheSameNumberForASecondClick) {
  const cases::CaseId id = house.report();
  const Form form = with_token(kChecked, house.get(DeskFixture::page_of(id), clerk));
  const std::string first = number_on(house.act(clerk, id, "reissue_number", form));
  ASSERT_EQ(first.size(), 19U);
  EXPECT_EQ(number_on(house.act(clerk, id, "reissue_number", form)), first);
  EXPECT_EQ(house.event_count(id), 2U);
}

TEST_F(Keeping, ShowsNoNumberThatHasDiedSince) {
  const cases::CaseId id = house.report();
  const Form first = with_token(kChecked, house.get(DeskFixture::page_of(id), clerk));
  house.act(clerk, id, "reissue_number", first);
  const Form second = with_token(kChecked, house.get(DeskFixture::page_of(id), clerk));
  house.act(clerk, id, "reissue_number", second);
  EXPECT_EQ(house.act(clerk, id, "reissue_number", first).status, 303);
}

// -- duplicates

struct Twins {
  cases::CaseId main;
  cases::CaseId duplicate;
};

Twins twins(DeskFixture& house, const core::Json& main = core::Json::object(),
            const core::Json& duplicate = core::Json::object()) {
  const cases::CaseId first = house.report(main);
  house.clock.pass(std::chrono::minutes(5));
  return {first, house.report(duplicate)};
}

Form into(cases::CaseId id) {
  return {{"into", std::to_string(id) + "号"}, {"reason", "同一个人反映同一件事"}};
}

TEST_F(Keeping, MergesADuplicateAndKeepsBothHistories) {
  const Twins both = twins(house);
  EXPECT_EQ(house.act(clerk, both.duplicate, "merge", into(both.main)).status, 303);
  EXPECT_EQ(house.state(both.duplicate), "merged");
  EXPECT_EQ(house.record(both.duplicate).events().back().type, cases::EventType::merged);
  EXPECT_EQ(house.record(both.main).events().back().type, cases::EventType::merged_in);
  const std::string to_main = "/cases/" + std::to_string(both.main) + "\"";
  const std::string to_duplicate = "/cases/" + std::to_string(both.duplicate) + "\"";
  const web::Response duplicate = house.get(DeskFixture::page_of(both.duplicate), clerk);
  EXPECT_TRUE(says(duplicate, "合并办理，请到那一件里操作"));
  EXPECT_TRUE(says(duplicate, to_main));
  EXPECT_FALSE(says(duplicate, "/actions/accept"));
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(both.main), clerk), to_duplicate));
  EXPECT_FALSE(says(house.get("demo/", clerk), to_duplicate));
  EXPECT_EQ(house.doubts(), "");
}

void expect_refused(Keeping&, DeskFixture& house, const std::string& clerk, cases::CaseId duplicate,
                    cases::CaseId main, const std::string& sentence) {
  const web::Response page = house.act(clerk, duplicate, "merge", into(main));
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page, sentence)) << sentence;
  EXPECT_NE(house.state(duplicate), "merged");
}

TEST_F(Keeping, RefusesMergesThatWouldLoseSomething) {
  const Twins both = twins(house);
  expect_refused(*this, house, clerk, both.main, both.duplicate, "那一件收到得更晚");
  expect_refused(*this, house, clerk, both.main, both.main, "这就是现在打开的这一件");
  expect_refused(*this, house, clerk, both.main, 999, "没有找到这一件");
  const Twins unlike = twins(house, {{"kind", "conduct"}});
  expect_refused(*this, house, clerk, unlike.duplicate, unlike.main, "两件的查看限制不一样");
  ASSERT_EQ(house.act(clerk, both.main, "withdraw", {{"reason", "不办了"}}).status, 303);
  expect_refused(*this, house, clerk, both.duplicate, both.main, "那一件已经结束");
}

TEST_F(Keeping, MergesInNoCircle) {
  const Twins both = twins(house);
  ASSERT_EQ(house.act(clerk, both.duplicate, "merge", into(both.main)).status, 303);
  const cases::CaseId third = house.report();
  expect_refused(*this, house, clerk, third, both.duplicate, "那一件自己已经并入别的事项");
  EXPECT_EQ(house.act(clerk, both.duplicate, "merge", into(both.main)).status, 409);
}

TEST_F(Keeping, MergesIntoNothingThatThePersonMayNotSee) {
  const cases::CaseId main = house.report({{"window", "main"}});
  house.clock.pass(std::chrono::minutes(5));
  const cases::CaseId own = house.report({{"window", "qinghe"}});
  const std::string town = house.enter_as_role(Role::front_desk, "", "qinghe");
  expect_refused(*this, house, town, own, main, "没有找到这一件");
}

TEST_F(Keeping, TellsTheReporterOfAMergedCaseAndTheyReadIt) {
  const Twins both = twins(house, core::Json::object(), {{"channel", "phone"}});
  ASSERT_EQ(house.act(clerk, both.duplicate, "merge", into(both.main)).status, 303);
  EXPECT_EQ(house
                .act(clerk, both.duplicate, "tell_merged",
                     {{"reply", "已经一起办好"}, {"channel", "phone"}})
                .status,
            303);
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(both.duplicate), clerk), "已经一起办好"));
}

// A main case and the case merged into it; answered, and the main case's reporter was told.
Twins answered_twins(DeskFixture& house, const std::string& clerk, const core::Json& duplicate) {
  const Twins both = twins(house, core::Json::object(), duplicate);
  house.act(clerk, both.duplicate, "merge", into(both.main));
  house.act(clerk, both.main, "accept",
            {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}});
  house.act(clerk, both.main, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好"}});
  house.act(clerk, both.main, "feed_back", {{"reply", "办好"}, {"channel", "written"}});
  return both;
}

// The part that the newest event holds under "reply".
store::Part newest_reply(DeskFixture& house, cases::CaseId id) {
  const store::CaseRecord record = house.record(id);
  return record.parts.at(record.events().back().data.at("reply").at("part").get<std::int64_t>());
}

TEST_F(Keeping, AMainCaseClosesOnceTheReportersOfTheOthersWereTold) {
  const Twins both = answered_twins(house, clerk, {{"channel", "phone"}});
  EXPECT_TRUE(says(house.act(clerk, both.main, "close"), "还没有把结果告诉并入事项的反映人"));
  const web::Response page = house.get(DeskFixture::page_of(both.main), clerk);
  EXPECT_TRUE(says(page, "有了结果也要告知那位反映人"));
  EXPECT_FALSE(says(page, "/actions/close"));
  ASSERT_EQ(house
                .act(clerk, both.main, "tell_absorbed",
                     {{"reply", "两件一起办好了"}, {"channel", "phone"}})
                .status,
            303);
  EXPECT_EQ(house.record(both.duplicate).events().back().type, cases::EventType::merged_told);
  EXPECT_TRUE(newest_reply(house, both.duplicate).for_reporter) << "shown on their ticket page";
  EXPECT_FALSE(newest_reply(house, both.main).for_reporter) << "it was not written to this one";
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(both.duplicate), clerk), "两件一起办好了"));
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(both.main), clerk), "已经把结果告知那位反映人"));
  EXPECT_EQ(house.act(clerk, both.main, "close", {{"cause", "other"}}).status, 303);
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(Keeping, ReportersWhoWroteAreToldInWritingThroughTheMainCaseToo) {
  const Twins both = answered_twins(house, clerk, {{"channel", "online"}});
  const Form by_phone = {{"reply", "两件一起办好了"}, {"channel", "phone"}};
  EXPECT_EQ(house.act(clerk, both.main, "tell_absorbed", by_phone).status, 422);
  EXPECT_EQ(
      house.act(clerk, both.main, "tell_absorbed", with(by_phone, "channel", "written")).status,
      303);
}

TEST_F(Keeping, TellingOneOfThemOnTheirOwnPageCountsInTheMainCase) {
  const Twins both = answered_twins(house, clerk, {{"channel", "phone"}});
  ASSERT_EQ(house
                .act(clerk, both.duplicate, "tell_merged",
                     {{"reply", "已经一起办好"}, {"channel", "phone"}})
                .status,
            303);
  EXPECT_EQ(house.record(both.main).events().back().type, cases::EventType::absorbed_told);
  EXPECT_EQ(house.act(clerk, both.main, "close", {{"cause", "other"}}).status, 303);
}

TEST_F(Keeping, WhatIsToldBeforeThereIsAResultDoesNotCount) {
  const Twins both = twins(house, core::Json::object(), {{"channel", "phone"}});
  house.act(clerk, both.duplicate, "merge", into(both.main));
  house.act(clerk, both.duplicate, "tell_merged", {{"reply", "正在办"}, {"channel", "phone"}});
  EXPECT_EQ(house.record(both.duplicate).events().back().type, cases::EventType::merged_told);
  EXPECT_EQ(house.record(both.main).events().back().type, cases::EventType::merged_in);
}

TEST_F(Keeping, ThoseWhoWereMergedInEarlierAreToldToo) {
  const cases::CaseId oldest = house.report();
  house.clock.pass(std::chrono::minutes(5));
  const Twins both = twins(house, core::Json::object(), {{"channel", "phone"}});
  house.act(clerk, both.duplicate, "merge", into(both.main));
  ASSERT_EQ(house.act(clerk, both.main, "merge", into(oldest)).status, 303);
  house.act(clerk, oldest, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}});
  house.act(clerk, oldest, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好"}});
  house.act(clerk, oldest, "feed_back", {{"reply", "办好"}, {"channel", "written"}});
  house.act(clerk, oldest, "tell_absorbed", {{"reply", "一起办好"}, {"channel", "written"}});
  for (const cases::CaseId id : {both.main, both.duplicate})
    EXPECT_EQ(house.record(id).events().back().type, cases::EventType::merged_told) << id;
}

TEST_F(Keeping, OneReporterDoesNotWithdrawWhatOthersWaitFor) {
  const Twins both = twins(house);
  house.act(clerk, both.duplicate, "merge", into(both.main));
  const web::Response page = house.act(clerk, both.main, "withdraw", {{"reason", "不办了"}});
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(says(page, "别人反映的同一件事也并在这里"));
  EXPECT_EQ(house.state(both.main), "submitted");
}

// -- filing

TEST_F(Keeping, PutsACaseThatIsOverIntoTheFileWhereItIsStillFound) {
  const cases::CaseId id = house.dispatched("housing");
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  house.act(unit, id, "reply", {{"outcome", "resolved"}, {"reply", "办好"}});
  house.act(clerk, id, "feed_back", {{"reply", "办好"}, {"channel", "written"}});
  ASSERT_EQ(house.act(clerk, id, "close", {{"cause", "other"}}).status, 303);
  ASSERT_EQ(house.act(clerk, id, "archive", {{"file_number", "甲字第17号"}}).status, 303);
  EXPECT_EQ(house.state(id), "archived");
  const std::string link = "/cases/" + std::to_string(id) + "\"";
  EXPECT_FALSE(says(house.get("demo/?group=ended", clerk), link));
  EXPECT_TRUE(says(house.get("demo/?search=SF-2026-0001", clerk), link));
  const web::Response page = house.get(DeskFixture::page_of(id), clerk);
  EXPECT_TRUE(says(page, "甲字第17号"));
  EXPECT_FALSE(says(page, "/actions/visit"));
  EXPECT_TRUE(says(page, "/actions/reopen"));
  EXPECT_TRUE(says(house.act(clerk, id, "visit", {{"visit", "回访"}}), "这件事已经归档"));
}

}  // namespace
}  // namespace handler::desk::testing
