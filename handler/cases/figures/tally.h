// Counts cases for published and filed figures: rates with their exact denominators, and numbers by
// tier, unit and cause (CA-05, CA-31, SG-21, PY-31).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/publications/reports.h"
#include "core/publications/statistics.h"
#include "core/site/site.h"
#include "handler/cases/fold/case.h"

namespace handler::cases {

// One case, its policy and its events.
struct TalliedCase {
  const core::Policy& policy;  // of the case
  const Case& folded;
  const std::vector<Event>& events;
};

// Counts of the cases that a unit holds or held last (PY-31).
struct UnitTally {
  int received = 0;
  int done = 0;
  int on_time = 0;  // of those done: no clock that ends with the unit's answer ran out with it
  int late = 0;     // such a clock ran out while the unit held the case, also one that another unit
                    // holds now
  int extended = 0;
  int bounced = 0;    // slips that it returned, also of cases that another unit holds now
  int evaluated = 0;  // ratings of every round that ended with this unit, also of cases that
                      // another unit holds now
  int satisfied = 0;  // of those
};

// Adds up cases; a value type, not thread-safe. Cases are counted, each once, whatever round it is
// in; ratings and bounces are counted one by one, since each round may bring some. A case withdrawn
// before the window answered is not counted. A merged case counts in the main case, but is answered
// only when its own reporter was told.
class Tally {
 public:
  explicit Tally(core::Instant now) : now_(now) {}

  void add(const TalliedCase& one);

  // The rates for the goals, in their order; without goals, all rates. A rate that needs clocks or
  // grades is left out if the policy has none.
  std::vector<core::Kpi> kpis(const core::Policy& present,
                              const std::vector<core::KpiGoal>& goals) const;
  // Under their current names, unsorted.
  std::vector<core::CountOf> by_tier() const;
  std::vector<core::CountOf> by_unit(const core::Site& site) const;
  // Why matters could not be done, under the name in each case's own policy (CA-31). Cases without
  // a cause are not counted.
  std::vector<core::CountOf> by_cause(const std::string& other_cause) const;
  // By the unit's id.
  const std::map<std::string, UnitTally>& units() const { return units_; }
  // How often something was put right in these cases: by the word of the event that was undone
  // ("declined", "withdrawn", "merged"), "corrected" or "reclassified" (also
  // another tier alone).
  const std::map<std::string, int>& mended() const { return mended_; }
  int cases() const { return counts_.at("responded").of; }

 private:
  struct Part {
    int count = 0;
    int of = 0;
  };
  void count(const char* kpi, bool counts);
  void add_ratings(const Case& folded);
  void add_mended(const std::vector<Event>& events);

  core::Instant now_;
  std::map<std::string, Part, std::less<>> counts_ = {{"responded", {}}};
  std::map<std::string, int> tiers_;
  std::map<std::string, int> causes_;  // by name; "": a cause that the policy does not list
  std::map<std::string, UnitTally> units_;
  std::map<std::string, int> mended_;
};

}  // namespace handler::cases
