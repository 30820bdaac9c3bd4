// Writes the pages of a build into the stages of their sites while others are rendered.
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

// Pages outside all sites are kept in memory until write_portal(). Destroying the writer before
// `finish` removes everything that was staged.
class SiteWriter : public PageSink {
 public:
  // For the sites with these ids. `tree` must outlive the writer; `jobs` as in run_parallel.
  SiteWriter(OutputTree& tree, std::vector<std::string> ids, unsigned jobs)
      : tree_(tree), ids_(std::move(ids)), jobs_(jobs) {}

  // Opens a stage for each site.
  core::Status open() override;
  core::Status put(const std::string& path, std::string_view html) override;

  // Adds the files that are not pages, and completes the stages.
  core::Result<std::vector<StagedSite>> finish(const Rendering& rendering);
  // Writes the portal's own files; called when its sites are public.
  core::Status write_portal(const Rendering& rendering);

 private:
  OutputTree& tree_;
  std::vector<std::string> ids_;
  unsigned jobs_;
  std::map<std::string, std::unique_ptr<SiteStage>, std::less<>> stages_;  // by site
  std::mutex mutex_;                                                       // guards portal_
  SiteFiles portal_;
};

}  // namespace generator
