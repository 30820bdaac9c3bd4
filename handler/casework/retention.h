// Finds the cases of which something is to be destroyed because its time is over, and destroys it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/policy/policy.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/casework/services.h"

namespace handler::view {

// A case of which something is due.
struct DueCase {
  store::CaseId id = 0;
  std::string serial;  // "" if it was never accepted
  std::vector<core::Kept> classes;
  std::optional<core::Day> ended;  // nullopt: it is merged, and was written after its time was over
  core::Day kept_until{};          // the last day of the first class
  std::size_t merged = 0;          // so many cases were merged into it, and go with it
};

struct DueReport {
  int cases = 0;   // destroyed
  int looked = 0;  // destroyed, or counted anew because the site's retention is another now
  std::vector<std::string> failures;  // one sentence each; the other cases were processed
};

// Destroys what is due of a site, by the day that the clock shows, and counts the rows of cases
// anew that were counted with another retention; at most about `most` cases, the rest is for the
// next call. A case with merged ones goes after them; one on hold keeps all of them. Calls `stop`
// before each case. Call Store::forget_destroyed() afterwards. Thread-safe.
void destroy_due(Services& services, const LiveSite& site, int most,
                 const std::function<bool()>& stop, DueReport& report);

// Whether the case, or another one of its matter, is on hold: then nothing of the matter may go.
// The matter is the main case and all that were merged into it. Fails if one of them cannot be
// read.
core::Result<bool> is_on_hold(const Services& services, const LiveSite& site,
                              const cases::Case& subject);
// Refuses a planned withdrawal of a file ("kept_on_hold") if the matter is on hold, or may be.
void keep_what_is_on_hold(const Services& services, const LiveSite& site,
                          const cases::Case& subject, const cases::ActionRule& rule,
                          cases::ActionOutcome& outcome);

// All that destroy_due() would destroy; changes nothing.
core::Result<std::vector<DueCase>> list_due(Services& services, const LiveSite& site);

}  // namespace handler::view
