// A private copy of the small valid site in tests/golden/site, for a test to damage.
#pragma once

#include <filesystem>
#include <string>

#include "core/site/site_loader.h"
#include "tests/support/temporary_folder.h"

namespace tests {

// Makes the copy in a temporary folder, which is removed with the object.
class SiteCopy {
 public:
  // `source_dir` is the top of the source tree.
  explicit SiteCopy(const std::filesystem::path& source_dir);

  // Replaces the first `from` in a file ("policy.yaml", "calendar/2026.yaml"). Returns false if it
  // is not there.
  bool edit(const std::string& file, const std::string& from, const std::string& to) const;
  void write(const std::string& file, const std::string& text) const;
  void remove(const std::string& file) const;
  std::optional<core::LoadedSite> load(core::Diagnostics& diagnostics) const;
  // The diagnostics of loading, with file names relative to the folder above the site:
  // "yangli/policy.yaml".
  std::string complaints(core::Language language = core::Language::english) const;
  const std::filesystem::path& root() const { return root_.path(); }

 private:
  std::filesystem::path path_of(const std::string& file) const;

  TemporaryFolder root_;
};

}  // namespace tests
