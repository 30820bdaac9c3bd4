// News and stories at the desk: written, looked at, kept in the draft, taken out.
#include "handler/desk/articles/articles_page.h"

#include "tests/handler/desk/articles/items_fixture.h"

namespace handler::desk::testing {
namespace {

class ArticlePages : public ItemsFixture {
 protected:
  static Form article(const std::string& title, const std::string& body) {
    return {{"title", title}, {"summary", "摘要。"}, {"date", "2026-09-24"}, {"body", body}};
  }
  static Form with(Form form, const std::string& name, const std::string& value) {
    form.emplace_back(name, value);
    return form;
  }
};

TEST_F(ArticlePages, ListWhatIsShownToComeAndOld) {
  const web::Response page = look_at("news");
  EXPECT_EQ(page.status, 200);
  for (const char* text : {"正在显示", "到日期才显示", "反映窗口开办一周年", "已超过半年"})
    EXPECT_TRUE(reads(page, text)) << text;
  EXPECT_FALSE(reads(page, "已经撤下"));
  EXPECT_LT(page.body.find("青禾镇便民服务中心窗口搬到一楼"), page.body.find("反映窗口开办一周年"));
  EXPECT_TRUE(reads(look_at("stories"), "楼栋号对不上"));
}

TEST_F(ArticlePages, KeepANewArticleInAFileOfItsOwn) {
  const web::Response kept = send("news-new", article("窗口搬家", "请走**东门**。\r\n"));
  EXPECT_EQ(kept.status, 303);
  EXPECT_EQ(kept.header("Location"), kept_at("news"));
  EXPECT_EQ(drafted("news/2026-09-24.md"),
            "---\ntitle: 窗口搬家\ndate: 2026-09-24\nsummary: 摘要。\n---\n请走**东门**。\n");
  EXPECT_TRUE(reads(look_at("news?kept=yes"), "已存入草稿"));
  EXPECT_EQ(send("stories-new", article("一个事例", "办成了。")).status, 303);
  EXPECT_TRUE(drafted("stories/2026-09-24.md").has_value());
}

TEST_F(ArticlePages, ShowHowTheTextWillReadAndKeepNothing) {
  const web::Response look =
      send("news-new", with(article("窗口搬家", "## 怎么走\r\n\r\n请走**东门**。"), "act", "look"));
  EXPECT_EQ(look.status, 200);
  EXPECT_TRUE(says(look, "<strong>东门</strong>"));
  EXPECT_TRUE(says(look, "<h3>怎么走</h3>"));
  EXPECT_TRUE(says(look, "value=\"窗口搬家\""));
  EXPECT_TRUE(says(look, "## 怎么走\n\n请走**东门**。</textarea>"));
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(ArticlePages, PutAChosenFileAtTheEndOfTheText) {
  Form form = article("窗口搬家", "正文。");
  form.insert(form.end(),
              {{"act", "insert"}, {"insert", "one-window.png"}, {"words", "只到一个[窗口]"}});
  const web::Response page = send("news-new", form);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "正文。\n\n![只到一个窗口](files/one-window.png)\n</textarea>"));
  form[5].second = "../policy.yaml";
  const web::Response wrong = send("news-new", form);
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(reads(wrong, "请选择一个图片或者文件"));
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(ArticlePages, SayWhatIsWrongAndKeepWhatWasTyped) {
  const web::Response page =
      send("news-new", {{"title", ""},
                        {"summary", "摘要在这里"},
                        {"date", "2026-13-01"},
                        {"expires", "2026-01-01"},
                        {"body", "见[表格](files/lost.pdf)，再看[这里](javascript:alert(1))。"}});
  EXPECT_EQ(page.status, 422);
  for (const char* text : {"请填写“标题”", "“日期”看不明白", "files/lost.pdf", "不能做成链接",
                           "摘要在这里", "2026-13-01"})
    EXPECT_TRUE(says(page, text)) << text;
  EXPECT_TRUE(says(page, "aria-describedby=\"mistake-field-title\""));
  EXPECT_TRUE(says(page, "href=\"#field-body\""));
  Form early = article("甲", "乙");
  early.emplace_back("expires", "2026-09-23");
  EXPECT_TRUE(reads(send("news-new", early), "撤下日期比日期早"));
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(ArticlePages, ChangeOneArticleAndNoOther) {
  const std::string page = "news/2026-03-one-year";
  Form form = {{"title", "开办一周年"},
               {"summary", "窗口开办一年来的做法和数字，以及接下来要改进的三件事。"},
               {"date", "2026-03-03"},
               {"source", "示范县政务服务管理局"},
               {"body", "感谢每一位。"},
               {"mark", mark_on(page)}};
  EXPECT_EQ(send(page + "/change", form).header("Location"), kept_at("news"));
  EXPECT_EQ(drafted("news/2026-03-one-year.md"),
            "---\ntitle: 开办一周年\ndate: 2026-03-03\nsource: 示范县政务服务管理局\n"
            "summary: 窗口开办一年来的做法和数字，以及接下来要改进的三件事。\n---\n感谢每一位。\n");
  EXPECT_EQ(drafted_files(), 1u);
  // The same form once more: its mark is that of the text before.
  const web::Response stale = send(page + "/change", form);
  EXPECT_EQ(stale.status, 409);
  EXPECT_TRUE(reads(stale, "内容已经有了变化"));
  EXPECT_TRUE(says(stale, "感谢每一位。</textarea>"));
}

TEST_F(ArticlePages, ALookDoesNotFreshenAnOutdatedForm) {
  const std::string page = "news/2026-03-one-year";
  Form form = with(with(article("甲", "乙"), "mark", "outdated"), "act", "look");
  const web::Response look = send(page + "/change", form);
  EXPECT_EQ(look.status, 200);
  EXPECT_TRUE(says(look, "value=\"outdated\""));
}

TEST_F(ArticlePages, TakeAnArticleOut) {
  const std::string page = "stories/2026-04-shop-licence";
  EXPECT_EQ(send(page + "/remove", {{"mark", "outdated"}}).status, 409);
  EXPECT_EQ(drafted_files(), 0u);
  EXPECT_EQ(send(page + "/remove", {{"mark", mark_on(page)}}).header("Location"),
            kept_at("stories"));
  EXPECT_EQ(drafted_files(), 1u);
  EXPECT_FALSE(reads(look_at("stories"), "门面隔成两间"));
  EXPECT_EQ(look_at(page).status, 404);
}

TEST_F(ArticlePages, ShowNoMarkupThatWasTyped) {
  const std::string evil = "<script>alert(1)</script>";
  Form form = article(evil, evil + " <img src=x onerror=alert(1)>");
  form.emplace_back("act", "look");
  const web::Response look = send("news-new", form);
  EXPECT_EQ(look.status, 200);
  form.pop_back();
  EXPECT_EQ(send("news-new", form).status, 303);
  for (const web::Response& page :
       {look, look_at("news"), look_at("news/2026-09-24"), look_at("news?kept=yes")}) {
    EXPECT_TRUE(says(page, "&lt;script&gt;alert(1)"));
    EXPECT_FALSE(says(page, "<script>alert"));
    EXPECT_FALSE(says(page, "<img src=x"));
  }
}

TEST_F(ArticlePages, AreForEditorsOfTheWholeSite) {
  for (const std::string column : {"news", "stories"}) {
    EXPECT_EQ(for_a_town("GET", column), 403);
    EXPECT_EQ(for_a_town("GET", column + "-new"), 403);
    EXPECT_EQ(for_a_town("POST", column + "-new"), 403);
    EXPECT_EQ(for_a_town("GET", column + "/2026-03-one-year"), 403);
    EXPECT_EQ(for_a_town("POST", column + "/2026-03-one-year/change"), 403);
    EXPECT_EQ(for_a_town("POST", column + "/2026-03-one-year/remove"), 403);
  }
}

TEST_F(ArticlePages, FindOnlyTheirOwnFiles) {
  for (const char* page : {"news/lost", "news/2026-04-shop-licence", "stories/lost", "news/policy"})
    EXPECT_EQ(look_at(page).status, 404) << page;
}

}  // namespace
}  // namespace handler::desk::testing
