// Runs one build in an order that never leaves the public folder half new: stage everything, sync
// once, swap site by site.
#include "generator/build/build.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/pack.h"
#include "core/base/stop_point.h"
#include "core/page/failure_pages.h"
#include "core/site/build_record.h"
#include "core/site/published.h"
#include "core/site/publishing_lock.h"
#include "core/time/calendar_span.h"
#include "generator/output/site_folder.h"

namespace generator {
namespace {

using core::Result;

// What the handler needs beside a site: texts and templates in one pack. Sites without wording of
// their own share their templates and the pack.
class ReadySets {
 public:
  // The pack for `templates`; `texts` are the texts in these templates.
  const std::string& get(const std::shared_ptr<const core::TemplateSet>& templates,
                         const core::Texts& texts) {
    std::string& packed = packed_[templates];
    if (packed.empty()) {
      core::Pieces pieces = templates->ready_pieces();
      pieces.merge(texts.pieces());
      packed = core::packed(pieces);
    }
    return packed;
  }

 private:
  std::map<std::shared_ptr<const core::TemplateSet>, std::string> packed_;
};

void write_failure_pages(const std::filesystem::path& published,
                         const core::TemplateSet& templates) {
  const std::filesystem::path folder = core::shared_folder(published);
  core::accepted(core::make_folders(folder));
  for (const auto& [file, page] : core::failure_pages(templates))
    core::accepted(core::write_file_if_changed(folder / file, page));
}

// Stores the version of each site and returns their hashes in the same order. None is in force yet.
std::vector<std::string> store_versions(const Rendering& rendering,
                                        const std::filesystem::path& published) {
  std::vector<std::string> hashes;
  ReadySets sets;
  for (const RenderedSite& site : rendering.sites) {
    hashes.push_back(core::accepted(core::store_version(published, *site.loaded, rendering.frame,
                                                        sets.get(site.templates, site.texts))));
  }
  return hashes;
}

// The ids of all sites that were read, except those in `standing`.
std::vector<std::string> ids_but(const StandingSites& standing, const Inputs& inputs) {
  std::vector<std::string> ids;
  for (const core::LoadedSite& loaded : inputs.sites) {
    const std::string& id = loaded.site.identity.id;
    if (!standing.contains(id)) ids.push_back(id);
  }
  return ids;
}

// For each site, first swaps its pages, then puts its rules in force: rules must never be enforced
// before people can read them. At last notes what it was made from.
void swap_all(OutputTree& tree, const std::vector<StagedSite>& staged,
              const std::vector<std::string>& hashes, const std::filesystem::path& published,
              const Inputs& inputs) {
  for (std::size_t i = 0; i < staged.size(); ++i) {
    core::stop_point("before exchange");
    core::accepted(tree.swap(staged[i]));
    core::accepted(core::put_in_force(published, staged[i].id, hashes[i]));
    core::accepted(
        core::write_build_record(published, staged[i].id, inputs.readings.at(staged[i].id).files));
  }
}

// Whether there is a diagnostic for a page or a file of the site.
bool speaks_of(const core::Diagnostics& found, const std::string& id) {
  const std::vector<core::Diagnostic> all = found.sorted();
  return std::ranges::any_of(all, [&](const core::Diagnostic& one) {
    const std::string& file = one.span.file;  // a page of the site, or a file of its folder
    return file.starts_with(id + "/") || file.find("/" + id + "/") != std::string::npos;
  });
}

// A web server hands out all of the public folder.
core::Status check_folders(const BuildOptions& options) {
  // A folder that cannot be resolved is refused when it is opened.
  const auto resolved = [](const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::weakly_canonical(std::filesystem::absolute(folder, error), error);
  };
  const std::filesystem::path out = resolved(options.out);
  const std::filesystem::path way = resolved(options.published).lexically_relative(out);
  if (out.empty() || way.empty() || *way.begin() == "..") return core::success();
  return core::Failure{core::FailureCode::invalid,
                       "--published " + options.published.string() + " is within --out " +
                           options.out.string() +
                           ", which anyone may read: give it a folder outside"};
}

// Forms and pages lie below the base URL, unless a site says that they lie elsewhere.
void place_sites(Inputs& inputs, const core::PublicAddress& address,
                 core::Diagnostics& diagnostics) {
  for (core::LoadedSite& loaded : inputs.sites) {
    core::SiteIdentity& identity = loaded.site.identity;
    identity.place_at(address.path);
    const bool is_path = identity.handler_url.starts_with('/');
    if (!is_path || identity.handler_url == address.handler_prefix() || address.path == "/")
      continue;
    diagnostics.warning(
        {identity.id + "/site.yaml"}, "site.not-below-base-url",
        core::say("forms are sent to '{url}', but the base URL puts the handler at '{prefix}'",
                  {{"url", identity.handler_url}, {"prefix", address.handler_prefix()}}),
        core::say("remove handler_url, unless the handler runs with --prefix {url}",
                  {{"url", identity.handler_url}}));
  }
}

// What was destroyed lives on in backups and in an archived log: the privacy page names the longer
// time.
void count_archives(Inputs& inputs, int days) {
  for (core::LoadedSite& loaded : inputs.sites) {
    std::optional<core::CalendarSpan>& backups = loaded.site.policy.retention.backups;
    if (backups && days > core::fewest_days(*backups)) backups = core::CalendarSpan{.count = days};
  }
}

}  // namespace

Result<std::optional<BuildReport>> Builder::build(core::Diagnostics& diagnostics) {
  if (const core::Status apart = check_folders(options_); !apart) return apart.failure();
  Result<Inputs> inputs = read_inputs(options_.inputs, diagnostics, std::exchange(inputs_, {}));
  if (!inputs) return inputs.failure();
  inputs_ = std::move(*inputs);
  place_sites(inputs_, options_.address, diagnostics);
  count_archives(inputs_, options_.archive_days);
  if (diagnostics.has_errors()) return std::optional<BuildReport>();
  if (!tree_) {
    Result<OutputTree> tree = OutputTree::open(options_.out, options_.compress);
    if (!tree) return tree.failure();
    tree_.emplace(std::move(*tree));
  }
  find_removed_sites(options_.out, options_.published, inputs_.all_ids, diagnostics);
  const auto publish_all = [&] { return render_and_publish(diagnostics); };
  Result<std::optional<BuildReport>> report = core::result_of(publish_all);
  if (!report) {
    built_.clear();
    tree_.reset();
  }
  return report;
}

StandingSites Builder::standing() const {
  StandingSites standing;
  for (const auto& [id, built] : built_) {
    const auto reading = inputs_.readings.find(id);
    std::error_code none;
    if (reading != inputs_.readings.end() && reading->second.fingerprint == built.fingerprint &&
        std::filesystem::exists(options_.out / id / kManifestName, none)) {
      standing[id] = &built.extras;
    }
  }
  return standing;
}

std::optional<BuildReport> Builder::render_and_publish(core::Diagnostics& diagnostics) {
  const StandingSites standing = this->standing();
  SiteWriter writer(*tree_, ids_but(standing, inputs_), options_.jobs);
  core::Diagnostics found;
  Rendering rendering = core::accepted(render_all(inputs_,
                                                  {.templates = options_.inputs.templates,
                                                   .address = options_.address,
                                                   .jobs = options_.jobs,
                                                   .large = options_.large,
                                                   .search = options_.search,
                                                   .today = options_.inputs.today,
                                                   .sink = &writer,
                                                   .progress = options_.progress,
                                                   .standing = standing},
                                                  found));
  diagnostics.merge(found);
  if (diagnostics.has_errors() || (options_.strict && !diagnostics.empty())) {
    return std::nullopt;
  }
  const std::vector<StagedSite> staged = publish(rendering, writer);
  BuildReport report = report_of(rendering, staged, standing);
  remember(rendering, staged, found);
  return report;
}

std::vector<StagedSite> Builder::publish(const Rendering& rendering, SiteWriter& writer) {
  tree_->reset_count();
  std::vector<StagedSite> staged = core::accepted(writer.finish(rendering));
  core::stop_point("staged");
  const core::PublishingLock alone =
      core::accepted(core::PublishingLock::take(options_.published, options_.waits));
  const std::vector<std::string> hashes = store_versions(rendering, options_.published);
  core::stop_point("versions stored");
  if (tree_->count().written > 0) core::accepted(tree_->sync());
  write_failure_pages(options_.published, *rendering.templates);
  swap_all(*tree_, staged, hashes, options_.published, inputs_);
  core::stop_point("all in force");
  core::prune_shared(options_.published);
  core::accepted(writer.write_portal(rendering));
  return staged;
}

BuildReport Builder::report_of(const Rendering& rendering, const std::vector<StagedSite>& staged,
                               const StandingSites& standing) const {
  BuildReport report{.sites = ids_but({}, inputs_),
                     .pages = rendering.page_count,
                     .written = tree_->count().written,
                     .kept = tree_->count().kept,
                     .rendered = rendering.page_count};
  for (const auto& [id, extras] : standing) {
    report.pages += built_.at(id).pages;
    report.kept += built_.at(id).files;
  }
  for (const StagedSite& one : staged) {
    if (!one.foreign.empty()) report.foreign[one.id] = one.foreign;
  }
  return report;
}

// A site with diagnostics is not remembered, so that the next build reports them again.
void Builder::remember(Rendering& rendering, const std::vector<StagedSite>& staged,
                       const core::Diagnostics& found) {
  for (std::size_t i = 0; i < staged.size(); ++i) {
    RenderedSite& site = rendering.sites[i];
    built_.erase(site.id());
    const Fingerprint fingerprint = inputs_.readings.at(site.id()).fingerprint;
    if (fingerprint == 0 || speaks_of(found, site.id())) continue;
    built_[site.id()] = {fingerprint, site.page_count, staged[i].files, std::move(site.extras)};
  }
}

Result<std::optional<BuildReport>> build(const BuildOptions& options,
                                         core::Diagnostics& diagnostics) {
  return Builder(options).build(diagnostics);
}

Result<std::size_t> check(const InputPlaces& places, const core::PublicAddress& address,
                          core::Diagnostics& diagnostics) {
  Result<Inputs> inputs = read_inputs(places, diagnostics);
  if (!inputs) return inputs.failure();
  place_sites(*inputs, address, diagnostics);
  const std::size_t sites = places.sites.empty() ? inputs->all_ids.size() : places.sites.size();
  if (places.templates.empty() || diagnostics.has_errors()) return sites;
  const Result<Rendering> rendering = render_all(
      *inputs, {.templates = places.templates, .address = address, .today = places.today},
      diagnostics);
  if (!rendering) return rendering.failure();
  return sites;
}

}  // namespace generator
