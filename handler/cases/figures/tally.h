// Counts cases for the figures that a window publishes and files: rates with their exact
// denominators, and how many of each tier, unit and cause (CA-05, CA-31, SG-21, PY-31).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/publications/reports.h"
#include "core/publications/statistics.h"
#include "core/site/site.h"
#include "handler/cases/fold/case.h"

namespace handler::cases {

// One case with what it is judged by.
struct TalliedCase {
  const core::Policy& policy;  // of the case
  const Case& folded;
  const std::vector<Event>& events;
};

// What became of the cases that one unit holds or held in the end (PY-31).
struct UnitTally {
  int received = 0;
  int done = 0;
  int on_time = 0;  // of those done: no clock that ends with the unit's answer ever ran out
  int late = 0;     // some such clock ran out, done or not
  int extended = 0;
  int bounced = 0;  // slips that it sent back, also of cases that another unit has now
  int evaluated = 0;
  int satisfied = 0;
};

// Adds cases up; a value, not thread-safe. A case that the reporter withdrew before the window said
// anything counts nowhere; one that was merged counts in the case that it went into, but was
// answered only when its own reporter was told.
class Tally {
 public:
  explicit Tally(core::Instant now) : now_(now) {}

  void add(const TalliedCase& one);

  // A rate that a policy without clocks or grades cannot have is left out; of no goals all others
  // are taken. In the order of the goals.
  std::vector<core::Kpi> kpis(const core::Policy& present,
                              const std::vector<core::KpiGoal>& goals) const;
  // By the names that they have now; largest first is the caller's to sort.
  std::vector<core::CountOf> by_tier() const;
  std::vector<core::CountOf> by_unit(const core::Site& site) const;
  // Why things could not be done, by what each case's own policy calls it (CA-31); a case without a
  // stated cause counts nowhere here.
  std::vector<core::CountOf> by_cause(const std::string& other_cause) const;
  // By the unit's id.
  const std::map<std::string, UnitTally>& units() const { return units_; }
  int cases() const { return counts_.at("responded").of; }

 private:
  struct Part {
    int count = 0;
    int of = 0;
  };
  void count(const char* kpi, bool counts);

  core::Instant now_;
  std::map<std::string, Part, std::less<>> counts_ = {{"responded", {}}};
  std::map<std::string, int> tiers_;
  std::map<std::string, int> causes_;  // by name; "": none of the policy's
  std::map<std::string, UnitTally> units_;
};

}  // namespace handler::cases
