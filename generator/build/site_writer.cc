// Assigns pages to stages by the first folder of their path.
#include "generator/build/site_writer.h"

#include "core/base/parallel.h"

namespace generator {

using core::Result;
using core::Status;

Status SiteWriter::open() {
  for (const std::string& id : ids_) {
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

namespace {

// All files of a site that are not pages, by path.
std::vector<const SiteFiles::value_type*> further_files(const Rendering& rendering,
                                                        const RenderedSite& site) {
  std::vector<const SiteFiles::value_type*> files;
  for (const SiteFiles* some : {&rendering.assets, &site.extras, &site.search}) {
    for (const auto& file : *some) files.push_back(&file);
  }
  return files;
}

Status put_attachments(const RenderedSite& site, SiteStage& stage) {
  for (const auto& [name, bytes] : site.loaded->site.publications.files) {
    if (Status put = stage.put("files/" + name, bytes); !put) return put;
  }
  return core::success();
}

}  // namespace

Result<std::vector<StagedSite>> SiteWriter::finish(const Rendering& rendering) {
  std::vector<StagedSite> staged;
  for (const RenderedSite& site : rendering.sites) {
    SiteStage& stage = *stages_.at(site.id());
    const auto files = further_files(rendering, site);
    Status put = core::run_parallel(files.size(), jobs_, [&](std::size_t i) {
      return stage.put(files[i]->first, files[i]->second);
    });
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
