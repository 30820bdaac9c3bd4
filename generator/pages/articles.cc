// News and stories: lists of twenty per page, newest first, and a page for each article.
#include "generator/pages/articles.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/page/markdown.h"

namespace generator {

using core::Article;
using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

constexpr std::size_t kOnePage = 20;

std::string page_name(const std::string& column, std::size_t number) {
  return number == 1 ? column : column + "/page-" + std::to_string(number);
}

std::size_t page_count(const std::vector<Article>& articles) {
  return (articles.size() + kOnePage - 1) / kOnePage;
}

void add_turning(TemplateData& data, const std::string& column, std::size_t number,
                 std::size_t count, const std::string& site_root) {
  if (number > 1) data.set_optional("PREVIOUS", site_root + page_name(column, number - 1) + "/");
  if (number < count) data.set_optional("NEXT", site_root + page_name(column, number + 1) + "/");
  data.show_if(count > 1, "HAS_PAGES");
}

TemplateData list_data(const Texts& texts, const std::string& column,
                       const std::vector<Article>& articles, std::size_t number,
                       const std::string& site_root) {
  TemplateData data;
  data.set("LIST_LEAD", texts.get(column + ".lead"));
  const std::size_t first = (number - 1) * kOnePage;
  for (std::size_t i = first; i < std::min(first + kOnePage, articles.size()); ++i) {
    const Article& article = articles[i];
    data.add("ARTICLE")
        .set("ARTICLE_HREF", site_root + column + "/" + article.id + "/")
        .set("ARTICLE_TITLE", article.title)
        .set("ARTICLE_DAY", core::to_iso(article.date))
        .set("ARTICLE_DATE", core::chinese_date(article.date))
        .set("ARTICLE_SUMMARY", article.summary);
  }
  add_turning(data, column, number, page_count(articles), site_root);
  return data;
}

TemplateData article_data(const Site& site, const std::string& column, const Article& article,
                          const PageRoots& roots) {
  TemplateData data;
  data.set("ARTICLE_DAY", core::to_iso(article.date))
      .set("ARTICLE_DATE", core::chinese_date(article.date))
      .set("ARTICLE_SOURCE", article.source.empty() ? site.identity.owner : article.source)
      .set_optional("ARTICLE_AUTHOR", article.author)
      .set("ARTICLE_SUMMARY", article.summary)
      .set("ARTICLE_BODY", core::render_markdown(article.body, {.site_root = roots.pages,
                                                                .shared_root = roots.shared}))
      .set("LIST_HREF", roots.pages + column + "/");
  if (article.expires) data.set_optional("ARTICLE_EXPIRES", core::chinese_date(*article.expires));
  return data;
}

core::ArticleInfo info_of(const Site& site, const Article& article) {
  return {.title = article.title,
          .published = core::to_iso(article.date),
          .source = article.source.empty() ? site.identity.owner : article.source,
          .author = article.author,
          .summary = article.summary};
}

std::string list_title(const Texts& texts, const std::string& column, std::size_t number) {
  const std::string title = texts.get(column + ".title");
  if (number == 1) return title;
  return texts.format("articles.page_title",
                      {{"title", title}, {"number", std::to_string(number)}});
}

}  // namespace

std::vector<PageSpec> article_specs(const Site& site, const Texts& texts, const std::string& column,
                                    const std::vector<Article>& articles) {
  std::vector<PageSpec> specs;
  const std::size_t count = page_count(articles);
  for (std::size_t number = 1; number <= count; ++number) {
    specs.push_back({.page = page_name(column, number),
                     .title = list_title(texts, column, number),
                     .template_name = "pages/articles",
                     .data =
                         [&texts, column, &articles, number](const std::string& site_root) {
                           return list_data(texts, column, articles, number, site_root);
                         },
                     .sources = {"site.yaml", "texts.yaml", column + "/"}});
  }
  for (const Article& article : articles) {
    specs.push_back(
        {.page = column + "/" + article.id,
         .title = article.title,
         .template_name = "pages/article",
         .data = [&site, column, &article](
                     const PageRoots& roots) { return article_data(site, column, article, roots); },
         .sources = {"site.yaml", "texts.yaml", article.file},
         .article = info_of(site, article)});
  }
  return specs;
}

}  // namespace generator
