// Finds the policy version of a case in the store or the published site.
#include "handler/casework/case_rules.h"

#include <utility>

#include "handler/cases/fold/fold.h"

namespace handler::view {

OwnedRules CaseRules::present(const LiveSite& site) const {
  return {site.rules};
}

core::Result<OwnedRules> CaseRules::for_case(const LiveSite& site, const store::CaseRow& row) {
  if (row.values.policy.empty() || row.values.policy == site.site().policy_version)
    return present(site);
  const std::lock_guard lock(mutex_);
  const auto known = versions_.find(row.values.policy);
  if (known != versions_.end()) return OwnedRules{known->second};
  const core::Result<core::PolicyTexts> texts = store_.policy_version(row.values.policy);
  if (!texts) return texts.failure();
  core::Result<core::PolicyVersion> version = core::read_policy_version(*texts);
  if (!version) return version.failure();
  if (version->version != row.values.policy) {
    return core::Failure{core::FailureCode::corrupt, "the policy version " + row.values.policy +
                                                         " was changed after it was stored"};
  }
  auto kept = std::make_shared<const core::PolicyVersion>(std::move(*version));
  versions_[row.values.policy] = kept;
  return OwnedRules{std::move(kept)};
}

core::Status CaseRules::keep_present(const LiveSite& site) {
  return store_.keep_policy_version(site.id(), site.site().policy_version,
                                    site.loaded.policy_texts);
}

store::Refold refold_with(OwnedRules rules, core::Instant now, OwnedRules published) {
  if (published.version == nullptr) published = rules;
  return [rules = std::move(rules), published = std::move(published),
          now](const std::vector<cases::Event>& events) {
    return current_values(rules.rules(), cases::fold(rules.rules(), events), now,
                          published.version.get());
  };
}

}  // namespace handler::view
