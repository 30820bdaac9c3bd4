// What every page shows because of the day: mourning, and current notices.
#pragma once

#include "core/page/page_template.h"
#include "core/site/identity.h"

namespace core {

// Adds MOURNING, and NOTICE[] with HAS_NOTICES.
void add_days(TemplateData& data, const SiteIdentity& identity, Day today);

}  // namespace core
