// The clock guard at the writer: nothing is written while the clock is not believed.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/time/clock_guard.h"

namespace handler::store {

class Connections;
class Database;

// How the writes of a store are guarded. Each named clock is compared with its own last sign of
// life, so that a database that a test clock has written to still fits the machine's clock.
struct GuardedClock {
  std::string name = "machine";
  std::function<core::ClockSight()> look = {};  // empty: not guarded, and no sign is kept
  // What would be held is told and believed: a clock of tests, or one that an operator confirms.
  bool believes_all = false;
  std::function<void(const std::string&)> tell = {};  // one sentence for the operator's log
};

// The state of a clock, for `handler clock`.
struct ClockState {
  std::optional<core::ClockSign> last;
  core::ClockSight now;
  core::ClockJudgement judgement;
};

// In the writer's transaction, before anything else is written: judges the clock and keeps the sign
// of a clock that is believed. Throws Refused with `clock_held`.
void let_through(Database& database, const GuardedClock& clock);

class ClockSigns {
 public:
  explicit ClockSigns(Connections& connections) : connections_(connections) {}

  // Writes nothing. `not_found` if the store was opened without a guarded clock.
  core::Result<ClockState> clock_state();
  // The sign of life of a process that has nothing else to write; `clock_held` if the clock is not
  // believed.
  core::Status check_clock();

 private:
  Connections& connections_;
};

}  // namespace handler::store
