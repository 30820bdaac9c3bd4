// Data of a receipt, on the reporter's screen and on the counter's printout: the number, the next
// steps and their dates.
#pragma once

#include <string>

#include "core/page/page_template.h"
#include "handler/casework/services.h"
#include "handler/web/request.h"

namespace handler::view {

// The root of the site's static pages: "/pingyi/", or the URL in site.yaml.
std::string site_root(const core::Site& site);

// NUMBER in groups of four, NUMBER_DIGITS (a link to the ticket page has them after '#': browsers
// do not send fragments, so the number reaches no server log), TICKET_PAGE, the address of that
// page in letters, and a QR code of the link (QR_SIZE, QR_PATH). Address and code begin with the
// origin of the base URL, or with that of `request` if none is declared; if neither is known, the
// address is a path and there is no code.
void add_number(core::TemplateData& data, const Services& services, const core::Site& site,
                const web::Request& request, const std::string& number);

// RECEIVED with the year, the time of registration (OPENING_DAY with its weekday, IS_OPEN_NOW or
// OPENS_LATER) and the forecast for the kind. `received` is the time at which the store recorded
// the report.
void add_next_steps(core::TemplateData& data, const Services& services, const LiveSite& site,
                    const std::string& kind, core::Instant received);

// The ticket page as people type it: "https://host/pingyi/ticket/"; "" if neither the base URL nor
// `request` says which host.
std::string ticket_page_address(const Services& services, const core::Site& site,
                                const web::Request& request);

}  // namespace handler::view
