// The mistakes of a pasted table, as a list of rows and cells.
#pragma once

#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "handler/publishing/pasted_table.h"

namespace handler::desk {

// Fills the partial desk/publishing_table_mistakes; nothing if there are none.
void add_table_mistakes(core::TemplateData& data, const core::Texts& texts,
                        const std::vector<publishing::TableMistake>& mistakes);

}  // namespace handler::desk
