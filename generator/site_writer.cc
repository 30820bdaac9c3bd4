// Sorts pages into stages by the first folder of their path.
#include "generator/site_writer.h"

#include <utility>

#include "generator/parallel.h"

namespace generator {

using core::Result;
using core::Status;

Status SiteWriter::open() {
  for (const core::LoadedSite& loaded : inputs_.sites) {
    const std::string& id = loaded.site.identity.id;
    Result<std::unique_ptr<SiteStage>> stage = tree_.begin(id);
    if (!stage) return stage.failure();
    stages_[id] = std::move(*stage);
  }
  return core::success();
}

Status SiteWriter::put(const std::string& path, std::string_view html) {
  const std::size_t slash = path.find('/');
  const auto stage = stages_.find(std::string_view(path).substr(0, slash));
  if (stage != stages_.end()) return stage->second->put(path.substr(slash + 1), html);
  const std::lock_guard lock(mutex_);
  portal_[path] = html;
  return core::success();
}

bool SiteWriter::keep(const std::string& path) {
  const std::size_t slash = path.find('/');
  const auto stage = stages_.find(std::string_view(path).substr(0, slash));
  return stage != stages_.end() && stage->second->keep(path.substr(slash + 1));
}

namespace {

// Everything of a site that is no page, by path.
std::vector<const SiteFiles::value_type*> further_files(const Rendering& rendering,
                                                        const RenderedSite& site,
                                                        const SiteFiles& search) {
  std::vector<const SiteFiles::value_type*> files;
  for (const SiteFiles* some : {&rendering.assets, &site.extras, &search}) {
    for (const auto& file : *some) files.push_back(&file);
  }
  return files;
}

// Files of the index whose names are those of the build before hold the same bytes: what is left to
// put are the others, and what somebody removed.
SiteFiles search_files_to_put(const RenderedSite& site, SiteStage& stage) {
  if (site.search == nullptr) return {};
  SiteFiles files = site.search->fresh();
  std::vector<std::string> missing;
  std::vector<std::string> kept = site.search->kept();
  for (std::string& path : kept) {
    if (!stage.keep(path)) missing.push_back(std::move(path));
  }
  if (missing.empty()) return files;
  SiteFiles all = site.search->files();
  for (const std::string& path : missing) files[path] = std::move(all.at(path));
  return files;
}

Status put_attachments(const RenderedSite& site, SiteStage& stage) {
  for (const auto& [name, bytes] : site.loaded->site.publications.files) {
    if (Status put = stage.put("files/" + name, bytes); !put) return put;
  }
  return core::success();
}

Status put_all(const std::vector<const SiteFiles::value_type*>& files, SiteStage& stage,
               unsigned jobs) {
  std::mutex mutex;
  Status first = core::success();
  run_parallel(files.size(), jobs, [&](std::size_t i) {
    const Status put = stage.put(files[i]->first, files[i]->second);
    if (put) return;
    const std::lock_guard lock(mutex);
    if (first) first = put;
  });
  return first;
}

}  // namespace

Result<std::vector<StagedSite>> SiteWriter::finish(const Rendering& rendering) {
  std::vector<StagedSite> staged;
  for (const RenderedSite& site : rendering.sites) {
    SiteStage& stage = *stages_.at(site.id());
    const SiteFiles search = search_files_to_put(site, stage);
    Status put = put_all(further_files(rendering, site, search), stage, jobs_);
    if (put) put = put_attachments(site, stage);
    if (!put) return put.failure();
    Result<StagedSite> one = tree_.finish(site.id(), stage);
    if (!one) return one.failure();
    staged.push_back(std::move(*one));
  }
  return staged;
}

Status SiteWriter::write_portal(const Rendering& rendering) {
  if (portal_.empty()) return core::success();
  SiteFiles files = rendering.assets;
  files.insert(rendering.portal_extras.begin(), rendering.portal_extras.end());
  files.merge(portal_);
  return tree_.write_root(files);
}

}  // namespace generator
