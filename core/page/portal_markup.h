// Renders a portal's head or foot for one page, with addresses relative to that page.
#pragma once

#include <string>

#include "core/page/page_template.h"
#include "core/site/portal_part.h"

namespace core {

// `site_root` is the prefix of addresses of pages, `shared_root` that of files. Thread-safe.
Rendered render_portal_part(const PortalPart& part, const std::string& site_root,
                            const std::string& shared_root);

}  // namespace core
