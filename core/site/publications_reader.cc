// Reads a site's publications, folder by folder and file by file.
#include "core/site/publications_reader.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/publications/attachment.h"
#include "core/reading/ids.h"
#include "core/site/content_lint.h"

namespace core {
namespace {

constexpr std::size_t kMostTextBytes = 64u << 20;
constexpr std::size_t kMostDownloadBytes = 20u << 20;
// Types that people can open and that cannot carry a script into the site's pages.
constexpr std::array<std::string_view, 16> kFileTypes = {
    "pdf", "ofd", "doc", "docx", "wps",  "xls", "xlsx", "et",
    "csv", "txt", "zip", "jpg",  "jpeg", "png", "webp", "gif"};

bool is_file_name(std::string_view name) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return std::ranges::all_of(name, good) && name.size() <= 80 && name.rfind('.') < name.size();
}

class PublicationsReader {
 public:
  PublicationsReader(LoadedSite& loaded, Day today, Diagnostics& diagnostics)
      : folder_(loaded.shown_folder),
        view_{folder_, &loaded.changes},
        site_(loaded.site),
        today_(today),
        diagnostics_(diagnostics) {
    for (const auto& [name, text] : loaded.files) {
      if (!name.starts_with("calendar/")) texts_[shown(name)] = text;
    }
  }

  void read();

 private:
  std::string shown(const std::string& name) const { return (folder_ / name).string(); }
  std::optional<std::string> text_of(const std::string& name);
  std::optional<YamlNode> yaml_of(const std::string& name);
  std::vector<std::string> names_in_folder(const std::string& name);
  std::vector<Article> read_articles(const std::string& folder);
  void warn_if_empty(const std::string& folder);
  void read_documents();
  void read_files();
  void check_content(const std::string& name, const std::string& bytes);
  void read_single_files();
  void check_references();

