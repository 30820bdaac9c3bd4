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

// The page first, then what is enforced: a promise is never enforced before it can be read.
Status put_in_force(OutputTree& tree, const StagedSite& staged, const RenderedSite& site,
                    const std::filesystem::path& published) {
  if (Status swapped = tree.swap(staged); !swapped) return swapped;
  const Result<bool> done = core::publish(published, *site.loaded, core::to_json(site.chart));
  if (!done) return done.failure();
  return core::success();
}

Result<BuildReport> write(const Rendering& rendering, const BuildOptions& options) {
  Result<OutputTree> tree = OutputTree::open(options.out);
  if (!tree) return tree.failure();
  Result<std::vector<StagedSite>> staged = stage_all(*tree, rendering);
  if (!staged) return staged.failure();
  if (tree->count().written > 0) {
    if (Status synced = tree->sync(); !synced) return synced.failure();
  }
  BuildReport report;
  for (std::size_t i = 0; i < staged->size(); ++i) {
    const StagedSite& one = (*staged)[i];
    if (Status done = put_in_force(*tree, one, rendering.sites[i], options.published); !done) {
      return done.failure();
    }
    report.sites.push_back(one.id);
    report.pages += static_cast<int>(rendering.sites[i].pages.size());
    if (!one.foreign.empty()) report.foreign[one.id] = one.foreign;
  }
  if (Status portal = write_portal(*tree, rendering); !portal) return portal.failure();
  report.pages += static_cast<int>(rendering.portal.size());
  report.written = tree->count().written;
  report.kept = tree->count().kept;
  return report;
}

}  // namespace

Result<std::optional<BuildReport>> build(const BuildOptions& options,
                                         core::Diagnostics& diagnostics) {
  const std::optional<BuildReport> nothing;
  const Result<Inputs> inputs = read_inputs(options.inputs, diagnostics);
  if (!inputs) return inputs.failure();
  if (diagnostics.has_errors()) return nothing;
  const Result<Rendering> rendering =
      render_all(*inputs, {options.inputs.templates, base_path_of(options.base_url), options.jobs},
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
  const Result<Rendering> rendering = render_all(*inputs, {places.templates, "/", 0}, diagnostics);
  if (!rendering) return rendering.failure();
  return sites;
}

}  // namespace generator
