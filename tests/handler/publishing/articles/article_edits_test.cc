// News and stories come into every shipped site, change and go, and no byte does that was not asked
// for.
#include "handler/publishing/articles/article_edits.h"

#include "tests/handler/publishing/articles/folder_of_site.h"
#include "tests/support/notices.h"

namespace handler::publishing::testing::articles {
namespace {

using core::Article;
using core::FolderTexts;

Article moving_article() {
  Article article;
  article.title = "窗口搬家: 请走东门 #1";
  article.date = test::day("2026-11-29");
  article.summary = "窗口搬到二楼。";
  article.body = "窗口**搬到二楼**。\n\n- 请走东门";
  return article;
}

Article read_back(const FolderTexts& texts, const std::string& file) {
  core::Diagnostics found;
  const auto article = core::read_article(file, file, texts.at(file), found);
  EXPECT_TRUE(article.has_value()) << found.text();
  return article.value_or(Article{});
}

FileSpot spot_of(const FolderTexts& texts, const std::string& file) {
  return {file, mark_of_file(texts, file)};
}

TEST(ArticleEdits, AddChangeAndTakeOutInAnySite) {
  for (const std::string& id : kAllSites) {
    for (const std::string folder : {"news", "stories"}) {
      const FolderTexts texts = folder_of_site(id);
      const FolderTexts added = edited(texts, add_article(texts, folder, moving_article()));
      const std::string file = folder + "/2026-11-29.md";
      EXPECT_EQ(differences(texts, added), file + " is new\n") << id;
      Article article = read_back(added, file);
      EXPECT_EQ(article.title, moving_article().title);
      EXPECT_EQ(article.date, moving_article().date);
      EXPECT_EQ(article.summary, moving_article().summary);
      EXPECT_EQ(article.source, "");
      EXPECT_FALSE(article.expires.has_value());
      EXPECT_EQ(article.body, moving_article().body + "\n");
      article.expires = test::day("2026-12-31");
      const FolderTexts other = edited(added, set_article(added, spot_of(added, file), article));
      EXPECT_EQ(lines_between(added.at(file), other.at(file)).added,
                std::vector<std::string>{"expires: 2026-12-31"});
      EXPECT_TRUE(lines_between(added.at(file), other.at(file)).gone.empty());
      article.expires = std::nullopt;
      const FolderTexts again = edited(other, set_article(other, spot_of(other, file), article));
      EXPECT_EQ(differences(added, again), "") << id;
      EXPECT_EQ(differences(texts, edited(again, remove_article(again, spot_of(again, file)))), "");
    }
  }
}

TEST(ArticleEdits, KeepTheFilesOfTheDemoWhereNothingDiffers) {
  const FolderTexts texts = folder_of_site("demo");
  int count = 0;
  for (const std::string folder : {"news", "stories"}) {
    for (const ArticleFile& one : articles_in(texts, folder)) {
      ASSERT_TRUE(one.article.has_value()) << one.file;
      const auto made = set_article(texts, spot_of(texts, one.file), *one.article);
      ASSERT_TRUE(made.ok()) << made.failure().message;
      EXPECT_TRUE(made->empty()) << one.file;
      ++count;
    }
  }
  EXPECT_EQ(count, 7);
}

TEST(ArticleEdits, KeepEveryOtherByte) {
  const std::string file = "news/a.md";
  const FolderTexts texts = {
      {file,
       "\xEF\xBB\xBF---\r\ntitle: \"旧\"  # 定稿\r\ndate: 2026-11-01\r\nsummary: 摘要。\r\n---\r\n"
       "第一段。\r\n"}};
  Article article = read_back(texts, file);
  const auto set = [&] {
    return edited(texts, set_article(texts, spot_of(texts, file), article)).at(file);
  };
  EXPECT_EQ(set(), texts.at(file));
  article.title = "新";
  EXPECT_EQ(
      set(),
      "\xEF\xBB\xBF---\r\ntitle: \"新\"  # 定稿\r\ndate: 2026-11-01\r\nsummary: 摘要。\r\n---\r\n"
      "第一段。\r\n");
  article.title = "旧";
  article.body = "第一段。\n\n第二段。";
  EXPECT_EQ(
      set(),
      "\xEF\xBB\xBF---\r\ntitle: \"旧\"  # 定稿\r\ndate: 2026-11-01\r\nsummary: 摘要。\r\n---\r\n"
      "第一段。\r\n\r\n第二段。\r\n");
}

TEST(ArticleEdits, RefuseAFileThatSaysSomethingElseByNow) {
  const FolderTexts texts = folder_of_site("demo");
  const std::string file = "news/2026-03-one-year.md";
  const FileSpot stale{file, mark_of_file(texts, "news/2026-07-qinghe-window.md")};
  const FileSpot lost{"news/lost.md", ""};
  for (const FileSpot& spot : {stale, lost}) {
    EXPECT_EQ(set_article(texts, spot, moving_article()).failure().code,
              core::FailureCode::conflict);
    EXPECT_EQ(remove_article(texts, spot).failure().code, core::FailureCode::conflict);
  }
}

TEST(ArticleEdits, GiveEachArticleAFileOfItsOwn) {
  FolderTexts texts;
  const core::Day day = test::day("2026-11-29");
  for (const std::string expected :
       {"news/2026-11-29.md", "news/2026-11-29-2.md", "news/2026-11-29-3.md"}) {
    EXPECT_EQ(new_article_file(texts, "news", day), expected);
    texts[expected] = "";
  }
  EXPECT_EQ(new_article_file(texts, "stories", day), "stories/2026-11-29.md");
}

TEST(ArticleEdits, ListTheNewestFirstAndWhatCannotBeReadLast) {
  const auto text = [](const char* date) {
    return "---\ntitle: 甲\ndate: " + std::string(date) + "\nsummary: 乙。\n---\n丙。\n";
  };
  const FolderTexts texts = {{"news/a.md", "没有开头"},
                             {"news/b.md", text("2026-01-01")},
                             {"news/c.md", text("2026-02-01")},
                             {"stories/d.md", text("2026-03-01")}};
  std::vector<std::string> files;
  for (const ArticleFile& one : articles_in(texts, "news")) files.push_back(one.file);
  EXPECT_EQ(files, (std::vector<std::string>{"news/c.md", "news/b.md", "news/a.md"}));
  EXPECT_FALSE(articles_in(texts, "news").back().article.has_value());
  EXPECT_EQ(set_article(texts, spot_of(texts, "news/a.md"), moving_article()).failure().code,
            core::FailureCode::invalid);
}

}  // namespace
}  // namespace handler::publishing::testing::articles
