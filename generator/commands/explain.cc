// Finds the files that a page comes from, through the page plan and the tags of its templates.
#include "generator/commands/explain.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "core/base/files.h"
#include "core/page/template_source.h"
#include "generator/build/rendering.h"
#include "generator/pages/site_plan.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Failure;
using core::FailureCode;
using core::Result;

constexpr std::string_view kIndex = "index.html";

// The files behind every page: names, navigation, contact data, wording, and the rules they
// mention.
constexpr std::array kEveryPage = {"site.yaml",      "texts.yaml",         "policy.yaml",
                                   "documents.yaml", "windows.yaml",       "windows.csv",
                                   "windows/",       "portal_header.html", "portal_footer.html"};

// The path of the page below the public folder.
std::string path_of_page(std::string page) {
  const std::size_t scheme = page.find("://");
  if (scheme != std::string::npos) {
    const std::size_t slash = page.find('/', scheme + 3);
    page = slash == std::string::npos ? "" : page.substr(slash);
  }
  page = page.substr(0, page.find_first_of("?#"));
  page.erase(0, page.find_first_not_of('/'));
  if (page.ends_with(".html")) return page;
  if (!page.empty() && !page.ends_with('/')) page += '/';
  return page + std::string(kIndex);
}

// Collects the files and texts of a template and of all its partials.
class TemplateWalk {
 public:
  explicit TemplateWalk(const core::TemplateFiles& files) : files_(files) {}

  void enter(const std::string& name) {
    const auto file = files_.find(name);
    if (file == files_.end() || !seen_.insert(name).second) return;
    paths_.push_back(file->second.path);
    for (const core::TemplateTag& tag : file->second.tags) {
      if (tag.kind == core::TemplateTag::Kind::partial) enter(tag.name);
      if (tag.kind == core::TemplateTag::Kind::text) texts_.insert(tag.name);
    }
  }

  const std::vector<std::string>& paths() const { return paths_; }
  const std::set<std::string>& texts() const { return texts_; }

 private:
  const core::TemplateFiles& files_;
  std::set<std::string> seen_;
  std::vector<std::string> paths_;
  std::set<std::string> texts_;
};

// The catalogue's file for each key.
std::map<std::string, std::string> homes_of_texts(const fs::path& folder) {
  std::map<std::string, std::string> homes;
  const Result<std::vector<std::string>> names = core::list_folder(folder);
  if (!names) return homes;
  for (const std::string& name : *names) {
    const Result<std::string> text = core::read_file(folder / name);
    core::Diagnostics none;
    const auto root = text ? core::read_yaml((folder / name).string(), *text, none) : std::nullopt;
    if (!root) continue;
    const core::Texts texts = core::read_texts(*root, none);
    for (const auto& [key, wording] : texts.entries()) {
      homes[std::string(key)] = (folder / name).string();
    }
  }
  return homes;
}

using Files = std::map<std::string, std::string>;

// The files that were read for the rules, and the publications from which the page is made.
Files files_behind(const PlannedPage& page, const core::LoadedSite& loaded) {
  Files files = loaded.files;
  const fs::path folder = loaded.shown_folder;
  for (const std::string& source : page.sources) {
    std::vector<std::string> names = {source};
    if (source.ends_with('/')) {
      const Result<std::vector<std::string>> below = core::list_tree(folder / source);
      names = below ? *below : std::vector<std::string>();
      for (std::string& name : names) name.insert(0, source);
    }
    for (const std::string& name : names) {
      if (files.contains(name)) continue;
      if (Result<std::string> text = core::read_file(folder / name)) files[name] = *std::move(text);
    }
  }
  return files;
}

std::vector<std::string> content_of(const PlannedPage& page, const Files& all) {
  std::vector<std::string> needed = page.sources;
  needed.insert(needed.end(), kEveryPage.begin(), kEveryPage.end());
  std::vector<std::string> files;
  for (const auto& [name, bytes] : all) {
    const bool is_needed = std::ranges::any_of(needed, [&name = name](const std::string& source) {
      return source.ends_with('/') ? name.starts_with(source) : name == source;
    });
    if (is_needed) files.push_back(name);
  }
  return files;
}

