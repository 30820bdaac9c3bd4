// One filled-in field of an action: its value is checked and becomes data or a text of the planned
// event.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/site/site.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/plan_action.h"

namespace handler::cases {

// The inputs and results of the checks of one action.
struct Plan {
  const Rules& rules;
  const core::Site& site;
  const Case& subject;
  const ActionRule& rule;
  const ActionInput& input;
  std::vector<ActionMistake> mistakes;
  PlannedEvent event;
  core::Instant now{};
  bool by_unit = false;
  const StaffMember* actor = nullptr;  // of staff
  const SentText* text = nullptr;      // that is corrected or withheld
  const CaseFile* file = nullptr;      // that is taken back or shown to the unit

  std::string value(std::string_view field) const {
    const auto found = input.find(field);
    return found == input.end() ? std::string() : core::trimmed(core::cleaned(found->second));
  }
  void mistake(std::string_view field, std::string_view code, int limit = 0) {
    mistakes.push_back({std::string(field), std::string(code), limit});
  }
};

// Keeps the value of a field in plan.event, or adds the mistake that it holds. A mistake in another
// field that it depends on is left to that field.
void take_field(Plan& plan, const ActionField& field);

}  // namespace handler::cases
