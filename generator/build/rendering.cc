// Plans all pages, then renders them on several threads.
#include "generator/build/rendering.h"

#include <atomic>
#include <mutex>
#include <set>
#include <utility>

#include "core/base/build_id.h"
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/page/assets.h"
#include "generator/build/lean_assets.h"
#include "generator/build/page_checks.h"
#include "generator/build/site_extras.h"
#include "generator/pages/site_plan.h"
#include "generator/pages/units.h"
#include "generator/search/search_index.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Result;
using TemplatesPtr = std::shared_ptr<const core::TemplateSet>;

// The data of one site between its inputs and its pages.
struct PlannedSite {
  core::Texts texts;
  TemplatesPtr templates;
  std::vector<PlannedPage> plan;
};

// One page to render.
struct PageJob {
  const core::TemplateSet* templates = nullptr;
  const PlannedPage* plan = nullptr;
  bool is_searched = false;
  std::vector<SearchExtract> found_by = {};  // its hits, once it is rendered
};

// Also enters the name of each asset in the frame.
Result<SiteFiles> read_assets(const std::filesystem::path& folder, core::PublishedFrame& frame) {
  SiteFiles assets;
  Result<std::vector<std::string>> names = core::list_tree(folder);
  if (!names) return names.failure();
  for (const std::string& name : *names) {
    const Result<std::string> bytes = core::read_file(folder / name);
    if (!bytes) return bytes.failure();
    // The name is that of the source, so that read_asset_names() gives the same.
    const std::string published = core::hashed_name(name, *bytes);
    assets["assets/" + published] = lean_asset(name, *bytes);
    frame.assets[name] = published;
  }
  return assets;
}

// "scope/index.html" -> "scope/".
std::string folder_of(const std::string& path) {
  return path.substr(0, path.rfind('/') + 1);
}

std::vector<SearchExtract> hits_of(const PlannedPage& page, std::string_view html) {
  const std::string address = folder_of(page.path);
  if (page.parts) return search_extracts(address, page.title, html, *page.hit, *page.parts);
  return {search_extract(address, page.title, html, *page.hit)};
}

constexpr std::size_t kTellEvery = 64;

class Renderer {
 public:
  Renderer(const Inputs& inputs, const RenderOptions& options, core::Diagnostics& diagnostics)
      : inputs_(inputs), options_(options), diagnostics_(diagnostics) {}

  Result<Rendering> run() {
    Result<SiteFiles> assets = read_assets(options_.templates / "static", rendering_.frame);
    if (!assets) return assets.failure();
    rendering_.assets = std::move(*assets);
    rendering_.frame.large = options_.large;
    rendering_.frame.search = options_.search;
    rendering_.frame.program = core::build_id();
    rendering_.frame.origin = options_.address.origin;
    rendering_.frame.base_path = options_.address.path;
    rendering_.templates = catalogue_templates_ = load_templates(inputs_.catalogue);
    for (const core::LoadedSite& loaded : inputs_.sites) {
      if (!options_.standing.contains(loaded.site.identity.id)) plan(loaded);
    }
    plan_portal_pages();
    if (diagnostics_.has_errors()) return std::move(rendering_);
    add_jobs();
    if (diagnostics_.has_errors()) return std::move(rendering_);
    if (core::Status rendered = render(); !rendered) return rendered.failure();
    report();
    if (!diagnostics_.has_errors()) add_search();
    return std::move(rendering_);
  }

 private:
  bool is_complete() const { return inputs_.are_complete(); }
  bool is_indexed() const { return options_.search && options_.sink != nullptr; }
  // Without a sink hits are only needed to check the site's own words.
  bool is_searched(const core::Site& site) const {
    const bool has_words = !site.publications.search.answers.empty() ||
                           !site.publications.search.same.empty() || has_handles(site);
    return options_.search && (options_.sink != nullptr || has_words);
  }

  TemplatesPtr load_templates(const core::Texts& texts) {
    return core::TemplateSet::load(options_.templates, texts, diagnostics_,
                                   rendering_.frame.assets);
  }

  void plan(const core::LoadedSite& loaded) {
    PlannedSite planned;
    planned.texts = inputs_.catalogue.with(loaded.site.texts);
    planned.templates =
        loaded.site.texts.empty() ? catalogue_templates_ : load_templates(planned.texts);
    rendering_.sites.push_back(
        {.loaded = &loaded, .texts = planned.texts, .templates = planned.templates});
    planned_.push_back(std::move(planned));
  }

  void plan_portal_pages() {
    if (!is_complete()) return;
    std::vector<const core::Site*> sites;
    for (const core::LoadedSite& loaded : inputs_.sites) sites.push_back(&loaded.site);
    portal_ = plan_portal(sites, inputs_.catalogue, options_.address.path, options_.large);
  }