PageOrigin origin_of(const PlannedPage& page, std::string_view html, const core::LoadedSite& loaded,
                     const InputPlaces& places, core::Diagnostics& diagnostics) {
  PageOrigin origin{.path = loaded.site.identity.id + "/" + page.path, .title = page.title};
  const core::TemplateFiles files = core::read_template_files(places.templates, diagnostics);
  TemplateWalk walk(files);
  walk.enter(page.template_name);
  origin.templates = walk.paths();
  const Files behind = files_behind(page, loaded);
  const std::vector<std::string> content = content_of(page, behind);
  for (const std::string& name : content) {
    origin.content.push_back(loaded.shown_folder + "/" + name);
  }
  origin.words = words_on_page(html, behind, content);
  for (PageWords& words : origin.words) words.file = loaded.shown_folder + "/" + words.file;
  const auto homes = homes_of_texts(places.templates / "text" / "zh-CN");
  for (const std::string& key : walk.texts()) {
    const bool is_own = loaded.site.texts.contains(key);
    const auto home = homes.find(key);
    origin.texts.push_back({key,
                            is_own                ? loaded.shown_folder + "/texts.yaml"
                            : home == homes.end() ? ""
                                                  : home->second,
                            is_own});
  }
  return origin;
}

// Keeps one page and drops all others.
class OnePage : public PageSink {
 public:
  explicit OnePage(std::string path) : path_(std::move(path)) {}
  core::Status put(const std::string& path, std::string_view html) override {
    if (path == path_) html_ = html;
    return core::success();
  }
  const std::string& html() const { return html_; }

 private:
  std::string path_;
  std::string html_;  // needs no lock: only one thread gets this path
};

Failure no_such_page(const std::string& path, const std::vector<std::string>& paths) {
  const std::string hint = core::did_you_mean(path, paths).english();
  return {FailureCode::invalid, "there is no page " + path + (hint.empty() ? "" : ": " + hint)};
}

Result<std::optional<PageOrigin>> explained(const InputPlaces& places, const std::string& address,
                                            core::Diagnostics& diagnostics) {
  const std::string path = path_of_page(address);
  const std::size_t slash = path.find('/');
  InputPlaces one = places;
  one.sites = {path.substr(0, slash)};
  if (slash == std::string::npos) {
    return Failure{FailureCode::invalid,
                   path +
                       " belongs to no site: it is made from site_templates/pages and the "
                       "site.yaml of every site"};
  }
  Result<Inputs> inputs = read_inputs(one, diagnostics);
  if (!inputs) return inputs.failure();
  if (diagnostics.has_errors()) return std::optional<PageOrigin>();
  const core::LoadedSite& loaded = inputs->sites.front();
  const core::Texts texts = inputs->catalogue.with(loaded.site.texts);
  std::vector<std::string> paths;
  for (const PlannedPage& planned : plan_site(loaded.site, texts, {})) {
    paths.push_back(loaded.site.identity.id + "/" + planned.path);
    if (paths.back() != path) continue;
    OnePage page(path);
    const auto rendering =
        render_all(*inputs, {.templates = places.templates, .sink = &page}, diagnostics);
    if (!rendering) return rendering.failure();
    if (page.html().empty()) return std::optional<PageOrigin>();
    return std::optional(origin_of(planned, page.html(), loaded, places, diagnostics));
  }
  return no_such_page(path, paths);
}

}  // namespace

Result<std::optional<PageOrigin>> explain_page(const InputPlaces& places,
                                               const std::string& address,
                                               core::Diagnostics& diagnostics) {
  try {
    return explained(places, address, diagnostics);
  } catch (const core::MissingText& missing) {
    core::report_missing_text(places.templates / "text" / "zh-CN", missing.key, diagnostics);
    return std::optional<PageOrigin>();
  }
}

}  // namespace generator
