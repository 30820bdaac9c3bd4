// The site map: a page that leads to every other page of a site.
#pragma once

#include <functional>
#include <vector>

#include "core/reading/texts.h"
#include "generator/pages/page_spec.h"

namespace generator {

// The page `sitemap` for `specs` (and itself), in groups. Pages below another page ("windows/...")
// are listed under it if they are few; otherwise that page has its own list. Pages without a group
// come last.
PageSpec site_map_page(const std::vector<PageSpec>& specs, const core::Texts& texts);

// GROUP[GROUP_TITLE, PAGE[PAGE_HREF, PAGE_TITLE]] for the pages of `specs` directly below the site,
// in the groups of the site map, which is one of them. `texts` must outlive the function.
std::function<core::TemplateData(const PageRoots&)> main_pages_in_groups(
    const std::vector<PageSpec>& specs, const core::Texts& texts);

}  // namespace generator
