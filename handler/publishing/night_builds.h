// The build of each night: pages depend on the day (notices, mourning, terms of people), so each
// site is built again when a day begins, under the same rule as a publication.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/build_id.h"
#include "handler/publishing/carry_out.h"

namespace handler::publishing {

// What is known of the builds of a day; kept as a fact (store::facts::kNightBuilds).
struct NightBuilds {
  core::Day day{};                        // the day that the sites were built for; none yet: 1970
  std::string program{core::build_id()};  // the build of the programs that did it
  core::Instant tried{};                  // when those that are left were tried last
  std::map<std::string, Refusal> left;    // sites that are to be built again, and why they were not

  // All sites are to be built again: they are of another day, or of another program.
  bool are_of_before(core::Instant now) const;
  bool are_due(core::Instant now, std::chrono::milliseconds patience) const;
};

// As kept; nothing was built yet if the fact cannot be read.
core::Result<NightBuilds> night_builds(store::Store& store);
core::Status keep_night_builds(store::Store& store, const NightBuilds& builds);

// Builds all sites that were built before if a new day has begun or the program is another than
// that of the last builds, else those that are left, and keeps what came of it. Returns the sites
// that were built. Fails if that cannot be kept, or while the clock is not believed.
core::Result<std::vector<std::string>> build_for_the_day(const PublishingWork& work,
                                                         NightBuilds& builds);

}  // namespace handler::publishing
