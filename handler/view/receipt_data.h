// What a receipt says, on the reporter's screen and on the paper that the counter hands over: the
// number, what happens next and by when.
#pragma once

#include <string>

#include "core/page/page_template.h"
#include "handler/casework/services.h"
#include "handler/web/request.h"

namespace handler::view {

// Where the site's static pages are: "/pingyi/", or what site.yaml says.
std::string site_root(const core::Site& site);

// NUMBER in fours, and the code that opens the ticket page (QR_SIZE, QR_PATH) with the number
// behind '#': fragments never reach a server or its log. `request` tells under which address the
// person sees us.
void add_number(core::TemplateData& data, const core::Site& site, const web::Request& request,
                const std::string& number);

// RECEIVED, when it will be registered (OPENING_DAY, OPENING_WEEKDAY, IS_OPEN_NOW or OPENS_LATER)
// and the forecast for the kind. `received` is when the store took the report.
void add_next_steps(core::TemplateData& data, const Services& services, const LiveSite& site,
                    const std::string& kind, core::Instant received);

}  // namespace handler::view
