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
// stands for every file below; none at all: on every file of the site; kToday: on the day of the
// build), and, like all pages, on what everything depends on: `shared`, the calendar, what is
// published besides the promises, and the files of kEveryPage.
class PageFingerprints {
 public:
  // `loaded` must outlive it.
  PageFingerprints(const core::LoadedSite& loaded, Fingerprint shared);

  // Of all that a page with these sources depends on. Not thread-safe; lists that are asked for in
  // a row cost nothing.
  Fingerprint of_sources(const Sources& sources);
  // Of the page itself too.
  static Fingerprint of(Fingerprint sources, const PlannedPage& page);

 private:
  Fingerprint made_of(const Sources::Names& sources) const;

  const core::LoadedSite& loaded_;
  Fingerprint shared_;
  std::map<std::string, Fingerprint> files_;
  std::map<Sources::Names, Fingerprint> known_;  // by sources: most pages share theirs
  Sources last_;
  Fingerprint of_last_ = 0;  // 0: there was none
};

// In every page: names, navigation, whom to call, wording; and the promises that they speak of.
inline constexpr const char* kEveryPage[] = {
    "site.yaml",   "texts.yaml", "policy.yaml",        "documents.yaml",    "windows.yaml",
    "windows.csv", "windows/",   "portal_header.html", "portal_footer.html"};

}  // namespace generator
