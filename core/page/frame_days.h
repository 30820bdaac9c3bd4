// What every page says because of the day: mourning, and notices that run.
#pragma once

#include <optional>
#include <string>

#include "core/page/page_template.h"
#include "core/site/site.h"

namespace core {

// MOURNING, and NOTICE[] with HAS_NOTICES.
void add_days(TemplateData& data, const SiteIdentity& identity, Day today);

// Which of it is said: on two days with the same text add_days adds the same. Nothing is said of no
// day.
std::string said_because_of(const std::optional<Day>& today, const SiteIdentity& identity);

}  // namespace core
