// The draft in words, and how it goes out or is dropped.
#include <chrono>

#include "core/base/one_time_code.h"
#include "tests/handler/desk/publishing/editor_fixture.h"

namespace handler::desk::testing {
namespace {

constexpr const char* kDraft = "demo/publishing/draft";
constexpr const char* kPublish = "demo/publishing/draft/publish";

Form with_field(Form form, const std::string& name, const std::string& value) {
  for (auto& [key, old] : form) {
    if (key == name) old = value;
  }
  return form;
}

class DraftPageTest : public ::testing::Test {
 protected:
  web::Response page() { return house_.get(kDraft, house_.at_author); }
  web::Response publish(const Form& form) { return house_.post(kPublish, house_.at_author, form); }
  std::size_t published() { return house_.store().publications("demo", 10).value().size(); }

  EditorHouse house_;
};

TEST_F(DraftPageTest, IsEmptyAtFirst) {
  EXPECT_TRUE(reads(page(), "草稿是空的"));
  EXPECT_FALSE(says(page(), "draft/publish"));
}

TEST_F(DraftPageTest, TellsTheChangesBySubject) {
  house_.keep_draft(
      house_.author,
      {{"bodies.yaml", house_.replaced("bodies.yaml", "方向明", "王某某")},
       {"units.yaml", house_.replaced("units.yaml", "0999-5550031", "0999-5550099")}});
  const web::Response shown = page();
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(reads(shown, "工作领导小组：组长 方向明 → 王某某\n"));
  EXPECT_TRUE(reads(shown, "示范县自然资源局：电话 0999-5550031 → 0999-5550099\n"));
  EXPECT_LT(shown.body.find("机构和名单"), shown.body.find("承办单位"));
  EXPECT_TRUE(reads(house_.get(kDraft, house_.at_second), "草稿是空的"));
}

TEST_F(DraftPageTest, HandsOverToASecondPerson) {
  const std::int64_t id = house_.handed_over();
  EXPECT_EQ(house_.state_of(id), store::PublicationState::waits);
  EXPECT_EQ(house_.draft_of(house_.author).version, 0);
  const store::Publication asked = house_.publication(id);
  EXPECT_EQ(asked.reason, "领导小组成员调整");
  ASSERT_EQ(asked.lines.size(), 1U);
  ASSERT_EQ(asked.files.size(), 1U);
  EXPECT_EQ(asked.files.front().before, house_.standing("bodies.yaml"));
  EXPECT_EQ(asked.files.front().after, house_.replaced("bodies.yaml", "方向明", "王某某"));
}

TEST_F(DraftPageTest, AsksForReasonSecrecyCheckAndPassword) {
  house_.draft_new_head();
  const Form good = house_.publish_form();
  const web::Response no_reason = publish(with_field(good, "reason", " "));
  EXPECT_EQ(no_reason.status, 422);
  EXPECT_TRUE(reads(no_reason, "请写明理由"));
  EXPECT_EQ(publish(with_field(good, "reason", std::string(900, 'a'))).status, 422);
  const web::Response no_check = publish(with_field(good, "secrecy", ""));
  EXPECT_EQ(no_check.status, 422);
  EXPECT_TRUE(reads(no_check, "请先做保密审查"));
  EXPECT_EQ(tests::filled_in(no_check.body, "reason"), "领导小组成员调整");
  const web::Response wrong = publish(with_field(good, "present", "Wrong-password-1"));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(reads(wrong, "密码不对"));
  EXPECT_EQ(published(), 0U);
}

TEST_F(DraftPageTest, LimitsTriesOfThePassword) {
  house_.draft_new_head();
  const Form wrong = with_field(house_.publish_form(), "present", "Wrong-password-1");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(publish(wrong).status, 422);
  EXPECT_EQ(publish(house_.publish_form()).status, 429);
}

TEST_F(DraftPageTest, AsksForACodeIfThePersonHasCodes) {
  const std::string secret = "12345678901234567890";
  const std::string sealed =
      core::to_base64url(core::seal(secret, house_.services().desk_keys->seal.public_key));
  ASSERT_TRUE(house_.store().set_one_time_secret(house_.author, sealed));
  house_.at_author = house_.enter_as(house_.author);
  house_.draft_new_head();
  EXPECT_TRUE(tests::asks_for(page().body, "code"));
  EXPECT_FALSE(tests::asks_for(page().body, "present"));
  Form form = house_.publish_form();
  EXPECT_EQ(publish(form).status, 422) << "a password is no code";
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(house_.clock.now().time_since_epoch());
  form.emplace_back("code", core::one_time_code(secret, seconds.count() / 30));
  EXPECT_EQ(publish(form).status, 303);
  EXPECT_EQ(published(), 1U);
  house_.draft_new_head();
  ASSERT_TRUE(house_.store().add_step(
      1, {store::PublicationAct::withdrawn, house_.author, house_.clock.now(), ""}));
  form.front().second = std::to_string(house_.draft_of(house_.author).version);
  EXPECT_EQ(publish(form).status, 422) << "each code works once";
}

TEST_F(DraftPageTest, RefusesADraftThatAnotherTabChanged) {
  house_.draft_new_head();
  const Form older = house_.publish_form();
  house_.keep_draft(house_.author, {{"faq.yaml", house_.standing("faq.yaml") + "# 一\n"}});
  const web::Response refused = publish(older);
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused, "草稿在另一个页面里已经有了变化"));
  const Form stale = {{"version", "1"}};
  EXPECT_EQ(house_.post("demo/publishing/draft/drop", house_.at_author, stale).status, 409);
  EXPECT_EQ(house_.draft_of(house_.author).files.size(), 2U);
}

