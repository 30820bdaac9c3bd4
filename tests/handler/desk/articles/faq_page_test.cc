// Questions at the desk: written, moved, taken out, and derived ones hidden.
#include "handler/desk/articles/faq_page.h"

#include "tests/handler/desk/articles/items_fixture.h"

namespace handler::desk::testing {
namespace {

using QuestionPages = ItemsFixture;

TEST_F(QuestionPages, ListTheSitesOwnAndTheDerivedOnes) {
  const web::Response page = look_at("faq");
  EXPECT_EQ(page.status, 200);
  for (const char* text : {"来窗口要带什么？", "代替自动的回答", "村里的老人怎么反映？",
                           "多久有答复？", "用了自己的回答"})
    EXPECT_TRUE(reads(page, text)) << text;
  EXPECT_TRUE(says(page, "faq-new?replaces=how_long"));
  EXPECT_FALSE(says(page, "faq-new?replaces=bring"));
}

TEST_F(QuestionPages, KeepANewQuestionWithAnIdOfItsOwn) {
  const Form form = {{"question", "哪里停车？"}, {"answer", "大厅东侧。\r\n\r\n不收费。\r\n"}};
  EXPECT_EQ(send("faq-new", form).header("Location"), kept_at("faq"));
  const std::string text = drafted("faq.yaml").value_or("");
  EXPECT_NE(text.find("- id: question_1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("大厅东侧。"), std::string::npos) << text;
  const web::Response page = look_at("faq/question_1");
  EXPECT_TRUE(says(page, "大厅东侧。\n不收费。</textarea>"));
  EXPECT_EQ(send("faq-new", form).status, 303);
  EXPECT_EQ(look_at("faq/question_2").status, 200);
}

TEST_F(QuestionPages, OfferADerivedQuestionForAnAnswerOfTheSite) {
  const web::Response page = look_at("faq-new?replaces=how_long");
  EXPECT_TRUE(says(page, "value=\"how_long\""));
  EXPECT_TRUE(says(page, "value=\"多久有答复？\""));
  EXPECT_FALSE(says(look_at("faq-new?replaces=policy"), "value=\"policy\""));
}

TEST_F(QuestionPages, SayWhatIsWrongAndKeepWhatWasTyped) {
  const web::Response page =
      send("faq-new", {{"question", ""}, {"answer", "3个工作日内答复。"}, {"id", "Bring It"}});
  EXPECT_EQ(page.status, 422);
  for (const char* text : {"请填写“问题”", "“回答”里不要写几个工作日", "代码只用小写字母",
                           "3个工作日内答复。</textarea>", "value=\"Bring It\""})
    EXPECT_TRUE(says(page, text)) << text;
  const web::Response taken =
      send("faq-new", {{"question", "问？"}, {"answer", "答。"}, {"id", "bring"}});
  EXPECT_EQ(taken.status, 422);
  EXPECT_TRUE(reads(taken, "这个代码已经用了"));
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(QuestionPages, ChangeAQuestionThatSaysWhatWasShown) {
  Form form = {{"question", "村里的老人怎么办？"}, {"answer", "打电话。"}, {"mark", "outdated"}};
  const web::Response stale = send("faq/village/change", form);
  EXPECT_EQ(stale.status, 409);
  EXPECT_TRUE(reads(stale, "村里的老人怎么反映？"));
  EXPECT_TRUE(says(stale, "打电话。</textarea>"));
  form.back().second = mark_on("faq/village");
  EXPECT_EQ(send("faq/village/change", form).header("Location"), kept_at("faq"));
  EXPECT_NE(drafted("faq.yaml")
                .value_or("")
                .find("  - id: village\n"
                      "    question: 村里的老人怎么办？\n"
                      "    answer: 打电话。\n"),
            std::string::npos);
}

// Else the next try would go over what changed meanwhile.
TEST_F(QuestionPages, SayThatAFormIsOutdatedBeforeWhatIsWrongInIt) {
  const web::Response stale =
      send("faq/village/change", {{"question", ""}, {"answer", ""}, {"mark", "outdated"}});
  EXPECT_EQ(stale.status, 409);
  const web::Response wrong =
      send("faq/village/change",
           {{"question", ""}, {"answer", "打电话。"}, {"mark", mark_on("faq/village")}});
  EXPECT_EQ(wrong.status, 422);
}

TEST_F(QuestionPages, ChangeNothingWhereNothingWasTyped) {
  const web::Response same = send(
      "faq/bring/change", {{"question", "来窗口要带什么？"},
                           {"answer",
                            "带上本人身份证件，还有办这件事时交过的材料、拿到的回执或者通知。\r\n"
                            "没有也可以来，大厅一楼有复印机和帮办员，不收费。"},
                           {"mark", mark_on("faq/bring")}});
  EXPECT_EQ(same.status, 303);
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(QuestionPages, MoveAndTakeOut) {
  EXPECT_EQ(send("faq/village/move", {{"mark", mark_on("faq/village")}, {"to", "0"}}).status, 303);
  const std::string text = drafted("faq.yaml").value_or("");
  EXPECT_LT(text.find("id: village"), text.find("id: bring"));
  EXPECT_EQ(send("faq/village/move", {{"mark", "outdated"}, {"to", "1"}}).status, 409);
  EXPECT_EQ(send("faq/village/move", {{"mark", mark_on("faq/village")}, {"to", "x"}}).status, 400);
  EXPECT_EQ(send("faq/lost/move", {{"mark", ""}, {"to", "1"}}).status, 404);
  EXPECT_EQ(send("faq/village/remove", {{"mark", "outdated"}}).status, 409);
  EXPECT_EQ(send("faq/village/remove", {{"mark", mark_on("faq/village")}}).status, 303);
  EXPECT_EQ(look_at("faq/village").status, 404);
}

TEST_F(QuestionPages, HideADerivedQuestionAndShowItAgain) {
  EXPECT_EQ(send("faq-derived", {{"id", "anonymous"}, {"hidden", "yes"}}).status, 303);
  EXPECT_NE(drafted("faq.yaml").value_or("").find("hide:"), std::string::npos);
  EXPECT_TRUE(reads(look_at("faq"), "恢复显示"));
  EXPECT_EQ(send("faq-derived", {{"id", "anonymous"}}).status, 303);
  EXPECT_EQ(drafted_files(), 0u);
  EXPECT_EQ(send("faq-derived", {{"id", "village"}, {"hidden", "yes"}}).status, 404);
}

TEST_F(QuestionPages, ShowNoMarkupThatWasTyped) {
  EXPECT_EQ(
      send("faq-new", {{"question", "<script>alert(1)</script>"}, {"answer", "<b>答</b>"}}).status,
      303);
  for (const char* page : {"faq", "faq/question_1"}) {
    EXPECT_TRUE(says(look_at(page), "&lt;script&gt;")) << page;
    EXPECT_FALSE(says(look_at(page), "<script>alert")) << page;
    EXPECT_FALSE(says(look_at(page), "<b>答")) << page;
  }
}

TEST_F(QuestionPages, AreForEditorsOfTheWholeSite) {
  for (const char* page : {"faq", "faq-new", "faq/bring"})
    EXPECT_EQ(for_a_town("GET", page), 403) << page;
  for (const char* page :
       {"faq-new", "faq-derived", "faq/bring/change", "faq/bring/move", "faq/bring/remove"})
    EXPECT_EQ(for_a_town("POST", page), 403) << page;
}

}  // namespace
}  // namespace handler::desk::testing
