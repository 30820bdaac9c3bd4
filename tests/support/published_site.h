// Shipped sites, published to a temporary folder like the generator does, for tests of code that
// reads published sites.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/build_id.h"
#include "core/site/site.h"
#include "core/site/site_loader.h"
#include "tests/support/temporary_folder.h"

namespace tests {

// Publishes each site with core::store_version(). The folder is removed with the object.
class PublishedSites {
 public:
  // `source_dir` is the top of the source tree. Throws if a site has mistakes.
  PublishedSites(const std::filesystem::path& source_dir, const std::vector<std::string>& ids);

  const std::filesystem::path& root() const { return root_.path(); }

  // Publishes a site again, with the first `from` in its `file` replaced. Throws if `from` is not
  // there.
  void republish(const std::string& id, const std::string& file, const std::string& from,
                 const std::string& to);

  // Publishes a site again as another build of the programs would.
  void republish_as(const std::string& program, const std::string& id);

 private:
  core::LoadedSite load(const std::filesystem::path& site_folder) const;
  void publish(const std::filesystem::path& site_folder) const;
  std::string ready_set(const core::Site& site) const;

  std::filesystem::path source_;
  std::string program_{core::build_id()};  // the build that publishes
  TemporaryFolder root_;
};

}  // namespace tests
