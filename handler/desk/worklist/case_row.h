// A case as one line of a list.
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// Adds a ROW: the case, its deadline and its unit. `now` decides what is late. Returns the ROW.
core::TemplateData& add_row(core::TemplateData& data, const Visit& visit, const store::CaseRow& row,
                            core::Instant now);

}  // namespace handler::desk
