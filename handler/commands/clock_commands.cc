// Shows and confirms the clock, and puts right what a wrong one recorded.
#include "handler/commands/clock_commands.h"

#include <algorithm>
#include <ostream>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "handler/cases/fold/corrected_times.h"
#include "handler/casework/recording.h"

namespace handler {
namespace {

std::string verdict_in_words(core::ClockVerdict verdict) {
  switch (verdict) {
    case core::ClockVerdict::believed:
      return "believed";
    case core::ClockVerdict::believed_with_step:
      return "believed, because the kernel says that it is synchronised";
    case core::ClockVerdict::held:
      return "not believed: nothing is written; if the clock is right, run handler clock confirm";
  }
  return {};
}

std::string time_of(const std::optional<core::ClockSign>& sign) {
  return sign ? core::to_iso(sign->wall) : "none yet";
}

core::Instant time_in(const std::string& text) {
  const std::optional<core::Instant> instant = core::from_iso(text);
  if (instant) return *instant;
  throw core::Refused(core::FailureCode::invalid,
                      "'" + text + "' is no time: write it as 2026-09-24T10:00:00+08:00");
}

std::chrono::milliseconds move_of(const ClockOptions& clock,
                                  const std::vector<store::RecordedCase>& touched) {
  if (clock.minutes.has_value() != clock.first_was_at.empty()) {
    throw core::Refused(core::FailureCode::invalid,
                        "say by how much the times are moved: either --minutes or --first-was-at");
  }
  if (clock.minutes) return std::chrono::minutes{*clock.minutes};
  const auto first = std::ranges::min_element(touched, {}, &store::RecordedCase::first);
  return time_in(clock.first_was_at) - first->first;
}

void check_not_ahead(const std::vector<store::RecordedCase>& touched,
                     const cases::WrongTimes& wrong, core::Instant now) {
  const auto last = std::ranges::max_element(touched, {}, &store::RecordedCase::last);
  if (last->last + wrong.move <= now) return;
  throw core::Refused(core::FailureCode::invalid, "the corrected times would reach " +
                                                      core::to_iso(last->last + wrong.move) +
                                                      ", which is still to come");
}

// Returns the number of corrected times.
std::size_t mend_case(view::Services& services, const store::RecordedCase& touched,
                      const cases::WrongTimes& wrong, const ClockOptions& clock,
                      std::ostream& out) {
  const auto site = core::accepted(services.sites.get(touched.site));
  const view::FoldedCase open = core::accepted(view::fold_case(services, *site, touched.id));
  std::optional<cases::PlannedEvent> planned =
      cases::correction_of(open.record.events(), wrong, clock.reason, clock.by);
  if (!planned) return 0;
  const core::Json times = planned->data.at("times");
  for (const auto& [seq, right] : times.items()) {
    out << "site " << touched.site << ", case " << touched.id << ", event " << seq << ": "
        << right.get<std::string>() << "\n";
  }
  if (!clock.dry_run)
    (void)core::accepted(view::record(services, *site, open, {}, {std::move(*planned)}));
  return times.size();
}

}  // namespace

void show_clock(const RuntimeOptions& runtime, const ClockOptions&, std::ostream& out) {
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  const store::ClockState state = core::accepted(opened.store->clock_state());
  out << "last sign of life: " << time_of(state.last) << "\n"
      << "the clock shows: " << core::to_iso(state.now.sign.wall) << "\n"
      << "synchronised: " << (state.now.synchronised ? "yes" : "no") << "\n"
      << "the clock is " << verdict_in_words(state.judgement.verdict) << "\n";
}

void confirm_clock(const RuntimeOptions& runtime, const ClockOptions&, std::ostream& out) {
  const ClockAndStore opened = core::accepted(open_believing(runtime));
  const store::ClockState before = core::accepted(opened.store->clock_state());
  core::accepted(opened.store->check_clock());
  out << "the clock is believed: last sign of life " << time_of(before.last) << ", now "
      << core::to_iso(before.now.sign.wall) << "\n";
}

void mend_times(RuntimeOptions options, const ClockOptions& clock, std::ostream& out) {
  options.role = "portal";  // it opens no sealed parts
  const std::unique_ptr<Runtime> runtime = core::accepted(Runtime::open(options));
  view::Services& services = runtime->services();
  cases::WrongTimes wrong{time_in(clock.recorded_from), time_in(clock.recorded_to), {}};
  const std::vector<store::RecordedCase> touched =
      core::accepted(services.store.cases_recorded_between(wrong.from, wrong.to));
  if (touched.empty()) {
    throw core::Refused(core::FailureCode::not_found, "no event was recorded between " +
                                                          core::to_iso(wrong.from) + " and " +
                                                          core::to_iso(wrong.to));
  }
  wrong.move = move_of(clock, touched);
  check_not_ahead(touched, wrong, services.clock.now());
  std::size_t corrected = 0;
  std::vector<std::string> failures;
  for (const store::RecordedCase& one : touched) {
    try {
      corrected += mend_case(services, one, wrong, clock, out);
    } catch (const std::exception& error) {
      // One case that cannot be read must not stop the others.
      failures.push_back("site " + one.site + ", case " + std::to_string(one.id) + ": " +
                         error.what());
    }
  }
  out << corrected << " times " << (clock.dry_run ? "would be " : "") << "corrected\n";
  if (!failures.empty())
    throw core::Refused(core::FailureCode::unavailable, core::joined(failures, "\n"));
}

}  // namespace handler
