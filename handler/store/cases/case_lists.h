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

// A part of a site's cases that a grant reaches: those of these windows (none: of all) that the
// unit holds ("": any). No unit is shown the restricted ones that are about itself.
struct Reach {
  std::vector<std::string> windows;
  std::string unit;
};

// Which cases a list shows. Scope is decided by the desk from grants; what is empty restricts
// nothing.
struct CaseFilter {
  std::string site;
  std::vector<Reach> reach;  // any of them
  std::string mark;          // of cases::mark_table(); empty: all there are
  std::vector<std::string> states;
  std::string kind, tier, unit;
  std::vector<std::string> windows;
  bool restricted = false;                    // only those
  std::optional<core::Instant> late_at;       // with a mark: only what is late at that time
  std::optional<core::Instant> from, before;  // submitted
  std::vector<std::string> serials;           // without a mark: only these
  std::string words;                          // without a mark: as typed; in what staff wrote
  std::optional<std::string> after;           // keyset position from the page before
  int limit = 50;
};

struct CasePage {
  // With a mark due soonest first, cases without a due time last, then oldest first; without one
  // newest first.
  std::vector<CaseRow> rows;
  std::optional<std::string> next;  // position for `after`, or nothing at the end
};

// How many cases carry a mark, and how many of them are late.
struct MarkCount {
  std::string mark;
  std::string unit, tier;  // if it was asked for
  int count = 0;
  int late = 0;
};
enum class CountBy { mark, mark_unit_tier };

class CaseLists {
 public:
  explicit CaseLists(Connections& connections) : connections_(connections) {}

  core::Result<CasePage> list_cases(const CaseFilter& filter);
  // Only marks that some case has; the filter's mark, search and position are ignored.
  core::Result<std::vector<MarkCount>> count_marks(const CaseFilter& filter, core::Instant now,
                                                   CountBy by);

 private:
  Connections& connections_;
};

}  // namespace handler::store
