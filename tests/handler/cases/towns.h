// Four small towns modelled on the documents, for the engine's tests, independent of the shipped
// sites.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/site/site.h"
#include "tests/support/notices.h"

namespace handler::cases::testing {

using test::moment;

core::Tier tier(const std::string& id, const std::map<std::string, std::string>& limits,
                core::TierMeans means = core::TierMeans::resolve);

core::PolicyClock clock(const std::string& id, core::Milestone from, core::Milestone until,
                        const std::string& limit = "by_tier");

core::Site town(const std::string& id, const std::vector<core::Tier>& tiers,
                const std::vector<core::PolicyClock>& clocks);

using core::Milestone;

// 平邑: transfer within the day; 1 and 3 workdays from dispatch, once 7 more.
core::Site py();

// 攀枝花: from acceptance; complex ones need only progress within 5 workdays and stay open.
core::Site pz();

// 北关: 3, 5 and 10 workdays from acceptance; who wrote is answered in writing.
core::Site bg();

// 北关, where the reporter may evaluate a case and have it opened again.
core::Site bg_with_reopening();

// 韶关: 2 and 5 workdays from dispatch, feedback within half a workday after the reply.
core::Site sg();

}  // namespace handler::cases::testing
