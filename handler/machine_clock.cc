// Asks the kernel.
#include "handler/machine_clock.h"

#include <sys/timex.h>

#include <ctime>
#include <string>

#include "core/base/files.h"
#include "core/base/text.h"

namespace handler {
namespace {

std::string boot_id() {
  const core::Result<std::string> id = core::read_file("/proc/sys/kernel/random/boot_id", 100);
  return id ? std::string(core::trimmed(*id)) : std::string();
}

std::chrono::milliseconds since_boot() {
  timespec passed{};
  if (::clock_gettime(CLOCK_BOOTTIME, &passed) != 0) return {};
  return std::chrono::milliseconds(passed.tv_sec * 1000 + passed.tv_nsec / 1'000'000);
}

// Reads the state of the clock and changes nothing, so it needs no privilege.
bool is_synchronised() {
  timex state{};
  const int answer = ::adjtimex(&state);
  return answer >= 0 && answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

}  // namespace

core::ClockSight look_at_machine(core::Clock& clock) {
  // The boot id never changes while the process runs.
  static const std::string kBootId = boot_id();
  return {{clock.now(), since_boot(), kBootId}, is_synchronised()};
}

}  // namespace handler
