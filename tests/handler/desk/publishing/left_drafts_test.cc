// What becomes of the draft of an editor who left.
#include "tests/handler/desk/publishing/editor_fixture.h"

namespace handler::desk::testing {
namespace {

constexpr const char* kLeft = "demo/publishing/left";
constexpr const char* kTake = "demo/publishing/left/take";
constexpr const char* kDrop = "demo/publishing/left/drop";

class LeftDraftsTest : public ::testing::Test {
 protected:
  // The author has prepared a new head of the leading group, and is gone.
  LeftDraftsTest() {
    house_.draft_new_head();
    EXPECT_TRUE(house_.store().change_staff(
        {.act = store::StaffAct::disable, .user = house_.author, .site = "demo"}));
  }
  Form form(std::int64_t version = 1) const {
    return {{"user", std::to_string(house_.author)}, {"version", std::to_string(version)}};
  }

  EditorHouse house_;
};

TEST_F(LeftDraftsTest, IsShownToOtherEditorsAndAdministrators) {
  const std::string admin = house_.enter_as_role(core::Role::admin);
  for (const std::string& session : {house_.at_second, admin}) {
    const web::Response page = house_.get(kLeft, session);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(reads(page, "组长 方向明 → 王某某"));
    EXPECT_TRUE(reads(page, "草稿和账号都满90天没有变动的，自动删除"));
    EXPECT_TRUE(says(page, kDrop));
  }
  EXPECT_TRUE(says(house_.get(kLeft, house_.at_second), kTake));
  EXPECT_FALSE(says(house_.get(kLeft, admin), kTake)) << "an administrator edits nothing";
  EXPECT_EQ(house_.post(kTake, admin, form()).status, 403);
}

TEST_F(LeftDraftsTest, IsAnnouncedToThoseWhoMayDoSomethingAboutIt) {
  const auto reads_there = [&](const std::string& session, const std::string& text) {
    return reads(house_.get("demo/publishing", session), text);
  };
  EXPECT_TRUE(reads_there(house_.at_second, "有1份草稿的起草人已经离开，请接手或者放弃"));
  EXPECT_TRUE(reads_there(house_.enter_as_role(core::Role::admin),
                          "有1份草稿的起草人已经离开，可以放弃，或者请其他编辑接手"));
  EXPECT_FALSE(reads_there(house_.enter_as_role(core::Role::auditor), "已经离开"));
  ASSERT_TRUE(house_.store().drop_draft(house_.author, "demo"));
  EXPECT_FALSE(reads_there(house_.at_second, "已经离开"));
  EXPECT_FALSE(reads_there(house_.enter_as_role(core::Role::admin), "已经离开"));
}

TEST_F(LeftDraftsTest, IsNotShownOutsideThePersonsScope) {
  const std::string clerk = house_.enter_as_role(core::Role::editor, "", "qinghe");
  EXPECT_FALSE(reads(house_.get("demo/publishing", clerk), "已经离开"));
  EXPECT_TRUE(reads(house_.get(kLeft, clerk), "没有留下的草稿"));
  EXPECT_EQ(house_.post(kTake, clerk, form()).status, 409);
  EXPECT_EQ(house_.post(kDrop, clerk, form()).status, 409);
  EXPECT_EQ(house_.get(kLeft, house_.enter_as_role(core::Role::auditor)).status, 403);
  EXPECT_EQ(house_.draft_of(house_.author).version, 1);
}

TEST_F(LeftDraftsTest, BecomesTheDraftOfWhoTakesItOver) {
  const web::Response taken = house_.post(kTake, house_.at_second, form());
  EXPECT_EQ(taken.status, 303);
  EXPECT_EQ(taken.header("Location"), "/handle/desk/demo/publishing/draft");
  EXPECT_TRUE(reads(house_.get("demo/publishing/draft", house_.at_second), "方向明 → 王某某"));
  EXPECT_TRUE(reads(house_.get(kLeft, house_.at_second), "没有留下的草稿"));
  EXPECT_EQ(house_.post(kTake, house_.at_second, form()).status, 409) << "sent twice";
}

TEST_F(LeftDraftsTest, ReplacesNoOtherDraft) {
  house_.keep_draft(house_.second, {{"faq.yaml", house_.standing("faq.yaml") + "# 一\n"}});
  const web::Response refused = house_.post(kTake, house_.at_second, form());
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused, "您已经有一份草稿"));
  EXPECT_TRUE(reads(refused, "方向明 → 王某某"));
  EXPECT_EQ(house_.draft_of(house_.second).files.front().path, "faq.yaml");
}

TEST_F(LeftDraftsTest, IsDroppedByEditorOrAdministrator) {
  EXPECT_EQ(house_.post(kDrop, house_.at_second, form(7)).status, 409) << "changed since";
  EXPECT_EQ(house_.post(kDrop, house_.enter_as_role(core::Role::admin), form()).status, 303);
  EXPECT_EQ(house_.draft_of(house_.author).version, 0);
}

TEST_F(LeftDraftsTest, OfAPersonWhoIsBackIsTheirsAlone) {
  ASSERT_TRUE(house_.store().change_staff(
      {.act = store::StaffAct::enable, .user = house_.author, .site = "demo"}));
  EXPECT_TRUE(reads(house_.get(kLeft, house_.at_second), "没有留下的草稿"));
  EXPECT_EQ(house_.post(kDrop, house_.at_second, form()).status, 409);
  EXPECT_EQ(house_.draft_of(house_.author).version, 1);
}

TEST_F(LeftDraftsTest, CanBeDroppedAloneWhereItCannotBeRead) {
  house_.services().place.content = "/nowhere";
  const std::string admin = house_.enter_as_role(core::Role::admin);
  EXPECT_TRUE(reads(house_.get(kLeft, admin), "读不出来，不能接手"));
  EXPECT_EQ(house_.post(kDrop, admin, form()).status, 303);
}

}  // namespace
}  // namespace handler::desk::testing
