// A case while its events are folded, and what the events of the file change in it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "handler/cases/clock_book.h"

namespace handler::cases {

struct Folding {
  explicit Folding(const Rules& given) : rules(given), clocks(given) {}

  Rules rules;
  Case result;
  ClockBook clocks;
  std::map<std::string, int> bounces;  // by unit
  // Calendars as they were settled, for clocks that were counted with an earlier one.
  std::vector<std::shared_ptr<const core::WorkTime>> settled;
  core::CaseState before_pause =
      core::CaseState::handling;  // where the case goes on when materials came
};

// Put away, merged, given another number: the case stands where it stood.
void archived(Folding& folding, const Event& event);
void merged(Folding& folding, const Event& event);
void merged_in(Folding& folding, const Event& event);
void absorbed_told(Folding& folding, const Event& event);
void number_changed(Folding& folding, const Event& event);
void number_reissued(Folding& folding, const Event& event);

}  // namespace handler::cases
