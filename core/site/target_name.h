// How people call the target of a breach action: pages and cases name it in the same words.
#pragma once

#include <string>

#include "core/site/site.h"

namespace core {

// The word for a role in `rules`, else the name of a body of the site, else the id itself. Pure.
std::string target_name(const Site& site, const Policy& rules, const std::string& target);

}  // namespace core
