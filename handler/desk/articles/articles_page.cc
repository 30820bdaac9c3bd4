// An article is its file: its address in forms is the file's name.
#include "handler/desk/articles/articles_page.h"

#include <string>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/time/calendar_span.h"
#include "handler/desk/articles/item_form.h"
#include "handler/desk/articles/markdown_field.h"
#include "handler/desk/page.h"
#include "handler/publishing/articles/article_edits.h"

namespace handler::desk {
namespace {

using core::Article;
using publishing::ArticleFile;
using Form = Question::Form;

constexpr Question kArticleQuestions[] = {
    {"title", Form::line, true, true, 100},
    {"summary", Form::prose, true},
    {"date", Form::day, true},
    {"expires", Form::day},
    {"source", Form::line, false, true, 60, "changes.field_of.news.source"},
    {"author", Form::line, false, true, 60}};
constexpr core::CalendarSpan kGrowsOld{6, core::CalendarSpan::Unit::months};

std::string folder_of(Column column) {
  return column == Column::news ? "news" : "stories";
}

Typed article_as_typed(const Article& article) {
  return {{"title", article.title},
          {"summary", article.summary},
          {"date", core::to_iso(article.date)},
          {"expires", core::iso_or_empty(article.expires)},
          {"source", article.source},
          {"author", article.author}};
}

Article article_of(const Typed& typed, const std::string& body) {
  Article article;
  article.title = typed.at("title");
  article.summary = typed.at("summary");
  article.date = day_in(typed, "date").value_or(core::Day{});
  article.expires = day_in(typed, "expires");
  article.source = typed.at("source");
  article.author = typed.at("author");
  article.body = body;
  return article;
}

// -- the list

const char* article_group(const Article& article, core::Day today) {
  if (article.date > today) return "coming";
  return article.expires && *article.expires < today ? "over" : "shown";
}

void add_article_row(core::TemplateData& group, const Visit& visit, const Article& article) {
  const bool is_old = core::day_after(article.date, kGrowsOld) < visit.today();
  core::TemplateData& row = group.add("ARTICLE_ROW");
  row.set("ARTICLE_ID", article.id)
      .set("ARTICLE_TITLE", article.title)
      .set("ARTICLE_DATE", core::to_iso(article.date))
      .show_if(is_old && std::string_view(article_group(article, visit.today())) == "shown",
               "ARTICLE_OLD");
  if (article.expires) row.set_optional("ARTICLE_EXPIRES", core::to_iso(*article.expires));
}

void add_article_groups(core::TemplateData& data, const Visit& visit,
                        const std::vector<ArticleFile>& files) {
  for (const std::string group : {"shown", "coming", "over"}) {
    core::TemplateData rows;
    for (const ArticleFile& file : files) {
      if (file.article && group == article_group(*file.article, visit.today()))
        add_article_row(rows, visit, *file.article);
    }
    if (!rows.has_items("ARTICLE_ROW")) continue;
    data.add("ARTICLE_GROUP")
        .set("GROUP_TITLE", visit.texts().get("desk.publishing.articles." + group))
        .set("GROUP_HEADING", group + "-heading")
        .merge(std::move(rows));
  }
  for (const ArticleFile& file : files) {
    if (file.article) continue;
    data.show("HAS_UNREADABLE");
    data.add("UNREADABLE").set("UNREADABLE_FILE", file.file);
  }
}

// -- the form

struct OpenArticle {
  Editing editing;
  Article article;

