// The name of a breach action's target, the same on pages and in cases.
#pragma once

#include <string>

#include "core/site/site.h"

namespace core {

// The word for a role in `rules`, or the name of a body of the site, or the id itself. Pure.
std::string target_name(const Site& site, const Policy& rules, const std::string& target);

}  // namespace core
