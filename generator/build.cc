// One build, in the order that keeps the public folder whole: stage all, sync once, swap site by
// site.
#include "generator/build.h"

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "core/page/flowchart_layout.h"
#include "core/site/published.h"
#include "generator/output_tree.h"
#include "generator/rendering.h"

namespace generator {
namespace {

using core::Result;
using core::Status;

// A rendering's pages on their way into the stages of their sites; pages outside all sites wait in
// memory for the end.
class Writer : public PageSink {
 public:
  Writer(OutputTree& tree, const Inputs& inputs) : tree_(tree), inputs_(inputs) {}

  Status begin() {
    for (const core::LoadedSite& loaded : inputs_.sites) {
      const std::string& id = loaded.site.identity.id;
      Result<std::unique_ptr<SiteStage>> stage = tree_.begin(id);
      if (!stage) return stage.failure();
      stages_[id] = std::move(*stage);
    }
    return core::success();
  }

  Status put(const std::string& path, std::string_view html) override {
    const std::size_t slash = path.find('/');
    const auto stage = stages_.find(std::string_view(path).substr(0, slash));
    if (stage != stages_.end()) return stage->second->put(path.substr(slash + 1), html);
    const std::lock_guard lock(mutex_);
    portal_[path] = html;
    return core::success();
  }

  Status keep(const std::string& path) override {
    const std::size_t slash = path.find('/');
    stages_.at(path.substr(0, slash))->keep(path.substr(slash + 1));
    return core::success();
  }

  Result<std::vector<StagedSite>> finish(const Rendering& rendering) {
    std::vector<StagedSite> staged;
    for (auto& [id, stage] : stages_) {
      for (const auto& [path, bytes] : rendering.assets) {
        if (Status put = stage->put(path, bytes); !put) return put.failure();
      }
      Result<StagedSite> one = tree_.finish(id, *stage);
      if (!one) return one.failure();
      staged.push_back(std::move(*one));
    }
    return staged;
  }

  Status write_portal(const Rendering& rendering) {
    if (portal_.empty()) return core::success();
    for (const auto& [path, bytes] : rendering.assets) {
      if (Status written = tree_.write_root_file(path, bytes); !written) return written;
    }
    for (const auto& [path, html] : portal_) {
      if (Status written = tree_.write_root_file(path, html); !written) return written;
    }
    return core::success();
  }

 private:
  OutputTree& tree_;
  const Inputs& inputs_;
  std::map<std::string, std::unique_ptr<SiteStage>, std::less<>> stages_;  // by site
  std::mutex mutex_;
  SiteFiles portal_;
};

// For a check alone: pages are read for their links and forgotten.
class Nowhere : public PageSink {
 public:
  Status put(const std::string&, std::string_view) override { return core::success(); }
  Status keep(const std::string&) override { return core::success(); }
};

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
    report.pages += site.page_count;
  }
  for (const StagedSite& one : staged) {
    if (!one.foreign.empty()) report.foreign[one.id] = one.foreign;
  }
  report.pages += rendering.portal_count;
  report.written = tree.count().written;
  report.kept = tree.count().kept;
  return report;
}

// Everything is rendered and staged: from here on only the world can refuse.
Result<BuildReport> publish(const Rendering& rendering, const BuildOptions& options,
                            OutputTree& tree, Writer& writer) {
  const Result<std::vector<StagedSite>> staged = writer.finish(rendering);
  if (!staged) return staged.failure();
  const Result<std::vector<std::string>> hashes = store_versions(rendering, options.published);
  if (!hashes) return hashes.failure();
  if (tree.count().written > 0) {
    if (Status synced = tree.sync(); !synced) return synced.failure();
  }
  if (Status done = swap_all(tree, *staged, *hashes, options.published); !done) {
    return done.failure();
  }
  if (Status portal = writer.write_portal(rendering); !portal) return portal.failure();
  return report_of(tree, rendering, *staged);
}

}  // namespace

Result<std::optional<BuildReport>> build(const BuildOptions& options,
                                         core::Diagnostics& diagnostics) {
  const std::optional<BuildReport> nothing;
  const Result<Inputs> inputs = read_inputs(options.inputs, diagnostics);
  if (!inputs) return inputs.failure();
  if (diagnostics.has_errors()) return nothing;
  Result<OutputTree> tree = OutputTree::open(options.out);
  if (!tree) return tree.failure();
  Writer writer(*tree, *inputs);
  if (Status begun = writer.begin(); !begun) return begun.failure();
  const Result<Rendering> rendering = render_all(*inputs,
                                                 {.templates = options.inputs.templates,
                                                  .base_path = base_path_of(options.base_url),
                                                  .public_url = public_url_of(options.base_url),
                                                  .jobs = options.jobs,
                                                  .large = options.large,
                                                  .sink = &writer},
                                                 diagnostics);
  if (!rendering) return rendering.failure();
  if (diagnostics.has_errors()) return nothing;
  Result<BuildReport> report = publish(*rendering, options, *tree, writer);
  if (!report) return report.failure();
  return std::optional<BuildReport>(std::move(*report));
}

Result<std::size_t> check(const InputPlaces& places, core::Diagnostics& diagnostics) {
  const Result<Inputs> inputs = read_inputs(places, diagnostics);
  if (!inputs) return inputs.failure();
  const std::size_t sites = places.sites.empty() ? inputs->all_ids.size() : places.sites.size();
  if (places.templates.empty() || diagnostics.has_errors()) return sites;
  Nowhere nowhere;
  const Result<Rendering> rendering =
      render_all(*inputs, {.templates = places.templates, .sink = &nowhere}, diagnostics);
  if (!rendering) return rendering.failure();
  return sites;
}

}  // namespace generator
