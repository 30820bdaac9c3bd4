// When the leader on duty was at the window: written down with one press, shown month by month
// against the workdays there were (PY-25).
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// A month (?period=, else the present one) with every part of its workdays and what they add up to;
// ?as=csv saves it. 404 where the policy asks for no attendance.
web::Response show_attendance(const Visit& visit);
// POST: `part` of today that has begun, `who` was there, `note`. Once is enough: the same again
// changes nothing.
web::Response note_attendance(const Visit& visit);

// ATTENDANCE_WAITING[] for whoever may write it down: the parts of today that have begun and for
// which the leader is not written down, each a button.
void add_attendance_waiting(core::TemplateData& data, const Visit& visit);

}  // namespace handler::desk