TEST_F(DraftPageTest, LeadsOutOfAFileThatOthersChanged) {
  house_.draft_new_head();
  house_.keep_draft(house_.author,
                    {{"units.yaml", house_.replaced("units.yaml", "何登科", "何新科")}});
  house_.write("bodies.yaml", house_.replaced("bodies.yaml", "秦为民", "秦某某"));
  const web::Response shown = page();
  EXPECT_TRUE(reads(shown, "这些文件已经被别人改过"));
  EXPECT_FALSE(tests::asks_for(shown.body, "reason"));
  EXPECT_EQ(publish(house_.publish_form()).status, 409);
  const std::string version = std::to_string(house_.draft_of(house_.author).version);
  EXPECT_EQ(house_
                .post("demo/publishing/draft/drop-file", house_.at_author,
                      {{"version", version}, {"file", "bodies.yaml"}})
                .status,
            303);
  const store::Draft left = house_.draft_of(house_.author);
  ASSERT_EQ(left.files.size(), 1U);
  EXPECT_EQ(left.files.front().path, "units.yaml");
  EXPECT_EQ(publish(house_.publish_form()).status, 303);
}

TEST_F(DraftPageTest, DropsTheWholeDraft) {
  house_.draft_new_head();
  const std::string version = std::to_string(house_.draft_of(house_.author).version);
  EXPECT_EQ(
      house_.post("demo/publishing/draft/drop", house_.at_author, {{"version", version}}).status,
      303);
  EXPECT_EQ(house_.draft_of(house_.author).version, 0);
}

TEST_F(DraftPageTest, WaitsForAnotherPublicationOfTheSameFile) {
  const std::int64_t id = house_.handed_over();
  house_.draft_new_head();
  const web::Response shown = page();
  EXPECT_TRUE(reads(shown, "次发布（人员 author提交，等待复核）也改了文件 bodies.yaml"))
      << shown.body;
  EXPECT_TRUE(says(shown, "/publishing/history/" + std::to_string(id) + "\""));
  EXPECT_FALSE(says(shown, "draft/publish\""));
  const web::Response refused = publish(house_.publish_form());
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused, "请提交人撤回"));
  EXPECT_EQ(published(), 1U);
}

// What waits for days must not hold up an urgent phone number.
TEST_F(DraftPageTest, GoesOutBesideAnotherPublicationOfOtherFiles) {
  const std::int64_t first = house_.handed_over();
  house_.keep_draft(
      house_.author,
      {{"units.yaml", house_.replaced("units.yaml", "0999-5550031", "0999-5550099")}});
  EXPECT_TRUE(says(page(), "draft/publish\""));
  EXPECT_EQ(publish(house_.publish_form()).status, 303);
  const std::int64_t second = first + 1;
  const web::Response front = house_.get("demo/publishing", house_.at_second);
  for (const std::int64_t id : {first, second})
    EXPECT_TRUE(says(front, "/publishing/history/" + std::to_string(id) + "\">有一次发布等待复核"));
  ASSERT_EQ(house_
                .post(EditorHouse::page_of_publication(second) + "/agree", house_.at_second,
                      house_.agree_form(second))
                .status,
            303);
  house_.carry_out(second);
  EXPECT_EQ(house_
                .post(EditorHouse::page_of_publication(first) + "/agree", house_.at_second,
                      house_.agree_form(first))
                .status,
            303);
}

TEST_F(DraftPageTest, IsNotPublishedOutsideTheScope) {
  const std::int64_t clerk = house_.add_user("clerk", {{"demo", core::Role::editor, "qinghe", ""}});
  house_.keep_draft(clerk, {{"units.yaml", house_.replaced("units.yaml", "何登科", "何新科")}});
  const std::string session = house_.enter_as(clerk);
  EXPECT_TRUE(reads(house_.get(kDraft, session), "超出了您现在可以修改的范围"));
  Form form = house_.publish_form();
  form = with_field(form, "version", std::to_string(house_.draft_of(clerk).version));
  EXPECT_EQ(house_.post(kPublish, session, form).status, 403);
  EXPECT_EQ(published(), 0U);
}

TEST_F(DraftPageTest, WithMistakesIsShownAndNotPublished) {
  house_.keep_draft(house_.author, {{"units.yaml", "units: [\n"}});
  const web::Response shown = page();
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(reads(shown, "这些错误要先改正"));
  EXPECT_EQ(publish(house_.publish_form()).status, 422);
}

TEST_F(DraftPageTest, KeepsEverythingWhileTheClockIsHeld) {
  house_.draft_new_head();
  const Form form = house_.publish_form();
  house_.faults().refuse_writes = core::FailureCode::clock_held;
  const web::Response refused = publish(form);
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(reads(refused, "服务器的时间不对"));
  house_.faults().refuse_writes.reset();
  EXPECT_EQ(house_.draft_of(house_.author).files.size(), 1U);
}

TEST_F(DraftPageTest, TakesNoFormOfAnotherSession) {
  house_.draft_new_head();
  Form form = house_.publish_form();
  form.emplace_back("csrf", "of another");
  EXPECT_EQ(house_.post_bare(kPublish, house_.at_author, form).status, 403);
  EXPECT_EQ(published(), 0U);
}

}  // namespace
}  // namespace handler::desk::testing
