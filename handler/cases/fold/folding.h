// A case while its events are folded.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "handler/cases/fold/clock_book.h"

namespace handler::cases {

struct Folding {
  explicit Folding(const Rules& given) : rules(given), clocks(given) {}

  Rules rules;
  Case result;
  ClockBook clocks;
  std::map<std::string, int> bounces;  // by unit
  // Keeps settled calendars alive for clocks that still use an earlier one.
  std::vector<std::shared_ptr<const core::WorkTime>> settled;
  core::CaseState before_pause =
      core::CaseState::handling;  // the state to return to when materials arrive
};

}  // namespace handler::cases
