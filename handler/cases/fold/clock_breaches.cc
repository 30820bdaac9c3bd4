// Compares runs, and adds breaches to them once.
#include "handler/cases/fold/clock_breaches.h"

#include "core/base/contains.h"

namespace handler::cases {

bool is_same_run(const ClockRun& one, const ClockRun& other) {
  return one.clock == other.clock && one.round == other.round && one.cancelled == other.cancelled;
}

void take_breach(ClockRun& run, const Breach& breach) {
  if (!core::contains(run.breaches, breach.due, &Breach::due)) run.breaches.push_back(breach);
}

void take_breaches(ClockRun& run, const ClockRun& from) {
  for (const Breach& breach : from.breaches) take_breach(run, breach);
}

}  // namespace handler::cases
