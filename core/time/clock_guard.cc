// Compares two signs of life.
#include "core/time/clock_guard.h"

namespace core {

using std::chrono::milliseconds;

ClockJudgement judge(const std::optional<ClockSign>& last, const ClockSight& now) {
  if (!last) return {};
  const ClockSign& sign = now.sign;
  const bool runs_on = !sign.boot_id.empty() && sign.boot_id == last->boot_id;
  milliseconds step = sign.wall - last->wall;
  if (runs_on) step -= sign.boot - last->boot;
  const milliseconds most = runs_on ? milliseconds(kClockTolerance) : milliseconds(kMostClockStep);
  if (step >= -milliseconds(kClockTolerance) && step <= most) return {ClockVerdict::believed, step};
  const bool is_moderate = step >= -milliseconds(kMostClockStep) && step <= kMostClockStep;
  return {now.synchronised && is_moderate ? ClockVerdict::believed_with_step : ClockVerdict::held,
          step};
}

}  // namespace core
