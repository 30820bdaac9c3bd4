// The pages that lead to all others: the site map, and the search page, which lists the main pages
// if the browser runs no scripts.
#pragma once

#include <vector>

#include "core/reading/texts.h"
#include "generator/pages/page_spec.h"

namespace generator {

// The page `sitemap` for `specs` (and itself), in groups. Pages below another page ("windows/...")
// are listed under it if they are few; otherwise that page has its own list. Pages without a group
// come last.
PageSpec site_map_page(const std::vector<PageSpec>& specs, const core::Texts& texts);

// For the pages of one edition; lists those directly below the site, in the groups of the site map,
// which is one of them. `texts` must outlive the spec.
PageSpec search_page(const std::vector<PageSpec>& specs, const core::Texts& texts);

}  // namespace generator
