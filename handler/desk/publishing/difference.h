// Two texts as one, with what went and what came marked.
#pragma once

#include <string>

#include "core/page/page_template.h"

namespace handler::desk {

// Adds the parts (PART) for the partial desk/publishing_difference, with a few lines around each
// change.
void add_difference(core::TemplateData& data, const std::string& before, const std::string& after);

}  // namespace handler::desk
