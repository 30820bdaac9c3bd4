// What must hold between the files of one site.
#pragma once

#include "core/site/site.h"

namespace core {

// References from one file to another, and people that the policy asks for. Reports at the place of
// the reference.
void check_site(const Site& site, Diagnostics& diagnostics);

}  // namespace core
