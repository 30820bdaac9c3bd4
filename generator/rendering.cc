// Plans all pages, then renders them in as many threads as there are.
#include "generator/rendering.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "core/base/files.h"
#include "core/page/assets.h"
#include "core/page/frame_days.h"
#include "core/page/page_template.h"
#include "generator/link_scope.h"
#include "generator/page_checks.h"
#include "generator/parallel.h"
#include "generator/search_index.h"
#include "generator/site_extras.h"
#include "generator/site_plan.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Result;
using TemplatesPtr = std::shared_ptr<const core::TemplateSet>;

// Everything between the inputs and the pages of one site.
struct PlannedSite {
  core::Texts texts;
  TemplatesPtr templates;
  std::vector<PlannedPage> plan;
};

// One page to render, and where its bytes go.
struct PageJob {
  const core::TemplateSet* templates = nullptr;
  const PlannedPage* plan = nullptr;
  std::vector<RenderedPage>* pages = nullptr;  // of its site, if they are kept in memory
  std::size_t index = 0;                       // among those
  Fingerprint sources = 0;                     // of what it is made from; 0: always rendered
};

// Also names each in the frame.
Result<SiteFiles> read_assets(const std::filesystem::path& folder, core::PublishedFrame& frame) {
  SiteFiles assets;
  Result<std::vector<std::string>> names = core::list_tree(folder);
  if (!names) return names.failure();
  for (const std::string& name : *names) {
    Result<std::string> bytes = core::read_file(folder / name);
    if (!bytes) return bytes.failure();
    const std::string published = core::hashed_name(name, *bytes);
    assets["assets/" + published] = std::move(*bytes);
    frame.assets[name] = published;
  }
  return assets;
}

// Of what all pages of a site share beyond its files: the first article gives each a link to the
// feed, and some days have something to say on every page.
Fingerprint of_all_pages(Fingerprint shared, const std::vector<PlannedPage>& plan,
                         const std::string& said_today) {
  const bool feed = std::any_of(plan.begin(), plan.end(),
                                [](const PlannedPage& page) { return page.article.has_value(); });
  return fingerprint_of({std::to_string(shared), feed ? "feed" : "", said_today});
}

// "scope/index.html" -> "scope/".
std::string folder_of(const std::string& path) {
  return path.substr(0, path.rfind('/') + 1);
}

constexpr std::size_t kTellEvery = 64;

// The first failure of any thread.
class FirstFailure {
 public:
  void note(const core::Status& status) {
    if (status) return;
    const std::lock_guard lock(mutex_);
    if (failure_) return;
    failure_ = status.failure();
    failed_ = true;
  }
  bool failed() const { return failed_; }
  core::Status status() const { return failure_ ? core::Status(*failure_) : core::success(); }

 private:
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::optional<core::Failure> failure_;
};

class Renderer {
 public:
  Renderer(const Inputs& inputs, const RenderOptions& options, core::Diagnostics& diagnostics)
      : inputs_(inputs), options_(options), diagnostics_(diagnostics) {}

  Result<Rendering> run() {
    // Before anything is read of them: what changes meanwhile is another fingerprint next time.
    Result<Fingerprint> templates = folder_fingerprint(options_.templates);
    if (!templates) return templates.failure();
    of_templates_ = *templates;
    Result<SiteFiles> assets = read_assets(options_.templates / "static", rendering_.frame);
    if (!assets) return assets.failure();
    rendering_.assets = std::move(*assets);
    rendering_.frame.large = options_.large;
    catalogue_templates_ = load_templates(inputs_.catalogue);
    for (const core::LoadedSite& loaded : inputs_.sites) plan(loaded);
    plan_portal_pages();
    if (diagnostics_.has_errors()) return std::move(rendering_);
    add_jobs();
    if (diagnostics_.has_errors()) return std::move(rendering_);
    if (core::Status rendered = render(); !rendered) return rendered.failure();
    report();
    if (!diagnostics_.has_errors()) add_search();
    rendering_.plans = std::make_shared<std::vector<PlannedSite>>(std::move(planned_));
    return std::move(rendering_);
  }

 private:
  bool is_complete() const { return inputs_.are_complete(); }

  // Those of the rendering before, if they were made of the same files and texts.
  TemplatesPtr load_templates(const core::Texts& texts) {
    std::vector<std::string> parts = {std::to_string(of_templates_)};
    for (const auto& [key, text] : texts.entries()) parts.insert(parts.end(), {key, text});
    const Fingerprint made_of = fingerprint_of(parts);
    if (options_.before != nullptr) {
      const auto before = options_.before->templates.find(made_of);
      if (before != options_.before->templates.end()) {
        return rendering_.memory.templates[made_of] = before->second;
      }
    }
    core::Diagnostics found;
    TemplatesPtr loaded =
        core::TemplateSet::load(options_.templates, texts, found, rendering_.frame.assets);
    if (found.empty()) rendering_.memory.templates[made_of] = loaded;
    diagnostics_.merge(std::move(found));
    return loaded;
  }

