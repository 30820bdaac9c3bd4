// What a field of an action lets choose from.
#pragma once

#include "handler/cases/actions/action_table.h"
#include "handler/desk/casework/case_page.h"
#include "handler/view/choices.h"

namespace handler::desk {

// In the order in which they are shown; empty for fields that are typed, and if there is nothing to
// choose.
view::Choices choices_of(const Visit& visit, const OpenCase& open, const cases::ActionRule& action,
                         cases::ActionField::Type type);

}  // namespace handler::desk
