// The progress shown on the ticket page: the case's own, or after a merge that of the main case,
// without any text by or for its reporter.
#pragma once

#include "core/page/page_template.h"
#include "handler/portal/action_form.h"

namespace handler::portal {

// Data for the partials of site_templates/case; after a merge also IS_MERGED. If the main case
// cannot be read, the page shows this case alone.
core::TemplateData progress_of(const view::Services& services, const view::LiveSite& site,
                               const Ticket& ticket);

}  // namespace handler::portal
