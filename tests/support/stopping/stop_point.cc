// Kills the process at the step that the environment names. Linked into the programs that tests
// kill, in place of core/base/stop_point.cc, which does nothing.
#include "core/base/stop_point.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/ascii.h"

namespace core {
namespace {

struct Wanted {
  std::string name;
  std::atomic<int> times_left = 1;
};

Wanted& wanted() {
  static Wanted* const kRead = [] {
    auto* made = new Wanted;
    const char* text = std::getenv("BANCHENG_STOP_AT");
    made->name = text == nullptr ? "" : text;
    // A name may hold a colon itself: only digits after the last one are a number of times.
    const std::size_t colon = made->name.rfind(':');
    const std::optional<int> times =
        colon == std::string::npos
            ? std::nullopt
            : number_from_digits(std::string_view(made->name).substr(colon + 1));
    if (times) {
      made->times_left = *times;
      made->name.resize(colon);
    }
    return made;
  }();
  return *kRead;
}

}  // namespace

void stop_point(std::string_view name) {
  Wanted& step = wanted();
  if (step.name.empty() || name != step.name || --step.times_left != 0) return;
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();  // until the signal reaches this thread too
}

}  // namespace core
