// One build, in the order that keeps the public folder whole: stage all, sync once, swap site by
// site.
#include "generator/build.h"

#include <utility>

#include "core/page/flowchart_layout.h"
#include "core/site/published.h"
#include "generator/output_tree.h"
#include "generator/rendering.h"

namespace generator {
namespace {

using core::Result;
using core::Status;

Status write_portal(OutputTree& tree, const Rendering& rendering) {
  if (rendering.portal.empty()) return core::success();
  for (const auto& [path, bytes] : rendering.assets) {
    if (Status written = tree.write_root_file(path, bytes); !written) return written;
  }
  for (const RenderedPage& page : rendering.portal) {
    if (Status written = tree.write_root_file(page.path, page.html); !written) return written;
  }
  return core::success();
}

Result<std::vector<StagedSite>> stage_all(OutputTree& tree, const Rendering& rendering) {
  std::vector<StagedSite> staged;
  for (const RenderedSite& site : rendering.sites) {
    Result<StagedSite> one = tree.stage(site.id(), files_of(site, rendering.assets));
    if (!one) return one.failure();
    staged.push_back(std::move(*one));
  }
  return staged;
}

// The hashes of the versions, in the order of the sites; none is in force yet.
Result<std::vector<std::string>> store_versions(const Rendering& rendering,
                                                const std::filesystem::path& published) {
  std::vector<std::string> hashes;
  for (const RenderedSite& site : rendering.sites) {
    Result<std::string> hash =
        core::store_version(published, *site.loaded, core::to_json(site.chart), rendering.frame);
    if (!hash) return hash.failure();
    hashes.push_back(std::move(*hash));
  }
  return hashes;
}

// Site by site the page first, then what is enforced: nothing is enforced before it can be read.
Status swap_all(OutputTree& tree, const std::vector<StagedSite>& staged,
                const std::vector<std::string>& hashes, const std::filesystem::path& published) {
  for (std::size_t i = 0; i < staged.size(); ++i) {
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
    report.pages += static_cast<int>(site.pages.size());
  }
  for (const StagedSite& one : staged) {
    if (!one.foreign.empty()) report.foreign[one.id] = one.foreign;
  }
  report.pages += static_cast<int>(rendering.portal.size());
  report.written = tree.count().written;
  report.kept = tree.count().kept;
  return report;
}

Result<BuildReport> write(const Rendering& rendering, const BuildOptions& options) {
  Result<OutputTree> tree = OutputTree::open(options.out);
  if (!tree) return tree.failure();
  const Result<std::vector<StagedSite>> staged = stage_all(*tree, rendering);
  if (!staged) return staged.failure();
  const Result<std::vector<std::string>> hashes = store_versions(rendering, options.published);
  if (!hashes) return hashes.failure();
  if (tree->count().written > 0) {
    if (Status synced = tree->sync(); !synced) return synced.failure();
  }
  if (Status done = swap_all(*tree, *staged, *hashes, options.published); !done) {
    return done.failure();
  }
  if (Status portal = write_portal(*tree, rendering); !portal) return portal.failure();
  return report_of(*tree, rendering, *staged);
}

}  // namespace

Result<std::optional<BuildReport>> build(const BuildOptions& options,
                                         core::Diagnostics& diagnostics) {
  const std::optional<BuildReport> nothing;
  const Result<Inputs> inputs = read_inputs(options.inputs, diagnostics);
  if (!inputs) return inputs.failure();
  if (diagnostics.has_errors()) return nothing;
  const Result<Rendering> rendering = render_all(*inputs,
                                                 {.templates = options.inputs.templates,
                                                  .base_path = base_path_of(options.base_url),
                                                  .public_url = public_url_of(options.base_url),
                                                  .jobs = options.jobs,
                                                  .large = options.large},
                                                 diagnostics);
  if (!rendering) return rendering.failure();
  if (diagnostics.has_errors()) return nothing;
  Result<BuildReport> report = write(*rendering, options);
  if (!report) return report.failure();
  return std::optional<BuildReport>(std::move(*report));
}

Result<std::size_t> check(const InputPlaces& places, core::Diagnostics& diagnostics) {
  const Result<Inputs> inputs = read_inputs(places, diagnostics);
  if (!inputs) return inputs.failure();
  const std::size_t sites = places.sites.empty() ? inputs->all_ids.size() : places.sites.size();
  if (places.templates.empty() || diagnostics.has_errors()) return sites;
  const Result<Rendering> rendering =
      render_all(*inputs, {.templates = places.templates}, diagnostics);
  if (!rendering) return rendering.failure();
  return sites;
}

}  // namespace generator
