// What the pages say of photos and other files that a case takes.
#pragma once

#include "core/page/page_template.h"
#include "core/site/site.h"

namespace generator {

// Nothing where the policy takes no files. Else FILES_TAKEN, the numbers of the rule (FILES_MOST,
// FILES_EACH, FILES_OF_CASE, FILES_BEFORE), SOME_FILES_BEFORE or NO_FILES_BEFORE acceptance, and
// whose rule it is: FILES_OF_TOWN or FILES_OF_PROGRAM.
void add_file_rule(core::TemplateData& data, const core::Policy& policy);

}  // namespace generator
