// Tells from the inputs alone whether a page would be rendered as it was before.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/site/site.h"
#include "generator/site_plan.h"

namespace generator {

// Two different inputs have the same with a chance of one in 2^64.
using Fingerprint = std::uint64_t;

Fingerprint fingerprint_of(const std::vector<std::string>& parts);

// Names and bytes of all files below a folder, symbolic links followed. Fails if it cannot be
// listed.
core::Result<Fingerprint> folder_fingerprint(const std::filesystem::path& folder);

// The fingerprints of one site's pages. A page depends on its `sources` (a name that ends with '/'
// stands for every file below; none at all: on every file of the site), and, like all pages, on
// what everything depends on: `shared`, the calendar, and the files of kEveryPage.
class PageFingerprints {
 public:
  // `loaded` must outlive it.
  PageFingerprints(const core::LoadedSite& loaded, Fingerprint shared);

  Fingerprint of(const PlannedPage& page);

 private:
  Fingerprint of_sources(const std::vector<std::string>& sources) const;

  const core::LoadedSite& loaded_;
  Fingerprint shared_;
  std::map<std::string, Fingerprint> files_;
  std::map<std::vector<std::string>, Fingerprint> known_;  // by sources: most pages share theirs
};

// In every page: names, navigation, whom to call, wording; and the promises that they speak of.
inline constexpr const char* kEveryPage[] = {
    "site.yaml",   "texts.yaml", "policy.yaml",        "documents.yaml",    "windows.yaml",
    "windows.csv", "windows/",   "portal_header.html", "portal_footer.html"};

}  // namespace generator
