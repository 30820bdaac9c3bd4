// The head goes through core/editing, alone and without its fences.
#include "handler/publishing/articles/article_edits.h"

#include <algorithm>

#include "core/base/text.h"
#include "handler/publishing/mark_of.h"
#include "handler/publishing/yaml_changes.h"

namespace handler::publishing {
namespace {

using core::Article;

const std::vector<std::string> kArticleKeys = {"title",  "date",    "source",
                                               "author", "summary", "expires"};

std::optional<Article> article_in(const std::string& file, const std::string& text) {
  core::Diagnostics of_the_reader;
  return core::read_article(file, file, text, of_the_reader);
}

// The keys in which they differ.
YamlFields differing_in_article(const Article& before, const Article& after) {
  YamlFields fields;
  const auto put = [&](const char* key, bool same, std::optional<core::YamlValue> value) {
    if (!same) fields.emplace_back(key, std::move(value));
  };
  put("title", before.title == after.title, text_or_nothing(after.title));
  put("date", before.date == after.date, day_or_nothing(after.date));
  put("source", before.source == after.source, text_or_nothing(after.source));
  put("author", before.author == after.author, text_or_nothing(after.author));
  put("summary", before.summary == after.summary, text_or_nothing(after.summary));
  put("expires", before.expires == after.expires, day_or_nothing(after.expires));
  return fields;
}

std::string with_head(const std::string& file, std::string head, const YamlFields& fields) {
  YamlChanges changes(file, std::move(head));
  changes.put({}, fields, kArticleKeys);
  return changes.text();
}

const std::string& text_at(const core::FolderTexts& texts, const FileSpot& spot) {
  if (!texts.contains(spot.file) || mark_of_file(texts, spot.file) != spot.mark)
    throw core::Refused(core::FailureCode::conflict, spot.file + " was changed meanwhile");
  return texts.at(spot.file);
}

std::string changed_text(const std::string& file, const std::string& text, const Article& after) {
  const std::optional<Article> before = article_in(file, text);
  const std::optional<core::ArticleParts> parts = core::split_article(text);
  if (!before || !parts)
    throw core::Refused(core::FailureCode::invalid, file + " cannot be read as an article");
  const bool crlf = parts->closing.ends_with("\r\n");
  const bool same_body = core::cleaned(before->body) == core::cleaned(after.body);
  return std::string(parts->opening) +
         with_head(file, std::string(parts->head), differing_in_article(*before, after)) +
         std::string(parts->closing) +
         (same_body ? std::string(parts->body) : with_line_ends(after.body, crlf));
}

}  // namespace

std::string mark_of_file(const core::FolderTexts& texts, const std::string& file) {
  const auto found = texts.find(file);
  return found == texts.end() ? std::string() : mark_of_parts({found->second});
}

std::vector<ArticleFile> articles_in(const core::FolderTexts& texts, const std::string& folder) {
  std::vector<ArticleFile> files;
  for (const auto& [file, text] : texts) {
    if (file.starts_with(folder + "/") && file.ends_with(".md"))
      files.push_back({file, article_in(file, text)});
  }
  std::ranges::stable_sort(files, [](const ArticleFile& a, const ArticleFile& b) {
    if (!a.article || !b.article) return a.article.has_value() && !b.article;
    return a.article->date > b.article->date;
  });
  return files;
}

std::string new_article_file(const core::FolderTexts& texts, const std::string& folder,
                             core::Day date) {
  const std::string begin = folder + "/" + core::to_iso(date);
  std::string file = begin + ".md";
  for (int serial = 2; texts.contains(file); ++serial)
    file = begin + "-" + std::to_string(serial) + ".md";
  return file;
}

core::Result<core::FileChanges> add_article(const core::FolderTexts& texts,
                                            const std::string& folder, const Article& article) {
  const auto all = [&] {
    const std::string file = new_article_file(texts, folder, article.date);
    YamlFields fields = differing_in_article({}, article);
    std::erase_if(fields, [](const auto& field) { return !field.second; });
    return core::FileChanges{{file, "---\n" + with_head(file, "title:\n", fields) + "---\n" +
                                        with_line_ends(article.body, false)}};
  };
  return core::result_of(all);
}

core::Result<core::FileChanges> set_article(const core::FolderTexts& texts, const FileSpot& spot,
                                            const Article& article) {
  const auto all = [&] {
    const std::string& before = text_at(texts, spot);
    return changed_file(spot.file, before, changed_text(spot.file, before, article));
  };
  return core::result_of(all);
}

core::Result<core::FileChanges> remove_article(const core::FolderTexts& texts,
                                               const FileSpot& spot) {
  const auto all = [&] {
    text_at(texts, spot);
    return core::FileChanges{{spot.file, std::nullopt}};
  };
  return core::result_of(all);
}

std::string with_line_ends(const std::string& typed, bool crlf) {
  std::string out;
  for (const char c : typed) {
    if (c == '\n' && crlf) out += '\r';
    out += c;
  }
  if (!out.ends_with('\n')) out += crlf ? "\r\n" : "\n";
  return out;
}

}  // namespace handler::publishing
