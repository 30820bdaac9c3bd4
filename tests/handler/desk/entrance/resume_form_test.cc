// A session that expires while a user types: the text is kept through sign-in.
#include "tests/handler/desk/counter_fixture.h"
#include "tests/handler/uploads.h"

namespace handler::desk::testing {
namespace {

using Carried = CounterFixture;

Form hidden_fields(const std::string& page) {
  const std::string open = "<input type=\"hidden\" name=\"";
  Form form;
  for (std::size_t at = 0; (at = page.find(open, at)) != std::string::npos; ++at) {
    const std::string rest = page.substr(at + open.size());
    form.emplace_back(rest.substr(0, rest.find('"')), between(rest, "value=\"", "\">"));
  }
  return form;
}

TEST_F(Carried, TheWholeFormGoesThroughSigningInAndIsSentOnlyByHand) {
  house.add_user("wang", {{"demo", core::Role::front_desk, "", ""}});
  house.clock.pass(std::chrono::minutes(31));
  const web::Response expired = check();
  EXPECT_EQ(expired.status, 403);
  EXPECT_TRUE(says(expired, "登录已经过期"));
  EXPECT_TRUE(reads(expired, "跑了三趟没办成\n"));
  EXPECT_FALSE(says(expired, "carried.csrf"));
  Form sign_in = hidden_fields(expired.body);
  sign_in.insert(sign_in.end(), {{"login", "wang"}, {"password", "Wrong-password-1"}});
  const web::Response wrong = house.post_bare("demo/sign-in", "", sign_in);
  EXPECT_EQ(wrong.status, 401);
  EXPECT_TRUE(reads(wrong, "跑了三趟没办成\n"));
  const web::Response carried =
      house.post_bare("demo/sign-in", "", with(sign_in, "password", kPassword));
  EXPECT_EQ(carried.status, 200);
  EXPECT_TRUE(says(carried, "接着提交"));
  EXPECT_EQ(case_count(), 0U);
  const web::Response sent =
      house.post_bare("demo/intake", session_of(carried), hidden_fields(carried.body));
  EXPECT_EQ(sent.status, 200);
  EXPECT_TRUE(says(sent, "请和反映人核对登记的内容"));
  EXPECT_TRUE(says(sent, "带了合同原件"));
}

TEST_F(Carried, AConfirmationThatComesTwiceIsStillOneCase) {
  const std::string token = token_on(check());
  confirm(walk_in(), token);
  house.clock.pass(std::chrono::minutes(31));
  EXPECT_EQ(confirm(walk_in(), token).status, 403);
  clerk = house.enter_as_role(core::Role::front_desk);
  EXPECT_EQ(number_on(confirm(walk_in(), token)).size(), 19U);
  EXPECT_EQ(case_count(), 1U);
}

TEST_F(Carried, AnActionsTextComesAlongToo) {
  const cases::CaseId id = house.report();
  const web::Response page = house.post_bare(DeskFixture::page_of(id) + "/actions/withdraw", "",
                                             {{"reason", "反映人说不办了"}, {"seen", "1"}});
  EXPECT_EQ(page.status, 403);
  EXPECT_TRUE(reads(page, "反映人说不办了\n"));
  EXPECT_TRUE(says(page, "name=\"carried.seen\" value=\"1\""));
}

TEST_F(Carried, NothingIsSentToAddressesThatAreNotOurs) {
  house.add_user("wang", {{"demo", core::Role::front_desk, "", ""}});
  for (const char* path : {"https://evil.example/", "/handle/desk/demo/password",
                           "/handle/desk/pingyi/intake", "/handle/desk/demo/cases/1/actions/x"}) {
    const web::Response page = house.post_bare(
        "demo/sign-in", "",
        {{"login", "wang"}, {"password", kPassword}, {"carried_path", path}, {"carried.a", "b"}});
    EXPECT_EQ(page.status, 303) << path;
  }
}

TEST_F(Carried, PasswordsAreNotCarried) {
  const web::Response page =
      house.post_bare("demo/password", "", {{"present", "Old-password-1"}, {"fresh", "x"}});
  EXPECT_EQ(page.status, 403);
  EXPECT_FALSE(says(page, "Old-password-1"));
}

TEST_F(Carried, NothingIfTheSessionCannotBeRead) {
  const cases::CaseId id = house.report();
  const std::string path = DeskFixture::page_of(id) + "/actions/withdraw";
  const Form form = {{"reason", "反映人说不办了"}, {"seen", std::to_string(house.last_seq(id))}};
  house.faults().refuse_reads = core::FailureCode::busy;
  const web::Response page = house.post(path, clerk, form);
  EXPECT_EQ(page.status, 503);
  EXPECT_TRUE(
      says(page, "刚才的操作没有完成。您没有退出登录，请过几分钟再提交。填写的内容在下面。"));
  EXPECT_TRUE(reads(page, "反映人说不办了\n"));
  EXPECT_FALSE(says(page, "name=\"password\""));
  const web::Response leaving = house.post("demo/sign-out", clerk, {});
  EXPECT_TRUE(says(leaving, "您没有退出登录"));
  EXPECT_FALSE(says(leaving, "填写的内容在下面"));
  house.faults().refuse_reads = {};
  EXPECT_EQ(house.post(path, clerk, form).status, 303);
}

TEST_F(Carried, AnEditorsFormGoesThroughSigningInButNoneWithAPassword) {
  house.add_user("wen", {{"demo", core::Role::editor, "", ""}});
  const std::string path = "demo/publishing/news-new";
  const web::Response expired =
      house.post_bare(path, "", {{"title", "窗口搬家"}, {"body", "写了一个小时。"}, {"date", "x"}});
  EXPECT_EQ(expired.status, 403);
  EXPECT_TRUE(reads(expired, "正文"));
  EXPECT_TRUE(reads(expired, "写了一个小时。"));
  Form sign_in = hidden_fields(expired.body);
  sign_in.insert(sign_in.end(), {{"login", "wen"}, {"password", kPassword}});
  const web::Response carried = house.post_bare("demo/sign-in", "", sign_in);
  EXPECT_TRUE(says(carried, "action=\"/handle/desk/" + path + "\""));
  EXPECT_TRUE(says(carried, "接着提交"));
  for (const char* other : {"draft/publish", "history/1/agree", "history/1/put-back"}) {
    const web::Response page = house.post_bare(std::string("demo/publishing/") + other, "",
                                               {{"reason", "x"}, {"present", "Old-password-1"}});
    EXPECT_EQ(page.status, 403);
    EXPECT_FALSE(says(page, "Old-password-1")) << other;
  }
}

TEST_F(Carried, AFormOfAnEarlierSessionIsShownAgainWithTheTokenOfThisOne) {
  const cases::CaseId id = house.report();
  const std::string path = DeskFixture::page_of(id) + "/actions/withdraw";
  const web::Response page = house.post_bare(path, clerk,
                                             {{"reason", "反映人说不办了"},
                                              {"seen", std::to_string(house.last_seq(id))},
                                              {"csrf", "of another session"}});
  EXPECT_EQ(page.status, 403);
  EXPECT_EQ(house.state(id), "submitted");
  EXPECT_TRUE(reads(page, "反映人说不办了\n"));
  EXPECT_TRUE(says(page, "接着提交"));
  EXPECT_EQ(house.post_bare(path, clerk, hidden_fields(page.body)).status, 303);
  EXPECT_EQ(house.state(id), "withdrawn");
}

TEST_F(Carried, TextsOfAnActionHaveTheActionsLabels) {
  const cases::CaseId id = house.report();
  const web::Response page =
      house.post_bare(DeskFixture::page_of(id) + "/actions/accept", "", {{"matter", "新生儿落户"}});
  EXPECT_TRUE(says(page, "事项名称"));
  EXPECT_FALSE(says(page, "您要办的是什么事"));
}

TEST_F(Carried, FilesDoNotComeAlongAndThePageSaysSo) {
  house.add_user("wang", {{"demo", core::Role::front_desk, "", ""}});
  const cases::CaseId id = house.report();
  web::Request request =
      house.request("POST", DeskFixture::page_of(id) + "/actions/supplement", "");
  handler::testing::set_upload(request,
                               {{"words", "又去了一次"}, {"files", "\xff\xd8picture", "照片.jpg"}});
  const web::Response expired = house.handle(request);
  EXPECT_TRUE(reads(expired, "选好的照片和文件没有保存"));
  Form sign_in = hidden_fields(expired.body);
  sign_in.insert(sign_in.end(), {{"login", "wang"}, {"password", kPassword}});
  const web::Response carried = house.post_bare("demo/sign-in", "", sign_in);
  EXPECT_TRUE(reads(carried, "又去了一次"));
  EXPECT_TRUE(reads(carried, "选好的照片和文件没有保存"));
}

}  // namespace
}  // namespace handler::desk::testing
