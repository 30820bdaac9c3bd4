// Whether a report is taken in at once, set aside or refused, by the limits and the budget that it
// comes with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "handler/store/cases/case_changes.h"
#include "handler/store/database/database.h"

namespace handler::store {

enum class Admission {
  at_once,
  set_aside,
  limited,  // a limit is used up
  full,     // it would have to be set aside, but there is no room left for such reports
};

struct Judgement {
  Admission how = Admission::at_once;
  bool is_news =
      false;  // the first of its site in this hour that is set aside, or for which it is full
};

// Counts the report; in the caller's transaction. Limits that cannot be counted do not hold: no
// report may be lost for them. Throws Refused if a page is damaged: then nothing can be committed,
// and the caller tries again without the counters.
Judgement judge(Database& database, const NewReport& report, core::Instant now);

// What a report takes on the disk, about: its texts and files, and a fixed sum for its rows and for
// the events that follow.
int bytes_of(const NewReport& report);

// The reports of a site that are set aside, or were turned away and are not destroyed yet.
struct SetAside {
  std::string site;
  int waiting = 0;         // staff have not looked at them yet
  std::int64_t bytes = 0;  // of all of them
};
// Of each site that has any.
std::vector<SetAside> read_set_aside(Database& database);

}  // namespace handler::store
