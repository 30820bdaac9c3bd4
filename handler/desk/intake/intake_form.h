// The counter's form: the public form plus the fields of the counter.
#pragma once

#include <optional>

#include "core/forms/form.h"
#include "core/forms/form_check.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The ids of the windows for which this user may register reports.
std::vector<std::string> windows_to_register(const Visit& visit);

// The public form with channel, time, a superior's task and the clerk's remark. Fields that a
// channel cannot fill are optional: a letter confirms no privacy notice, and a superior's task has
// no reporter (BG-17). `channel` may be "" or unknown.
core::ReportForm intake_form(const Visit& visit, std::string_view channel);

struct Intake {
  core::ReportForm form;
  core::CheckedForm checked;  // times in it are as typed
  std::optional<core::Instant> received_at;
  std::optional<core::Day> assigned_due;
};

// Checks all fields like the public form. The time of receipt must not be in the future or before
// the window opened.
Intake check_intake(const Visit& visit, const core::FormValues& typed);

}  // namespace handler::desk
