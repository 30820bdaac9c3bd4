// A portal's head or foot as markup of one page: its addresses as they lead from there.
#pragma once

#include <string>

#include "core/page/page_template.h"
#include "core/site/portal_part.h"

namespace core {

// `site_root` is put before addresses of pages, `shared_root` before those of files. Thread-safe.
Rendered render_portal_part(const PortalPart& part, const std::string& site_root,
                            const std::string& shared_root);

}  // namespace core
