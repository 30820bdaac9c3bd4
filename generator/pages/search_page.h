// The search page: a search field if the browser runs scripts, and otherwise the site's main pages,
// so that it is never empty.
#pragma once

#include <string_view>
#include <vector>

#include "core/reading/texts.h"
#include "generator/pages/page_spec.h"

namespace generator {

inline constexpr std::string_view kSearchPage = "search";

// For the pages of one edition; lists those directly below the site. `texts` must outlive the spec.
PageSpec search_page(const std::vector<PageSpec>& specs, const core::Texts& texts);

// Whether the search covers the page. Left out: the search page itself, pages shown in place of
// another page, and sheets that repeat a window's page.
bool is_searched(const PageSpec& spec);

}  // namespace generator
