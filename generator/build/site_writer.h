// Where the pages of a build go: each into the stage of its site, while others are rendered.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "generator/build/rendering.h"
#include "generator/output/output_tree.h"

namespace generator {

// Pages outside all sites wait in memory for the end. If it goes away before `finish`, so does all
// that was staged.
class SiteWriter : public PageSink {
 public:
  // For the sites of these ids. `tree` must outlive it; `jobs` as in run_parallel.
  SiteWriter(OutputTree& tree, std::vector<std::string> ids, unsigned jobs)
      : tree_(tree), ids_(std::move(ids)), jobs_(jobs) {}

  // Opens a stage for each site.
  core::Status open() override;
  core::Status put(const std::string& path, std::string_view html) override;

  // Adds what is no page, and completes the stages.
  core::Result<std::vector<StagedSite>> finish(const Rendering& rendering);
  // The portal's own files, once its sites are public.
  core::Status write_portal(const Rendering& rendering);

 private:
  OutputTree& tree_;
  std::vector<std::string> ids_;
  unsigned jobs_;
  std::map<std::string, std::unique_ptr<SiteStage>, std::less<>> stages_;  // by site
  std::mutex mutex_;                                                       // of the portal
  SiteFiles portal_;
};

}  // namespace generator
