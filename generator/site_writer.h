// Where the pages of a build go: each into the stage of its site, while others are rendered.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "generator/inputs.h"
#include "generator/output_tree.h"
#include "generator/rendering.h"

namespace generator {

// Pages outside all sites wait in memory for the end. If it goes away before `finish`, so does all
// that was staged.
class SiteWriter : public PageSink {
 public:
  // Both must outlive it. `jobs` as in run_parallel.
  SiteWriter(OutputTree& tree, const Inputs& inputs, unsigned jobs)
      : tree_(tree), inputs_(inputs), jobs_(jobs) {}

  // Opens a stage for each site.
  core::Status open() override;
  core::Status put(const std::string& path, std::string_view html) override;
  bool keep(const std::string& path) override;

  // Adds what is no page, and completes the stages.
  core::Result<std::vector<StagedSite>> finish(const Rendering& rendering);
  // The portal's own files, once its sites are public.
  core::Status write_portal(const Rendering& rendering);

 private:
  OutputTree& tree_;
  const Inputs& inputs_;
  unsigned jobs_;
  std::map<std::string, std::unique_ptr<SiteStage>, std::less<>> stages_;  // by site
  std::mutex mutex_;                                                       // of the portal
  SiteFiles portal_;
};

}  // namespace generator
