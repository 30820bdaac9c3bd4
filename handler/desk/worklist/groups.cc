// The table of groups.
#include "handler/desk/worklist/groups.h"

#include <algorithm>
#include <array>

#include "core/base/check.h"
#include "core/base/contains.h"
#include "handler/cases/fold/deciders.h"
#include "handler/cases/jobs/marks.h"

namespace handler::desk {
namespace {

using What = Group::What;

constexpr Group waiting_for(std::string_view mark, core::Role role) {
  return {mark, What::marked, mark, "", role};
}

constexpr std::array kGroups = {
    waiting_for("for_front_desk", core::Role::front_desk),
    waiting_for("for_dispatcher", core::Role::dispatcher),
    waiting_for("for_unit", core::Role::unit),
    waiting_for("for_leader_on_duty", core::Role::leader_on_duty),
    waiting_for("for_leading_group", core::Role::leading_group),
    waiting_for("for_supervision", core::Role::supervision),
    Group{"open", What::marked, "open", ""},
    Group{"late", What::late, "open", ""},
    Group{"extension", What::marked, "extension", "grant_extension"},
    Group{"reopening", What::marked, "reopening", "reopen"},
    Group{"consent", What::marked, "consent", "give_consent"},
    Group{"to_set_limit", What::marked, "to_set_limit", "set_limit"},
    Group{"to_contact", What::marked, "to_contact", "contact"},
    Group{"progress", What::marked, "progress", "release_progress"},
    Group{"reclassification", What::marked, "reclassification", "agree_reclassification"},
    Group{"escalated", What::marked, "escalated", "record_accountability"},
    Group{"to_accept", What::marked, "to_accept", "accept"},
    Group{"to_dispatch", What::marked, "to_dispatch", "dispatch"},
    Group{"returned", What::marked, "returned", "dispatch"},
    Group{"to_sign", What::marked, "to_sign", "sign_for", core::Role::unit},
    Group{"to_answer", What::marked, "to_answer", "reply", core::Role::unit},
    Group{"sent_back", What::marked, "sent_back", "reply", core::Role::unit},
    Group{"materials", What::marked, "materials", "progress"},
    Group{"supplement", What::marked, "supplement", ""},
    Group{"awaiting", What::marked, "awaiting", "receive_materials"},
    Group{"to_feed_back", What::marked, "to_feed_back", "feed_back"},
    Group{"to_close", What::marked, "to_close", "close"},
    Group{"to_rectify", What::marked, "to_rectify", "rectify"},
    Group{"to_visit", What::marked, "to_visit", "visit"},
    Group{"urged", What::marked, "urged", ""},
    Group{"reopened", What::marked, "reopened", ""},
    Group{"ended", What::ended, "", ""},
    Group{"all", What::all, "", ""},
};

const Group* find(std::string_view id) {
  return std::ranges::find_if(kGroups, [id](const Group& group) { return group.id == id; });
}

// The policy names the role that grants extensions (PY-22).
bool approves(const core::Policy& policy, core::Role role) {
  return std::ranges::any_of(policy.clocks, [role](const core::PolicyClock& clock) {
    return clock.extend && clock.extend->approved_by == role;
  });
}

bool consents(const core::Policy& policy, core::Role role) {
  return core::contains(policy.consents, role, &core::Consent::by);
}

bool sets_limits(const core::Policy& policy, core::Role role) {
  return core::contains(policy.clocks, std::optional(role), &core::PolicyClock::set_by);
}

bool acts(const core::Policy& policy, core::Role role, const cases::ActionRule& rule) {
  if (rule.effect == cases::Effect::grants_time) return approves(policy, role);
  if (rule.effect == cases::Effect::gives_consent) return consents(policy, role);
  if (rule.effect == cases::Effect::sets_limit) return sets_limits(policy, role);
  if (rule.effect == cases::Effect::agrees)
    return core::contains(cases::roles_to_agree(policy), role);
  // No unit's report and no call waits here, so the group would always be empty.
  const bool releases = rule.event == cases::EventType::progress_released;
  if (releases && !policy.progress.window_first) return false;
  const bool contacts = rule.event == cases::EventType::contacted;
  if (contacts && !policy.uses(core::Milestone::contacted)) return false;
  return core::contains(rule.roles, role);
}

}  // namespace

std::span<const Group> groups() {
  return kGroups;
}

const Group& group_named(std::string_view id, const Visit& visit) {
  const auto* found = find(id);
  return found == kGroups.end() ? default_group(visit) : *found;
}

const Group& known_group(std::string_view id) {
  const auto* found = find(id);
  BANCHENG_CHECK(found != kGroups.end());
  return *found;
}

const Group& default_group(const Visit& visit) {
  const auto* mine = std::ranges::find_if(kGroups, [&visit](const Group& group) {
    return group.action.empty() && group.role && is_for(group, visit);
  });
  return mine == kGroups.end() ? known_group("open") : *mine;
}

bool is_for(const Group& group, const Visit& visit) {
  if (group.action.empty())
    return !group.role || core::contains(visit.staff.grants, *group.role, &cases::Grant::role);
  const cases::ActionRule* rule = cases::find_action(group.action);
  const auto& grants = visit.staff.grants;
  return rule != nullptr && std::ranges::any_of(grants, [&](const cases::Grant& grant) {
           return acts(visit.model().policy, grant.role, *rule);
         });
}

void apply(const Group& group, core::Instant now, store::CaseFilter& filter) {
  filter.mark = std::string(group.mark);
  if (group.role == core::Role::unit) {
    for (store::Reach& reach : filter.reach) reach.held = true;
  }
  if (group.what == What::late) filter.late_at = now;
  if (group.what != What::ended || !filter.states.empty()) return;
  for (const auto& [state, word] : core::kCaseStates) {
    if (cases::has_ended(state)) filter.states.emplace_back(word);
  }
}

}  // namespace handler::desk
