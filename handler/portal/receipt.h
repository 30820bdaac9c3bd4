// The receipt: the ticket number, what happens next and by when, and whom to call; shown once,
// never stored by browsers.
#pragma once

#include <string>

#include "core/forms/form.h"
#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// `request` tells under which address the person sees us; `number` are the 16 digits; `received` is
// when the store took the report.
web::Response receipt_page(const view::Services& services, const view::LiveSite& site,
                           const web::Request& request, const core::FormValues& values,
                           const std::string& number, core::Instant received);

}  // namespace handler::portal
