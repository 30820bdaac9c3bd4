// The search page: a field for those whose browser runs scripts, and for everybody else the site's
// main pages, so that it is never an empty box.
#pragma once

#include <string_view>
#include <vector>

#include "core/reading/texts.h"
#include "generator/pages/page_spec.h"

namespace generator {

inline constexpr std::string_view kSearchPage = "search";

// Over the pages of one edition, which it lists if they stand directly below the site. `texts` must
// outlive it.
PageSpec search_page(const std::vector<PageSpec>& specs, const core::Texts& texts);

// Whether a search finds the page: not itself, not what is shown instead of another page, not the
// sheets that repeat a window's page.
bool is_searched(const PageSpec& spec);

}  // namespace generator
