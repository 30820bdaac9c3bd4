// What the options mean for the places that are read, and how a refusal is said.
#include "generator/commands/options.h"

#include <ostream>

namespace generator {

core::Day today_of(const Options& options, core::Clock& clock) {
  const auto day = core::day_from_iso(options.today);
  return day ? *day : core::day_of(clock.now());
}

InputPlaces places_of(const Options& options, core::Clock& clock) {
  return {options.content, options.templates, options.sites, today_of(options, clock)};
}

int refused(const core::Failure& failure, Streams streams) {
  streams.err << "generator: " << failure.message << '\n';
  return failure.code == core::FailureCode::invalid ? kWrongUsage : kWorldRefused;
}

}  // namespace generator
