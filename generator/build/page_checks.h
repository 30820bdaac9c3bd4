// What is wrong with the pages of a build taken together, before any is rendered.
#pragma once

#include <string>
#include <vector>

#include "core/input/diagnostic.h"
#include "generator/pages/site_plan.h"

namespace generator {

// Mistake: two pages with one address. Warning: two pages of one edition with one title (WCAG 2.2,
// 2.4.2: a title tells pages apart). `folder` is the site's, with its '/', for the messages.
void check_plan(const std::vector<PlannedPage>& plan, const std::string& folder,
                core::Diagnostics& diagnostics);

}  // namespace generator
