// Shipped sites, published into a temporary folder the way the generator does it, for tests of what
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

// What core::store_version() writes for each id.
// The folder goes with the object.
class PublishedSites {
 public:
  // `source_dir` is the top of the source tree. A site that does not read cleanly throws.
  PublishedSites(const std::filesystem::path& source_dir, const std::vector<std::string>& ids);

  const std::filesystem::path& root() const { return root_.path(); }

  // Publishes a site once more with the first `from` in its `file` replaced; throws if it is not
  // there.
  void republish(const std::string& id, const std::string& file, const std::string& from,
                 const std::string& to);

  // Publishes a site as another version of the programs would.
  void republish_as(const std::string& program, const std::string& id);

 private:
  core::LoadedSite load(const std::filesystem::path& site_folder) const;
  void publish(const std::filesystem::path& site_folder) const;
  std::string ready_set(const core::Site& site) const;

  std::filesystem::path source_;
  std::string program_{core::build_id()};  // that publishes
  TemporaryFolder root_;
};

}  // namespace tests
