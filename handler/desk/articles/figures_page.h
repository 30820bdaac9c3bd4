// The published figures: what stands, and a fresh count of the cases that may take its place.
#pragma once

#include <vector>

#include "core/time/period.h"
#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// The periods that can be chosen on this day: the year so far, the year until its last quarter
// ended, the last quarter, the last month, the last year. No others, so that no two counts differ
// by a few cases alone.
std::vector<core::Period> figure_periods(core::Day today);

// GET /publishing/figures; with the query `period` the count of that period stands beside the
// published one.
web::Response show_figures(const Visit& visit);
// POST /publishing/figures/keep: counts again and puts the result into the draft. 409 if the count
// is not the one that the page showed, 422 if there are too few cases.
web::Response keep_figures(const Visit& visit);

}  // namespace handler::desk
