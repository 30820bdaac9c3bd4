// Takes an article apart into its head and its text.
#include "core/changes/article_entries.h"

#include <algorithm>
#include <array>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/changes/yaml_text.h"
#include "core/publications/article.h"
#include "core/publications/statistics.h"
#include "core/time/local_time.h"

namespace core {
namespace {

constexpr std::string_view kFigures = "statistics.json";
constexpr std::string_view kDocuments = "documents.yaml";
constexpr std::string_view kBody = "body";

struct Folder {
  std::string_view prefix;
  ChangeArea area = ChangeArea::rules;
};
constexpr std::array<Folder, 3> kFolders = {{{"news/", ChangeArea::news},
                                             {"stories/", ChangeArea::stories},
                                             {"documents/", ChangeArea::documents}}};

std::string stem_of(const std::string& file) {
  const std::size_t start = file.rfind('/') + 1;
  return file.substr(start, file.rfind('.') - start);
}

void add_field(ListedEntry& entry, std::string_view name, const std::string& value) {
  if (!value.empty()) entry.fields.push_back({std::string(name), value, trimmed(value)});
}

void add_day(ListedEntry& entry, std::string_view name, const std::optional<Day>& day) {
  if (day) add_field(entry, name, to_iso(*day));
}

bool fill_article(const std::string& file, const std::string& text, ListedEntry& entry) {
  Diagnostics ignored;
  const std::optional<Article> article = read_article(file, file, text, ignored);
  if (!article) return false;
  entry.shown = article->title;
  add_field(entry, "title", article->title);
  add_day(entry, "date", article->date);
  add_field(entry, "source", article->source);
  add_field(entry, "author", article->author);
  add_field(entry, "summary", article->summary);
  add_day(entry, "expires", article->expires);
  add_field(entry, kBody, article->body);
  return true;
}

// The title that documents.yaml gives, else the id.
std::string title_of_document(const std::string& id, const FolderTexts& texts) {
  const std::optional<YamlNode> root = yaml_in(texts, std::string(kDocuments));
  const YamlNode* documents = root ? root->find("documents") : nullptr;
  for (std::size_t i = 0; documents != nullptr && i < documents->items.size(); ++i) {
    const YamlNode* own = documents->items[i].find("id");
    const YamlNode* title = documents->items[i].find("title");
    if (own != nullptr && own->scalar == id && title != nullptr) return title->scalar;
  }
  return id;
}

bool fill_document(const std::string& file, const std::string& text, const FolderTexts& texts,
                   ListedEntry& entry) {
  Diagnostics ignored;
  const std::optional<std::string> body = read_document_body(file, text, ignored);
  if (!body) return false;
  entry.shown = title_of_document(stem_of(file), texts);
  add_field(entry, kBody, *body);
  return true;
}

bool fill_figures(const std::string& text, ListedEntry& entry) {
  Diagnostics ignored;
  const std::optional<Statistics> figures = read_statistics(std::string(kFigures), text, ignored);
  if (!figures) return false;
  entry.shown = to_iso(figures->from) + "/" + to_iso(figures->to);
  entry.fields.push_back({"", Json::parse(text).dump(), entry.shown});
  return true;
}

bool fill(const std::string& file, const FolderTexts& texts, ListedEntry& entry) {
  const std::string& text = texts.at(file);
  switch (entry.about.area) {
    case ChangeArea::figures:
      return fill_figures(text, entry);
    case ChangeArea::documents:
      return fill_document(file, text, texts, entry);
    default:
      return fill_article(file, text, entry);
  }
}

}  // namespace

ChangeArea area_of_article(const std::string& file) {
  if (file == kFigures) return ChangeArea::figures;
  for (const Folder& folder : kFolders) {
    if (file.starts_with(folder.prefix) && file.ends_with(".md")) return folder.area;
  }
  return ChangeArea::rules;
}

std::optional<FileEntries> entries_of_article(const std::string& file, const FolderTexts& texts) {
  const ChangeArea area = area_of_article(file);
  if (area == ChangeArea::rules) return std::nullopt;
  FileEntries made;
  made.rest.about = {.area = area, .file = file};
  made.lists.push_back({{}, {}});
  if (!texts.contains(file)) return made;
  ListedEntry entry{.key = file, .about = made.rest.about};
  if (!fill(file, texts, entry)) return std::nullopt;
  if (area != ChangeArea::figures) entry.about.entry = entry.shown;
  made.lists.front().entries.push_back(std::move(entry));
  return made;
}

}  // namespace core
