// What the links of a rendering may lead to besides its pages.
#pragma once

#include <string>

#include "generator/inputs.h"
#include "generator/link_check.h"
#include "generator/rendering.h"

namespace generator {

// Shared files, attachments, what machines read, and the sites that are there but not built now.
LinkScope link_scope_of(const Inputs& inputs, const Rendering& rendering,
                        const std::string& base_path);

}  // namespace generator
