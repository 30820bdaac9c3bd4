// What the links of a rendering may lead to besides its pages.
#pragma once

#include <string>

#include "generator/build/inputs.h"
#include "generator/build/rendering.h"
#include "generator/links/link_check.h"

namespace generator {

// Shared files, attachments, what machines read, addresses of the handler and of government
// portals; links into sites that are not rendered now are not followed.
LinkScope link_scope_of(const Inputs& inputs, const Rendering& rendering,
                        const std::string& base_path);

}  // namespace generator
