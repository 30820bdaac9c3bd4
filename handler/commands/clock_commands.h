// The commands on the machine's clock: show, confirm, mend. What cannot be done throws
// core::Refused.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "handler/runtime.h"

namespace handler {

struct ClockOptions {
  std::string recorded_from;  // ISO times, both included: what the wrong clock showed
  std::string recorded_to;
  std::optional<int> minutes;  // by how much the times are moved; or
  std::string first_was_at;    // the true time of the first of them; the others keep their distance
  std::string reason;          // shown to the reporters
  std::string by;              // shown to staff
  bool dry_run = false;        // says what would be done
};

// Prints the last sign of life, the present clock and whether it is believed.
void show_clock(const RuntimeOptions& runtime, const ClockOptions& clock, std::ostream& out);
// Believes what the clock shows now, and says from which time to which it goes.
void confirm_clock(const RuntimeOptions& runtime, const ClockOptions& clock, std::ostream& out);
// Records one times_corrected event in each case of the published sites that a wrong clock touched.
// A second run with the same values finds nothing to do.
void mend_times(RuntimeOptions runtime, const ClockOptions& clock, std::ostream& out);

}  // namespace handler
