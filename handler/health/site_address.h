// Whether a published site and this process fit together: pages that were built for one address
// cannot lead to a handler that answers at another.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/settings/public_address.h"
#include "core/site/published.h"

namespace handler::health {

// Fails with `misconfigured`, and names both addresses, if the site sends its forms to another path
// than `prefix`, or was built for another origin than that of `own` (if both declare one). Pure.
core::Status check_address(const core::PublishedSite& site, const core::PublicAddress& own,
                           const std::string& prefix);

}  // namespace handler::health
