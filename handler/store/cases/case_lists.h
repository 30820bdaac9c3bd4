// Lists of cases and their counts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/store/cases/case_record.h"

namespace handler::store {

class Connections;

// The cases that one grant (or several merged ones) covers. A case is within the reach if
// these hold:
// - its window is one of `windows` (empty: any window);
// - `unit` is "" (any unit), or `unit` holds or assists the case, unless the case is restricted and
//   about `unit` itself.
// - `held`: `unit` must hold it; cases that it only assists do not count.
struct Reach {
  std::vector<std::string> windows;
  std::string unit;
  bool held = false;
};

// Selects the cases of a list. Empty fields do not restrict.
//
// `reach` is the user's scope and comes from the desk (scope_of), never from the request: a case is
// listed if any Reach covers it. An empty `reach` means the whole site, so a user without any right
// to see cases must get no filter at all. The other fields narrow the scope; scope and filter are
// one SQL condition, so the counts never include a case that the rows would not show.
struct CaseFilter {
  std::string site;
  std::vector<Reach> reach;  // any of them
  std::string mark;          // of cases::marks_of(); empty: every case
  // Without a mark and without states, reports that were set aside or turned away are left out.
  std::vector<std::string> states;
  std::string kind, tier, unit;
  std::vector<std::string> windows;
  bool restricted = false;                    // only restricted cases
  std::optional<core::Instant> late_at;       // with a mark: only cases that are late at that time
  std::optional<core::Instant> from, before;  // time of submission
  std::vector<std::string> serials;           // without a mark: only these serial numbers
  std::string words;  // without a mark: search terms as typed, for texts that staff wrote
  std::optional<std::string> after;  // CasePage::next of the previous page
  int limit = 50;
};

struct CasePage {
  // With a mark: earliest deadline first, cases without one last, then oldest first. Without a
  // mark: newest first.
  std::vector<CaseRow> rows;
  std::optional<std::string> next;  // `after` for the next page; empty on the last page
};

// How many cases carry a mark, and how many of them are late.
struct MarkCount {
  std::string mark;
  std::string unit, tier;  // only with CountBy::mark_unit_tier
  int count = 0;
  int late = 0;
};
// A slip that a unit has bounced.
struct BouncedSlip {
  CaseId id = 0;
  std::string serial;
  core::Instant at{};
};

// How many open cases have this window, this holder and these assisting units.
struct HolderCount {
  std::string unit;
  std::string window;
  std::vector<std::string> assisting;
  int count = 0;
};

enum class CountBy { mark, mark_unit_tier };

class CaseLists {
 public:
  explicit CaseLists(Connections& connections) : connections_(connections) {}

  core::Result<CasePage> list_cases(const CaseFilter& filter);
  // Only marks that at least one case has. The filter's mark, search and position are ignored.
  core::Result<std::vector<MarkCount>> count_marks(const CaseFilter& filter, core::Instant now,
                                                   CountBy by);
  // The newest slips that this unit has bounced, newest first; without cases about the unit itself.
  core::Result<std::vector<BouncedSlip>> bounced_slips(const std::string& site,
                                                       const std::string& unit, int most);
  // Of the cases that have not ended; each is counted once.
  core::Result<std::vector<HolderCount>> count_holders(const std::string& site);

 private:
  Connections& connections_;
};

}  // namespace handler::store
