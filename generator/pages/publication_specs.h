// Which pages a site's publications make.
#pragma once

#include <vector>

#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// All pages of this kind for which the site has content. `site` and `texts` must outlive the specs.
std::vector<PageSpec> publication_specs(const core::Site& site, const core::Texts& texts);

}  // namespace generator
