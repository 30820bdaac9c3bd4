// The filter form of the worklist: only values that the site has and that differ.
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/worklist/worklist_query.h"

namespace handler::desk {

// Adds the choices, with the query's values selected, and the active filters in words.
void add_filters(core::TemplateData& data, const Visit& visit, const WorklistQuery& query);

}  // namespace handler::desk
