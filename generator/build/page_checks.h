// Checks all pages of a build together, before any is rendered.
#pragma once

#include <string>
#include <vector>

#include "core/input/diagnostic.h"
#include "generator/pages/site_plan.h"

namespace generator {

// Error: two pages with the same address. Warning: two pages of one edition with the same title
// (WCAG 2.2, 2.4.2: titles must distinguish pages). `folder` is the site's folder with '/', for
// messages.
void check_plan(const std::vector<PlannedPage>& plan, const std::string& folder,
                core::Diagnostics& diagnostics);

}  // namespace generator
