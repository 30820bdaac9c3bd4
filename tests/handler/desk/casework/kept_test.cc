// What the page of a case says of kept texts, until when, and of destroyed ones; holds.
#include "handler/casework/retention.h"
#include "tests/handler/desk/desk_fixture.h"
#include "tests/handler/store/destroy_all.h"

namespace handler::desk::testing {
namespace {

using core::Role;

TEST(Identity, ThatWasDestroyedIsSaidToBeGone) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  ASSERT_TRUE(test::destroy_all(house.store(), "demo", id));
  const web::Response page = house.get(house.page_of(id), house.enter_as_role(Role::front_desk));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "反映内容已经按规定销毁"));
  EXPECT_TRUE(says(page, "反映人的信息打不开，或者已经按规定销毁"));
}

constexpr const char* kIdentityDue = "2029-09-25 00:00";
constexpr const char* kWordsDue = "2031-09-25 00:00";

cases::CaseId closed(DeskFixture& house) {
  const cases::CaseId id = house.report();
  house.accept(id);
  house.HandlerFixture::act(id, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "办好"}});
  house.HandlerFixture::act(id, "feed_back", {{"reply", "办好"}, {"channel", "written"}});
  house.HandlerFixture::act(id, "close", {{"cause", "other"}});
  return id;
}

void destroy_due(DeskFixture& house, const std::string& at) {
  house.clock.set(at);
  view::DueReport report;
  view::destroy_due(
      house.services(), *house.site(), 200, [] { return false; }, report);
  ASSERT_TRUE(report.failures.empty());
}

TEST(Kept, IsShownWithItsLastDayOnceTheCaseIsOver) {
  DeskFixture house;
  const cases::CaseId open = house.report();
  const cases::CaseId over = closed(house);
  const std::string desk = house.enter_as_role(Role::front_desk);
  EXPECT_FALSE(says(house.get(house.page_of(open), desk), "满期以后由系统销毁"));
  const web::Response page = house.get(house.page_of(over), desk);
  EXPECT_TRUE(reads(page, "姓名、电话等身份信息保存到2029年9月24日；"));
  EXPECT_TRUE(reads(page, "写下的文字保存到2031年9月24日；满期以后由系统销毁。"));
}

TEST(Kept, IsSaidToBeDestroyedAndAPageIsNoError) {
  DeskFixture house;
  const cases::CaseId id = closed(house);
  destroy_due(house, kIdentityDue);
  destroy_due(house, kWordsDue);
  const web::Response page = house.get(house.page_of(id), house.enter_as_role(Role::front_desk));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(reads(page, "姓名、电话等身份信息已经在2029年9月25日按公布的办法销毁"));
  EXPECT_TRUE(reads(page, "保存期满，按公布的期限销毁保存的内容：写下的文字"));
  EXPECT_FALSE(says(page, "满期以后由系统销毁"));
  EXPECT_EQ(house.doubts(), "");
}

TEST(Hold, IsSetAndLiftedAtTheDeskByThoseWhoMay) {
  DeskFixture house;
  const cases::CaseId id = closed(house);
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::string watch = house.enter_as_role(Role::supervision);
  EXPECT_EQ(house.act(window, id, "hold", {{"reason", "有人在查"}}).status, 403);
  EXPECT_EQ(house.act(watch, id, "hold").status, 422);
  EXPECT_EQ(house.act(watch, id, "hold", {{"reason", "正在复议"}}).status, 303);
  EXPECT_TRUE(reads(house.get(house.page_of(id), window), "已经暂缓销毁"));
  EXPECT_TRUE(says(house.get(house.page_of(id), watch), "正在复议"));
  EXPECT_EQ(house.act(watch, id, "release", {{"reason", "复议结束"}}).status, 303);
  EXPECT_FALSE(says(house.get(house.page_of(id), window), "已经暂缓销毁"));
}

}  // namespace
}  // namespace handler::desk::testing
