// The words that policy files and the case engine share: states, milestones and roles of a case,
// each with its YAML name.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "core/reading/words.h"

namespace core {

// The state of a case. `awaiting_materials` pauses the handling clocks. Final states: declined,
// withdrawn, transferred_out, closed (a new round may reopen it).
enum class CaseState {
  submitted,
  accepted,
  declined,
  withdrawn,
  dispatched,
  handling,
  awaiting_materials,
  replied,
  fed_back,
  closed,
  transferred_out,
};
inline constexpr std::array<std::pair<CaseState, std::string_view>, 11> kCaseStates = {{
    {CaseState::submitted, "submitted"},
    {CaseState::accepted, "accepted"},
    {CaseState::declined, "declined"},
    {CaseState::withdrawn, "withdrawn"},
    {CaseState::dispatched, "dispatched"},
    {CaseState::handling, "handling"},
    {CaseState::awaiting_materials, "awaiting_materials"},
    {CaseState::replied, "replied"},
    {CaseState::fed_back, "fed_back"},
    {CaseState::closed, "closed"},
    {CaseState::transferred_out, "transferred_out"},
}};

// The events at which a clock may start or stop, in the order of a case's life. A clock stops at
// its `until` or at any later event. Progress and contact may come at any time, so they stop only
// the clocks that wait for them; a clock that waits for contact also stops when the reporter is
// told the answer.
enum class Milestone {
  submitted,
  accepted,
  dispatched,
  progress,
  replied,
  contacted,
  fed_back,
  closed,
};
inline constexpr std::array<std::pair<Milestone, std::string_view>, 8> kMilestones = {{
    {Milestone::submitted, "submitted"},
    {Milestone::accepted, "accepted"},
    {Milestone::dispatched, "dispatched"},
    {Milestone::progress, "progress"},
    {Milestone::replied, "replied"},
    {Milestone::contacted, "contacted"},
    {Milestone::fed_back, "fed_back"},
    {Milestone::closed, "closed"},
}};

// The roles of staff members; each site has its own words for them.
enum class Role {
  front_desk,      // receives reporters, accepts or declines, gives feedback
  dispatcher,      // assigns cases to units
  unit,            // a unit's liaison: handles cases and replies
  leader_on_duty,  // approves extensions
  leading_group,   // decides matters that no other role could settle
  supervision,     // inspection and discipline
  editor,          // publishes rosters and pages
  auditor,         // reads everything, changes nothing
  admin,           // manages users, not cases
};
inline constexpr std::array<std::pair<Role, std::string_view>, 9> kRoles = {{
    {Role::front_desk, "front_desk"},
    {Role::dispatcher, "dispatcher"},
    {Role::unit, "unit"},
    {Role::leader_on_duty, "leader_on_duty"},
    {Role::leading_group, "leading_group"},
    {Role::supervision, "supervision"},
    {Role::editor, "editor"},
    {Role::auditor, "auditor"},
    {Role::admin, "admin"},
}};

constexpr std::string_view to_text(CaseState state) {
  return name_in(kCaseStates, state);
}
constexpr std::string_view to_text(Milestone milestone) {
  return name_in(kMilestones, milestone);
}
constexpr std::string_view to_text(Role role) {
  return name_in(kRoles, role);
}

}  // namespace core
