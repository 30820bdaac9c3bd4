// What the ticket page tells of a case: its own progress, or after a merge that of the case which
// is dealt with in its place, without anything that its reporter wrote or was told.
#pragma once

#include "core/page/page_template.h"
#include "handler/portal/action_form.h"

namespace handler::portal {

// Data for the partials of site_templates/case; after a merge also IS_MERGED. If the other case
// cannot be read now, the page shows this one as it stands.
core::TemplateData progress_of(const view::Services& services, const view::LiveSite& site,
                               const Ticket& ticket);

}  // namespace handler::portal