  void plan(const core::LoadedSite& loaded) {
    PlannedSite planned;
    planned.texts = inputs_.catalogue.with(loaded.site.texts);
    planned.templates =
        loaded.site.texts.empty() ? catalogue_templates_ : load_templates(planned.texts);
    rendering_.sites.push_back({.loaded = &loaded});
    planned_.push_back(std::move(planned));
  }

  void plan_portal_pages() {
    if (!is_complete()) return;
    std::vector<const core::Site*> sites;
    for (const core::LoadedSite& loaded : inputs_.sites) sites.push_back(&loaded.site);
    portal_ = plan_portal(sites, inputs_.catalogue, options_.base_path);
  }

  void add_jobs() {
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      RenderedSite& site = rendering_.sites[i];
      planned_[i].plan = plan_site(site.loaded->site, planned_[i].texts,
                                   {.base_path = options_.base_path,
                                    .public_url = options_.public_url,
                                    .large = options_.large,
                                    .search = options_.search,
                                    .today = options_.today});
      site.page_count = static_cast<int>(planned_[i].plan.size());
    }
    if (!are_templates_there()) return;
    const Fingerprint shared =
        fingerprint_of({std::to_string(of_templates_), options_.base_path, options_.public_url,
                        options_.large ? "large" : "", options_.search ? "search" : ""});
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      RenderedSite& site = rendering_.sites[i];
      const std::string said_today =
          core::said_because_of(options_.today, site.loaded->site.identity);
      PageFingerprints fingerprints(*site.loaded,
                                    of_all_pages(shared, planned_[i].plan, said_today));
      add_pages(planned_[i].plan, *planned_[i].templates, site.id() + "/", site.pages,
                &fingerprints);
    }
    rendering_.portal_count = static_cast<int>(portal_.size());
    add_pages(portal_, *catalogue_templates_, "", rendering_.portal, nullptr);
    add_extras();
  }

  // While somebody edits them, or changes branches below a watching build, one may be gone.
  bool are_templates_there() {
    std::set<std::string> names = {"machines/feed.xml", "machines/sitemap.xml",
                                   "machines/sitemap_index.xml"};
    const std::string* last = nullptr;  // neighbours share theirs
    const auto need = [&](const PlannedPage& page) {
      if (last == nullptr || *last != page.template_name)
        names.insert(page.template_name + ".html");
      last = &page.template_name;
    };
    for (const PlannedPage& page : portal_) need(page);
    for (const PlannedSite& site : planned_) {
      for (const PlannedPage& page : site.plan) need(page);
    }
    for (const std::string& name : names) {
      std::error_code error;
      if (fs::exists(options_.templates / name, error)) continue;
      diagnostics_.error({(options_.templates / name).string()}, "template.missing",
                         "pages are made from this template", "put it back");
    }
    return !diagnostics_.has_errors();
  }

  void add_extras() {
    const ExtrasInput input{*catalogue_templates_, rendering_.frame.assets, options_.public_url,
                            options_.base_path};
    std::vector<const core::Site*> sites;
    std::vector<const SiteFiles*> extras;
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      RenderedSite& site = rendering_.sites[i];
      site.extras = extras_of(site.loaded->site, planned_[i].plan, input);
      sites.push_back(&site.loaded->site);
      extras.push_back(&site.extras);
    }
    if (is_complete()) rendering_.portal_extras = portal_extras(sites, extras, input);
  }

  // Without fingerprints the pages are rendered each time.
  void add_pages(const std::vector<PlannedPage>& plan, const core::TemplateSet& templates,
                 const std::string& folder, std::vector<RenderedPage>& pages,
                 PageFingerprints* fingerprints) {
    check_plan(plan, folder, diagnostics_);
    if (options_.sink == nullptr) pages.resize(plan.size());
    for (std::size_t i = 0; i < plan.size(); ++i) {
      jobs_.push_back({&templates, &plan[i], &pages, i,
                       fingerprints == nullptr ? 0 : fingerprints->of_sources(plan[i].sources)});
      names_.push_back({folder + plan[i].path, plan[i].sources});
    }
  }

  core::Status render() {
    RenderMemory& memory = rendering_.memory;
    memory.links = std::make_unique<LinkCheck>(
        link_scope_of(inputs_, rendering_, options_.base_path), std::move(names_));
    memory.pages.resize(jobs_.size());
    memory.searched.resize(jobs_.size());
    same_numbers_ = options_.before != nullptr && links().numbers_as(*options_.before->links);
    if (options_.sink != nullptr) {
      if (core::Status opened = options_.sink->open(); !opened) return opened;
    }
    FirstFailure failure;
    std::atomic<std::size_t> rendered = 0;
    std::mutex telling;
    run_parallel(jobs_.size(), options_.jobs, [&](std::size_t i) {
      if (failure.failed()) return;
      if (take_before(i)) return;
      failure.note(hand_on(i, render_one(i)));
      if (++rendered % kTellEvery == 0 && options_.progress) {
        const std::lock_guard lock(telling);
        options_.progress(rendered, jobs_.size());
      }
    });
    rendering_.rendered = static_cast<int>(rendered.load());
    // What they link to has changed: they are read again to say where.
    for (const std::size_t i : links().broken_recalls()) links().scan(i, render_one(i));
    return failure.status();
  }

  // True if the page is as it was and where it was.
  bool take_before(std::size_t i) {
    const PageJob& job = jobs_[i];
    if (job.sources == 0) return false;
    const Fingerprint now = PageFingerprints::of(job.sources, *job.plan);
    rendering_.memory.pages[i] = now;
    if (options_.before == nullptr || options_.sink == nullptr) return false;
    const RenderMemory& before = *options_.before;
    const std::string& path = links().path_of(i);
    const std::optional<std::size_t> number =
        same_numbers_ ? std::optional(i) : before.links->page_of(path);
    if (!number || before.pages[*number] != now) return false;
    if (!links().recall(i, *before.links, same_numbers_)) return false;
    if (!options_.sink->keep(path)) return false;
    rendering_.memory.searched[i] = before.searched[*number];
    return true;
  }

  std::string render_one(std::size_t i) const {
    return jobs_[i].templates->render(jobs_[i].plan->template_name, jobs_[i].plan->data());
  }

  core::Status hand_on(std::size_t i, std::string html) {
    links().scan(i, html);
    const PageJob& job = jobs_[i];
    const std::string& path = links().path_of(i);
    if (options_.search && options_.indexed && job.plan->is_searched) {
      rendering_.memory.searched[i] = std::make_shared<const SearchExtract>(
          search_extract(folder_of(job.plan->path), job.plan->title, html));
    }
    if (options_.sink != nullptr) return options_.sink->put(path, html);
    (*job.pages)[job.index] = {path, std::move(html), job.plan->sources};
    return core::success();
  }

  // The pages of a site stand together in the jobs.
  void add_search() {
    if (!options_.search || !options_.indexed) return;
    auto extract = rendering_.memory.searched.cbegin();
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      SearchIndex::Pages pages;
      for (std::size_t page = 0; page < planned_[i].plan.size(); ++page, ++extract) {
        if (*extract != nullptr) pages.push_back(*extract);
      }
      const std::shared_ptr<SearchIndex> index = index_of(rendering_.sites[i].id());
      index->update(std::move(pages), options_.jobs);
      rendering_.sites[i].search = index;
    }
  }

  // That of the rendering before, even if its files were not published: their names say what is in
  // them.
  std::shared_ptr<SearchIndex> index_of(const std::string& site) {
    std::shared_ptr<SearchIndex>& index = rendering_.memory.indexes[site];
    if (options_.before != nullptr) {
      const auto before = options_.before->indexes.find(site);
      if (before != options_.before->indexes.end()) index = before->second;
    }
    if (index == nullptr) index = std::make_shared<SearchIndex>();
    return index;
  }

  void report() {
    links().report(diagnostics_);
    std::set<std::string> roots = {"index.html", "404.html"};
    for (const RenderedSite& site : rendering_.sites) {
      roots.insert(site.id() + "/index.html");
      roots.insert(site.id() + "/unavailable/index.html");
    }
    if (!diagnostics_.has_errors()) links().report_orphans(roots, diagnostics_);
  }

  LinkCheck& links() { return *rendering_.memory.links; }

  const Inputs& inputs_;
  const RenderOptions& options_;
  core::Diagnostics& diagnostics_;
  TemplatesPtr catalogue_templates_;
  std::vector<PlannedSite> planned_;
  std::vector<PlannedPage> portal_;
  std::vector<PageJob> jobs_;
  std::vector<PageName> names_;  // of the jobs, until the links have them
  Fingerprint of_templates_ = 0;
  bool same_numbers_ = false;  // as LinkCheck::numbers_as
  Rendering rendering_;
};

}  // namespace

Result<Rendering> render_all(const Inputs& inputs, const RenderOptions& options,
                             core::Diagnostics& diagnostics) {
  return Renderer(inputs, options, diagnostics).run();
}

std::string base_path_of(const std::string& base_url) {
  const std::size_t scheme = base_url.find("://");
  std::string path = base_url;
  if (scheme != std::string::npos) {
    const std::size_t slash = base_url.find('/', scheme + 3);
    path = slash == std::string::npos ? "/" : base_url.substr(slash);
  }
  if (!path.starts_with('/')) path.insert(0, "/");
  if (!path.ends_with('/')) path += '/';
  return path;
}

std::string public_url_of(const std::string& base_url) {
  if (base_url.find("://") == std::string::npos) return {};
  return base_url.ends_with('/') ? base_url : base_url + "/";
}

}  // namespace generator
