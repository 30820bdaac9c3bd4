// Similar open cases: found by phone and matter, shown only to authorized users.
#include "tests/handler/desk/counter_fixture.h"
#include "tests/handler/store/destroy_all.h"

namespace handler::desk::testing {
namespace {

using Similar = CounterFixture;

const core::Json kWords = {{"matter", "二手房 过户。"}, {"problem", "一样的事"}};
const core::Json kSamePhone = {{"name", "欧阳小满"}, {"phone", "13987654321"}};

std::string link_to(cases::CaseId id) {
  return "/cases/" + std::to_string(id) + "\"";
}

TEST_F(Similar, ShowsCasesWithTheSamePhoneOrMatterOnTheCheckPage) {
  const cases::CaseId both = house.report({{"unit", "housing"}}, kWords, kSamePhone);
  const cases::CaseId matter = house.report(core::Json::object(), kWords);
  const cases::CaseId neither = house.report();
  const web::Response page = check();
  EXPECT_TRUE(says(page, link_to(both)));
  EXPECT_TRUE(says(page, link_to(matter)));
  EXPECT_FALSE(says(page, link_to(neither)));
  EXPECT_LT(page.body.find(link_to(both)), page.body.find(link_to(matter)));
  for (const char* reason : {"电话相同", "事项相同", "单位相同"}) EXPECT_TRUE(says(page, reason));
}

TEST_F(Similar, ShowsThemOnTheCasePageToo) {
  const cases::CaseId one = house.report(core::Json::object(), kWords, kSamePhone);
  const cases::CaseId other = house.report(core::Json::object(), kWords, kSamePhone);
  EXPECT_FALSE(says(house.get(DeskFixture::page_of(one), clerk), "可能是同一件事"));
  const web::Response page = house.get(DeskFixture::page_of(other), clerk);
  EXPECT_TRUE(says(page, link_to(one)));
  EXPECT_FALSE(says(page, "href=\"/handle/desk/" + DeskFixture::page_of(other) + "\" target"));
}

TEST_F(Similar, KnowsTheSecondNumberOfAReportToo) {
  const core::Json two = {{"name", "欧阳小满"}, {"phone", "0539-1234567、13987654321（儿子）"}};
  const cases::CaseId id = house.report(core::Json::object(), core::Json::object(), two);
  EXPECT_TRUE(says(check(), link_to(id)));
  for (const char* typed : {"139 8765 4321", "手机：13987654321", "05391234567"}) {
    const web::Response page = house.post("demo/search", clerk, {{"search", typed}});
    EXPECT_TRUE(says(page, link_to(id))) << typed;
  }
}

TEST_F(Similar, LeavesOutWhatIsOver) {
  const cases::CaseId one = house.report(core::Json::object(), kWords, kSamePhone);
  ASSERT_TRUE(says(check(), link_to(one)));
  ASSERT_EQ(house.act(clerk, one, "withdraw", {{"reason", "不办了"}}).status, 303);
  EXPECT_FALSE(says(check(), link_to(one)));
}

TEST_F(Similar, TellsNothingOfCasesThatThePersonMayNotSee) {
  const cases::CaseId hidden =
      house.report({{"window", "main"}, {"kind", "conduct"}}, kWords, kSamePhone);
  const std::string town = house.enter_as_role(core::Role::front_desk, "", "qinghe");
  Form form = with(walk_in(), "window", "qinghe");
  form.emplace_back("step", "fill");
  const web::Response page = house.post("demo/intake", town, form);
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(says(page, "可能是同一件事"));
  EXPECT_FALSE(says(page, link_to(hidden)));
}

TEST_F(Similar, ComparesNoPhonesForThoseWhoMayNotKnowWhoseTheyAre) {
  const core::Json other_words = {{"matter", "别的事"}, {"problem", "别的事"}};
  const cases::CaseId secret = house.report({{"confidential", "yes"}}, other_words, kSamePhone);
  const cases::CaseId open = house.report(core::Json::object(), kWords, kSamePhone);
  for (const cases::CaseId id : {secret, open}) house.get(DeskFixture::page_of(id), clerk);
  const std::string dispatcher = house.enter_as_role(core::Role::dispatcher);
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(open), clerk), link_to(secret)));
  EXPECT_FALSE(says(house.get(DeskFixture::page_of(open), dispatcher), link_to(secret)));
  EXPECT_FALSE(says(house.get(DeskFixture::page_of(secret), dispatcher), link_to(open)));
}

TEST_F(Similar, ForgetsWhatWasDestroyed) {
  const cases::CaseId one = house.report(core::Json::object(), kWords, kSamePhone);
  ASSERT_TRUE(says(check(), link_to(one)));
  ASSERT_TRUE(test::destroy_all(house.store(), "demo", one));
  EXPECT_FALSE(says(check(), link_to(one)));
}

}  // namespace
}  // namespace handler::desk::testing
