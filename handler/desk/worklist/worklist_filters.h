// The form that filters the worklist: only what this site knows and what makes a difference.
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/worklist/worklist_query.h"

namespace handler::desk {

// Adds the choices, with those of the query chosen, and what is being filtered by in words.
void add_filters(core::TemplateData& data, const Visit& visit, const WorklistQuery& query);

}  // namespace handler::desk
