// Attendance of the leader on duty at the window: recorded with one click, shown by month against
// the workdays (PY-25).
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// A month (?period=, default: the current one) with every part of its workdays and the totals;
// ?as=csv saves it. 404 if the policy requires no attendance.
web::Response show_attendance(const Visit& visit);
// POST: records `part` (of today, already begun), `who` and `note`. A repetition changes nothing.
web::Response note_attendance(const Visit& visit);

// ATTENDANCE_WAITING[] for users who may record it: a button for each part of today that has begun
// and has no record of the leader.
void add_attendance_waiting(core::TemplateData& data, const Visit& visit);

}  // namespace handler::desk
