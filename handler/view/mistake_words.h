// What is wrong with a field of an action, for reporters and staff.
#pragma once

#include <string>

#include "core/reading/texts.h"
#include "handler/cases/actions/plan_action.h"

namespace handler::view {

// "case.mistake.CODE_FIELD" where the field has a sentence of its own (a grade is chosen, not
// typed), else "case.mistake.CODE"; `{limit}` in it is the number that was exceeded.
std::string mistake_sentence(const core::Texts& texts, const cases::ActionMistake& mistake);

}  // namespace handler::view
