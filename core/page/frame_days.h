// What every page says because of the day: mourning, and notices that run.
#pragma once

#include "core/page/page_template.h"
#include "core/site/identity.h"

namespace core {

// MOURNING, and NOTICE[] with HAS_NOTICES.
void add_days(TemplateData& data, const SiteIdentity& identity, Day today);

}  // namespace core
