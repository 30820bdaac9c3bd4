// Checks all pages of a build together: before any is rendered, their addresses and titles;
// afterwards, what their links may lead to besides pages.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/input/diagnostic.h"
#include "generator/build/inputs.h"
#include "generator/build/rendering.h"
#include "generator/links/link_check.h"
#include "generator/pages/site_plan.h"

namespace generator {

// Error: two pages with the same address. Warning: two pages of one edition with the same title
// (WCAG 2.2, 2.4.2: titles must distinguish pages). `folder` is the site's folder with '/', for
// messages.
void check_plan(const std::vector<PlannedPage>& plan, const std::string& folder,
                core::Diagnostics& diagnostics);

// Adds the files of errors/ below a site's folder, or below the public folder if `folder` is "":
// they are shown at any address, and no link leads to them.
void add_error_pages(std::set<std::string>& paths, const std::string& folder);

// Shared files, attachments, feeds and site maps, addresses of the handler and of government
// portals. Links into sites that are not rendered now are not checked.
LinkScope link_scope_of(const Inputs& inputs, const Rendering& rendering,
                        const std::string& base_path);

}  // namespace generator
