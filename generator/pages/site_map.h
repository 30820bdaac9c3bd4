// The site map: the page from which every other page of a site can be found without searching.
#pragma once

#include <functional>
#include <vector>

#include "core/reading/texts.h"
#include "generator/pages/page_spec.h"

namespace generator {

// The page `sitemap` over `specs` (and itself), in groups. Pages below another page ("windows/...")
// are listed under it while they are few; many have a list of their own there. Pages without a
// group of their own come last.
PageSpec site_map_page(const std::vector<PageSpec>& specs, const core::Texts& texts);

// GROUP[GROUP_TITLE, PAGE[PAGE_HREF, PAGE_TITLE]] for a page over `specs`: those directly below the
// site, in the groups of the site map, which is one of them. `texts` must outlive it.
std::function<core::TemplateData(const PageRoots&)> main_pages_in_groups(
    const std::vector<PageSpec>& specs, const core::Texts& texts);

}  // namespace generator
