// The receipt: the ticket number, the next steps with dates, and the contacts. Shown once; browsers
// must not store it.
#pragma once

#include <string>

#include "core/forms/form.h"
#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// `request` gives the origin of the link; `number` is 16 digits; `received` is the time at which
// the store recorded the report.
web::Response receipt_page(const view::Services& services, const view::LiveSite& site,
                           const web::Request& request, const core::FormValues& values,
                           const std::string& number, core::Instant received);

}  // namespace handler::portal
