// Finds the rules of a case: the policy version under which it was accepted or declined, before
// that the site's current one.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "handler/cases/fold/case.h"
#include "handler/casework/live_sites.h"
#include "handler/store/cases/current_values.h"
#include "handler/store/store.h"

namespace handler::view {

// Rules and the policy version that owns them.
struct OwnedRules {
  std::shared_ptr<const core::PolicyVersion> version;

  cases::Rules rules() const { return {&version->policy, &version->time}; }
};

// Reads each stored policy version once and caches it. Thread-safe.
class CaseRules {
 public:
  explicit CaseRules(store::Store& store) : store_(store) {}

  // The rules for the case of this row; the site's current policy if the case has no version yet.
  core::Result<OwnedRules> for_case(const LiveSite& site, const store::CaseRow& row);
  OwnedRules present(const LiveSite& site) const;
  // Stores the site's current version if it is missing; call before a case is accepted or declined
  // under it.
  core::Status keep_present(const LiveSite& site);

 private:
  store::Store& store_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const core::PolicyVersion>> versions_;
};

using store::current_values;

// A refold function for the store that folds events under these rules. `published` are the site's
// present ones; without a version: the same.
store::Refold refold_with(OwnedRules rules, core::Instant now, OwnedRules published = {});

}  // namespace handler::view
