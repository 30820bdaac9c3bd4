// One build, in the order that keeps the public folder whole: stage all, sync once, swap site by
// site.
#include "generator/build.h"

#include <utility>

#include "core/base/stop_point.h"
#include "core/site/published.h"
#include "generator/output_tree.h"
#include "generator/removed_sites.h"
#include "generator/rendering.h"
#include "generator/site_writer.h"

namespace generator {
namespace {

using core::Result;
using core::Status;

// For a check alone: pages are read for their links and forgotten.
class Nowhere : public PageSink {
 public:
  Status put(const std::string&, std::string_view) override { return core::success(); }
  bool keep(const std::string&) override { return false; }
};

// The hashes of the versions, in the order of the sites; none is in force yet.
Result<std::vector<std::string>> store_versions(const Rendering& rendering,
                                                const std::filesystem::path& published) {
  std::vector<std::string> hashes;
  for (const RenderedSite& site : rendering.sites) {
    Result<std::string> hash = core::store_version(published, *site.loaded, rendering.frame);
    if (!hash) return hash.failure();
    hashes.push_back(std::move(*hash));
  }
  return hashes;
}

// Site by site the page first, then what is enforced: nothing is enforced before it can be read.
Status swap_all(OutputTree& tree, const std::vector<StagedSite>& staged,
                const std::vector<std::string>& hashes, const std::filesystem::path& published) {
  for (std::size_t i = 0; i < staged.size(); ++i) {
    core::stop_point("before exchange");
    if (Status swapped = tree.swap(staged[i]); !swapped) return swapped;
    if (Status done = core::put_in_force(published, staged[i].id, hashes[i]); !done) return done;
  }
  return core::success();
}

BuildReport report_of(const OutputTree& tree, const Rendering& rendering,
                      const std::vector<StagedSite>& staged) {
  BuildReport report;
  for (const RenderedSite& site : rendering.sites) {
    report.sites.push_back(site.id());
    report.pages += site.page_count;
  }
  for (const StagedSite& one : staged) {
    if (!one.foreign.empty()) report.foreign[one.id] = one.foreign;
  }
  report.pages += rendering.portal_count;
  report.written = tree.count().written;
  report.kept = tree.count().kept;
  report.rendered = rendering.rendered;
  return report;
}

Result<BuildReport> publish(const Rendering& rendering, const BuildOptions& options,
                            OutputTree& tree, SiteWriter& writer) {
  const Result<std::vector<StagedSite>> staged = writer.finish(rendering);
  if (!staged) return staged.failure();
  core::stop_point("staged");
  const Result<std::vector<std::string>> hashes = store_versions(rendering, options.published);
  if (!hashes) return hashes.failure();
  core::stop_point("versions stored");
  if (tree.count().written > 0) {
    if (Status synced = tree.sync(); !synced) return synced.failure();
  }
  if (Status done = swap_all(tree, *staged, *hashes, options.published); !done) {
    return done.failure();
  }
  core::stop_point("all in force");
  if (Status portal = writer.write_portal(rendering); !portal) return portal.failure();
  return report_of(tree, rendering, *staged);
}

std::vector<std::string> ids_of(const Inputs& inputs) {
  std::vector<std::string> ids;
  for (const core::LoadedSite& loaded : inputs.sites) ids.push_back(loaded.site.identity.id);
  return ids;
}

}  // namespace

Builder::Builder(BuildOptions options, Lasting lasting)
    : options_(std::move(options)), lasting_(lasting) {}
Builder::~Builder() = default;

Result<std::optional<BuildReport>> Builder::build(core::Diagnostics& diagnostics) {
  if (tree_) tree_->look_ahead(ids_of(inputs_));
  Result<Inputs> inputs = read_inputs(options_.inputs, diagnostics, std::move(inputs_));
  inputs_ = {};
  if (!inputs) return inputs.failure();
  inputs_ = std::move(*inputs);
  if (diagnostics.has_errors()) return std::optional<BuildReport>();
  if (!tree_) {
    Result<OutputTree> tree = OutputTree::open(options_.out, options_.compress);
    if (!tree) return tree.failure();
    tree_.emplace(std::move(*tree));
  }
  find_removed_sites(options_.out, options_.published, inputs_.all_ids, diagnostics);
  Result<std::optional<BuildReport>> report = render_and_publish(diagnostics);
  Status twins = core::success();
  // Only now is the writer gone, which takes its stages with it: a twin stands where a stage stood.
  if (report && *report && lasting_ == Lasting::stays) twins = tree_->keep_twins((*report)->sites);
  if (report && twins) return report;
  // Nothing that was remembered is sure any more, a twin least of all.
  memory_ = {};
  tree_.reset();
  return report ? twins.failure() : report.failure();
}

Result<std::optional<BuildReport>> Builder::render_and_publish(core::Diagnostics& diagnostics) {
  const std::optional<BuildReport> nothing;
  SiteWriter writer(*tree_, inputs_, options_.jobs);
  Result<Rendering> rendering =
      render_all(inputs_,
                 {.templates = options_.inputs.templates,
                  .base_path = base_path_of(options_.base_url),
                  .public_url = public_url_of(options_.base_url),
                  .jobs = options_.jobs,
                  .large = options_.large,
                  .search = options_.search,
                  .today = options_.inputs.today,
                  .sink = &writer,
                  .progress = options_.progress,
                  .before = memory_.links == nullptr ? nullptr : &memory_},
                 diagnostics);
  if (!rendering) return rendering.failure();
  if (diagnostics.has_errors() || (options_.strict && !diagnostics.empty())) return nothing;
  const RenderMemory before = std::exchange(memory_, {});  // goes when the pages are public
  tree_->reset_count();
  Result<BuildReport> report = publish(*rendering, options_, *tree_, writer);
  if (!report) return report.failure();
  if (lasting_ == Lasting::stays) memory_ = std::move(rendering->memory);
  return std::optional<BuildReport>(std::move(*report));
}

Result<std::optional<BuildReport>> build(const BuildOptions& options,
                                         core::Diagnostics& diagnostics) {
  return Builder(options).build(diagnostics);
}

Result<std::size_t> check(const InputPlaces& places, core::Diagnostics& diagnostics) {
  const Result<Inputs> inputs = read_inputs(places, diagnostics);
  if (!inputs) return inputs.failure();
  const std::size_t sites = places.sites.empty() ? inputs->all_ids.size() : places.sites.size();
  if (places.templates.empty() || diagnostics.has_errors()) return sites;
  Nowhere nowhere;
  const Result<Rendering> rendering = render_all(
      *inputs,
      {.templates = places.templates, .indexed = false, .today = places.today, .sink = &nowhere},
      diagnostics);
  if (!rendering) return rendering.failure();
  return sites;
}

}  // namespace generator
