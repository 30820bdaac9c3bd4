// Plans, lays out and renders: charts in one thread (graphviz allows no more), pages in as many as
// there are.
#include "generator/rendering.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/base/files.h"
#include "core/page/assets.h"
#include "core/page/page_template.h"
#include "generator/flowchart.h"
#include "generator/parallel.h"
#include "generator/site_plan.h"

namespace generator {
namespace {

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
  RenderedPage* page = nullptr;
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

void prepare_pages(const std::vector<PlannedPage>& plan, const core::TemplateSet& templates,
                   const std::string& folder, std::vector<RenderedPage>& pages,
                   std::vector<PageJob>& jobs) {
  pages.resize(plan.size());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    pages[i].path = folder + plan[i].path;
    pages[i].sources = plan[i].sources;
    jobs.push_back({&templates, &plan[i], &pages[i]});
  }
}

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
    render();
    check();
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
    rendering_.sites.push_back({&loaded, std::move(*chart), {}});
    planned_.push_back(std::move(planned));
    return core::success();
  }

  void plan_portal_pages() {
    if (!is_complete()) return;
    std::vector<const core::Site*> sites;
    for (const core::LoadedSite& loaded : inputs_.sites) sites.push_back(&loaded.site);
    portal_ = plan_portal(sites, inputs_.catalogue, options_.base_path);
  }

  void render() {
    std::vector<PageJob> jobs;
    for (std::size_t i = 0; i < planned_.size(); ++i) {
      RenderedSite& site = rendering_.sites[i];
      planned_[i].plan = plan_site(site.loaded->site, planned_[i].texts, site.chart,
                                   {.base_path = options_.base_path,
                                    .public_url = options_.public_url,
                                    .large = options_.large});
      prepare_pages(planned_[i].plan, *planned_[i].templates, site.id() + "/", site.pages, jobs);
    }
    prepare_pages(portal_, *catalogue_templates_, "", rendering_.portal, jobs);
    run_parallel(jobs.size(), options_.jobs, [&](std::size_t i) {
      jobs[i].page->html =
          jobs[i].templates->render(jobs[i].plan->template_name, jobs[i].plan->data());
    });
  }

  void check() {
    LinkScope scope;
    scope.base_path = options_.base_path;
    std::vector<RenderedPage> pages = rendering_.portal;
    scope.any_depth.insert("404.html");
    add_assets(scope, "");
    for (const std::string& id : inputs_.all_ids) {
      add_assets(scope, id + "/");
      if (!is_complete()) scope.files.insert(id + "/index.html");
    }
    if (!is_complete()) scope.files.insert("index.html");
    for (const RenderedSite& site : rendering_.sites) {
      pages.insert(pages.end(), site.pages.begin(), site.pages.end());
      scope.any_depth.insert(site.id() + "/unavailable/index.html");
      const std::string& handler = site.loaded->site.identity.handler_url;
      if (handler.starts_with('/')) scope.handler_paths.insert(handler);
    }
    check_links(pages, scope, diagnostics_);
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
  Rendering rendering_;
};

}  // namespace

Result<Rendering> render_all(const Inputs& inputs, const RenderOptions& options,
                             core::Diagnostics& diagnostics) {
  return Renderer(inputs, options, diagnostics).run();
}

SiteFiles files_of(const RenderedSite& site, const SiteFiles& assets) {
  SiteFiles files = assets;
  for (const RenderedPage& page : site.pages)
    files[page.path.substr(site.id().size() + 1)] = page.html;
  return files;
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
