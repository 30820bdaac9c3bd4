// Which rules a case is folded under: the policy version it was accepted or declined under, or the
// site's present one before that.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "handler/cases/fold/case.h"
#include "handler/casework/live_sites.h"
#include "handler/store/store.h"

namespace handler::view {

// Rules together with what owns them.
struct OwnedRules {
  std::shared_ptr<const core::PolicyVersion> version;

  cases::Rules rules() const { return {&version->policy, &version->time}; }
};

// Reads stored policy versions once and keeps them. Thread-safe.
class CaseRules {
 public:
  explicit CaseRules(store::Store& store) : store_(store) {}

  // For a case of that row; the site's present policy if the case keeps none yet.
  core::Result<OwnedRules> for_case(const LiveSite& site, const store::CaseRow& row);
  OwnedRules present(const LiveSite& site) const;
  // Makes sure that the store holds the site's present version; called before a case is accepted
  // or declined under it.
  core::Status keep_present(const LiveSite& site);

 private:
  store::Store& store_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const core::PolicyVersion>> versions_;
};

// The row of current values that the store keeps beside the events.
store::CurrentValues current_values(const cases::Rules& rules, const cases::Case& folded,
                                    core::Instant now);
// A refold for the store: all events of the case under the rules it is shown under.
store::Refold refold_with(OwnedRules rules, core::Instant now);

}  // namespace handler::view
