// What the search lists a page as.
#pragma once

#include <optional>

#include "core/site/site.h"
#include "generator/pages/page_spec.h"
#include "generator/search/hit_kind.h"

namespace generator {

// Nothing for the search page itself, the site map, pages shown in place of another page, and
// sheets that repeat a window's page. Pure.
std::optional<HitKind> hit_kind_of(const PageSpec& spec, const core::Site& site);

// The kind of the parts of a page that are hits of their own; nothing for most pages.
std::optional<HitKind> kind_of_parts(const PageSpec& spec);

}  // namespace generator
