// Plans, lays out and renders: charts in one thread (graphviz allows no more), pages in as many as
// there are.
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
#include "core/page/page_template.h"
#include "generator/flowchart.h"
#include "generator/html_scan.h"
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
  std::string path;                            // below the public folder
  Fingerprint fingerprint = 0;
  std::shared_ptr<const SearchExtract> extract;  // if a search finds it
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

// The first article of a site gives every page a link to the feed.
Fingerprint with_feed(Fingerprint shared, const std::vector<PlannedPage>& plan) {
  const bool feed = std::any_of(plan.begin(), plan.end(),
                                [](const PlannedPage& page) { return page.article.has_value(); });
  return fingerprint_of({std::to_string(shared), feed ? "feed" : ""});
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
    Result<SiteFiles> assets = read_assets(options_.templates / "static", rendering_.frame);
    if (!assets) return assets.failure();
    rendering_.assets = std::move(*assets);
    rendering_.frame.large = options_.large;
    catalogue_templates_ = load_templates(inputs_.catalogue);
    for (const core::LoadedSite& loaded : inputs_.sites) {
      if (core::Status planned = plan(loaded); !planned) return planned.failure();
    }
    plan_portal_pages();
    if (diagnostics_.has_errors()) return std::move(rendering_);
    if (core::Status fingerprinted = add_jobs(); !fingerprinted) return fingerprinted.failure();
    if (diagnostics_.has_errors()) return std::move(rendering_);
    if (core::Status rendered = render(); !rendered) return rendered.failure();
    report();
    if (!diagnostics_.has_errors()) add_search();
    rendering_.plans = std::make_shared<std::vector<PlannedSite>>(std::move(planned_));
    return std::move(rendering_);
  }

 private:
  bool is_complete() const { return inputs_.sites.size() == inputs_.all_ids.size(); }

  TemplatesPtr load_templates(const core::Texts& texts) {
    return core::TemplateSet::load(options_.templates, texts, diagnostics_,
                                   rendering_.frame.assets);
  }

  core::Status plan(const core::LoadedSite& loaded) {
    PlannedSite planned;
    planned.texts = inputs_.catalogue.with(loaded.site.texts);
    planned.templates =
        loaded.site.texts.empty() ? catalogue_templates_ : load_templates(planned.texts);
    Result<core::FlowchartLayout> chart = lay_out_flowchart(graph_, loaded.site, planned.texts);
    if (!chart) return chart.failure();
    rendering_.sites.push_back({.loaded = &loaded, .chart = std::move(*chart)});
    planned_.push_back(std::move(planned));
    return core::success();
  }

  void plan_portal_pages() {
    if (!is_complete()) return;
    std::vector<const core::Site*> sites;
    for (const core::LoadedSite& loaded : inputs_.sites) sites.push_back(&loaded.site);
    portal_ = plan_portal(sites, inputs_.catalogue, options_.base_path);
  }

  core::Status add_jobs() {
    Fingerprint shared = 0;
    if (options_.before != nullptr || options_.sink != nullptr) {
      Result<Fingerprint> templates = folder_fingerprint(options_.templates);
      if (!templates) return templates.failure();
      shared = fingerprint_of({std::to_string(*templates), options_.base_path, options_.public_url,
                               options_.large ? "large" : "", options_.search ? "search" : "",
                               options_.today ? core::to_iso(*options_.today) : ""});
    }
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      RenderedSite& site = rendering_.sites[i];
      planned_[i].plan = plan_site(site.loaded->site, planned_[i].texts, site.chart,
                                   {.base_path = options_.base_path,
                                    .public_url = options_.public_url,
                                    .large = options_.large,
                                    .search = options_.search,
                                    .today = options_.today});
      site.page_count = static_cast<int>(planned_[i].plan.size());
    }
    if (!are_templates_there()) return core::success();
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      RenderedSite& site = rendering_.sites[i];
      PageFingerprints fingerprints(*site.loaded, with_feed(shared, planned_[i].plan));
      add_pages(planned_[i].plan, *planned_[i].templates, site.id() + "/", site.pages,
                &fingerprints);
    }
    rendering_.portal_count = static_cast<int>(portal_.size());
    add_pages(portal_, *catalogue_templates_, "", rendering_.portal, nullptr);
    add_extras();
    return core::success();
  }

  // While somebody edits them, or changes branches below a watching build, one may be gone.
  bool are_templates_there() {
    std::set<std::string> names = {"machines/feed.xml", "machines/sitemap.xml",
                                   "machines/sitemap_index.xml"};
    for (const PlannedPage& page : portal_) names.insert(page.template_name + ".html");
    for (const PlannedSite& site : planned_) {
      for (const PlannedPage& page : site.plan) names.insert(page.template_name + ".html");
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
      jobs_.push_back({&templates, &plan[i], &pages, i, folder + plan[i].path,
                       fingerprints == nullptr ? 0 : fingerprints->of(plan[i])});
      rendering_.memory.pages.emplace(jobs_.back().path, jobs_.back().fingerprint);
    }
  }

  core::Status render() {
    std::vector<PageName> names;
    names.reserve(jobs_.size());
    for (const PageJob& job : jobs_) names.push_back({job.path, job.plan->sources});
    rendering_.memory.links = std::make_unique<LinkCheck>(link_scope(), std::move(names));
    const bool same_numbers =
        options_.before != nullptr && links().numbers_as(*options_.before->links);
    FirstFailure failure;
    std::atomic<std::size_t> rendered = 0;
    std::mutex telling;
    run_parallel(jobs_.size(), options_.jobs, [&](std::size_t i) {
      if (failure.failed()) return;
      if (is_as_before(jobs_[i]) && links().recall(i, *options_.before->links, same_numbers) &&
          options_.sink->keep(jobs_[i].path)) {
        recall_extract(jobs_[i]);
        return;
      }
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

  bool is_as_before(const PageJob& job) const {
    if (options_.before == nullptr || options_.sink == nullptr || job.fingerprint == 0)
      return false;
    const auto before = options_.before->pages.find(job.path);
    return before != options_.before->pages.end() && before->second == job.fingerprint;
  }

  std::string render_one(std::size_t i) const {
    return jobs_[i].templates->render(jobs_[i].plan->template_name, jobs_[i].plan->data());
  }

  core::Status hand_on(std::size_t i, std::string html) {
    links().scan(i, html);
    PageJob& job = jobs_[i];
    if (options_.search && options_.indexed && job.plan->is_searched) {
      job.extract = std::make_shared<const SearchExtract>(
          search_extract(folder_of(job.plan->path), job.plan->title, html));
    }
    if (options_.sink != nullptr) return options_.sink->put(job.path, html);
    (*job.pages)[job.index] = {job.path, std::move(html), job.plan->sources};
    return core::success();
  }

  void recall_extract(PageJob& job) const {
    const auto before = options_.before->searched.find(job.path);
    if (before != options_.before->searched.end()) job.extract = before->second;
  }

  // The pages of a site stand together in the jobs.
  void add_search() {
    if (!options_.search || !options_.indexed) return;
    auto job = jobs_.cbegin();
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      SearchIndex::Pages pages;
      for (std::size_t page = 0; page < planned_[i].plan.size(); ++page, ++job) {
        if (job->extract == nullptr) continue;
        pages.push_back(job->extract);
        rendering_.memory.searched[job->path] = job->extract;
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

  LinkScope link_scope() const {
    LinkScope scope;
    scope.base_path = options_.base_path;
    scope.any_depth.insert("404.html");
    add_assets(scope, "");
    for (const std::string& id : inputs_.all_ids) {
      add_assets(scope, id + "/");
      if (!is_complete()) scope.files.insert(id + "/index.html");
    }
    if (!is_complete()) scope.files.insert("index.html");
    for (const RenderedSite& site : rendering_.sites) {
      scope.any_depth.insert(site.id() + "/unavailable/index.html");
      for (const auto& [path, bytes] : site.extras) scope.files.insert(site.id() + "/" + path);
      for (const auto& [name, bytes] : site.loaded->site.publications.files) {
        scope.files.insert(site.id() + "/files/" + name);
      }
      for (const core::PortalPart* part :
           {&site.loaded->site.identity.portal_header, &site.loaded->site.identity.portal_footer}) {
        for (const core::PortalAddress& one : part->addresses) {
          if (one.address.starts_with('/')) {
            scope.portal_addresses.insert(decoded_value(one.address));
          }
        }
      }
      const std::string& handler = site.loaded->site.identity.handler_url;
      if (handler.starts_with('/')) scope.handler_paths.insert(handler);
    }
    return scope;
  }

  void add_assets(LinkScope& scope, const std::string& folder) const {
    for (const auto& [path, bytes] : rendering_.assets) scope.files.insert(folder + path);
  }

  const Inputs& inputs_;
  const RenderOptions& options_;
  core::Diagnostics& diagnostics_;
  ChartGraph graph_;
  TemplatesPtr catalogue_templates_;
  std::vector<PlannedSite> planned_;
  std::vector<PlannedPage> portal_;
  std::vector<PageJob> jobs_;
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
