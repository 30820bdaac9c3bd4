// The form of an action, built from the action table: its fields, with choices from policy and
// site.
#pragma once

#include <string>
#include <string_view>

#include "handler/cases/actions/action_table.h"
#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// The element id of a field, for links from the summary of mistakes.
std::string input_id(std::string_view action, const std::string& field);

// False if a required choice has no options: the site publishes no measures.
bool can_be_asked(const Visit& visit, const OpenCase& open, const cases::ActionRule& action);

// Adds one ACTION[] with ACTION_ID, ACTION_LABEL, and INPUT[] with the fields of this case. The
// values of `failed` for this action are put back into the fields, with the mistakes beside them.
void add_action(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                const cases::ActionRule& action, const FailedAction& failed);

// Adds DONE, the text `text_key` with the action that was just recorded. The address names it by a
// word, so that no text can be put on the page from outside.
void add_done(core::TemplateData& data, const Visit& visit, const std::string& text_key);

}  // namespace handler::desk