  std::filesystem::path folder_;
  FolderView view_;
  Site& site_;
  Day today_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::string> texts_;  // of every file, by its name in messages
};

// Nothing if the file does not exist; that is allowed.
std::optional<std::string> PublicationsReader::text_of(const std::string& name) {
  Result<std::string> text = view_.text(name, kMostTextBytes);
  if (text) {
    texts_[shown(name)] = *text;
    return *std::move(text);
  }
  if (text.failure().code != FailureCode::not_found) {
    diagnostics_.error({shown(name)}, "site.unreadable", as_is(text.failure().message));
  }
  return std::nullopt;
}

std::optional<YamlNode> PublicationsReader::yaml_of(const std::string& name) {
  const std::optional<std::string> text = text_of(name);
  if (!text) return std::nullopt;
  return read_yaml(shown(name), *text, diagnostics_);
}

std::vector<std::string> PublicationsReader::names_in_folder(const std::string& name) {
  if (!view_.has_folder(name)) return {};
  Result<std::vector<std::string>> names = view_.names(name);
  if (names) return *std::move(names);
  diagnostics_.error({shown(name)}, "site.unreadable", as_is(names.failure().message));
  return {};
}

// Does not repeat why single articles are not shown.
void PublicationsReader::warn_if_empty(const std::string& folder) {
  if (diagnostics_.has_errors() || !view_.has_folder(folder)) return;
  diagnostics_.warning({shown(folder)}, "content.empty-column",
                       say("there is nothing to show in '{folder}'", {{"folder", folder}}),
                       say("write an article, or remove the folder: no page is made for it"));
}

std::vector<Article> PublicationsReader::read_articles(const std::string& folder) {
  std::vector<Article> articles;
  const std::vector<std::string> names = names_in_folder(folder);
  for (const std::string& name : names) {
    const std::string file = fmt::format("{}/{}", folder, name);
    if (!name.ends_with(".md")) {
      diagnostics_.warning({shown(file)}, "site.unknown-file",
                           say("'{name}' is no article", {{"name", name}}),
                           say("articles end in .md; pictures belong in the folder 'files'"));
      continue;
    }
    const std::optional<std::string> text = text_of(file);
    if (!text) continue;
    if (auto article = read_article(shown(file), file, *text, diagnostics_)) {
      articles.push_back(std::move(*article));
    }
  }
  sort_newest_first(articles);
  if (articles.empty()) warn_if_empty(folder);
  find_stale_articles(articles, today_, diagnostics_);
  std::erase_if(articles, [&](const Article& article) {
    return article.date > today_ || (article.expires && *article.expires < today_);
  });
  return articles;
}

void PublicationsReader::read_documents() {
  for (const std::string& name : names_in_folder("documents")) {
    const std::string file = "documents/" + name;
    const std::string id = name.substr(0, name.rfind('.'));
    const auto document = std::ranges::find(site_.documents, id, &Document::id);
    if (!name.ends_with(".md") || document == site_.documents.end()) {
      std::vector<std::string> ids;
      for (const Document& one : site_.documents) ids.push_back(one.id);
      diagnostics_.warning({shown(file)}, "site.unknown-file",
                           say("no document is called '{id}'", {{"id", id}}),
                           name.ends_with(".md") ? hint_among(id, term("documents"), ids)
                                                 : say("the wording of a document ends in .md"));
      continue;
    }
    const std::optional<std::string> text = text_of(file);
    if (!text) continue;
    if (auto body = read_document_body(shown(file), *text, diagnostics_)) {
      site_.publications.document_bodies[id] = std::move(*body);
    }
  }
}

void PublicationsReader::read_files() {
  for (const std::string& name : names_in_folder("files")) {
    const std::string type = name.substr(name.rfind('.') + 1);
    if (!is_file_name(name) || !contains(kFileTypes, type)) {
      const std::vector<std::string> types(kFileTypes.begin(), kFileTypes.end());
      diagnostics_.error(
          {shown("files/" + name)}, "site.file-name",
          say("'{name}' cannot be published", {{"name", name}}),
          say("use lower-case letters, digits, '-', '_' and one of the endings {endings}",
              {{"endings", joined(types, ", ")}}));
      continue;
    }
    Result<std::string> bytes = view_.text("files/" + name, kMostDownloadBytes);
    if (!bytes) {
      diagnostics_.error({shown("files/" + name)}, "site.unreadable",
                         as_is(bytes.failure().message));
      continue;
    }
    check_content(name, *bytes);
    site_.publications.files[name] = *std::move(bytes);
  }
}

void PublicationsReader::check_content(const std::string& name, const std::string& bytes) {
  const Sentence wrong = wrong_content(name, bytes);
  if (!wrong.empty()) {
    diagnostics_.error(
        {shown("files/" + name)}, "site.file-content", wrong,
        say("save it again with the program that made it, or give it its own ending"));
  }
  if (carries_script(name, bytes)) {
    diagnostics_.warning({shown("files/" + name)}, "site.file-script",
                         say("'{name}' carries a script or starts a program", {{"name", name}}),
                         say("print it into a new PDF, which has none"));
  }
}

void PublicationsReader::read_single_files() {
  Publications& out = site_.publications;
  if (const auto root = yaml_of("faq.yaml")) out.faq = read_faq(*root, diagnostics_);
  if (const auto root = yaml_of("triage.yaml")) {
    out.triage = read_triage(*root, site_.policy, diagnostics_);
  }
  if (const auto root = yaml_of("search.yaml")) {
    out.search = read_search_words(*root, diagnostics_);
  }
  if (const auto text = text_of("statistics.json")) {
    out.statistics = read_statistics(shown("statistics.json"), *text, diagnostics_);
  }
}

void PublicationsReader::check_references() {
  for (const Document& document : site_.documents) {
    for (const Attachment& attachment : document.attachments) {
      if (attachment.file.empty() || site_.publications.files.contains(attachment.file)) continue;
      std::vector<std::string> names;
      for (const auto& [name, bytes] : site_.publications.files) names.push_back(name);
      diagnostics_.error(attachment.file_span, "site.unknown-file",
                         say("there is no 'files/{name}'", {{"name", attachment.file}}),
                         hint_among(attachment.file, term("files"), names));
    }
  }
  if (const auto& statistics = site_.publications.statistics;
      statistics && statistics->as_of > today_) {
    diagnostics_.warning(statistics->as_of_span, "content.future-date",
                         say("{day} has not come yet", {{"day", to_iso(statistics->as_of)}}));
  }
}

void PublicationsReader::read() {
  site_.publications = {.today = today_};
  read_files();
  read_documents();
  site_.publications.news = read_articles("news");
  site_.publications.stories = read_articles("stories");
  read_single_files();
  check_references();
  find_placeholders(texts_, diagnostics_);
  find_stale(site_, today_, diagnostics_);
}

}  // namespace

const std::vector<std::string>& publication_names() {
  static const std::vector<std::string> kNames = {"faq.yaml",        "triage.yaml", "search.yaml",
                                                  "statistics.json", "news",        "stories",
                                                  "documents",       "files"};
  return kNames;
}

bool read_publications(LoadedSite& loaded, Day today, Diagnostics& diagnostics) {
  Diagnostics own;
  for (const auto& [name, text] : loaded.files) {
    if (name.starts_with("calendar/")) continue;
    own.add_source((std::filesystem::path(loaded.shown_folder) / name).string(), text);
  }
  PublicationsReader(loaded, today, own).read();
  const bool good = !own.has_errors();
  diagnostics.merge(std::move(own));
  return good;
}

}  // namespace core
