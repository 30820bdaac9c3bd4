// Gathers the facts about the machine and prints what the checks say.
#include "handler/commands/doctor.h"

#include <ostream>
#include <string_view>

#include "core/base/language.h"
#include "handler/health/checks.h"
#include "handler/health/sentences.h"
#include "handler/machine_clock.h"

namespace handler {
namespace {

bool wants_chinese(const std::string& language) {
  if (!language.empty()) return language == "zh";
  return core::language_of_process() == core::Language::chinese;
}

core::Instant time_of(const RuntimeOptions& runtime, core::Clock& clock) {
  if (runtime.test_clock.empty()) return clock.now();
  return FileClock(runtime.test_clock).read().value_or(clock.now());
}

// Nothing but this is written, and a database of an older program is not migrated for it.
core::Status note_comparison(const RuntimeOptions& runtime, const health::DataFacts& data,
                             core::Instant now) {
  if (!data.is_current) {
    return core::Failure{core::FailureCode::unavailable,
                         database_of(runtime).string() + " was written by an older program"};
  }
  const core::Result<ClockAndStore> opened = open_clock_and_store(runtime);
  if (!opened) return opened.failure();
  return opened->store->set_fact(store::facts::kKeysCompared, core::to_iso(now));
}

bool is_to_be_noted(const health::MachineFacts& machine) {
  return machine.copy && *machine.copy && machine.data.there && machine.data.failure.empty();
}

}  // namespace

void print_findings(const health::Findings& findings, bool chinese, std::ostream& out) {
  for (const health::Finding& one : findings) {
    out << "[" << health::level_word(one.level, chinese) << "] " << (chinese ? one.zh : one.en)
        << "\n";
    const std::string& remedy = chinese ? one.remedy_zh : one.remedy_en;
    if (!remedy.empty()) out << "    -> " << remedy << "\n";
  }
}

int examine(const RuntimeOptions& runtime, const DoctorOptions& options, std::ostream& out) {
  core::accepted(check_is_file(runtime));
  core::SystemClock clock;
  const core::Instant now = time_of(runtime, clock);
  health::Place place = place_of(runtime);
  place.keys_copy = options.keys;
  const health::MachineFacts machine = health::gather(
      place, now, health::data_of_file(database_of(runtime), look_at_machine(clock)));
  health::Findings findings = health::check(machine);
  if (is_to_be_noted(machine)) {
    if (const core::Status noted = note_comparison(runtime, machine.data, now); !noted) {
      findings.push_back(
          health::finding(health::Level::warning, "copy.not_noted", {noted.failure().message}));
    }
  }
  print_findings(findings, wants_chinese(options.language), out);
  return health::worst(findings) == health::Level::red ? 1 : 0;
}

}  // namespace handler
