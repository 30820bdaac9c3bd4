// Which pages a site's publications make.
#pragma once

#include <vector>

#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// Every page of this area that the site has something for; `site` and `texts` must outlive them.
std::vector<PageSpec> publication_specs(const core::Site& site, const core::Texts& texts);

}  // namespace generator
