// A town's own form with a case in it, as its document prescribes it, for printing (PY-44, BG-26,
// SG-07).
#pragma once

#include <vector>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// The forms of the site that fit this case now: registration forms always, slips once the case has
// been handed to a unit.
std::vector<const core::PaperForm*> fitting_forms(const Visit& visit, const cases::Case& folded);

// GET: the form without the reporter's name and number. 404 for a form that does not fit.
web::Response show_print(const Visit& visit);
// POST: the same with them, for who may see them, after recording who looked and what for.
web::Response show_print_with_identity(const Visit& visit);

// Records that this person saw the reporter's identity, on the page or (`form` not empty) on that
// form; the grant is the one that allows it. The case is as new as the record afterwards.
core::Status record_look(const Visit& visit, OpenCase& open, const std::string& form);

}  // namespace handler::desk
