// The files of a case on the ticket page: those that the reporter sent, by type, size and day, and
// those that the window sent with its answers, which can be looked at.
#pragma once

#include "core/page/page_template.h"
#include "handler/casework/services.h"
#include "handler/portal/action_form.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// Adds SENT_FILE[], the reporter's own, also those that are gone, with CAN_TAKE_BACK; and
// OFFICE_FILE[], what reporter_sees(). Of a merged case only its own files.
void add_ticket_files(core::TemplateData& data, const core::Texts& texts, const Ticket& ticket,
                      int year, bool can_take_back);

// POST with `number` and `file` ("12.file1"): the file itself, inert. 404 unless it is a file of
// this case that the reporter sees. The number passes the guard of all look-ups.
web::Response show_file(view::Services& services, const view::LiveSite& site,
                        const web::Request& request);

}  // namespace handler::portal
