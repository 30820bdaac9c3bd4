// News and stories.
#pragma once

#include <string>
#include <vector>

#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// News and stories: the list with twenty per page, and a page for each article.
std::vector<PageSpec> article_specs(const core::Site& site, const core::Texts& texts,
                                    const std::string& column,
                                    const std::vector<core::Article>& articles);

}  // namespace generator
