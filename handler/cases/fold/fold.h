// fold(policy version, events): the only way to know where a case stands.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "handler/cases/fold/case.h"
#include "handler/cases/fold/clock_book.h"

namespace handler::cases {

// A case while its events are folded.
struct Folding {
  explicit Folding(const Rules& given) : rules(given), clocks(given) {}

  Rules rules;
  Case result;
  ClockBook clocks;
  // The policy's name for the role in which the actor acted, or "".
  std::string name_of_role(const Actor& actor) const;

  std::map<std::string, int> bounces;  // by unit
  bool corrected =
      false;  // times of the case were corrected: what only a wrong clock caused is void
  // Keeps settled calendars alive for clocks that still use an earlier one.
  std::vector<std::shared_ptr<const core::WorkTime>> settled;
  core::CaseState before_pause =
      core::CaseState::handling;  // the state to return to when materials arrive
  std::vector<SentText> texts;    // of all events so far; undoing an event takes none of them back
  std::vector<CaseFile> files;    // the same
  // Before the newest event that can be undone, and the events after that one.
  std::shared_ptr<const Folding> before;
  std::vector<const Event*> since;
};

// Computes the case. Deterministic and independent of the current time: an open pause moves a
// deadline only when it ends. Takes the events of one case in order of seq. The store keeps only
// allowed events, so a sequence that the action table could not have produced fails a check.
// Corrected times are in the events already (correct_times).
Case fold(const Rules& rules, const std::vector<Event>& events);

}  // namespace handler::cases
