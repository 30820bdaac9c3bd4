// The table of public pages. A new page needs a row, a template and, if the frame's data is not
// enough, a data function.
#pragma once

#include <vector>

#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// The pages that every site has. `site` and `texts` must outlive the specs.
std::vector<PageSpec> main_specs(const core::Site& site, const core::Texts& texts);

// The pages of its publications for which the site has content; the same holds.
std::vector<PageSpec> publication_specs(const core::Site& site, const core::Texts& texts);

}  // namespace generator
