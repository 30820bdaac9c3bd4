// Describes each event of a case in one plain Chinese sentence, for the ticket page and the desk.
#pragma once

#include <string>
#include <string_view>

#include "core/reading/texts.h"
#include "core/site/site.h"
#include "handler/cases/fold/event.h"

namespace handler::view {

enum class Reader { reporter, staff };

// The text "case.event.<type>", followed by its details ("view.detail.<type>"); "" if this reader
// does not see such events. `{reporter}` in the text is "您" for the reporter. Contains no personal
// data, because events have none.
std::string event_in_words(const cases::Event& event, const core::Site& site,
                           const core::Policy& policy, const core::Texts& texts, Reader reader);

// The name of a class of what is kept, for staff and reporters.
std::string kept_name(const core::Texts& texts, core::Kept kept);

// The label of an event's text or of the action's field that becomes it: "case.field.<field>", or
// "case.field_of.<type>.<field>" where the same field means something else, or for the reporter
// "case.field_to_reporter.<field>" where that reads differently; "" if there is none.
std::string field_label(const core::Texts& texts, cases::EventType type, std::string_view field,
                        Reader reader = Reader::staff);

// "督办科 李工"; the role alone if the account has its name, one of both if the other is "".
std::string role_and_person(const std::string& role, const std::string& person);

// The policy's name of a clock, or the text for a limit that only one case has.
std::string clock_name(const core::Policy& policy, const core::Texts& texts, const std::string& id);

// The policy's name of a cause; the text for "other" if the policy does not list it.
std::string cause_name(const core::Policy& policy, const core::Texts& texts, const std::string& id);

}  // namespace handler::view
