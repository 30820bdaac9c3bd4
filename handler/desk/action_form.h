// An action's form, drawn from the action table: exactly its fields, with choices from the policy
// and the site.
#pragma once

#include "handler/desk/case_page.h"

namespace handler::desk {

// Adds one ACTION[] with ACTION_ID, ACTION_LABEL, and INPUT[] of its fields. What `failed` holds
// for this action is put back into the fields, with what is wrong beside them.
void add_action(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                const cases::ActionRule& action, const FailedAction& failed);

}  // namespace handler::desk
