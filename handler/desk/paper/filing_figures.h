// The figures on a filing's page: as they are now, or as they were filed with what has changed
// since beside them.
#pragma once

#include <optional>

#include "core/page/page_template.h"
#include "core/publications/reports.h"
#include "handler/cases/figures/filed.h"
#include "handler/cases/figures/tally.h"
#include "handler/desk/visit.h"

namespace handler::desk {

cases::Figures figures_of(const Visit& visit, const core::Reports& reports,
                          const cases::Tally& tally);

// RECEIVED, RATE[] and COUNTS[] of `filed`, or of `now` if nothing was kept. A figure that has
// changed since also has RECEIVED_NOW, RATE_NOW or COUNT_NOW.
void add_figures(core::TemplateData& data, const Visit& visit, const cases::Figures& now,
                 const std::optional<cases::Figures>& filed);

}  // namespace handler::desk
