// The site map: the page from which every other page of a site can be found without searching.
#pragma once

#include <vector>

#include "core/site/texts.h"
#include "generator/page_spec.h"

namespace generator {

// The page `sitemap` over `specs` (and itself), in groups. Pages below another page ("windows/...")
// are listed under it while they are few; many have a list of their own there. Pages without a
// group of their own come last.
PageSpec site_map_page(const std::vector<PageSpec>& specs, const core::Texts& texts);

}  // namespace generator
