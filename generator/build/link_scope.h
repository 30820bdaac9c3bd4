// What the links of rendered pages may lead to, besides pages.
#pragma once

#include <string>

#include "generator/build/inputs.h"
#include "generator/build/rendering.h"
#include "generator/links/link_check.h"

namespace generator {

// Shared files, attachments, feeds and site maps, addresses of the handler and of government
// portals. Links into sites that are not rendered now are not checked.
LinkScope link_scope_of(const Inputs& inputs, const Rendering& rendering,
                        const std::string& base_path);

}  // namespace generator
