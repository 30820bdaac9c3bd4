// Who may agree to a publication, what becomes of it, and how it is put back.
#include "tests/handler/desk/publishing/editor_fixture.h"

namespace handler::desk::testing {
namespace {

using State = store::PublicationState;

class HistoryTest : public ::testing::Test {
 protected:
  web::Response page(const std::string& session) {
    return house_.get(EditorHouse::page_of_publication(id_), session);
  }
  web::Response act(const std::string& name, const std::string& session, const Form& form = {}) {
    return house_.post(EditorHouse::page_of_publication(id_) + "/" + name, session, form);
  }
  web::Response agree(const std::string& session) {
    return act("agree", session, house_.agree_form(id_));
  }
  void publish() {
    ASSERT_EQ(agree(house_.at_second).status, 303);
    house_.carry_out(id_);
  }

  EditorHouse house_;
  std::int64_t id_ = house_.handed_over();
};

TEST_F(HistoryTest, TellsWhoWhyAndWhat) {
  const web::Response shown = page(house_.at_second);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(reads(shown, "领导小组成员调整"));
  EXPECT_TRUE(reads(shown, "人员 author"));
  EXPECT_TRUE(reads(shown, "组长 方向明 → 王某某"));
  EXPECT_TRUE(says(shown, "<del>方向明</del><ins>王某某</ins>")) << shown.body;
  EXPECT_TRUE(reads(house_.get("demo/publishing/history", house_.at_second), "等待复核"));
  EXPECT_TRUE(reads(house_.get("demo/publishing", house_.at_second), "有一次发布等待复核"));
}

TEST_F(HistoryTest, GoesOutAfterASecondPersonAgreed) {
  EXPECT_EQ(agree(house_.at_second).status, 303);
  EXPECT_EQ(house_.state_of(id_), State::queued);
  EXPECT_EQ(house_.publication(id_).steps.front().user, house_.second);
  EXPECT_EQ(agree(house_.at_second).status, 409);
}

TEST_F(HistoryTest, IsNotAgreedToByItsAuthor) {
  EXPECT_TRUE(reads(page(house_.at_author), "要由另一个人复核"));
  EXPECT_EQ(agree(house_.at_author).status, 403);
  EXPECT_EQ(house_.state_of(id_), State::waits);
}

TEST_F(HistoryTest, IsNotAgreedToByAnAccountThatTheAuthorMade) {
  store::User puppet;
  puppet.login = "puppet";
  puppet.display_name = "傀儡";
  puppet.password_hash = kPasswordHash;
  puppet.grants = {{"demo", core::Role::editor, "", ""}};
  const std::int64_t made = house_.store().add_user(puppet, house_.author).value();
  const std::string session = house_.enter_as(made);
  EXPECT_TRUE(reads(page(session), "您的账号是提交人建立的"));
  EXPECT_EQ(agree(session).status, 403);
}

// An administrator of two sites, who could use an account made on the other one.
TEST_F(HistoryTest, IsNotAgreedToByAnAccountThatTheAuthorHadMadeElsewhere) {
  store::User between;
  between.login = "between";
  between.display_name = "中间人";
  between.password_hash = kPasswordHash;
  between.grants = {{"pingyi", core::Role::admin, "", ""}};
  const std::int64_t first = house_.store().add_user(between, house_.author).value();
  const std::int64_t puppet = house_.add_user("puppet", {{"demo", core::Role::editor, "", ""}});
  const std::string session = house_.enter_as(puppet);
  EXPECT_TRUE(says(page(session), "/agree\""));
  ASSERT_TRUE(house_.store().change_staff({.act = store::StaffAct::set_password,
                                           .user = puppet,
                                           .password_hash = kPasswordHash,
                                           .by = first,
                                           .site = "pingyi"}));
  EXPECT_EQ(agree(house_.enter_as(puppet)).status, 403);
  EXPECT_EQ(house_.state_of(id_), State::waits);
}

TEST_F(HistoryTest, OfAnAuthorWhoLostTheRightCanOnlyBeDeclined) {
  const cases::Grant editor{"demo", core::Role::editor, "", ""};
  ASSERT_TRUE(house_.store().change_staff(
      {.act = store::StaffAct::revoke, .user = house_.author, .grant = editor, .site = "demo"}));
  EXPECT_TRUE(reads(page(house_.at_second), "他现在不能修改这些内容了"));
  EXPECT_FALSE(says(page(house_.at_second), "/agree\""));
  EXPECT_EQ(agree(house_.at_second).status, 403);
  EXPECT_TRUE(says(page(house_.at_second), "/decline\""));
  const Form form = {{"content", house_.publication(id_).content}, {"reason", "他已调走"}};
  EXPECT_EQ(act("decline", house_.at_second, form).status, 303);
  EXPECT_EQ(house_.state_of(id_), State::declined);
}

TEST_F(HistoryTest, OfADisabledAuthorIsNotAgreedTo) {
  ASSERT_TRUE(house_.store().change_staff(
      {.act = store::StaffAct::disable, .user = house_.author, .site = "demo"}));
  EXPECT_EQ(agree(house_.at_second).status, 403);
  EXPECT_EQ(house_.state_of(id_), State::waits);
}

TEST_F(HistoryTest, IsNotAgreedToWithADraftOfTheSameFiles) {
  house_.keep_draft(house_.second,
                    {{"bodies.yaml", house_.replaced("bodies.yaml", "尤勤", "尤某")}});
  EXPECT_TRUE(reads(page(house_.at_second), "您自己的草稿也改了这些文件"));
  EXPECT_EQ(agree(house_.at_second).status, 403);
  house_.keep_draft(house_.second, {{"bodies.yaml", house_.standing("bodies.yaml")},
                                    {"faq.yaml", house_.standing("faq.yaml") + "# 一\n"}});
  EXPECT_EQ(agree(house_.at_second).status, 303);
}

TEST_F(HistoryTest, IsAgreedToByAnAdministratorButByNoEditorOfATown) {
  const std::string clerk = house_.enter_as_role(core::Role::editor, "", "qinghe");
  EXPECT_TRUE(reads(page(clerk), "您不能复核这次发布"));
  EXPECT_EQ(agree(clerk).status, 403);
  EXPECT_EQ(agree(house_.enter_as_role(core::Role::auditor)).status, 403);
  EXPECT_EQ(agree(house_.enter_as_role(core::Role::admin)).status, 303);
}

TEST_F(HistoryTest, IsAgreedToAsItWasSeen) {
  Form form = house_.agree_form(id_);
  form.front().second = "another";
  EXPECT_EQ(act("agree", house_.at_second, form).status, 409);
  form = house_.agree_form(id_);
  form[1].second = "";
  EXPECT_EQ(act("agree", house_.at_second, form).status, 422);
  form = house_.agree_form(id_);
  form[2].second = "Wrong-password-1";
  EXPECT_EQ(act("agree", house_.at_second, form).status, 422);
  EXPECT_EQ(house_.state_of(id_), State::waits);
}

TEST_F(HistoryTest, IsDeclinedWithAReason) {
  Form form = {{"content", house_.publication(id_).content}, {"reason", ""}};
  EXPECT_EQ(act("decline", house_.at_second, form).status, 422);
  form.back().second = "职务写错了";
  EXPECT_EQ(act("decline", house_.at_author, form).status, 403);
  EXPECT_EQ(act("decline", house_.at_second, form).status, 303);
  EXPECT_EQ(house_.state_of(id_), State::declined);
  EXPECT_TRUE(reads(page(house_.at_author), "职务写错了"));
}

TEST_F(HistoryTest, IsWithdrawnByItsAuthorAlone) {
  EXPECT_EQ(act("withdraw", house_.at_second).status, 403);
  EXPECT_EQ(act("withdraw", house_.at_author).status, 303);
  EXPECT_EQ(house_.state_of(id_), State::withdrawn);
  EXPECT_EQ(act("withdraw", house_.at_author).status, 409);
}

TEST_F(HistoryTest, GivesItsChangesBackToTheDraft) {
  ASSERT_EQ(act("withdraw", house_.at_author).status, 303);
  EXPECT_EQ(house_.draft_of(house_.author).files.size(), 1U);
  EXPECT_EQ(act("redraft", house_.at_author).status, 403) << "the draft is there already";
  ASSERT_TRUE(house_.store().drop_draft(house_.author, "demo"));
  EXPECT_TRUE(says(page(house_.at_author), "/redraft"));
  EXPECT_EQ(act("redraft", house_.at_second).status, 403);
  EXPECT_EQ(act("redraft", house_.at_author).status, 303);
  EXPECT_EQ(house_.draft_of(house_.author).files.front().text,
            house_.replaced("bodies.yaml", "方向明", "王某某"));
}

TEST_F(HistoryTest, RefreshesItselfWhileThePublisherWorksButNotForEver) {
  EXPECT_FALSE(says(page(house_.at_author), "http-equiv=\"refresh\""));
  ASSERT_EQ(agree(house_.at_second).status, 303);
  EXPECT_TRUE(says(page(house_.at_author), "http-equiv=\"refresh\" content=\"2\""));
  house_.clock.pass(std::chrono::minutes(11));
  EXPECT_FALSE(says(page(house_.at_author), "http-equiv=\"refresh\""));
  house_.carry_out(id_);
  EXPECT_TRUE(reads(page(house_.at_author), "已发布"));
}

TEST_F(HistoryTest, IsPutBackByOneMore) {
  const std::string before = house_.standing("bodies.yaml");
  publish();
  ASSERT_NE(house_.standing("bodies.yaml"), before);
  Form form = {{"reason", "文件撤销了"}, {"present", kPassword}};
  EXPECT_EQ(act("put-back", house_.enter_as_role(core::Role::admin), form).status, 403);
  EXPECT_EQ(act("put-back", house_.at_second, {{"present", kPassword}}).status, 422);
  const web::Response done = act("put-back", house_.at_second, form);
  ASSERT_EQ(done.status, 303);
  const store::Publication back = house_.publication(id_ + 1);
  EXPECT_EQ(back.puts_back, id_);
  EXPECT_EQ(back.author, house_.second);
  EXPECT_TRUE(back.needs_second);
  ASSERT_EQ(back.files.size(), 1U);
  EXPECT_EQ(back.files.front().after, before);
  EXPECT_NE(back.lines.front().find("王某某 → 方向明"), std::string::npos) << back.lines.front();
}

TEST_F(HistoryTest, IsNotPutBackWhileAnotherOneOfTheFileIsOpen) {
  publish();
  house_.keep_draft(house_.author,
                    {{"bodies.yaml", house_.replaced("bodies.yaml", "秦为民", "秦某某")}});
  ASSERT_EQ(
      house_.post("demo/publishing/draft/publish", house_.at_author, house_.publish_form()).status,
      303);
  const web::Response refused =
      act("put-back", house_.at_second, {{"reason", "撤销"}, {"present", kPassword}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused, "也改了文件 bodies.yaml"));
}

TEST_F(HistoryTest, IsNotPutBackOverALaterChange) {
  publish();
  house_.write("bodies.yaml", house_.replaced("bodies.yaml", "秦为民", "秦某某"));
  const web::Response refused =
      act("put-back", house_.at_second, {{"reason", "撤销"}, {"present", kPassword}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused, "bodies.yaml"));
  EXPECT_EQ(house_.store().publications("demo", 10).value().size(), 1U);
}

TEST_F(HistoryTest, KnowsNoPublicationOfAnotherSite) {
  for (const char* number : {"99", "x", "0"})
    EXPECT_EQ(house_.get("demo/publishing/history/" + std::string(number), house_.at_author).status,
              404)
        << number;
  const std::string elsewhere = house_.enter({{"pingyi", core::Role::editor, "", ""}}, "pingyi");
  EXPECT_EQ(house_.get("pingyi/publishing/history/" + std::to_string(id_), elsewhere).status, 404);
}

TEST_F(HistoryTest, ListsThirtyAndLeadsToOlderOnes) {
  ASSERT_EQ(act("withdraw", house_.at_author).status, 303);
  const store::Publication asked = house_.publication(id_);
  for (int i = 0; i < 31; ++i) {
    const std::int64_t id = house_.store().ask_publication(asked, 0).value();
    ASSERT_TRUE(house_.store().add_step(
        id, {store::PublicationAct::withdrawn, house_.author, house_.clock.now(), ""}));
  }
  const web::Response first = house_.get("demo/publishing/history", house_.at_author);
  EXPECT_TRUE(says(first, "history?before=3\""));
  const web::Response rest = house_.get("demo/publishing/history?before=3", house_.at_author);
  EXPECT_TRUE(says(rest, "/publishing/history/2\""));
  EXPECT_FALSE(says(rest, "/publishing/history/3\""));
  EXPECT_FALSE(says(rest, "?before="));
}

}  // namespace
}  // namespace handler::desk::testing
