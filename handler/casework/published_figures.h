// The figures that a window publishes about its work, counted from the events: for the command that
// writes them, and for the desk, which puts them into a draft.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/publications/statistics.h"
#include "core/time/period.h"
#include "handler/casework/case_rules.h"
#include "handler/casework/live_sites.h"
#include "handler/store/store.h"

namespace handler::view {

struct CountedFigures {
  core::Statistics statistics;              // without rates: too few cases to publish anything
  int cases = 0;                            // received in the period
  std::vector<std::string> rates_left_out;  // ids of rates of fewer than core::kFewestShown
  std::vector<std::string> thinned;         // "tier", "unit", "cause": tables without small numbers
  std::map<std::string, int> mended;        // as cases::Tally has it; not published

  bool may_be_published() const { return !statistics.kpis.empty(); }
};

// Counts the reports received in the period, in their present state. Small numbers are left out.
// Fails as the store does.
core::Result<CountedFigures> count_figures(store::Store& store, CaseRules& rules,
                                           const LiveSite& site, const core::Period& period,
                                           core::Instant now);

}  // namespace handler::view
