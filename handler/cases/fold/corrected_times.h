// Puts right the times of events that a wrong clock recorded: the events stay, and one more event
// of the case says what the time really was.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "handler/cases/fold/event.h"

namespace handler::cases {

// Fills corrected_at of each event that a times_corrected event of these names; of several
// corrections the last one holds. Takes the events of one case in order of seq.
void correct_times(std::vector<Event>& events);

// What a wrong clock recorded, both ends included, and by how much its times must be moved.
struct WrongTimes {
  core::Instant from{};
  core::Instant to{};
  std::chrono::milliseconds move{};

  bool holds(core::Instant recorded) const { return recorded >= from && recorded <= to; }
};

// The correction of a case whose events are read; nullopt if no time of it changes. `reason` is
// shown to the reporter, `by` says to staff who corrected the times.
std::optional<PlannedEvent> correction_of(const std::vector<Event>& events, const WrongTimes& wrong,
                                          const std::string& reason, const std::string& by);

}  // namespace handler::cases