  std::string mark() const { return publishing::mark_of_file(editing.copy.edited, article.file); }
  publishing::FileSpot spot() const {
    return {article.file, std::string(editing.visit.form.get("mark"))};
  }
};
struct OpenedArticle {
  std::optional<OpenArticle> open;
  web::Response refusal;
};

OpenedArticle open_article(const Visit& visit, Column column) {
  OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return {std::nullopt, opened.refusal};
  const std::string& id = visit.parameters.find("item")->second;
  for (ArticleFile& one : publishing::articles_in(opened.editing->copy.edited, folder_of(column))) {
    if (one.article && one.article->id == id)
      return {OpenArticle{*std::move(opened.editing), *std::move(one.article)}, {}};
  }
  return {std::nullopt, web::not_found()};
}

struct ArticleForm {
  Typed typed;
  TypedMarkdown body;
};

ArticleForm form_in(const Editing& editing) {
  return {typed_in(editing.visit, kArticleQuestions), markdown_in(editing)};
}

std::vector<FormMistake> mistakes_of_article(const Editing& editing, const ArticleForm& form) {
  std::vector<FormMistake> mistakes = mistakes_in(editing.visit, kArticleQuestions, form.typed);
  const auto date = day_in(form.typed, "date");
  const auto expires = day_in(form.typed, "expires");
  if (date && expires && *expires < *date)
    mistakes.push_back(
        mistake_at(editing.visit, "expires", "desk.publishing.articles.mistake.expires"));
  for (FormMistake& one : mistakes_of_markdown(editing, form.body.text, true))
    mistakes.push_back(std::move(one));
  return mistakes;
}

web::Response article_form_page(const Editing& editing, int status, const ItemPage& page,
                                const ArticleForm& form, const std::vector<FormMistake>& mistakes,
                                core::TemplateData data = {}) {
  add_questions(data, editing.visit, "articles", kArticleQuestions, form.typed, mistakes);
  add_markdown(data, editing, editing.visit.texts().get("desk.publishing.articles.body"), form.body,
               mistakes);
  return item_page(editing, status, page, std::move(data), mistakes);
}

web::Response new_article_page(const Editing& editing, Column column, int status,
                               const ArticleForm& form, const std::vector<FormMistake>& mistakes) {
  return article_form_page(editing, status, {.subject = folder_of(column)}, form, mistakes);
}

// `mark`: of the file as the page's reader knows it.
web::Response article_page(const OpenArticle& open, Column column, int status,
                           const std::string& mark, const ArticleForm& form,
                           const std::vector<FormMistake>& mistakes) {
  core::TemplateData data;
  if (status == 409) {
    add_values_now(data, open.editing.visit, kArticleQuestions, form.typed,
                   article_as_typed(open.article));
    if (core::cleaned(open.article.body) != form.body.text)
      data.set_optional("NOW_TEXT", open.article.body);
  }
  return article_form_page(open.editing, status,
                           {.subject = folder_of(column),
                            .id = open.article.id,
                            .heading = open.article.title,
                            .mark = mark},
                           form, mistakes, std::move(data));
}

ArticleForm form_of_article(const Article& article) {
  return {article_as_typed(article), {.text = core::cleaned(article.body)}};
}

}  // namespace

web::Response show_column(const Visit& visit, Column column) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  const std::string folder = folder_of(column);
  const std::string& title = visit.texts().get("desk.publishing." + folder + ".title");
  const auto files = publishing::articles_in(opened.editing->copy.edited, folder);
  core::TemplateData data;
  data.set("COLUMN_ID", folder)
      .set("COLUMN_TITLE", title)
      .set("COLUMN_LEAD", visit.texts().get("desk.publishing." + folder + ".lead"))
      .set("COLUMN_ADD", visit.texts().get("desk.publishing." + folder + ".add"))
      .show_if(files.empty(), "NO_ROWS");
  add_article_groups(data, visit, files);
  add_kept_notice(data, *opened.editing);
  return desk_page(visit, 200, "desk/publishing_articles", title, data);
}

web::Response show_new_article(const Visit& visit, Column column) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  return new_article_page(*opened.editing, column, 200,
                          {{{"date", core::to_iso(visit.today())}}, {.text = ""}}, {});
}

web::Response add_new_article(const Visit& visit, Column column) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  const ArticleForm form = form_in(editing);
  if (!form.body.to_keep) {
    return new_article_page(editing, column, form.body.mistakes.empty() ? 200 : 422, form,
                            form.body.mistakes);
  }
  const std::vector<FormMistake> mistakes = mistakes_of_article(editing, form);
  if (!mistakes.empty()) return new_article_page(editing, column, 422, form, mistakes);
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::add_article(texts, folder_of(column),
                                       article_of(form.typed, form.body.text));
      },
      editing.root() + "/" + folder_of(column),
      [&](const EditProblem& problem) {
        return new_article_page(editing, column, problem.status, form,
                                as_mistakes(problem.sentences));
      });
}

web::Response show_article(const Visit& visit, Column column) {
  const OpenedArticle opened = open_article(visit, column);
  if (!opened.open) return opened.refusal;
  return article_page(*opened.open, column, 200, opened.open->mark(),
                      form_of_article(opened.open->article), {});
}

web::Response change_article(const Visit& visit, Column column) {
  const OpenedArticle opened = open_article(visit, column);
  if (!opened.open) return opened.refusal;
  const OpenArticle& open = *opened.open;
  const ArticleForm form = form_in(open.editing);
  const auto show_again = [&](const EditProblem& problem) {
    return article_page(open, column, problem.status, open.mark(), form,
                        as_mistakes(problem.sentences));
  };
  if (!form.body.to_keep) {
    return article_page(open, column, form.body.mistakes.empty() ? 200 : 422, open.spot().mark,
                        form, form.body.mistakes);
  }
  if (open.spot().mark != open.mark()) return show_again(outdated(visit));
  const std::vector<FormMistake> mistakes = mistakes_of_article(open.editing, form);
  if (!mistakes.empty()) return article_page(open, column, 422, open.mark(), form, mistakes);
  return keep_edit(
      open.editing,
      [&](const core::FolderTexts& texts) {
        const Typed kept = as_kept(kArticleQuestions, form.typed, article_as_typed(open.article));
        return publishing::set_article(texts, open.spot(), article_of(kept, form.body.text));
      },
      open.editing.root() + "/" + folder_of(column), show_again);
}

web::Response take_article_out(const Visit& visit, Column column) {
  const OpenedArticle opened = open_article(visit, column);
  if (!opened.open) return opened.refusal;
  const OpenArticle& open = *opened.open;
  return keep_edit(
      open.editing,
      [&](const core::FolderTexts& texts) {
        return publishing::remove_article(texts, open.spot());
      },
      open.editing.root() + "/" + folder_of(column),
      [&](const EditProblem& problem) {
        return article_page(open, column, problem.status, open.mark(),
                            form_of_article(open.article), as_mistakes(problem.sentences));
      });
}

}  // namespace handler::desk
