// Keeps breaches that the clocks as they are now would not show.
#include "core/base/contains.h"
#include "handler/cases/fold/clock_book.h"

namespace handler::cases {

using core::Instant;

void ClockBook::keep_breaches_of(const ClockBook& given_up) {
  for (Entry& entry : entries_) {
    for (const Entry& other : given_up.entries_) {
      const bool same = other.run.clock == entry.run.clock && other.run.round == entry.run.round &&
                        other.start == entry.start && other.run.cancelled == entry.run.cancelled;
      if (!same) continue;
      for (const Breach& breach : other.run.breaches) {
        if (!core::contains(entry.run.breaches, breach.due, &Breach::due))
          entry.run.breaches.push_back(breach);
      }
    }
  }
}

void ClockBook::keep_recorded(std::string_view clock, int round, Instant due) {
  // The newest first, as for record_breach().
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    ClockRun& run = entry->run;
    if (run.clock != clock || run.round != round || run.cancelled) continue;
    if (!core::contains(run.breaches, due, &Breach::due))
      run.breaches.push_back({.due = due, .recorded = true});
    return;
  }
}

}  // namespace handler::cases