  void add_jobs() {
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      RenderedSite& site = rendering_.sites[i];
      planned_[i].plan = plan_site(site.loaded->site, planned_[i].texts,
                                   {.base_path = options_.address.path,
                                    .public_url = options_.address.url(),
                                    .large = options_.large,
                                    .search = options_.search,
                                    .today = options_.today});
      site.page_count = static_cast<int>(planned_[i].plan.size());
      add_pages(planned_[i].plan, *planned_[i].templates, site.id() + "/",
                is_searched(site.loaded->site));
    }
    add_pages(portal_, *catalogue_templates_, "", false);
    rendering_.page_count = static_cast<int>(jobs_.size());
    if (are_templates_there()) add_extras();
  }

  // Checks that all templates exist: one may disappear while an author edits them or changes
  // branches during `watch`.
  bool are_templates_there() {
    std::set<std::string> names = {"machines/feed.xml", "machines/sitemap.xml",
                                   "machines/sitemap_index.xml"};
    for (const PageJob& job : jobs_) names.insert(job.plan->template_name + ".html");
    for (const std::string& name : names) {
      std::error_code error;
      if (fs::exists(options_.templates / name, error)) continue;
      diagnostics_.error({(options_.templates / name).string()}, "template.missing",
                         core::say("pages are made from this template"), core::say("put it back"));
    }
    return !diagnostics_.has_errors();
  }

  void add_extras() {
    const ExtrasInput input{*catalogue_templates_, rendering_.frame.assets, options_.address.url(),
                            options_.address.path};
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      RenderedSite& site = rendering_.sites[i];
      site.extras = extras_of(site.loaded->site, planned_[i].plan, input);
    }
    if (is_complete()) rendering_.portal_extras = portal_extras(all_extras(), input);
  }

  std::vector<SiteExtras> all_extras() const {
    std::vector<SiteExtras> all;
    auto rendered = rendering_.sites.begin();
    for (const core::LoadedSite& loaded : inputs_.sites) {
      const auto standing = options_.standing.find(loaded.site.identity.id);
      all.push_back({&loaded.site,
                     standing == options_.standing.end() ? &rendered++->extras : standing->second});
    }
    return all;
  }

  void add_pages(const std::vector<PlannedPage>& plan, const core::TemplateSet& templates,
                 const std::string& folder, bool is_searched) {
    check_plan(plan, folder, diagnostics_);
    for (const PlannedPage& page : plan) {
      jobs_.push_back({&templates, &page, is_searched && page.hit});
      names_.push_back({folder + page.path, &page.sources});
    }
  }

  core::Status render() {
    links_.emplace(link_scope_of(inputs_, rendering_, options_.address.path), std::move(names_));
    if (options_.sink != nullptr) {
      if (core::Status opened = options_.sink->open(); !opened) return opened;
    }
    std::atomic<std::size_t> rendered = 0;
    std::mutex telling;
    return core::run_parallel(jobs_.size(), options_.jobs, [&](std::size_t i) {
      if (++rendered % kTellEvery == 0 && options_.progress) {
        const std::lock_guard lock(telling);
        options_.progress(rendered, jobs_.size());
      }
      return render(i);
    });
  }

  core::Status render(std::size_t i) {
    PageJob& job = jobs_[i];
    const PlannedPage& plan = *job.plan;
    const std::string html = job.templates->render(plan.template_name, plan.data());
    links_->scan(i, html);
    if (job.is_searched) job.found_by = hits_of(plan, html);
    return options_.sink == nullptr ? core::success()
                                    : options_.sink->put(links_->path_of(i), html);
  }

  // Relies on `jobs_` holding the pages of a site in a row.
  void add_search() {
    auto job = jobs_.cbegin();
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      std::vector<const SearchExtract*> hits;
      for (std::size_t page = 0; page < planned_[i].plan.size(); ++page, ++job) {
        for (const SearchExtract& hit : job->found_by) hits.push_back(&hit);
      }
      const core::Site& site = rendering_.sites[i].loaded->site;
      if (is_searched(site)) check_leads(site, planned_[i].texts, hits, diagnostics_);
      if (!is_indexed()) continue;
      rendering_.sites[i].search =
          search_files(std::move(hits), search_leads(site, planned_[i].texts), options_.jobs);
    }
  }

  void report() {
    links_->report(diagnostics_);
    std::set<std::string> roots = {std::string(kPortalIndex), std::string(kLargePortalIndex),
                                   "404.html"};
    add_error_pages(roots, "");
    for (const RenderedSite& site : rendering_.sites) {
      roots.insert(site.id() + "/index.html");
      add_error_pages(roots, site.id() + "/");
    }
    if (!diagnostics_.has_errors()) links_->report_orphans(roots, diagnostics_);
  }

  const Inputs& inputs_;
  const RenderOptions& options_;
  core::Diagnostics& diagnostics_;
  TemplatesPtr catalogue_templates_;
  std::vector<PlannedSite> planned_;
  std::vector<PlannedPage> portal_;
  std::vector<PageJob> jobs_;
  std::vector<PageName> names_;     // of the jobs; moved into `links_`
  std::optional<LinkCheck> links_;  // numbers pages as the jobs
  Rendering rendering_;
};

}  // namespace

Result<Rendering> render_all(const Inputs& inputs, const RenderOptions& options,
                             core::Diagnostics& diagnostics) {
  try {
    return Renderer(inputs, options, diagnostics).run();
  } catch (const core::MissingText& missing) {
    core::report_missing_text(options.templates / "text" / "zh-CN", missing.key, diagnostics);
    return Rendering();
  }
}

}  // namespace generator
