// The count of one clock, for those who check it.
#include "handler/cases/explain.h"

#include <fmt/format.h>

namespace handler::cases {

std::string explain_for_staff(const ClockRun& run) {
  std::string text = fmt::format("{}, round {}: {}\n", run.clock, run.round, to_text(run.limit));
  text += core::explain(run.due);
  if (run.paused) text += "paused: waiting for materials\n";
  if (run.extension_pending) {
    text += fmt::format("asked for {} more workdays, undecided\n", run.asked_workdays);
  }
  if (run.stopped_at) text += "stopped " + core::to_iso(*run.stopped_at) + "\n";
  if (!run.breaches.empty()) text += "ran out of time\n";
  return text;
}

}  // namespace handler::cases
