// An action's form, drawn from the action table: exactly its fields, with choices from the policy
// and the site.
#pragma once

#include <string>
#include <string_view>

#include "handler/cases/actions/action_table.h"
#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// The id of a field's element, for links from the summary of mistakes.
std::string input_id(std::string_view action, const std::string& field);

// Adds one ACTION[] with ACTION_ID, ACTION_LABEL, and INPUT[] of the fields that this case asks
// for. What `failed` holds for this action is put back into the fields, with what is wrong beside
// them.
// False if a choice that the action needs has nothing to choose from: the site publishes no
// measures.
bool can_be_asked(const Visit& visit, const OpenCase& open, const cases::ActionRule& action);

void add_action(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                const cases::ActionRule& action, const FailedAction& failed);

}  // namespace handler::desk
