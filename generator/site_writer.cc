// Sorts pages into stages by the first folder of their path.
#include "generator/site_writer.h"

#include <utility>

namespace generator {

using core::Result;
using core::Status;

Status SiteWriter::begin() {
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
  return stages_.at(path.substr(0, slash))->keep(path.substr(slash + 1));
}

namespace {

Status put_extras(const Rendering& rendering, const std::string& id, SiteStage& stage) {
  for (const RenderedSite& site : rendering.sites) {
    if (site.id() != id) continue;
    for (const auto& [path, bytes] : site.extras) {
      if (Status put = stage.put(path, bytes); !put) return put;
    }
  }
  return core::success();
}

}  // namespace

Result<std::vector<StagedSite>> SiteWriter::finish(const Rendering& rendering) {
  std::vector<StagedSite> staged;
  for (auto& [id, stage] : stages_) {
    for (const auto& [path, bytes] : rendering.assets) {
      if (Status put = stage->put(path, bytes); !put) return put.failure();
    }
    if (Status put = put_extras(rendering, id, *stage); !put) return put.failure();
    for (const RenderedSite& site : rendering.sites) {
      if (site.id() != id) continue;
      for (const auto& [name, bytes] : site.loaded->site.publications.files) {
        if (Status put = stage->put("files/" + name, bytes); !put) return put.failure();
      }
      for (const auto& [path, bytes] : site.search) {
        if (Status put = stage->put(path, bytes); !put) return put.failure();
      }
    }
    Result<StagedSite> one = tree_.finish(id, *stage);
    if (!one) return one.failure();
    staged.push_back(std::move(*one));
  }
  return staged;
}

Status SiteWriter::write_portal(const Rendering& rendering) {
  if (portal_.empty()) return core::success();
  for (const auto& [path, bytes] : rendering.assets) {
    if (Status written = tree_.write_root_file(path, bytes); !written) return written;
  }
  for (const auto& [path, bytes] : rendering.portal_extras) {
    if (Status written = tree_.write_root_file(path, bytes); !written) return written;
  }
  for (const auto& [path, html] : portal_) {
    if (Status written = tree_.write_root_file(path, html); !written) return written;
  }
  return core::success();
}

}  // namespace generator
