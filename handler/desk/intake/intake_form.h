// The counter's form: the public one, with what only the counter knows.
#pragma once

#include <optional>

#include "core/forms/form.h"
#include "core/forms/form_check.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The ids of the windows for which this person may register reports; empty: for none.
std::vector<std::string> windows_to_register(const Visit& visit);

// The public form with the channel, the time, a superior's task and the clerk's remark. What a
// channel cannot know is not required: nobody reads the privacy notice in a letter, and a
// superior's task has no reporter (BG-17). `channel` may be "" or unknown.
core::ReportForm intake_form(const Visit& visit, std::string_view channel);

struct Intake {
  core::ReportForm form;
  core::CheckedForm checked;  // times in it are as people write them
  std::optional<core::Instant> received_at;
  std::optional<core::Day> assigned_due;
};

// Checks in full, like the public form; the time it came in is never in the future and never before
// the window was there (design rule 8).
Intake check_intake(const Visit& visit, const core::FormValues& typed);

}  // namespace handler::desk
